"""Corrections, grades and sources as people give them: linking goes by them, what was read stays beside."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.link.telling import ALEPPO, BUSTAN, IDLIB, MONDAY, URUM, Dossier
from tests.link.test_properties import dossiers

from marsad.errors import JudgementError
from marsad.link import link
from marsad.link.corrections import correct_claims, corrected_value, corrections_of
from marsad.link.fields import CORRECTABLE, said_of
from marsad.link.judged import read_judgements
from marsad.link.values import place_text
from marsad.model import Claim, Judgement, Quantity, Verdict

NOW = datetime(2016, 10, 1, tzinfo=UTC)
CHANGES = [
    ("killed", "7"),
    ("injured", "up to 4"),
    ("type", "shelling"),
    ("stance", "denies"),
    ("time", "2016-09-20"),
    ("place", "36.15,36.95,3,Urum al-Kubra,SY"),
    ("party", "russia"),
    ("source", "UNICEF"),
    ("count", "none"),
]


@pytest.fixture
def dossier() -> Dossier:
    return Dossier()


def correct(claim: Claim, field: str, value: str, *, hour: int = 0, author: str = "M. Analyst") -> Judgement:
    kept = corrected_value(claim, field, value)
    return Judgement(
        "correct", (claim.id,), author, NOW + timedelta(hours=hour), "as the text says", field, kept
    )


def say(verdict: Verdict, subject: str, field: str, value: str, *, hour: int = 0) -> Judgement:
    return Judgement(
        verdict, (subject,), "M. Analyst", NOW + timedelta(hours=hour), "known to us", field, value
    )


def corrected(claim: Claim, *judgements: Judgement) -> Claim:
    (one,) = correct_claims([claim], read_judgements(judgements))
    return one


def test_a_corrected_number_is_the_toll_and_the_number_as_read_stays_beside_it(dossier: Dossier) -> None:
    claim = dossier.tell(by="SOHR", killed=120, place=URUM)
    judgement = correct(claim, "killed", "12")
    toll = dossier.only(judgement).toll_of("killed")
    assert toll
    assert (toll.low, toll.best, toll.high) == (12, 12, 12)
    (told,) = corrections_of(claim, read_judgements([judgement]))
    assert (told.field, told.read, told.corrected, told.problem) == ("killed", "120", "12", "")
    assert claim.harm[0].quantity == Quantity.exactly(120)


def test_a_corrected_claim_keeps_its_id_and_its_incident(dossier: Dossier) -> None:
    claim = dossier.tell("shelling", killed=3, place=URUM)
    before = dossier.only()
    after = dossier.only(correct(claim, "type", "air strike"), correct(claim, "phase", "planned"))
    assert (after.id, after.claims) == (before.id, before.claims)
    assert (after.type, after.phase) == ("air_strike", "planned")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("injured", "at least 30", "at least 30"),
        ("killed", "none", "none"),
        ("count", "2", "2"),
        ("time", "2016-09-18/2016-09-20", "2016-09-18 to 2016-09-20"),
        ("time", "none", "none"),
        ("stance", "denies", "denies"),
        ("party", "syria_government", "Russian planes = syria_government"),
        ("place", "35.93,36.63,5,Idlib,SY", "Idlib"),
        ("place:Urum al-Kubra", "none", "none"),
        ("source", "none", "the outlet"),
    ],
)
def test_each_field_says_what_a_person_puts_there(
    dossier: Dossier, field: str, value: str, said: str
) -> None:
    claim = dossier.tell(by="SOHR", killed=12, place=URUM, actors="Russian planes")
    done = corrected(claim, correct(claim, field, value))
    assert said in said_of(done, field.partition(":")[0])
    assert done.id == claim.id


def test_what_is_corrected_rests_on_words_of_the_report(dossier: Dossier) -> None:
    claim = dossier.tell(place=URUM)
    done = corrected(
        claim,
        correct(claim, "killed", "7"),
        correct(claim, "count", "2"),
        correct(claim, "party:report number", "russia"),
        correct(claim, "place", "35.93,36.63,5,Idlib"),
    )
    text = dossier.reports[claim.report].text
    assert all(text[span.start : span.end] == span.quote for span in done.spans())
    assert done.actors[0].span.quote == "Report number"


def test_a_claim_moved_to_its_place_joins_the_incident_there(dossier: Dossier) -> None:
    dossier.tell(by="SOHR", killed=12, place=URUM, targets="aid convoy")
    far = dossier.tell(by="the White Helmets", killed=12, place=IDLIB, targets="aid convoy", paper="Post")
    assert len(dossier.link()) == 2
    assert len(dossier.link(correct(far, "place", place_text(URUM)))) == 1


def test_one_of_several_places_is_named_by_its_words(dossier: Dossier) -> None:
    claim = dossier.tell(place=(ALEPPO, BUSTAN))
    with pytest.raises(JudgementError, match="place:'Aleppo', place:'Bustan al-Qasr'"):
        corrected_value(claim, "place", "1,1,1")
    done = corrected(claim, correct(claim, "place:aleppo", "none"))
    assert [name.resolved for name in done.places] == [BUSTAN]


def test_parts_that_are_larger_than_the_corrected_number_are_left_out(dossier: Dossier) -> None:
    claim = dossier.tell(killed=20, groups={"children": 12, "women": 3}, place=URUM)
    done = corrected(claim, correct(claim, "killed", "5"))
    assert [group for group, _, _ in done.harm[0].groups] == ["women"]


def test_a_corrected_source_counts_as_that_source(dossier: Dossier) -> None:
    dossier.tell(by="SOHR", killed=12, place=URUM)
    other = dossier.tell(by="the group", killed=12, place=URUM, paper="Post")
    assert dossier.only().grade == "fair"
    one = dossier.only(correct(other, "source", "Rami Abdulrahman"))
    assert (one.grade, one.roots) == ("weak", ("Syrian Observatory for Human Rights",))
    assert dossier.only(correct(other, "source", "sohr")).grade == "weak"


def test_the_later_of_two_corrections_of_one_field_holds(dossier: Dossier) -> None:
    claim = dossier.tell(killed=1, place=URUM)
    done = corrected(claim, correct(claim, "killed", "7", hour=2), correct(claim, "killed", "5", hour=1))
    assert done.harm[0].quantity == Quantity.exactly(7)


def test_a_toll_that_belongs_to_one_event_after_all_gets_its_incident(dossier: Dossier) -> None:
    claim = dossier.tell("toll", killed=12, place=URUM)
    assert dossier.link() == ()
    assert dossier.only(correct(claim, "type", "air_strike")).claims == (claim.id,)


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("colour", "red", "cannot be corrected; choose one of type, phase"),
        ("killed:children", "3", "cannot be corrected"),
        ("killed", "12", "says so already: killed is 12"),
        ("killed", "a dozen", "is no number"),
        ("killed", " ", "has no value"),
        ("injured", "none", "says so already"),
        ("type", "none", "there is no type 'none'"),
        ("type", "air_strike", "says so already"),
        ("phase", "violated", "never violated"),
        ("stance", "hopes", "choose one of asserts"),
        ("time", "2016-09-19", "says so already"),
        ("place:Idlib", "1,1,1", "place:'Urum al-Kubra'"),
        ("party", "russia", "party:'government planes'"),
        ("party:Martians", "russia", "no actor 'Martians'"),
        ("party:Martians", "none", "no actor 'Martians'"),
        ("source", "SOHR", "says so already"),
    ],
)
def test_what_cannot_be_corrected_so_says_why(dossier: Dossier, field: str, value: str, fault: str) -> None:
    claim = dossier.tell(by="SOHR", killed=12, place=URUM, day=MONDAY)
    with pytest.raises(JudgementError, match=fault):
        corrected_value(claim, field, value)


@given(
    st.sampled_from([*CORRECTABLE, "place:Aleppo", "party:number", "killed:x"]) | st.text(max_size=12),
    st.text(max_size=25) | st.sampled_from([value for _, value in CHANGES]),
)
def test_any_field_and_value_is_put_there_or_refused_with_a_reason(field: str, value: str) -> None:
    claim = Dossier().tell(by="SOHR", killed=12, place=(ALEPPO, BUSTAN), actors="gunmen")
    try:
        kept = corrected_value(claim, field, value)
    except JudgementError as error:
        assert str(error)
        return
    once = corrected(claim, say("correct", claim.id, field, kept))
    assert once != claim
    assert once.id == claim.id
    (told,) = corrections_of(claim, read_judgements([say("correct", claim.id, field, kept)]))
    assert told.problem == ""


def test_a_correction_that_fits_no_more_changes_nothing_and_says_so(dossier: Dossier) -> None:
    claim = dossier.tell(killed=12, place=URUM)
    lost = say("correct", claim.id, "party:Russian planes", "russia")
    broken = say("correct", claim.id, "place", "{}")
    assert dossier.link(lost, broken) == dossier.link()
    party, place = corrections_of(claim, read_judgements([lost, broken]))
    assert {bool(party.problem), bool(place.problem)} == {True}


def test_a_given_grade_stands_beside_that_of_the_rule_and_follows_its_claim(dossier: Dossier) -> None:
    first = dossier.tell(by="SOHR", killed=12, place=URUM, targets="aid convoy")
    discounted = say("grade", first.id, "", "discounted")
    incident = dossier.only(discounted)
    assert (incident.grade, incident.rule_grade) == ("discounted", "weak")
    assert incident.grade_reason == "M. Analyst judged it discounted: known to us"
    assert incident.rule_reason == dossier.only().grade_reason
    dossier.tell(by="UNICEF", killed=12, place=URUM, targets="aid convoy", published=MONDAY, paper="Early")
    earlier = dossier.only(discounted)
    assert earlier.id != incident.id
    assert (earlier.grade, earlier.rule_grade) == ("discounted", "fair")


def test_the_latest_grade_holds_where_two_incidents_became_one(dossier: Dossier) -> None:
    one = dossier.tell(by="SOHR", place=URUM)
    other = dossier.tell(by="UNICEF", place=URUM, paper="Post")
    grades = [say("grade", one.id, "", "fair", hour=1), say("grade", other.id, "", "discounted", hour=2)]
    assert dossier.only(*grades).grade == "discounted"


def test_a_source_on_a_side_counts_once_with_that_side(dossier: Dossier) -> None:
    dossier.tell(by="Hero Press", place=URUM, killed=3)
    dossier.tell(by="the Russian defence ministry", place=URUM, killed=5, paper="Post")
    assert dossier.only().grade == "fair"
    incident = dossier.only(say("source", "hero press", "party", "russia"))
    assert incident.grade == "weak"
    toll = incident.toll_of("killed")
    assert toll
    assert {voice.root for voice in toll.voices} == {"Hero Press", "Russia"}


def test_what_a_source_of_a_side_admits_is_admitted_by_the_side(dossier: Dossier) -> None:
    dossier.tell(by="SOHR", place=URUM, actors="Russia")
    dossier.tell(by="Hero Press", place=URUM, actors="Russia", paper="Post")
    assert dossier.only().grade == "fair"
    assert dossier.only(say("source", "hero press", "party", "russia")).grade == "confirmed"


@st.composite
def judged(draw: st.DrawFn) -> tuple[Dossier, list[Judgement]]:
    dossier = draw(dossiers())
    ids = [claim.id for claim in dossier.claims]
    judgements: list[Judgement] = []
    for number in range(draw(st.integers(0, 6)) if ids else 0):
        made = NOW + timedelta(hours=draw(st.integers(0, 2)))
        verdict = draw(
            st.sampled_from(["accept", "reject", "same", "different", "correct", "grade", "source"])
        )
        subjects, field, value = (draw(st.sampled_from(ids)),), "", ""
        if verdict in ("same", "different"):
            other = draw(st.sampled_from(ids))
            if other == subjects[0]:
                continue
            subjects = (subjects[0], other)  # type: ignore[assignment]  # a pair here
        if verdict == "correct":
            field, value = draw(st.sampled_from(CHANGES))
        if verdict == "grade":
            value = draw(st.sampled_from(["discounted", "fair"]))
        if verdict == "source":
            subjects, field, value = (draw(st.sampled_from(["sohr", "un", "wire"])),), "party", "russia"
        judgements.append(
            Judgement(verdict, subjects, f"Author {number}", made, "seen", field, value)  # type: ignore[arg-type]  # drawn from verdicts
        )
    return dossier, judgements


@given(judged(), st.data())
def test_the_order_in_which_judgements_come_does_not_matter(
    told: tuple[Dossier, list[Judgement]], data: st.DataObject
) -> None:
    dossier, judgements = told
    shuffled = data.draw(st.permutations(judgements))
    assert dossier.link(*shuffled, *judgements) == dossier.link(*judgements)


@given(judged())
def test_withdrawing_everything_gives_the_record_without_judgements(
    told: tuple[Dossier, list[Judgement]],
) -> None:
    dossier, judgements = told
    gone = [Judgement("withdraw", (one.id,), "B", NOW + timedelta(days=1), "all of it") for one in judgements]
    assert dossier.link(*judgements, *gone) == dossier.link()


@given(judged())
def test_judged_claims_stay_in_one_incident_each_and_keep_their_ids(
    told: tuple[Dossier, list[Judgement]],
) -> None:
    dossier, judgements = told
    known = {claim.id for claim in dossier.claims}
    linked = [id for incident in dossier.link(*judgements) for id in incident.claims]
    assert len(linked) == len(set(linked))
    assert set(linked) <= known
    for claim in dossier.claims:
        for told_of in corrections_of(claim, read_judgements(judgements)):
            assert told_of.corrected
            assert told_of.read or told_of.problem


def test_link_without_judgements_is_as_it_was(dossier: Dossier) -> None:
    dossier.tell(by="SOHR", killed=12, place=URUM)
    incident = dossier.only()
    assert (incident.rule_grade, incident.rule_reason) == (None, "")
    assert link(dossier.claims, dossier.reports) == (incident,)
