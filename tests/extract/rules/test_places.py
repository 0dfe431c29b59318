"""The places that a text names."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.rules.reading import lookup, parsed

from marsad.extract.rules.places import BREADTH, find_place_words, find_places


def places(text: str) -> list[tuple[str, int]]:
    return [(mention.span.text, mention.breadth) for mention in find_places(parsed(text), lookup)]


def test_a_place_has_the_breadth_that_the_gazetteer_gives_it() -> None:
    assert places("Shells hit Aleppo on Monday.") == [("Aleppo", BREADTH["city"])]
    assert ("Syria", BREADTH["country"]) in places("Fighting went on in northern Syria.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shells hit the town of Kafr Zita.", "Kafr Zita"),
        ("Shells hit the Masaken Hanano district.", "Masaken Hanano"),
    ],
)
def test_a_place_beside_a_cue_is_found_though_the_gazetteer_lacks_it(text: str, name: str) -> None:
    assert places(text) == [(name, BREADTH["town"])]


def test_a_name_of_several_words_is_one_place() -> None:
    assert [name for name, _ in places("Shells fell in Urum al-Kubra on Monday.")] == ["Urum al-Kubra"]


def test_the_name_of_a_body_is_no_place() -> None:
    assert places("The Aleppo Media Centre posted pictures.") == []


def test_places_come_in_the_order_of_the_text_without_overlap() -> None:
    mentions = find_places(
        parsed("Troops left Madaya, shells hit Damascus, and the town of Aleppo was calm."), lookup
    )
    assert [mention.span.text for mention in mentions] == ["Madaya", "Damascus", "Aleppo"]
    assert all(one.span.end <= other.span.start for one, other in pairwise(mentions))


WORDS = (
    "the",
    "town",
    "of",
    "Aleppo",
    "al",
    "-",
    "Syria",
    ",",
    "Kubra",
    "Urum",
    "in",
    "'s",
    "district",
    "\n\n",
)


@given(st.lists(st.sampled_from(WORDS)))
def test_any_order_of_names_and_cues_gives_places_without_overlap(words: list[str]) -> None:
    doc = parsed(" ".join(words))
    taken = [token.i for mention in find_places(doc, lookup) for token in mention.span]
    assert len(taken) == len(set(taken))


def words(text: str) -> list[tuple[str, str]]:
    return [(mention.span.text, mention.use) for mention in find_place_words(parsed(text), lookup)]


def test_a_place_in_the_name_of_a_body_and_a_people_are_told_apart_from_places() -> None:
    found = words("The Syria Media Centre said Syrian jets hit Damascus.")
    assert ("Syria", "body") in found
    assert ("Syrian", "people") in found
    assert ("Damascus", "place") in found


def test_a_name_is_a_place_where_the_text_says_so_elsewhere() -> None:
    assert [name for name, _ in places("Shells killed a Madaya man. Police in Madaya said so.")] == [
        "Madaya"
    ] * 2


@pytest.mark.parametrize(
    "text", ["In May he met John Madaya. Madaya said he was well.", "The UN met in March."]
)
def test_persons_months_and_acronyms_are_no_places(text: str) -> None:
    assert places(text) == []
