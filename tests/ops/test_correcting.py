"""Corrections, grades and sources in a record: what is written, what is refused, what stays as read."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest

from marsad.capture import CaptureOptions
from marsad.errors import GazetteerError, JudgementError, StaleError
from marsad.gazetteer import Gazetteer
from marsad.model import Incident, Judgement, Verdict, Viewer
from marsad.ops.add import add
from marsad.ops.review import Decision, Signature, record, with_place
from marsad.ops.workshop import Workshop
from marsad.store import IncidentQuery, Store, verify

DAY = datetime(2016, 10, 1, tzinfo=UTC)


@pytest.fixture
def filled(folder: Path, store: Store, workshop: Workshop, options: CaptureOptions) -> Iterator[Store]:
    add([str(folder)], store, workshop, options)
    yield store


def decide(
    store: Store,
    verdict: Verdict,
    *subjects: str,
    field: str = "",
    value: str = "",
    author: str = "A. Analyst",
    day: int = 0,
) -> Judgement:
    signature = Signature(author, DAY + timedelta(days=day), "as the text says")
    return record(store, Decision(verdict, subjects, field, value), signature)


def incident_of(store: Store, type: str) -> Incident:
    with store.view(Viewer.OWNER) as view:
        return next(view.incidents(IncidentQuery(type=type)))


def test_a_correction_changes_the_incident_and_not_the_claim(filled: Store) -> None:
    shelling = incident_of(filled, "shelling")
    with filled.view(Viewer.OWNER) as view:
        before = list(view.claims())
    made = decide(filled, "correct", shelling.claims[0][:12], field="killed", value="at least 30")
    assert (made.subjects, made.value) == ((shelling.claims[0],), "at least 30")
    toll = incident_of(filled, "shelling").toll_of("killed")
    assert toll
    assert (toll.low, toll.high) == (30, None)
    with filled.view(Viewer.OWNER) as view:
        assert list(view.claims()) == before
        assert next(view.judgements()) == made
    decide(filled, "withdraw", made.id, day=1)
    assert incident_of(filled, "shelling") == shelling
    assert verify(filled) == []


def test_a_correction_that_says_otherwise_is_refused_until_the_first_is_withdrawn(filled: Store) -> None:
    claim = incident_of(filled, "shelling").claims[0]
    first = decide(filled, "correct", claim, field="killed", value="30")
    for value in ("31", "3"):  # the second is as read
        with pytest.raises(
            JudgementError, match=f"A. Analyst judged killed to be 30; .* withdraw {first.id}"
        ):
            decide(filled, "correct", claim, field="killed", value=value, author="B. Chief", day=1)
    decide(filled, "correct", claim, field="killed", value="30", author="B. Chief", day=1)
    decide(filled, "withdraw", first.id, day=2)
    toll = incident_of(filled, "shelling").toll_of("killed")
    assert toll
    assert toll.best == 30  # the second person still says so


def test_a_rejected_claim_cannot_be_corrected(filled: Store) -> None:
    claim = incident_of(filled, "shelling").claims[0]
    rejected = decide(filled, "reject", claim)
    with pytest.raises(JudgementError, match=f"A. Analyst rejected .* withdraw {rejected.id}"):
        decide(filled, "correct", claim, field="killed", value="30")
    decide(filled, "accept", claim, day=1)
    decide(filled, "correct", claim, field="killed", value="30", day=2)


def test_a_grade_is_given_by_incident_and_bound_to_its_earliest_claim(filled: Store) -> None:
    shelling = incident_of(filled, "shelling")
    made = decide(filled, "grade", shelling.id[:14], value="Discounted")
    assert (made.subjects, made.value) == (shelling.claims[:1], "discounted")
    graded = incident_of(filled, "shelling")
    assert (graded.grade, graded.rule_grade) == ("discounted", shelling.grade)
    with filled.view(Viewer.OWNER) as view:
        assert list(view.incidents(IncidentQuery(grade="discounted"))) == [graded]
    with pytest.raises(JudgementError, match="judged the grade to be discounted; withdraw that first"):
        decide(filled, "grade", shelling.id, value="fair", day=1)


def test_a_source_is_judged_by_its_name_or_root_id_for_the_whole_record(filled: Store) -> None:
    for name in ("Syrian Observatory for Human Rights", "sohr", "SOHR"):
        made = decide(filled, "source", name, field="kind", value="monitor")
        assert made.subjects == ("sohr",)
    sided = decide(filled, "source", "SOHR", field="party", value="Russia", day=1)
    assert sided.value == "russia"
    with pytest.raises(JudgementError, match="judged party to be russia"):
        decide(filled, "source", "SOHR", field="party", value="iran", day=2)


@pytest.mark.parametrize(
    ("decision", "fault"),
    [
        (Decision("correct", ("claim-ffff",), "killed", "3"), "no claim 'claim-ffff'"),
        (Decision("correct", ("CLAIM",), "colour", "red"), "cannot be corrected"),
        (Decision("correct", ("CLAIM",), "", "red"), "cannot be corrected"),
        (Decision("correct", ("CLAIM",), "killed", ""), "needs a value"),
        (Decision("correct", ("CLAIM",), "killed", "many"), "is no number"),
        (Decision("correct", ("CLAIM",), "killed", "3"), "says so already"),
        (Decision("correct", ("CLAIM", "CLAIM"), "killed", "3"), "about 1 claim, not 2"),
        (Decision("correct", (), "killed", "3"), "about 1 claim, not 0"),
        (Decision("grade", ("incident-ffff",), value="fair"), "no incident 'incident-ffff'"),
        (Decision("grade", ("INCIDENT",), value="good"), "no grade 'good'"),
        (Decision("grade", ("INCIDENT",)), "no grade ''"),
        (Decision("source", ("Nobody News",), "kind", "media"), "no claim comes from 'Nobody News'"),
        (Decision("source", ("sohr",), "kind", "good"), "no kind of source 'good'"),
        (Decision("source", ("sohr",), "colour", "red"), "choose kind or party"),
        (Decision("source", ("sohr",), "party", "Atlantis"), "no party is called"),
        (Decision("source", ("sohr",), "party", "none"), "withdraw the one"),
        (Decision("source", ("Russian defence ministry",), "party", "iran"), "russia is a party itself"),
        (Decision("accept", ("CLAIM",), "killed", "3"), "accept takes no field"),
    ],
)
def test_what_cannot_be_judged_says_why_and_writes_nothing(
    filled: Store, decision: Decision, fault: str
) -> None:
    incident = incident_of(filled, "shelling")
    names = {"CLAIM": incident.claims[0], "INCIDENT": incident.id}
    subjects = tuple(names.get(one, one) for one in decision.subjects)
    meant = Decision(decision.verdict, subjects, decision.field, decision.value)
    with pytest.raises(JudgementError, match=fault):
        record(filled, meant, Signature("A", DAY, "seen"))
    with filled.view(Viewer.OWNER) as view:
        assert list(view.judgements()) == []


def test_nobody_judges_without_a_name_or_a_reason(filled: Store) -> None:
    incident = incident_of(filled, "shelling")
    for signature in (Signature(" ", DAY, "seen"), Signature("A", DAY, "  ")):
        with pytest.raises(JudgementError, match="needs a"):
            record(filled, Decision("grade", (incident.id,), value="fair"), signature)


def test_a_place_is_given_by_a_name_that_one_place_bears(filled: Store, workshop: Workshop) -> None:
    opened: list[bool] = []

    @contextmanager
    def places() -> Iterator[Gazetteer]:
        opened.append(True)
        yield workshop.gazetteer

    claim = incident_of(filled, "shelling").claims[0]
    for value in ("36.1,36.9,2", "none"):
        given = Decision("correct", (claim,), "place", value)
        assert with_place(given, places) == given
    assert opened == []
    made = with_place(Decision("correct", (claim,), "place", "Bustan Al Qasr, Aleppo"), places)
    record(filled, made, Signature("A", DAY, "seen"))
    place = incident_of(filled, "shelling").place
    assert place
    assert (place.name, place.kind, place.parents[:1]) == ("Bustan al-Qasr", "neighbourhood", ("Aleppo",))
    with pytest.raises(GazetteerError, match="no place is called 'Atlantis'"):
        with_place(Decision("correct", (claim,), "place", "Atlantis"), places)


def test_what_somebody_judged_meanwhile_is_told_and_not_overwritten(filled: Store) -> None:
    claim = incident_of(filled, "shelling").claims[0]
    accepted = decide(filled, "accept", claim, author="B. Chief")
    mine = Decision("reject", (claim,)), Signature("A", DAY + timedelta(days=1), "a film")
    with pytest.raises(StaleError, match=r"B. Chief judged meanwhile: accept \(as the text says\)"):
        record(filled, *mine, known=())
    with filled.view(Viewer.OWNER) as view:
        assert list(view.judgements()) == [accepted]
    record(filled, *mine, known={accepted.id})


def test_a_judgement_decided_on_an_older_view_is_refused_by_the_writer(filled: Store) -> None:
    claim = incident_of(filled, "shelling").claims[0]
    with filled.view(Viewer.OWNER) as view:
        after = view.last_judged()
    decide(filled, "accept", claim)
    late = Judgement("reject", (claim,), "A", DAY, "seen")
    with filled.writer() as writer:
        with pytest.raises(StaleError, match="come in meanwhile"):
            writer.add_judgement(late, after=after)
        assert writer.add_judgement(late)


def test_bytes_that_are_no_text_are_refused(filled: Store) -> None:
    claim = incident_of(filled, "shelling").claims[0]
    for decision, reason in (
        (Decision("accept", (claim,)), "caf\udce9"),
        (Decision("correct", (claim,), "source", "caf\udce9"), "seen"),
    ):
        with pytest.raises(JudgementError, match="UTF-8"):
            record(filled, decision, Signature("A", DAY, reason))


def test_of_two_who_contradict_each_other_at_once_one_is_refused(filled: Store) -> None:
    pair = (incident_of(filled, "shelling").claims[0], incident_of(filled, "air_strike").claims[0])
    together = Barrier(2)

    def say(verdict: Verdict) -> str:
        together.wait()
        try:
            return record(filled, Decision(verdict, pair), Signature(verdict, DAY, "seen")).verdict
        except JudgementError as error:
            return str(error)

    with ThreadPoolExecutor(2) as people:
        said = list(people.map(say, ("same", "different")))
    with filled.view(Viewer.OWNER) as view:
        (stands,) = view.judgements()
    assert stands.verdict in said
    assert any("withdraw that first" in one for one in said)
    assert verify(filled) == []
