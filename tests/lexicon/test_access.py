"""The words of access say what they are meant to say."""

from collections.abc import Iterator

import pytest

from marsad.lexicon.access import (
    CRITERIA,
    STATUSES,
    access_words,
    cargo_words,
    leaves_behind,
    load_constraints,
    load_criteria,
    named_words,
    people_words,
    role_words,
    status_words,
)
from marsad.lexicon.files import word_list


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("bound for", "destination"),
        ("arrived in", "destination"),
        ("left", "staging"),
        ("waiting at", "staging"),
        ("by the", "route"),
        ("via", "route"),
        ("west of", "place"),
    ],
)
def test_words_before_a_place_say_what_it_is_to_a_convoy(text: str, role: str) -> None:
    assert [found for _, _, found in role_words().find(text)] == [role]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("troops have encircled the town", "besieged"),
        ("they cut the last road", "tightened"),
        ("the siege was partly lifted", "eased"),
        ("rebels broke through", "lifted"),
    ],
)
def test_words_of_siege_say_how_a_place_stands(text: str, status: str) -> None:
    assert status in [found for _, _, found in status_words().find(text)]


def test_every_list_has_words_and_the_nine_constraints_are_nine() -> None:
    assert len(load_constraints()) == 9
    assert tuple(load_criteria()) == CRITERIA
    assert {one for _, _, one in status_words().find("lifted, eased, tightened, besieged")} == set(STATUSES)
    assert [what for _, _, what in cargo_words().find("flour and insulin")] == ["food", "medical supplies"]
    assert [unit for _, _, unit in people_words().find("5,000 households")] == ["families"]
    for group in (
        "general",
        "again",
        "reasons",
        "no_reason",
        "looking_back",
        "between",
        "vehicles",
        "cut_off",
    ):
        assert list(access_words(group).find(next(iter_words(group))))


def iter_words(group: str) -> Iterator[str]:
    return iter(word_list("access", group))


@pytest.mark.parametrize(
    ("text", "constraint"),
    [
        ("was turned back at a checkpoint", "movement"),
        ("for security reasons", "hostilities"),
        ("after the attack on relief trucks", "violence"),
        ("soldiers confiscated the surgical kits", "interference"),
        ("the road is mined", "mines"),
        ("the road was impassable in the rains", "physical"),
        ("visas were refused", "entry"),
    ],
)
def test_words_say_which_constraint_holds(text: str, constraint: str) -> None:
    assert constraint in [id for _, _, ids in named_words("constraints").find(text) for id in ids]


@pytest.mark.parametrize(
    ("before", "is_behind"),
    [
        ("The trucks left the town of ", True),
        ("An aid convoy from the besieged city of ", True),
        ("It went by way of ", True),
        ("The convoy left the port for ", False),
        ("The trucks reached ", False),
        ("A convoy near ", False),
        ("", False),
    ],
)
def test_words_before_a_place_tell_whether_a_convoy_leaves_it_behind(before: str, is_behind: bool) -> None:
    assert leaves_behind(before) is is_behind
