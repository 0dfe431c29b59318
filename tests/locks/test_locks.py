"""A reader without the right meets nothing of what is locked, by whatever way; after release all is there."""

import inspect
import logging
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from tests.locks.commands import NO_RECORD, READS, REFUSED, Probe, all_commands
from tests.locks.convoys import MADE, Case, Told, cases
from tests.locks.walking import (
    API,
    API_REFUSED,
    VIEW,
    answers,
    api_answers,
    run_command,
    told,
    unpacked,
)
from tests.records import empty_record
from tests.workshop import places_cache

from marsad.api import Record
from marsad.config import load_settings
from marsad.errors import ConfigError
from marsad.export import FORMATS
from marsad.ids import content_id
from marsad.model import Judgement, Viewer
from marsad.ops.linking import relink
from marsad.store import Store, View, open_store, verify

FORMATS_OF = [list(FORMATS)[at::4] for at in range(4)]
"""A case is walked in a quarter of the formats: writing all takes as long as the rest."""
WITHOUT_RIGHT = [viewer for viewer in Viewer if not viewer.sees_locked]
BREAKS = re.compile(r"[^\w.,-]|_")
NOT_ALIKE = {("export",), ("alert",), ("assess",)}
"""Commands that say when, after what or for whom they answered."""
SHARES = 10
"""The calls of commands are shared out among so many tests: all of them for one record take ten seconds."""
PARTS = 4
"""And so the 200 cases, that two processes may draw them."""
# A case is a record, small as it comes: making it smaller would take minutes.
AS_DRAWN = settings(
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@contextmanager
def record_of(reports: tuple[Told, ...], judgements: tuple[Judgement, ...]) -> Iterator[Store]:
    """Give a record that holds some reports and judgements, linked."""
    with empty_record() as store:
        fill(store, reports, judgements)
        yield store


def fill(store: Store, reports: tuple[Told, ...], judgements: tuple[Judgement, ...]) -> None:
    with store.writer() as writer:
        for one in reports:
            writer.add_report(one.captured, one.claims)
        for judgement in judgements:
            writer.add_judgement(judgement)
    relink(store)


def release(store: Store, case: Case) -> None:
    """Let everything that is locked come out: convoys arrive, or people release what is locked."""
    made = tuple(
        Judgement("release", (claim,), "A", MADE.replace(minute=30, second=at), "it is over")
        for at, claim in enumerate(case.released)
    )
    fill(store, case.arrivals if case.arrives else (), made)


def leaks(answer: str, case: Case) -> list[str]:
    """Return which secrets are in an answer, also where a line or a table breaks them."""
    said = answer.casefold()
    bare = BREAKS.sub("", said)
    return [secret for secret in case.secrets if secret in said or secret in bare]


def seen(store: Store, viewer: Viewer, case: Case) -> dict[str, object]:
    with store.view(viewer) as view:
        return told(view, case)


@pytest.mark.parametrize("part", range(PARTS))
@settings(AS_DRAWN, max_examples=200 // PARTS)
@given(case=cases())
def test_nothing_that_is_locked_is_in_any_answer_and_all_of_it_after_release(part: int, case: Case) -> None:
    with record_of(case.told, case.judgements + case.hidden_judgements) as store:
        with store.view(Viewer.OWNER) as view:
            assert view.locks(claims=case.locked).keys() == case.locked
            assert leaks(repr(list(view.readings())), case) != [], "no leak would be found"
        with store.view(WITHOUT_RIGHT[len(case.secrets) % len(WITHOUT_RIGHT)]) as view:
            said = answers(view, case, FORMATS_OF[len(case.secrets) % 4])
            assert leaks(f"{told(view, case)}\n{said}", case) == []
        release(store, case)
        with store.view(Viewer.OWNER) as view:
            assert view.locked({claim.id for claim in view.claims()}) == frozenset()
            whole = told(view, case)
        with store.view(Viewer.PUBLIC) as view:
            assert told(view, case) == whole


def test_nothing_that_is_locked_is_in_any_answer_of_a_postgresql_record(postgres_database: str) -> None:
    @settings(AS_DRAWN, max_examples=1, derandomize=True, database=None)
    @given(case=cases())
    def walk(case: Case) -> None:
        with open_store(postgres_database) as store:
            fill(store, case.told, case.judgements + case.hidden_judgements)
            with store.view(Viewer.PUBLIC) as view:
                assert leaks(f"{told(view, case)}\n{answers(view, case, list(FORMATS))}", case) == []
            release(store, case)
            with store.view(Viewer.OWNER) as owner, store.view(Viewer.PUBLIC) as view:
                assert told(view, case) == told(owner, case)

    walk()


@settings(AS_DRAWN, max_examples=8)
@given(case=cases())
def test_nothing_that_came_in_is_in_any_answer_until_it_is_linked(case: Case) -> None:
    judgements = case.judgements + case.hidden_judgements
    by_hand = tuple(one for one in judgements if one.verdict == "lock")  # such a lock holds at once
    held = {one.subjects[0] for one in by_hand}
    late = tuple(one for one in case.told[1::2] if one.locked.isdisjoint(held))
    with record_of(tuple(one for one in case.told if one not in late), by_hand) as store:
        before = seen(store, Viewer.READER, case)
        with store.writer() as writer:
            for one in late:
                writer.add_report(one.captured, one.claims)
            for judgement in judgements:
                writer.add_judgement(judgement)
        with store.view(Viewer.READER) as view:
            assert leaks(answers(view, case, FORMATS_OF[len(case.secrets) % 4]), case) == []
        assert seen(store, Viewer.READER, case) == before


@settings(AS_DRAWN, max_examples=15)
@given(case=cases())
def test_nothing_that_is_locked_is_in_any_answer_of_the_api(case: Case) -> None:
    with record_of(case.told, case.judgements + case.hidden_judgements) as store:
        assert verify(store) == []
        record = Record(store, replace(load_settings({}), viewer=Viewer.PUBLIC, cache=places_cache()))
        assert leaks(api_answers(record, case), case) == []


@settings(AS_DRAWN, max_examples=25)
@given(case=cases())
def test_answers_are_those_of_a_record_that_never_held_what_is_locked(case: Case) -> None:
    # A locked claim in an incident of others may have tied them: without it they may be two.
    assume(all(one.verdict not in ("same", "lock") for one in case.hidden_judgements))
    plain = tuple(one.without_locked() for one in case.told)
    with (
        record_of(case.told, case.judgements + case.hidden_judgements) as store,
        record_of(plain, case.judgements) as other,
    ):
        assert seen(store, Viewer.PUBLIC, case) == seen(other, Viewer.PUBLIC, case)


def probe_of(case: Case, view: View, folder: Path) -> Probe:
    claim = min(case.locked)
    (report,) = (one.report.id for one in case.told if claim in one.locked)
    incidents = list(view.incidents())
    return Probe(
        claim=claim,
        report=report,
        incident=content_id("incident", claim),
        judgement=case.hidden_judgements[0].id if case.hidden_judgements else "judgement-" + "0" * 64,
        name=case.names[0],
        day=case.day,
        point=case.point,
        open_incident=incidents[0].id if incidents else "",
        open_claim=incidents[-1].claims[-1] if incidents else "",
        folder=folder,
    )


def nowhere(probe: Probe) -> Probe:
    """Return a probe that asks in the same way for what no record holds."""
    digits = "f0" * 32
    made: dict[str, Any] = {
        kind: f"{kind}-{digits[: len(getattr(probe, kind).partition('-')[2])]}"
        for kind in ("claim", "report", "incident", "judgement")
    }
    return replace(probe, **made, name="Nyxgarth", point=(70.52345, 90.54321))


def said_by(words: list[str], store: Store, probe: Probe, role: str) -> tuple[int, str]:
    """Return how a command ended, and all that it printed, logged and wrote, with what was asked for as "ASKED"."""
    for old in probe.folder.iterdir():
        old.unlink()
    records: list[str] = []
    handler = logging.Handler(logging.DEBUG)
    handler.emit = lambda record: records.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("marsad")
    logger.addHandler(handler)
    url = store.engine.url.render_as_string(hide_password=False)
    try:
        done = run_command(words, url, probe.folder, places_cache(), role=role)
    finally:
        logger.removeHandler(handler)
    written = [f"{path.name}\n{unpacked(path.read_bytes())}" for path in sorted(probe.folder.iterdir())]
    text = "\n".join([done.output, *records, *written])
    for asked in sorted(probe.texts(), key=len, reverse=True):
        if any(asked in word for word in words):
            text = text.replace(asked, "ASKED")
    return done.exit_code, text


@pytest.mark.parametrize("share", range(SHARES))
@settings(AS_DRAWN, max_examples=2)
@given(case=cases())
def test_no_command_tells_of_what_is_locked_and_each_tells_all_after_release(share: int, case: Case) -> None:
    judgements = case.judgements + case.hidden_judgements
    with tempfile.TemporaryDirectory() as folder, record_of(case.told, judgements) as store:
        with store.view(Viewer.PUBLIC) as view:
            probe = probe_of(case, view, Path(folder))
        asked, other = (list(calls_of(one))[share::SHARES] for one in (probe, nowhere(probe)))
        for (command, words), (_, elsewhere) in zip(asked, other, strict=True):
            code, text = said_by(words, store, probe, "public")
            assert leaks(text, case) == [], words
            assert code in ((2,) if command in REFUSED else (0, 2)), (words, text)
            if words != elsewhere and command != ("assess",):  # which draws the area that it was asked for
                assert (code, text) == said_by(elsewhere, store, nowhere(probe), "public"), words
        release(store, case)
        for command, words in asked:
            if command in READS and command not in NOT_ALIKE:
                assert said_by(words, store, probe, "public") == said_by(words, store, probe, "owner"), words


def calls_of(probe: Probe) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    for command, calls in (*READS.items(), *REFUSED.items()):
        yield from ((command, words) for words in calls(probe))


def test_every_command_is_walked() -> None:
    walked = {*READS, *REFUSED, *NO_RECORD} - {("export", "--with-locked")}
    assert walked == all_commands(), "say in tests/locks/commands.py how the command is called"


@pytest.mark.parametrize(("kind", "known"), [(View, {*VIEW}), (Record, {*API, *API_REFUSED, "close"})])
def test_every_question_of_the_api_is_walked(kind: type, known: set[str]) -> None:
    asked = {name for name, _ in inspect.getmembers(kind, inspect.isfunction) if not name.startswith("_")}
    assert asked == known, "say in tests/locks/walking.py how it is asked"


@settings(AS_DRAWN, max_examples=5)
@given(case=cases())
def test_only_the_owner_writes_through_the_api(case: Case) -> None:
    with record_of(case.told, ()) as store:
        for viewer in WITHOUT_RIGHT:
            with Record(store, replace(load_settings({}), viewer=viewer)) as record:
                for ask in API_REFUSED.values():
                    with pytest.raises(ConfigError) as refused:
                        ask(record, case)
                    assert leaks(str(refused.value), case) == []
