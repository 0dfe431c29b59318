"""What is looked at first, and what does not come again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from tests.link.telling import BUSTAN, MONDAY, URUM, Dossier
from tests.link.test_properties import dossiers
from tests.ops.keeping import keep

from marsad.capture import CaptureOptions
from marsad.link.weights import load_weights
from marsad.model import Incident, Judgement, Link, Verdict, Viewer
from marsad.ops.add import add
from marsad.ops.doubts import (
    HIGH_TOLL,
    Doubt,
    DoubtKind,
    doubts_of,
    find_doubts,
    next_doubts,
    still_open,
)
from marsad.ops.review import Decision, Signature, record
from marsad.ops.workshop import Workshop
from marsad.store import Store

DAY = datetime(2016, 10, 1, tzinfo=UTC)


@pytest.fixture
def dossier() -> Dossier:
    return Dossier()


def judged(verdict: Verdict, *subjects: str, value: str = "") -> Judgement:
    return Judgement(verdict, subjects, "A", DAY, "seen", value=value)


def kinds(incident: Incident, *judgements: Judgement) -> list[str]:
    return [doubt.kind for doubt in doubts_of(incident, judgements)]


def contested(dossier: Dossier) -> Incident:
    dossier.tell(by="SOHR", place=URUM, actors="Russia", killed=12)
    dossier.tell(by="Kremlin", place=URUM, actors="Russia", stance="denies", paper="Post")
    return dossier.only()


def test_a_contested_incident_is_doubtful_about_the_claims_that_blame_and_deny(dossier: Dossier) -> None:
    incident = contested(dossier)
    (doubt,) = (one for one in doubts_of(incident, ()) if one.kind == "contested")
    assert set(doubt.claims) == set(incident.claims)
    assert doubt.why == incident.grade_reason


def test_it_is_settled_by_a_grade_or_where_every_claim_was_looked_at(dossier: Dossier) -> None:
    incident = contested(dossier)
    first, second = incident.claims
    assert "contested" in kinds(incident, judged("accept", first))
    assert "contested" not in kinds(incident, judged("accept", first), judged("accept", second))
    graded = dossier.only(judged("grade", first, value="contested"))
    assert graded.grade == "contested"
    assert "contested" not in kinds(graded)


def test_a_high_toll_of_one_source_is_doubtful_and_a_low_or_shared_one_is_not(dossier: Dossier) -> None:
    dossier.tell(by="SOHR", place=URUM, killed=HIGH_TOLL)
    high = dossier.only()
    (doubt,) = doubts_of(high, ())
    assert (doubt.kind, doubt.claims) == ("toll", high.claims)
    assert kinds(high, judged("accept", high.claims[0])) == []
    dossier.tell(by="UNICEF", place=URUM, killed=HIGH_TOLL, paper="Post", targets="market")
    assert "toll" not in kinds(dossier.only())
    low = Dossier()
    low.tell(by="SOHR", place=URUM, killed=HIGH_TOLL - 1)
    assert kinds(low.only()) == []


def linked(dossier: Dossier, score: float) -> Incident:
    """An incident of two claims that are linked at a score."""
    for paper in ("Wire", "Post"):
        dossier.tell(by="SOHR", place=BUSTAN, targets="market", paper=paper)
    incident = dossier.only()
    reasons = (("same type", 2.0), ("no time", -1.6))
    return replace(incident, links=(Link(incident.claims[0], incident.claims[1], score, reasons),))


@pytest.mark.parametrize(("over", "is_doubtful"), [(0.0, True), (0.9, True), (-1.4, True), (1.1, False)])
def test_a_link_near_the_threshold_is_doubtful(dossier: Dossier, over: float, is_doubtful: bool) -> None:
    assert kinds(linked(dossier, load_weights().join + over)) == ["link"] * is_doubtful


def test_a_link_is_settled_by_same_different_or_both_claims_looked_at(dossier: Dossier) -> None:
    incident = linked(dossier, load_weights().join)
    one, other = incident.claims
    (doubt,) = doubts_of(incident, ())
    assert "for same type +2.0; against no time -1.6" in doubt.why
    assert kinds(incident, judged("same", other, one)) == []
    assert kinds(incident, judged("different", one, other)) == []
    assert kinds(incident, judged("accept", one)) == ["link"]
    assert kinds(incident, judged("accept", one), judged("accept", other)) == []


@given(dossiers())
def test_doubts_are_about_claims_of_their_incident_and_ranked_by_kind(dossier: Dossier) -> None:
    for incident in dossier.link():
        for doubt in doubts_of(incident, ()):
            assert doubt.why
            assert doubt.claims
            assert set(doubt.claims) <= set(incident.claims)
            assert int(doubt.score) in {"contested": (2,), "link": (1, 2), "toll": (0,)}[doubt.kind]


@given(dossiers())
def test_accepting_every_claim_settles_everything(dossier: Dossier) -> None:
    accepted = [judged("accept", claim.id) for claim in dossier.claims]
    assert [doubt for one in dossier.link() for doubt in doubts_of(one, accepted)] == []


@pytest.fixture
def filled(folder: Path, store: Store, workshop: Workshop, options: CaptureOptions) -> Iterator[Store]:
    text = "Shelling killed 40 people in the town of Madaya on Tuesday, the Syrian Observatory for Human Rights said."
    (folder / "03-shelling.txt").write_text(
        f"Publisher: Daily Page\nPublished: 2016-09-21\n\n{text}", "utf-8"
    )
    add([str(folder)], store, workshop, options)
    yield store


def queue(store: Store) -> list[Doubt]:
    with store.view(Viewer.OWNER) as view:
        return list(find_doubts(view))


def test_the_queue_of_a_record_is_ordered_and_shrinks_as_people_judge(filled: Store) -> None:
    contested, toll = (one for one in queue(filled) if one.kind != "link")
    assert (contested.kind, toll.kind) == ("contested", "toll")
    assert [one.score for one in queue(filled)] == sorted((one.score for one in queue(filled)), reverse=True)
    signature = Signature("A", DAY, "seen")
    made = record(filled, Decision("accept", toll.claims), signature)
    assert toll not in queue(filled)
    with filled.view(Viewer.OWNER) as view:
        assert still_open(view, toll) is None
        assert still_open(view, contested) == contested
    record(filled, Decision("withdraw", (made.id,)), Signature("A", DAY + timedelta(days=1), "too fast"))
    assert toll in queue(filled)


def test_an_empty_record_has_no_doubts(store: Store) -> None:
    assert queue(store) == []


def paged(store: Store, *, kind: DoubtKind | None = None, limit: int, looks: int = 50) -> list[Doubt]:
    """All doubts, a page at a time."""
    found: list[Doubt] = []
    after, pages = "", 0
    while pages == 0 or after:
        with store.view(Viewer.OWNER) as view:
            page = next_doubts(view, kind=kind, after=after, limit=limit, looks=looks)
        found += page.found
        after, pages = page.after, pages + 1
        assert pages < 100
    return found


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_doubts_come_by_pages_without_one_lost_or_twice(store: Store, limit: int) -> None:
    dossier = Dossier()
    for number, place in enumerate((URUM, BUSTAN)):
        dossier.tell(by="SOHR", place=place, actors="Russia", killed=12 + number, paper=f"A{number}")
        dossier.tell(by="Kremlin", place=place, actors="Russia", stance="denies", paper=f"B{number}")
    for day in range(3):
        dossier.tell(
            by="medic",
            place=BUSTAN,
            type="shelling",
            killed=40 + day,
            paper=f"C{day}",
            day=MONDAY - timedelta(days=9 * day + 9),
        )
    keep(store, dossier)
    every = queue(store)
    assert {one.kind for one in every} >= {"contested", "toll"}
    assert sorted(map(repr, paged(store, limit=limit))) == sorted(map(repr, every))
    assert [one for one in paged(store, limit=limit) if one.kind != "link"] == [
        one for one in every if one.kind != "link"
    ]
    assert {one.kind for one in paged(store, kind="toll", limit=limit)} == {"toll"}


def test_a_page_ends_where_many_were_settled_and_the_next_goes_on(store: Store) -> None:
    dossier = Dossier()
    for day in range(3):
        dossier.tell(
            by="medic",
            place=BUSTAN,
            type="shelling",
            killed=40 + day,
            paper=f"C{day}",
            day=MONDAY - timedelta(days=9 * day + 9),
        )
    keep(store, dossier)
    most = queue(store)[0]
    record(store, Decision("accept", most.claims), Signature("A", DAY, "seen"))
    assert [one.why.split()[0] for one in paged(store, limit=5, looks=1)] == ["41", "40"]
