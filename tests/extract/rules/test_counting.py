"""Plain counts of a clause: how many happenings, with what, and what was hit."""

import pytest
from tests.extract.rules.reading import scene

from marsad.extract.rules.counting import count_of, damaged, means_in
from marsad.extract.rules.triggers import candidates, find_triggers
from marsad.model import Quantity


def count(text: str, kind: str) -> Quantity | None:
    seen = scene(text)
    found = candidates(seen.sentences[0], find_triggers(seen.sentences[0].doc))
    number = count_of(next(one for one in found if one.type == kind), seen.numbers)
    return number.quantity if number else None


def damage(text: str) -> list[tuple[str, Quantity]]:
    seen = scene(text)
    return [(thing.text, number.quantity) for thing, number in damaged(seen.sentences[0], seen.numbers)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Planes carried out 14 air strikes on the town.", Quantity.exactly(14)),
        ("Planes carried out dozens of air strikes on the town.", Quantity(24, None)),
        ("At least 14 pre-dawn Russian air strikes hit the town.", Quantity(14, None)),
    ],
)
def test_a_number_before_the_happenings_counts_them(text: str, expected: Quantity) -> None:
    assert count(text, "air_strike") == expected


@pytest.mark.parametrize(
    "text",
    [
        "An air strike hit the town.",
        "Air strikes killed 14 people.",
        "In 14 towns there were air strikes by night.",
    ],
)
def test_a_single_happening_and_other_numbers_are_no_count(text: str) -> None:
    assert count(text, "air_strike") is None


def test_things_that_were_hit_are_counted() -> None:
    assert damage("Shells destroyed four houses and damaged two schools.") == [
        ("houses", Quantity.exactly(4)),
        ("schools", Quantity.exactly(2)),
    ]


@pytest.mark.parametrize("text", ["Four houses stood by the road.", "Shells destroyed houses by the road."])
def test_things_that_are_unharmed_or_not_counted_are_no_damage(text: str) -> None:
    assert damage(text) == []


def test_means_stand_where_they_say_with_their_kind() -> None:
    text = "Helicopters dropped barrel bombs on the town."
    (sentence,) = scene(text).sentences
    found = [(text[start:end], kind) for start, end, kind in means_in(sentence)]
    assert ("barrel bombs", "barrel bomb") in found
