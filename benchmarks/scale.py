"""How linking grows: time and memory for a record of many claims, and the time that one more report takes.

Run `python benchmarks/scale.py FOLDER [CLAIMS ...]` (250,000, 500,000 and 1,000,000 by default). One record of
synthetic claims grows in FOLDER from size to size; at each, all its claims are linked from scratch in a process of
its own, whose time and peak of memory are printed. The claims are those of a war in 2,000 places over ten years:
events of one to eight claims, told within three days by a hundred sources whose numbers differ a little; one claim in
fifty sums up a week. The truth is known: printed are the share of events whose claims are all in one incident, and of
incidents that hold claims of one event alone. At last reports of ten claims about the same war are added one at a
time, each with its linking.
"""

import random
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles

from marsad.model import (
    Actor,
    Captured,
    Claim,
    Harm,
    Interval,
    Original,
    Place,
    PlaceName,
    Quantity,
    Report,
    SourceName,
    Span,
    Time,
    Viewer,
)
from marsad.ops.linking import relink
from marsad.store import Store, open_store

SIZES = (250_000, 500_000, 1_000_000)
CLAIMS_A_REPORT = 10
PLACES, DAYS, SOURCES = 2_000, 3_650, 100
ROUNDUPS = 0.02
ADDED = 100
TYPES = {
    "air_strike": 25, "shelling": 25, "armed_clash": 20, "explosion": 10, "attack": 10,
    "aid": 5, "protest": 3, "abduction": 2,
}  # fmt: skip
TARGETS = (
    "market",
    "hospital",
    "school",
    "bakery",
    "convoy",
    "bridge",
    "checkpoint",
    "mosque",
    "camp",
    "depot",
)
START = date(2012, 1, 1)


@dataclass(frozen=True, slots=True)
class Said:
    """One claim to be: of which event, published and happened on which days after START."""

    event: int
    published: int
    day: int
    type: str
    place: Place
    target: str
    killed: int | None
    source: str
    is_roundup: bool


def places() -> list[Place]:
    """Return the places of the war, one in twenty a city."""
    dice, found = random.Random(0), []
    for number in range(PLACES):
        kind, radius = ("city", 8.0) if number % 20 == 0 else ("town", 3.0)
        north, east = round(33 + 4 * dice.random(), 4), round(36 + 6 * dice.random(), 4)
        found.append(Place(f"Place {number}", north, east, radius, "SY", f"p{number}", kind))
    return found


def tell(seed: int) -> Iterator[Said]:
    """Yield claims of one event after another, without end; the same seed tells the same."""
    dice, where, event = random.Random(seed), places(), 0
    while True:
        (type,) = dice.choices(list(TYPES), list(TYPES.values()))
        place, day, target = dice.choice(where), dice.randrange(DAYS), dice.choice(TARGETS)
        toll = dice.randrange(40)
        for _ in range(min(8, 1 + int(dice.expovariate(0.7)))):
            yield Said(
                event=seed * 10_000_000 + event,
                published=day + dice.randrange(3),
                day=day,
                type=type,
                place=place,
                target=target if dice.random() < 0.6 else "",
                killed=toll + dice.choice((0, 0, 0, 1)) if toll > 5 else None,
                source=f"Monitor {dice.randrange(SOURCES)}",
                is_roundup=dice.random() < ROUNDUPS,
            )
        event += 1


def report_of(number: int, told: Sequence[Said]) -> tuple[Captured, list[Claim]]:
    """Return a report that tells some claims."""
    text, starts = f"Report {number}.", []
    for said in told:
        starts.append(len(text) + 1)
        text += f" {' '.join(_words(said))}."
    published = START + timedelta(days=max(said.published for said in told))
    original = Original(text.encode(), f"{number}.txt", "text/plain")
    report = Report(
        text, f"Report {number}", f"Paper {number % 40}", published, "en", original=original.sha256
    )
    claims = [_claim(report, said, start) for said, start in zip(told, starts, strict=True)]
    return Captured(report, original), claims


def _words(said: Said) -> list[str]:
    days = f"on day {said.day} of event {said.event}"
    return [
        said.source,
        "says",
        said.type,
        said.place.name,
        said.target or "houses",
        f"killed {said.killed}",
        days,
    ]


def _claim(report: Report, said: Said, start: int) -> Claim:
    spans, at = [], start
    for words in _words(said):
        spans.append(Span(at, at + len(words), words))
        at += len(words) + 1
    source, _, trigger, place, target, killed, days = spans
    day = START + timedelta(days=said.day)
    interval = Interval(day, day + timedelta(days=6), "week") if said.is_roundup else Interval(day, day)
    return Claim(
        report.id,
        said.type,
        trigger,
        Span(start, at - 1, report.text[start : at - 1]),
        sources=(SourceName(source),),
        places=(PlaceName(place, said.place),),
        time=Time(interval, days),
        targets=(Actor(target),) if said.target and not said.is_roundup else (),
        harm=(Harm("killed", Quantity.exactly(said.killed), killed),) if said.killed is not None else (),
    )


def fill(store: Store, claims: int) -> dict[str, int]:
    """Let a record grow to so many claims; return the event that each claim tells, round-ups left out."""
    event_of: dict[str, int] = {}
    said = tell(1)
    pool: list[Said] = []
    with store.view(Viewer.OWNER) as view:
        there = view.counts()["reports"]
    shuffle = random.Random(2)
    with store.writer() as writer:
        for number in range(claims // CLAIMS_A_REPORT):
            if not pool:  # what one report tells is of many events
                pool = [next(said) for _ in range(CLAIMS_A_REPORT * 1000)]
                shuffle.shuffle(pool)
            told = [pool.pop() for _ in range(CLAIMS_A_REPORT)]
            captured, read = report_of(number, told)
            event_of |= {
                claim.id: one.event for claim, one in zip(read, told, strict=True) if not one.is_roundup
            }
            if number >= there:
                writer.add_report(captured, read)
    return event_of


def measure(record: Path) -> None:
    """Link a record from scratch and print the seconds and the peak of memory in GB."""
    with open_store(f"sqlite:///{record}") as store:
        started = time.perf_counter()
        relink(store, always=True)
        taken = time.perf_counter() - started
    print(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20)


def truth(store: Store, event_of: dict[str, int]) -> tuple[float, float]:
    """Return the share of events that are in one incident, and of incidents that hold one event alone."""
    incidents_of: dict[int, set[str]] = defaultdict(set)
    alone = several = 0
    with store.view(Viewer.OWNER) as view:
        for incident in view.incidents():
            events = {event_of[id] for id in incident.claims if id in event_of}
            alone, several = alone + (len(events) == 1), several + (len(events) > 1)
            for event in events:
                incidents_of[event].add(incident.id)
    whole = sum(len(found) == 1 for found in incidents_of.values())
    return whole / len(incidents_of), alone / (alone + several)


def add_some(store: Store) -> list[float]:
    """Add reports one at a time, and return the seconds that each takes with its linking.

    They are others than a run before added: what is known already costs nothing.
    """
    with store.view(Viewer.OWNER) as view:
        known = view.counts()["reports"]
    said, taken = tell(9), []
    for number in range(ADDED):
        captured, read = report_of(10_000_000 + known + number, [next(said) for _ in range(CLAIMS_A_REPORT)])
        started = time.perf_counter()
        with store.writer() as writer:
            writer.add_report(captured, read)
        relink(store)
        taken.append(time.perf_counter() - started)
    return taken


def main() -> None:
    """Grow the record, and measure at each size."""
    record = Path(sys.argv[1]) / "scale.db"
    record.parent.mkdir(parents=True, exist_ok=True)
    before = 0.0
    for size in [int(size.replace(",", "")) for size in sys.argv[2:]] or SIZES:
        with open_store(f"sqlite:///{record}") as store:
            event_of = fill(store, size)
        run = [sys.executable, __file__, "--measure", str(record)]
        seconds, memory = map(float, subprocess.run(run, check=True, capture_output=True).stdout.split())
        with open_store(f"sqlite:///{record}") as store:
            whole, alone = truth(store, event_of)
        growth = f", {seconds / before:.2f} times the size before" if before else ""
        print(f"{size:>9,} claims: linked in {seconds:.0f} s{growth}, {memory:.2f} GB at most;", end=" ")
        print(f"{whole:.3f} of events whole, {alone:.3f} of incidents of one event", flush=True)
        before = seconds
    with open_store(f"sqlite:///{record}") as store:
        taken = add_some(store)
    print(f"one more report of {CLAIMS_A_REPORT} claims: {median(taken):.2f} s in the middle,", end=" ")
    print(f"{quantiles(taken, n=20)[-1]:.2f} s at the 95th of 100")


if __name__ == "__main__":
    measure(Path(sys.argv[2])) if sys.argv[1] == "--measure" else main()
