"""Words of a clause: what places are to a convoy, how many trucks and people, cargo, and why it stopped."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.link.telling import MONDAY
from tests.watch.aid_told import KNOWN, tell

from marsad.model import Quantity, Span
from marsad.watch.access.clauses import (
    Where,
    constraints_in,
    is_general,
    people_in,
    places_of,
    reasons_in,
    same_place,
    sentence_of,
    things_in,
    trucks_in,
)


def roles(text: str, trigger: str) -> dict[str, str]:
    return {place.name: place.role for place in places_of(tell(text, trigger).statement.claim)}


@pytest.mark.parametrize(
    ("text", "trigger", "found"),
    [
        (
            "Trucks left Aleppo for the besieged town of Madaya",
            "left",
            {"Aleppo": "staging", "Madaya": "destination"},
        ),
        (
            "Trucks went to Madaya via the Castello Road",
            "went",
            {"Madaya": "destination", "Castello Road": "route"},
        ),
        ("Trucks reached rebel-held Urum al-Kubra", "reached", {"Urum al-Kubra": "destination"}),
        (
            "Trucks are bound for Madaya and Zabadani",
            "bound",
            {"Madaya": "destination", "Zabadani": "destination"},
        ),
        ("Trucks are waiting at the Turkish border", "waiting", {"Turkey": "staging"}),
        ("Trucks reached the Turkish border", "reached", {"Turkey": "route"}),
        ("Trucks went to a besieged area of rural Aleppo", "went", {"Aleppo": "place"}),
        ("Trucks were hit near Madaya", "hit", {"Madaya": "place"}),
        ("Madaya has seen trucks", "seen", {"Madaya": "place"}),
    ],
)
def test_words_before_a_name_say_what_the_place_is_to_a_convoy(
    text: str, trigger: str, found: dict[str, str]
) -> None:
    assert roles(text, trigger) == found


def test_a_place_outside_the_words_of_a_claim_has_no_known_part() -> None:
    far = tell("Trucks went to Madaya", "went").statement.claim.places
    claim = replace(tell("Trucks left", "left", rest=" early for Madaya").statement.claim, places=far)
    (place,) = places_of(claim)
    assert (place.role, place.in_clause) == ("place", False)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("18 of the 31 trucks in the convoy were hit", [Quantity.exactly(31)]),
        ("a 31-truck convoy", [Quantity.exactly(31)]),
        ("a convoy of more than 40 aid trucks", [Quantity(40, None)]),
        ("dozens of lorries", [Quantity(24, None)]),
        ("three of the trucks", []),
        ("35 tonnes of food on trucks", []),
        ("no trucks got through", []),
        ("10 aid workers and trucks", []),
    ],
)
def test_numbers_before_trucks_count_them_and_parts_do_not(text: str, found: list[Quantity]) -> None:
    assert [quantity for quantity, _ in trucks_in(text)] == found


def test_of_a_hit_convoy_only_the_whole_is_its_size() -> None:
    assert [quote for _, quote in trucks_in("18 of the 31 trucks were hit", whole=True)] == ["31 trucks"]
    assert list(trucks_in("18 trucks were hit", whole=True)) == []


def test_people_are_counted_that_aid_is_for_by_unit() -> None:
    text = "Food for up to 5,000 families and for 78,000 people; 12 people died"
    assert [(str(q), unit) for q, unit, _ in people_in(text)] == [
        ("up to 5000", "families"),
        ("78000", "people"),
    ]
    assert len(list(people_in(text, any_number=True))) == 3


def test_cargo_is_listed_under_one_name() -> None:
    assert things_in("flour, insulin and rice") == ("food", "medical supplies")


@pytest.mark.parametrize(
    ("rest", "why"),
    [
        (" after the attack on trucks, said a spokesman", "after the attack on trucks"),
        (" for security reasons", "for security reasons"),
        (" because of fighting said officials", "because of fighting"),
        (" after two days", ""),
        (" on Monday", ""),
    ],
)
def test_a_reason_may_stand_behind_the_words_of_a_claim(rest: str, why: str) -> None:
    told = tell("The UN suspended all convoys", "suspended", rest=rest)
    claim = told.statement.claim
    assert reasons_in(claim, sentence_of(claim, told.report.text)) == why
    assert reasons_in(claim, sentence_of(claim, None)) == ""
    assert sentence_of(claim, "another text") == claim.evidence


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("The UN suspended all aid convoys", True),
        ("It hopes to send further convoys", True),
        ("The convoy was suspended", False),
        ("Two convoys were suspended", False),
    ],
)
def test_convoys_in_the_plural_and_uncounted_are_aid_as_such(text: str, is_one: bool) -> None:
    assert is_general(text) is is_one


def test_constraints_are_those_that_the_words_say() -> None:
    assert set(constraints_in("soldiers at a checkpoint confiscated the kits")) == {
        "movement",
        "interference",
    }
    assert constraints_in("the sun shone") == {}


@given(st.sampled_from(sorted(KNOWN)), st.sampled_from(sorted(KNOWN)))
def test_being_one_place_has_no_direction(one: str, other: str) -> None:
    left, right = (Where("place", name, name, KNOWN[name], True) for name in (one, other))
    assert same_place(left, right) == same_place(right, left)


@given(st.text(max_size=80), st.text(max_size=30))
def test_any_text_can_be_read(text: str, more: str) -> None:
    list(trucks_in(text)), list(people_in(text)), things_in(text), constraints_in(text), is_general(text)
    claim = tell("The UN suspended convoys", "suspended", published=MONDAY).statement.claim
    start = claim.evidence.start
    whole = f"{'x' * start}{claim.evidence.quote}{more}"
    sentence = sentence_of(claim, whole)
    assert claim.evidence.quote in sentence.quote
    assert isinstance(sentence, Span) and whole[sentence.start : sentence.end] == sentence.quote
    reasons_in(claim, sentence)
