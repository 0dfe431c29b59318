"""Convoys that have not arrived are absent for those without the right, and there afterwards."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.link.telling import ALEPPO, BUSTAN, IDLIB, MONDAY, URUM, Dossier
from tests.ops.keeping import put
from tests.records import empty_record

from marsad.errors import JudgementError
from marsad.model import (
    Captured,
    Claim,
    Interval,
    Judgement,
    Original,
    Place,
    PlaceName,
    Report,
    Span,
    Time,
    Viewer,
)
from marsad.ops.convoys import Asked, find_convoys
from marsad.ops.export import export
from marsad.ops.importing import import_bundle
from marsad.ops.linking import relink
from marsad.ops.review import Signature, judge, record, release_decisions
from marsad.store import IncidentQuery, Store, open_store, verify

SYRIA = Place("Syria", 35.0, 38.0, 300.0, "SY", "gn-4", "country")
TUESDAY = MONDAY + timedelta(days=1)
MADE = datetime(2016, 9, 21, 9, tzinfo=UTC)


@pytest.fixture
def store() -> Any:
    with empty_record() as opened:
        yield opened


def told(store: Store, dossier: Dossier, text: str, **said: Any) -> Claim:
    told: dict[str, Any] = {
        "type": "aid",
        "published": MONDAY,
        "day": TUESDAY,
        "text": f"{text}, report {len(dossier.claims)}:",
    } | said
    claim = dossier.tell(**told)
    put(store, dossier.reports[claim.report], [claim])
    relink(store)
    return claim


def seen(store: Store, viewer: Viewer = Viewer.PUBLIC) -> set[str]:
    with store.view(viewer) as view:
        claims = {claim.id for claim in view.claims()}
        assert {id for incident in view.incidents() for id in incident.claims} <= claims
        assert view.counts("claims") == {"claims": len(claims)}
        return claims


def test_a_planned_convoy_is_absent_until_two_independent_sources_tell_that_it_arrived(store: Store) -> None:
    dossier = Dossier()
    plan = told(store, dossier, "A convoy will set out", phase="planned", place=URUM, paper="A")
    first = told(store, dossier, "The convoy arrived", by="UNICEF", place=URUM, published=TUESDAY, paper="B")
    assert seen(store) == set()
    assert seen(store, Viewer.OWNER) == {plan.id, first.id}
    second = told(
        store, dossier, "The trucks reached it", by="SOHR", place=URUM, published=TUESDAY, paper="C"
    )
    assert seen(store) == {plan.id, first.id, second.id}


def test_one_source_in_two_outlets_confirms_once(store: Store) -> None:
    dossier = Dossier()
    for paper in ("A", "B"):
        told(store, dossier, "The convoy arrived", by="SOHR", place=URUM, published=TUESDAY, paper=paper)
    assert seen(store) == set()


def test_what_is_planned_for_later_stays_locked_when_an_earlier_convoy_arrives(store: Store) -> None:
    dossier = Dossier()
    later = told(store, dossier, "A convoy will set out", phase="planned", place=URUM, day=date(2016, 9, 28))
    arrived = {
        told(store, dossier, "The convoy arrived", by=by, place=URUM, published=TUESDAY).id
        for by in ("SOHR", "UNICEF")
    }
    assert seen(store) == arrived
    assert later.id in seen(store, Viewer.RELEASER)


def test_the_report_its_file_and_its_words_are_absent_too(store: Store) -> None:
    plan = told(store, Dossier(), "A convoy will set out", phase="planned", place=URUM)
    with store.view(Viewer.PUBLIC) as view:
        assert list(view.reports()) == [] == list(view.originals())
        assert view.report(plan.report) is None and view.claim(plan.id) is None
        assert view.search_text("convoy") == ()
        assert list(view.incidents(IncidentQuery(text="convoy"))) == []
        assert set(view.counts().values()) <= {0, view.counts()["journal"]}
        assert all(plan.report != entry.subject for entry in view.journal())
        assert view.locked({plan.id}) == frozenset()
    with store.view(Viewer.OWNER) as view:
        assert view.locked({plan.id}) == {plan.id}


def test_an_incident_is_told_without_what_is_locked_in_it(store: Store) -> None:
    dossier = Dossier()
    halted = told(store, dossier, "Aid is short", place=ALEPPO, phase="blocked", targets="hospital")
    plan = told(
        store, dossier, "A convoy will set out", phase="planned", place=ALEPPO, targets="hospital", paper="B"
    )
    with store.view(Viewer.OWNER) as view:
        (whole,) = view.incidents()
    assert set(whole.claims) == {halted.id, plan.id}
    with store.view(Viewer.PUBLIC) as view:
        (open_one,) = view.incidents()
        assert open_one.claims == (halted.id,)
        assert view.incident(open_one.id) == open_one
        assert [claim.id for claim in view.claims(incident=open_one.id)] == [halted.id]


def test_another_claim_of_the_report_is_absent_where_it_names_the_place(store: Store) -> None:
    dossier = Dossier()
    text = "A convoy will set out to Urum al-Kubra, and Aleppo was quiet:"
    plan = dossier.tell("aid", phase="planned", place=URUM, text=text)
    report = dossier.reports[plan.report]
    start = text.index("Aleppo")
    words = type(plan.trigger)(start, start + 6, "Aleppo")
    quiet = Claim(report.id, "shelling", words, words)
    put(store, report, [plan, quiet])
    relink(store)
    # It shares words with the plan, whose evidence is the whole text.
    assert seen(store) == set()


def test_a_general_halt_names_no_convoy_and_stays(store: Store) -> None:
    halt = told(store, Dossier(), "All convoys are suspended", phase="suspended", place=SYRIA)
    assert seen(store) == {halt.id}


def test_a_person_releases_a_convoy_and_locks_it_again(store: Store) -> None:
    dossier = Dossier()
    plan = told(store, dossier, "A convoy will set out", phase="planned", place=URUM)
    other = told(store, dossier, "The convoy left", place=URUM, paper="B")
    release = Judgement("release", (plan.id,), "A", MADE, "its driver says that it is back")
    judged(store, release)
    assert seen(store) == {plan.id, other.id}
    later = told(
        store, dossier, "The convoy left", place=URUM, paper="C", published=MADE.date() + timedelta(days=1)
    )
    assert later.id not in seen(store), "a release does not know what comes out after it"
    judged(store, Judgement("withdraw", (release.id,), "A", MADE + timedelta(hours=1), "too early"))
    assert seen(store) == set()
    with store.view(Viewer.PUBLIC) as view:
        assert list(view.judgements()) == []
    assert verify(store) == []


def test_any_claim_can_be_locked(store: Store) -> None:
    dossier = Dossier()
    strike = told(store, dossier, "The witness saw it", type="air_strike", place=BUSTAN)
    assert seen(store) == {strike.id}
    judged(store, Judgement("lock", (strike.id,), "A", MADE, "it names the witness"))
    assert seen(store) == set()


def judged(store: Store, judgement: Judgement) -> None:
    with store.writer() as writer:
        writer.add_judgement(judgement)
    relink(store)


def test_what_is_not_linked_yet_is_not_shown(store: Store) -> None:
    dossier = Dossier()
    told(store, dossier, "The convoy left", place=URUM)
    unlinked = dossier.tell("aid", place=URUM, text="Another convoy left, report 9:")
    put(store, dossier.reports[unlinked.report], [unlinked])
    assert seen(store) == set()
    relink(store)
    assert seen(store) == set()


def test_a_convoy_is_released_with_all_that_is_locked_of_it(store: Store) -> None:
    dossier = Dossier()
    plan = told(store, dossier, "A convoy will set out", phase="planned", place=URUM)
    later = told(store, dossier, "The convoy left", place=URUM, paper="B")
    with store.view(Viewer.OWNER) as view:
        (convoy,) = find_convoys(view, Asked()).convoys
        decisions = release_decisions(view, convoy.id)
    assert {id for one in decisions for id in one.subjects} == {plan.id, later.id}
    for decision in decisions:
        record(store, decision, Signature("A", MADE, "all are back"))
    assert seen(store) == {plan.id, later.id}
    with store.view(Viewer.OWNER) as view, pytest.raises(JudgementError, match="nothing of"):
        release_decisions(view, convoy.id)


def test_a_convoy_from_the_same_town_that_arrived_elsewhere_opens_nothing(store: Store) -> None:
    dossier = Dossier()
    text = "Trucks will go from Idlib to Urum al-Kubra"
    plan = dossier.tell("aid", phase="planned", place=(IDLIB, URUM), day=TUESDAY, text=text)
    moved = [replace(name, span=span_in(text, name.span.quote)) for name in plan.places]
    plan = replace(plan, places=tuple(moved))
    put(store, dossier.reports[plan.report], [plan])
    for by in ("SOHR", "UNICEF"):
        told(store, dossier, "The convoy arrived", by=by, place=IDLIB, published=TUESDAY)
    assert plan.id not in seen(store)
    for by in ("SOHR", "UNICEF"):
        told(store, dossier, "The convoy arrived", by=by, place=URUM, published=TUESDAY)
    assert plan.id in seen(store)


def span_in(text: str, quote: str) -> Span:
    return Span(text.index(quote), text.index(quote) + len(quote), quote)


def test_an_arrival_before_the_report_of_an_undated_plan_was_of_another_convoy(store: Store) -> None:
    dossier = Dossier()
    for by in ("SOHR", "UNICEF"):
        told(store, dossier, "The convoy arrived", by=by, place=URUM, day=MONDAY, published=TUESDAY)
    plan = told(
        store, dossier, "A convoy will set out", phase="planned", place=URUM, day=None, published=TUESDAY
    )
    assert plan.id not in seen(store)


def test_a_rejected_claim_about_a_convoy_stays_absent(store: Store) -> None:
    plan = told(store, Dossier(), "A convoy will set out", phase="planned", place=URUM)
    judged(store, Judgement("reject", (plan.id,), "A", MADE, "the day was misread"))
    assert seen(store) == set()


def test_what_is_told_as_one_event_with_a_locked_claim_is_absent(store: Store) -> None:
    text = "A convoy will set out to Urum al-Kubra soon. It would be the third of this month, they said."
    evidence = [Span(0, 44, text[:44]), Span(45, len(text), text[45:])]
    report = Report(text, publisher="Wire", published=MONDAY)
    plan = Claim(
        report.id, "aid", span_in(text, "set out"), evidence[0], phase="planned",
        places=(PlaceName(span_in(text, "Urum al-Kubra"), URUM),),
    )  # fmt: skip
    again = Claim(report.id, "displacement", span_in(text, "the third"), evidence[1], same_as=(plan.id,))
    put(store, report, [plan, again])
    relink(store)
    assert seen(store) == set()


def test_an_arrival_stays_open_though_its_report_tells_of_a_convoy_to_come_as_one_event(store: Store) -> None:
    dossier = Dossier()
    other = told(store, dossier, "The trucks reached it", by="SOHR", place=URUM, published=TUESDAY)
    text = "The convoy arrived in Urum al-Kubra, UNICEF said. Another convoy will go somewhere soon."
    report = Report(text, publisher="Paper", published=TUESDAY)
    evidence = [span_in(text, sentence) for sentence in text.split(". ")]
    came = Claim(
        report.id, "aid", span_in(text, "arrived"), evidence[0],
        places=(PlaceName(span_in(text, "Urum al-Kubra"), URUM),),
    )  # fmt: skip
    days = Time(Interval(TUESDAY, TUESDAY + timedelta(days=5)), span_in(text, "soon"))
    plan = Claim(
        report.id,
        "aid",
        span_in(text, "will go"),
        evidence[1],
        phase="planned",
        time=days,
        same_as=(came.id,),
    )
    put(store, report, [came, plan])
    relink(store)
    with store.view(Viewer.OWNER) as view:
        assert view.locked({came.id, plan.id, other.id}) == {plan.id}
    assert seen(store) == {came.id, other.id}


def test_a_judgement_about_a_locked_claim_that_is_no_longer_read_stays_absent(store: Store) -> None:
    dossier = Dossier()
    plan = told(store, dossier, "A convoy will set out", phase="planned", place=URUM)
    judged(store, Judgement("correct", (plan.id,), "A", MADE, "it says so", "place", "36.1,36.9,3,Urum,SY"))
    with store.writer() as writer:
        writer.replace_claims(plan.report, [])
    relink(store)
    with store.view(Viewer.PUBLIC) as view:
        assert list(view.judgements()) == [] and view.counts("judgements") == {"judgements": 0}


def test_a_bundle_for_the_public_can_be_imported_where_a_file_is_withheld(
    store: Store, tmp_path: Path
) -> None:
    dossier = Dossier()
    plan = dossier.tell("aid", phase="planned", place=URUM, text="A convoy will set out:")
    strike = dossier.tell("air_strike", place=BUSTAN, text="A strike:")
    original = Original(b"both of them", "both.csv", "text/csv")
    with store.writer() as writer:
        for part, claim in enumerate((plan, strike)):
            report = replace(dossier.reports[claim.report], original=original.sha256, part=str(part))
            writer.add_report(Captured(report, original), [claim])
    relink(store)
    export(store, "jsonl", tmp_path / "public.zip")
    with open_store(f"sqlite:///{tmp_path}/other.db") as other:
        assert import_bundle(tmp_path / "public.zip", other).reports == 1
        with other.view(Viewer.PUBLIC) as view:
            assert [claim.id for claim in view.claims()] == [strike.id]
            assert [original.data.decode() for original in view.originals()] == [
                dossier.reports[strike.report].text
            ]


def locks_changed(store: Store) -> int:
    with store.view(Viewer.PUBLIC) as view:
        return view.locks_changed()


def test_what_nobody_has_seen_can_be_locked_without_a_change_to_what_was_seen(store: Store) -> None:
    dossier = Dossier()
    told(store, dossier, "Food was handed out", phase="happened", place=IDLIB, paper="A")
    before = locks_changed(store)
    plan = told(store, dossier, "A convoy will set out", phase="planned", place=URUM, paper="B")
    assert plan.id not in seen(store)
    assert locks_changed(store) == before


def test_locking_what_was_seen_is_a_change_to_what_was_seen(store: Store) -> None:
    dossier = Dossier()
    food = told(store, dossier, "Food was handed out", phase="happened", place=IDLIB, paper="A")
    before = locks_changed(store)
    assert food.id in seen(store)
    judge(store, "lock", [food.id], author="A", made=MADE, reason="a witness is named")
    assert food.id not in seen(store)
    assert locks_changed(store) > before


def test_what_is_seen_comes_in_one_order_and_is_counted_alike(store: Store) -> None:
    dossier = Dossier()
    for after, place in enumerate((ALEPPO, IDLIB, BUSTAN, URUM)):
        day = MONDAY + timedelta(days=after)
        for paper, by in (("A", "SOHR"), ("B", "the White Helmets")):
            told(store, dossier, "Shells fell", type="shelling", day=day, published=day, place=place,
                 phase="happened", by=by, paper=paper)  # fmt: skip
    with store.view(Viewer.OWNER) as view:
        every = list(view.incidents())
    judge(store, "lock", [every[1].claims[0]], author="A", made=MADE, reason="a witness is named")
    for id in every[2].claims:
        judge(store, "lock", [id], author="A", made=MADE, reason="a witness is named")
    with store.view(Viewer.PUBLIC) as view:
        found = list(view.incidents())
        assert len(found) == len(every) - 1
        days = [one.time.start for one in found if one.time]
        assert len(days) == len(found)
        assert days == sorted(days, reverse=True)
        for asked in (
            IncidentQuery(sort="deadliest"),
            IncidentQuery(type="shelling"),
            IncidentQuery(text="shells"),
        ):
            whole = list(view.incidents(asked))
            assert {one.id for one in whole} == {one.id for one in found}
            assert [list(view.incidents(replace(asked, limit=many))) for many in (1, 2, 3)] == [
                whole[:many] for many in (1, 2, 3)
            ]
        assert sum(one.number for one in view.days(IncidentQuery())) == len(found)
        assert sum(one.number for one in view.places(IncidentQuery())) == len(found)
        assert view.counts("incidents") == {"incidents": len(found)}
        days = sorted(one.time.start for one in found if one.time)
        assert view.span() == view.span({"SY"}) == (days[0], days[-1])
