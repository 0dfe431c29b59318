"""How long the watches take over a record of many claims.

Run `python benchmarks/watches.py FOLDER [CLAIMS]` (1,000,000 by default). It makes a record of synthetic claims
(benchmarks/war.py) in FOLDER, or takes the one of that size that is there; one that was cut short goes on where it
stopped. Then each watch is asked in a process of its own three times; printed are the seconds in the middle, without
those in which Python loads its code, and whether they are 2 at most. Linking a million claims takes some ten
minutes.
"""

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

if not __package__:  # run as a script: the other benchmarks lie beside it
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.scale import places
from benchmarks.war import CLAIMS_A_REPORT, COUNTRY, Sentence, report_of, sentences
from rich.console import Console
from rich.table import Table

from marsad.model import Place, Viewer
from marsad.ops.linking import relink
from marsad.store import IncidentQuery, Store, View, open_store

SIZE = 1_000_000
TIMES = 3
MOST_S = 2.0
REPORTS_AT_ONCE = 2_000
SHUFFLED = 10_000
TOWN = places()[0]
CIRCLE = (TOWN.latitude, TOWN.longitude, 40.0)
MONTH: dict[str, Any] = {"since": date(2016, 9, 1), "until": date(2016, 9, 30)}
Ask = Callable[[Store, View, Any], object]  # Any: what was looked up before, of the watch's own


def _nothing(view: View) -> None:
    """Look nothing up before a watch is asked."""


@dataclass(frozen=True, slots=True)
class Watch:
    """One question to a watch: what is asked in words, the modules that answer it, and how they are asked.

    `before` looks up what the question needs, out of the time that is taken. Modules are loaded by name, so that a
    watch that this program has not is told as such.
    """

    name: str
    asked: str
    modules: tuple[str, ...]
    ask: Ask
    before: Callable[[View], Any] = _nothing  # Any: of the watch's own


def _op(name: str) -> Any:  # Any: a module that this program may not have
    return import_module(f"marsad.{name}")


def _figures(store: Store, view: View, _: None) -> object:
    return _op("ops.figures").find_figures(view)


def _figures_of_a_town(store: Store, view: View, _: None) -> object:
    return _op("ops.figures").find_figures(view, _op("watch.war.war_figures").FiguresAsked(place=TOWN.name))


def _totals(store: Store, view: View, _: None) -> object:
    return _op("ops.totals").find_totals(view, IncidentQuery(near=CIRCLE, **MONTH), by="place", level="place")


def _ceasefires(store: Store, view: View, _: None) -> object:
    return _op("ops.ceasefires").find_ceasefires(view, limit=20)


def _last_ceasefire(view: View) -> str:
    (found,) = _op("ops.ceasefires").find_ceasefires(view, limit=1).ceasefires
    return str(found.id)


def _ceasefire(store: Store, view: View, id: str) -> object:
    return _op("ops.ceasefires").find_ceasefire(view, id)


def _convoys(store: Store, view: View, _: None) -> object:
    return _op("ops.convoys").find_convoys(view, _op("ops.convoys").Asked(limit=20))


def _access(store: Store, view: View, _: None) -> object:
    return _op("ops.access").find_access(view, _op("ops.convoys").Asked())


def _access_to_a_town(store: Store, view: View, _: None) -> object:
    return _op("ops.access").find_access(view, _op("ops.convoys").Asked(near=CIRCLE))


def _trend(store: Store, view: View, _: None) -> object:
    return _trend_of(view, TOWN, 25.0)


def _trend_of_the_country(store: Store, view: View, _: None) -> object:
    return _trend_of(view, COUNTRY, None)


def _trend_of(view: View, place: Place, km: float | None) -> object:
    area = _op("watch.intensity.series").Area((place,), km)
    return _op("ops.trend").find_trend(
        view, area, _op("watch.intensity.trend_figures").Asked(by="day", types=())
    )


def _check(store: Store, view: View, _: None) -> object:
    area = _op("watch.intensity.series").Area((TOWN,), 25.0)
    question = _op("watch.intensity.comparison").Question(MONTH["until"])
    return _op("ops.trend").find_check(view, area, "most intense strikes in months", question)


def _response(store: Store, view: View, _: None) -> object:
    return _op("ops.response").find_response(view, IncidentQuery(**MONTH))


def _assess(store: Store, view: View, _: None) -> object:
    start = (TOWN.latitude, TOWN.longitude)
    end = (TOWN.latitude, TOWN.longitude + 0.55)  # 50 km there
    route = _op("watch.risk.route").Route(lines=((start, end),), country=TOWN.country)
    question = _op("ops.assess").Question(route, days=30, until=MONTH["until"])
    return _op("ops.assess").find_sheet(store, Viewer.OWNER, question)


_AROUND = f"round {TOWN.name}"
_TREND = ("ops.trend", "watch.intensity.series", "watch.intensity.trend_figures")
WATCHES = (
    Watch("figures", "of all countries", ("ops.figures",), _figures),
    Watch("figures", f"of {TOWN.name}", ("ops.figures",), _figures_of_a_town),
    Watch("totals", f"a month, 40 km {_AROUND}, by place", ("ops.totals",), _totals),
    Watch("ceasefires", "the last 20", ("ops.ceasefires",), _ceasefires),
    Watch("ceasefire", "the last", ("ops.ceasefires",), _ceasefire, _last_ceasefire),
    Watch("convoys", "the newest 20", ("ops.convoys",), _convoys),
    Watch("access", "everywhere", ("ops.access", "ops.convoys"), _access),
    Watch("access", f"40 km {_AROUND}", ("ops.access", "ops.convoys"), _access_to_a_town),
    Watch("trend", f"by day, 25 km {_AROUND}", _TREND, _trend),
    Watch("trend", "by day, of the country", _TREND, _trend_of_the_country),
    Watch(
        "check",
        f"a day, 25 km {_AROUND}",
        ("ops.trend", "watch.intensity.series", "watch.intensity.comparison"),
        _check,
    ),
    Watch("response", "a month", ("ops.response",), _response),
    Watch("assess", "30 days, a road of 50 km", ("ops.assess", "watch.risk.route"), _assess),
)


def fill(store: Store, claims: int, seed: int = 1) -> None:
    """Let a record grow to so many claims, and link them; what is there already stays."""
    with store.view(Viewer.OWNER) as view:
        there = view.counts("reports")["reports"]
    wanted = claims // CLAIMS_A_REPORT
    told = shuffled(sentences(seed))
    for _ in range(there * CLAIMS_A_REPORT):
        next(told)
    for first in range(there, wanted, REPORTS_AT_ONCE):
        with store.writer() as writer:
            for number in range(first, min(first + REPORTS_AT_ONCE, wanted)):
                writer.add_report(*report_of(number, list(islice(told, CLAIMS_A_REPORT))))
    relink(store)


def shuffled(told: Iterator[Sentence]) -> Iterator[Sentence]:
    """Yield claims so that one report tells of many events."""
    dice = random.Random(2)
    while True:
        pool = list(islice(told, SHUFFLED))
        dice.shuffle(pool)
        yield from pool


def ask(number: int, record: str) -> float | None:
    """Ask a watch by its place in the list; return the seconds, or None where this program has it not."""
    watch = WATCHES[number]
    try:
        for module in watch.modules:
            _op(module)
    except ModuleNotFoundError as missing:
        if str(missing.name).startswith("marsad."):
            return None
        raise
    with open_store(record) as store, store.view(Viewer.OWNER) as view:
        known = watch.before(view)
    started = time.perf_counter()
    with open_store(record) as store, store.view(Viewer.OWNER) as view:
        watch.ask(store, view, known)
    return time.perf_counter() - started


def _seconds(number: int, record: str) -> list[float]:
    """Return the seconds of a watch, each time in a process of its own; none where this program has it not."""
    run = [sys.executable, __file__, "--ask", str(number), record]
    taken = []
    for _ in range(TIMES):
        said = json.loads(subprocess.run(run, check=True, stdout=subprocess.PIPE).stdout)
        if said is None:
            return []
        taken.append(float(said))
    return taken


def main(folder: Path, size: int) -> None:
    """Make the record, ask every watch, and print the table."""
    folder.mkdir(parents=True, exist_ok=True)
    record = f"sqlite:///{folder / f'watches-{size}.db'}"
    with open_store(record) as store:
        fill(store, size)
        with store.view(Viewer.OWNER) as view:
            counts = view.counts("reports", "claims", "incidents")
    table = Table("watch", "asked", "seconds", f"{MOST_S:g} s at most", box=None, pad_edge=False)
    for number, watch in enumerate(WATCHES):
        taken = _seconds(number, record)
        seconds = f"{median(taken):.2f}" if taken else ""
        verdict = ("yes" if median(taken) <= MOST_S else "no") if taken else "not in this program"
        table.add_row(watch.name, watch.asked, seconds, verdict)
    print(", ".join(f"{number:,} {name}" for name, number in counts.items()))
    Console(width=100).print(table)


if __name__ == "__main__":
    if sys.argv[1] == "--ask":
        print(json.dumps(ask(int(sys.argv[2]), sys.argv[3])))
    else:
        main(Path(sys.argv[1]), int(sys.argv[2].replace(",", "")) if len(sys.argv) > 2 else SIZE)
