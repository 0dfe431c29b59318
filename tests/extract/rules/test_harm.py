"""Who came to harm, and how many."""

import pytest
from tests.extract.rules.reading import claim, scene

from marsad.extract.rules.harm import LIKELY, harm_features, harmed
from marsad.extract.rules.scorer import load_weights
from marsad.extract.rules.triggers import Candidate, candidates, find_triggers
from marsad.model import HarmKind, Quantity


def counted(text: str) -> list[tuple[str, str, Quantity]]:
    return [(one.head.text, one.form, one.people.quantity) for one in scene(text).people]


def candidate(text: str, kind: str) -> Candidate:
    seen = scene(text)
    found = candidates(seen.sentences[0], find_triggers(seen.sentences[0].doc))
    return next(one for one in found if one.type == kind)


def test_people_in_numbers_hang_on_their_noun() -> None:
    assert counted("Six people died.") == [("people", "people", Quantity.exactly(6))]


def test_a_number_stands_for_people_by_itself() -> None:
    assert ("dozens", "bare", Quantity(24, None)) in counted("Shells killed dozens.")


def test_a_number_of_things_counts_no_people() -> None:
    assert counted("Shells hit 14 trucks.") == []


def test_a_named_person_is_one() -> None:
    assert counted("Shells killed Omar Haddad.") == [("Haddad", "name", Quantity.exactly(1))]


def test_a_word_for_deaths_without_a_number_gives_a_bound() -> None:
    assert counted("A deadly raid hit the town.") == [("deadly", "implied", Quantity(1, None))]


def test_of_two_numbers_the_likelier_came_to_harm() -> None:
    text = "Air strikes killed six people and wounded ten others."
    strike, people = candidate(text, "air_strike"), scene(text).people
    found: dict[HarmKind, tuple[float, Quantity]] = {}
    kinds: tuple[HarmKind, ...] = ("killed", "injured")
    for kind in kinds:
        best = harmed(kind, strike, people, load_weights()[kind])
        assert best is not None
        found[kind] = best[0], best[1].people.quantity
    assert found["killed"][1] == Quantity.exactly(6)
    assert found["injured"][1] == Quantity.exactly(10)
    assert all(LIKELY <= chance <= 1 for chance, _ in found.values())


def test_an_unlikely_number_is_left_out() -> None:
    text = "Air strikes killed six people."
    assert harmed("killed", candidate(text, "air_strike"), scene(text).people, {"bias": -5.0}) is None


def test_a_number_of_another_sentence_is_left_out() -> None:
    text = "Air strikes hit the town. Six people ate bread."
    assert harmed("killed", candidate(text, "air_strike"), scene(text).people, {"bias": 5.0}) is None


def test_features_tell_the_number_apart_and_stand_with_the_type() -> None:
    text = "Air strikes killed six people and wounded ten others."
    six, *_ = people = scene(text).people
    names = harm_features("killed", candidate(text, "air_strike"), six, people)
    assert {"form=people", "anchors=1", "nearer=0", "air_strike|anchors=1"} <= set(names)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("12 people", 12, 12),
        ("at least 12 people", 12, None),
        ("up to 20 people", None, 20),
        ("between 5 and 8 people", 5, 8),
        ("dozens of people", 24, None),
    ],
)
def test_bounds_are_those_of_the_words(words: str, low: int | None, high: int | None) -> None:
    killed = claim(f"Air strikes killed {words} in Aleppo on Monday.", "air_strike").harm_of("killed")
    assert killed is not None
    assert killed.quantity == Quantity(low, high)
    assert killed.span.quote == words
