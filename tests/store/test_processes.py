"""Processes that are killed, and processes that write at once."""

import random
import subprocess
import sys
import time
from pathlib import Path

from tests.store import adding
from tests.store.factories import captured

from marsad.model import Viewer
from marsad.store import open_store, verify

_ROOT = Path(__file__).parents[2]
_KILLS = 10


def start(url: str, first: int, last: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.store.adding", url, str(first), str(last)]
    return subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True)


def test_a_killed_writer_loses_nothing_and_is_completed_by_the_next(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    chance = random.Random(20160919)
    done = 0
    for _ in range(_KILLS):
        with start(url, done + 1, 10_000) as process:
            assert process.stdout
            assert process.stdout.readline() == "open\n"
            done += sum(bool(process.stdout.readline()) for _ in range(chance.randrange(4)))
            time.sleep(chance.uniform(0, 0.05))
            process.kill()
            done += process.stdout.read().count("\n")
        with open_store(url) as store:
            assert verify(store) == []
            with store.view(Viewer.OWNER) as view:
                present = view.counts()["reports"]
                assert done <= present <= done + 1
                assert view.counts()["claims"] == 2 * present
    assert done > _KILLS
    clean = f"sqlite:///{tmp_path / 'clean.db'}"
    digests = []
    for each in (url, clean):
        with open_store(each) as store:
            list(adding.add(store, range(1, done + 3)))
            assert verify(store) == []
            with store.view(Viewer.OWNER) as view:
                assert view.incidents_current()
                digests.append(view.digest())
    assert digests[0] == digests[1]


def test_two_writers_at_once_make_one_chain_from_the_first_moment(record_url: str) -> None:
    processes = [start(record_url, first, last) for first, last in ((1, 16), (8, 24))]
    for process in processes:
        process.communicate(timeout=120)
    assert [process.returncode for process in processes] == [0, 0]
    with open_store(record_url) as store:
        list(adding.add(store, range(23, 24)))
        assert verify(store) == []
        with store.view(Viewer.OWNER) as view:
            assert view.counts()["reports"] == view.counts()["incidents"] == 23
            assert view.incidents_current()
            assert sum(entry.action == "report added" for entry in view.journal()) == 23


def test_a_writer_waits_for_the_one_before_it(record_url: str) -> None:
    with open_store(record_url) as store, store.writer() as busy:
        with busy._transaction():
            process = start(record_url, 1, 2)
            assert process.stdout
            assert process.stdout.readline() == "open\n"
            with store.view(Viewer.OWNER) as view:
                assert not view.has_report(captured(1).report.id)
            assert process.poll() is None
        assert process.communicate(timeout=60)[0] == "1\n"
        assert verify(store) == []
