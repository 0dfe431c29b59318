"""A ceasefire as its statements tell it."""

import pytest
from tests.link.telling import Dossier
from tests.watch.truces import HOMS, ceasefires, day, only, say, september

from marsad.ids import content_id
from marsad.model import Interval
from marsad.watch.ceasefire.standing import Step


def test_each_part_is_told_with_who_says_it() -> None:
    dossier = september()
    one = only(dossier)
    assert one.id == content_id("ceasefire", dossier.claims[0].id)
    assert [member.party for member in one.brokers] == ["russia", "usa"]
    assert [member.party for member in one.parties] == ["syria_government", "syria_opposition"]
    assert [gone.party for gone in one.exclusions] == ["islamic_state", "hayat_tahrir_al_sham"]
    assert [(told.start, told.source) for told in one.declared] == [(day(9), "Wire")]
    assert [(told.start, told.source) for told in one.effective] == [(day(12), "Wire")]
    assert [(told.end, told.source) for told in one.ended] == [(day(19), "Syrian government")]
    assert one.period and (one.period.start, one.period.end) == (day(12), day(19))
    assert {area.country for area in one.area} == {"SY"}


def test_steps_are_in_order_with_their_words_and_claims() -> None:
    dossier = september()
    history = only(dossier).history
    assert [(step.step, step.stance) for step in history[:4]] == [
        (step, "asserts") for step in ("agreed", "in_force", "violated", "ended")
    ]
    assert sorted((step.step, step.stance) for step in history[4:]) == [
        ("ended", "denies"), ("ended", "doubts"), ("ended", "doubts"),
    ]  # fmt: skip
    claims = {claim.id: claim for claim in dossier.claims}
    assert all(step.quote in " ".join(claims[step.claim].evidence.quote.split()) for step in history)
    assert [step.dated for step in history][:2] == ["told", "told"]


def test_rival_readings_stand_side_by_side_and_are_contradictions() -> None:
    one = only(september())
    readings = {each.reading: {step.source for step in each.said} for each in one.current}
    assert readings["ended"] == {"Syrian government"}
    assert readings["not ended"] == {"United States"}
    assert readings["ended, doubted"] == {"United Nations", "Mission of Norway"}
    assert [each.about for each in one.contradictions] == ["whether it ended"]


def test_in_force_and_ended_on_one_day_contradict_each_other() -> None:
    dossier = Dossier()
    say(dossier, "The truce was in force", "in_force", 5, at=day(4), by="Syrian army")
    say(dossier, "The truce had come to an end", "ended", 5, at=day(4), by="rebels in Homs")
    one = only(dossier)
    assert {each.reading for each in one.current} == {"in force", "ended"}
    (rival,) = one.contradictions
    assert [len(side.said) for side in rival.sides] == [1, 1]


def test_who_denies_an_end_before_anybody_told_of_one_contradicts_nobody() -> None:
    dossier = Dossier()
    say(dossier, "The ceasefire was not dead, he said", "in_force", 3, by="John Kerry")
    say(dossier, "The truce had come to an end", "ended", 5, at=day(4), by="rebels in Homs")
    assert only(dossier).contradictions == ()
    say(dossier, "The ceasefire was not dead, he insisted", "in_force", 6, by="John Kerry")
    (rival,) = only(dossier).contradictions
    assert [[step.published for step in side.said if isinstance(step, Step)] for side in rival.sides] == [
        [day(5)],
        [day(6)],
    ]


def test_days_that_cannot_all_be_right_are_contradictions() -> None:
    dossier = Dossier()
    for at in (9, 10):
        say(dossier, "The truce took effect", "in_force", 12, at=day(at), paper=f"Paper {at}")
    one = only(dossier)
    assert [each.about for each in one.contradictions] == ["when it took effect"]
    assert [side.says for side in one.contradictions[0].sides] == ["2016-09-09", "2016-09-10"]
    assert one.period and one.period.start == day(9)


def test_days_that_fit_each_other_are_none() -> None:
    dossier = Dossier()
    say(dossier, "The truce took effect", "in_force", 12, at=day(9))
    say(dossier, "The truce took effect", "in_force", 12, at=Interval(day(5), day(11), "week"))
    assert only(dossier).contradictions == ()


def test_a_day_of_a_report_is_no_day_on_which_it_began() -> None:
    dossier = Dossier()
    say(dossier, "The truce took effect", "in_force", 12)
    one = only(dossier)
    assert one.effective == ()
    assert (
        one.period and one.period.start_is == "the first day on which it is spoken of as agreed or in force"
    )


def test_what_is_only_proposed_has_no_days_on_which_it_could_be_broken() -> None:
    dossier = Dossier()
    say(dossier, "A truce was proposed", "proposed", 1)
    one = only(dossier)
    assert (one.period, [each.reading for each in one.current]) == (None, ["proposed"])


def test_the_latest_of_rival_ends_is_the_end() -> None:
    dossier = september()
    say(dossier, "The truce had come to an end", "ended", 23, at=day(22), by="rebels in Homs")
    one = only(dossier)
    assert one.period and one.period.end == day(22)
    assert "when it ended" in {each.about for each in one.contradictions}


def test_without_a_day_the_first_report_of_an_end_bounds_it() -> None:
    dossier = Dossier()
    say(dossier, "The truce took effect", "in_force", 3, at=day(2))
    for at in (9, 7):
        say(dossier, "The truce had collapsed", "ended", at)
    one = only(dossier)
    assert one.period and one.period.end == day(7)


def test_terms_stand_where_they_say() -> None:
    dossier = Dossier()
    claim = say(dossier, "A 72-hour truce, letting aid convoys pass, was agreed;", "agreed", 3)
    terms = only(dossier).terms
    text = dossier.reports[claim.report].text
    assert {(term.kind, term.quote) for term in terms} == {
        ("duration", "72-hour"), ("passage", "letting aid convoys pass"),
    }  # fmt: skip
    assert all(text[term.start : term.end] == term.quote for term in terms)


def test_numbers_that_sources_allege_are_statements_and_are_not_added() -> None:
    dossier = september()
    say(dossier, "The Syrian army violated it 40 times:", "violated", 18, by="SNHR", actors="Syrian army")
    assert [(said.low, said.high, said.by) for said in only(dossier).alleged] == [
        (302, 302, ("Syrian rebels",)), (40, 40, ("Syrian army",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"), [("A truce was agreed", ["Homs"]), ("A nationwide truce was agreed", [None])]
)
def test_its_area_is_the_places_unless_it_covers_the_country(text: str, names: list[str | None]) -> None:
    dossier = Dossier()
    say(dossier, text, "agreed", 3, place=HOMS)
    (one,) = ceasefires(dossier)
    assert [area.place and area.place.name for area in one.area] == names
    assert {area.country for area in one.area} == {"SY"}
