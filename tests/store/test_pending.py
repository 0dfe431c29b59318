"""What viewers without the right see while something has come in and is not linked yet."""

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.store.factories import captured, claims, incident

from marsad.errors import UnavailableError
from marsad.model import Judgement, Verdict, Viewer
from marsad.store import Store, View

MADE = datetime(2016, 10, 1, 12, 30, tzinfo=UTC)


def add(store: Store, *numbers: int) -> None:
    with store.writer() as writer:
        for number in numbers:
            writer.add_report(captured(number), claims(captured(number).report))


def link(store: Store) -> None:
    with store.view(Viewer.OWNER) as view:
        basis, linked = view.basis(), [incident(claim) for claim in view.claims() if claim.harm]
    with store.writer() as writer:
        writer.replace_incidents(linked, basis=basis, locks=())


def judge(store: Store, verdict: Verdict, *subjects: str) -> str:
    made = Judgement(verdict, subjects, "A", MADE, "as it says", value="fair" if verdict == "grade" else "")
    with store.writer() as writer:
        writer.add_judgement(made)
    return made.id


def told(view: View) -> dict[str, Any]:
    """What a View tells of everything that can come in."""
    return {
        "reports": list(view.reports()),
        "claims": list(view.claims()),
        "of types": list(view.claims(types={"shelling"})),
        "incidents": list(view.incidents()),
        "originals": list(view.originals()),
        "judgements": list(view.judgements()),
        "entries": [entry.subject for entry in view.journal() if entry.subject != "incidents"],
        "counts": view.counts("reports", "originals", "claims", "judgements"),
        "found": view.search_text("shelling"),
        "digest": view.digest(),
        "arrivals": view.arrivals(""),
    }


def seen(store: Store, viewer: Viewer) -> dict[str, Any]:
    with store.view(viewer) as view:
        return told(view)


def test_reports_that_are_not_linked_yet_are_absent_for_a_reader_and_there_when_they_are(
    store: Store,
) -> None:
    add(store, 1, 2)
    link(store)
    before = seen(store, Viewer.READER)
    add(store, 3)
    assert seen(store, Viewer.READER) == before
    assert captured(3).report in seen(store, Viewer.RELEASER)["reports"]
    new = captured(3)
    with store.view(Viewer.READER) as view:
        assert view.report(new.report.id) is None
        assert view.claim(claims(new.report)[0].id) is None
        assert view.original(new.original.sha256) is None
        assert list(view.claims(ids={claims(new.report)[0].id})) == []
    link(store)
    after = seen(store, Viewer.READER)
    assert after["reports"][-1] == new.report
    assert {**after, "arrivals": None} == {**seen(store, Viewer.OWNER), "arrivals": None}


def test_a_record_linked_while_it_was_empty_shows_nothing_until_its_first_reports_are_linked(
    store: Store,
) -> None:
    link(store)
    add(store, 1)
    assert seen(store, Viewer.PUBLIC)["reports"] == []


def test_a_judgement_that_is_not_linked_yet_is_absent_for_a_reader(store: Store) -> None:
    add(store, 1)
    link(store)
    before = seen(store, Viewer.READER)
    judge(store, "accept", claims(captured(1).report)[0].id)
    assert seen(store, Viewer.READER) == before
    assert len(seen(store, Viewer.RELEASER)["judgements"]) == 1
    link(store)
    assert len(seen(store, Viewer.READER)["judgements"]) == 1


@pytest.mark.parametrize("verdict", ["lock", "withdraw"])
def test_a_reader_waits_while_something_may_have_been_locked(store: Store, verdict: Verdict) -> None:
    add(store, 1)
    claim = claims(captured(1).report)[0].id
    subject = judge(store, "release", claim) if verdict == "withdraw" else claim
    link(store)
    judge(store, verdict, subject)
    with pytest.raises(UnavailableError, match="wait until"), store.view(Viewer.EDITOR):
        pass
    assert seen(store, Viewer.RELEASER)["reports"]


def test_a_reader_waits_while_claims_were_read_anew(store: Store) -> None:
    add(store, 1)
    link(store)
    with store.writer() as writer:
        writer.replace_claims(captured(1).report.id, ())
    with pytest.raises(UnavailableError, match="wait until"), store.view(Viewer.READER):
        pass


def test_a_reader_waits_where_nobody_knows_what_is_locked(store: Store) -> None:
    add(store, 1)
    with pytest.raises(UnavailableError), store.view(Viewer.READER):
        pass
    with store.view(Viewer.OWNER) as view:
        basis = view.basis()
    with store.writer() as writer:
        writer.replace_incidents((), basis=basis)  # as a program did that knew of no locks
    add(store, 2)
    with pytest.raises(UnavailableError), store.view(Viewer.READER):
        pass
