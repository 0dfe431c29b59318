"""Judgements are read once: of each moment those that had been added by then."""

from datetime import UTC, datetime, timedelta

from tests.records import empty_record
from tests.store.factories import captured, claims

from marsad.model import Judgement, Viewer
from marsad.ops.linking import relink
from marsad.store import Store

MADE = datetime(2016, 10, 1, tzinfo=UTC)


def accepted(store: Store, minute: int, claim: str) -> Judgement:
    made = Judgement("accept", (claim,), "A", MADE + timedelta(minutes=minute), "its words say so")
    with store.writer() as writer:
        writer.add_judgement(made)
    return made


def seen(store: Store, viewer: Viewer = Viewer.OWNER) -> list[Judgement]:
    with store.view(viewer) as view:
        return list(view.judgements())


def test_what_was_added_since_is_read_and_an_older_moment_keeps_its_own(store: Store) -> None:
    first = accepted(store, 0, "claim-1")
    with store.view(Viewer.OWNER) as before:
        assert list(before.judgements()) == [first]
        second = accepted(store, 1, "claim-2")
        assert seen(store) == [first, second]
        assert list(before.judgements()) == [first]
    third = accepted(store, 2, "claim-3")
    assert seen(store) == [first, second, third]


def test_another_record_in_the_place_of_one_has_its_own_judgements() -> None:
    for claim in ("claim-1", "claim-2"):
        with empty_record(now=lambda: MADE) as store:  # one engine over one file that is put back
            made = [accepted(store, minute, claim) for minute in range(2)]
            assert seen(store) == made


def test_what_is_made_of_judgements_is_made_once_of_the_same_ones(store: Store) -> None:
    made: list[tuple[Judgement, ...]] = []

    def make(judgements: tuple[Judgement, ...]) -> int:
        made.append(judgements)
        return len(judgements)

    def judged() -> int:
        with store.view(Viewer.OWNER) as view:
            return view.judged(make)

    assert (judged(), judged()) == (0, 0)
    first = accepted(store, 0, "claim-1")
    with store.view(Viewer.OWNER) as before:
        second = accepted(store, 1, "claim-2")
        assert (judged(), before.judged(make), judged()) == (2, 1, 2)
    assert made == [(), (first, second), (first,)]


def test_what_is_made_for_those_who_see_less_is_made_of_less(store: Store) -> None:
    report = captured(1)
    told = claims(report.report)
    with store.writer() as writer:
        writer.add_report(report, told)
        writer.add_judgement(Judgement("lock", (told[0].id,), "A", MADE, "a witness is named"))
    relink(store)
    for viewer, seen_by in ((Viewer.OWNER, 1), (Viewer.READER, 0), (Viewer.OWNER, 1)):
        with store.view(viewer) as view:
            assert view.judged(len) == seen_by


def test_what_is_locked_since_hides_what_was_judged_of_it(store: Store) -> None:
    report = captured(1)
    told = claims(report.report)
    with store.writer() as writer:
        writer.add_report(report, told)
    made = accepted(store, 0, told[0].id)
    relink(store)
    assert seen(store, Viewer.READER) == [made]
    with store.writer() as writer:
        writer.add_judgement(Judgement("lock", (told[0].id,), "A", MADE, "a witness is named"))
    relink(store)
    assert seen(store, Viewer.READER) == []
    assert made in seen(store)
