"""Words for the people of a country or area, and the place that they are named for."""

from collections.abc import Mapping
from functools import cache

from marsad.lexicon.files import word_lists

__all__ = ["LONGEST_PEOPLE", "place_of_people"]

LONGEST_PEOPLE = 3
"""Words in the longest name of a people ("Papua New Guinean")."""


@cache
def _adjectives() -> Mapping[str, str]:
    groups = (*word_lists("demonyms", "demonyms").items(), *word_lists("demonyms", "areas").items())
    return {word: places[0] for word, places in groups if "-led" not in word and word != "us"}


@cache
def _nouns() -> Mapping[str, str]:
    return {word: places[0] for word, places in word_lists("demonyms", "peoples").items()}


def place_of_people(words: str) -> str:
    """Return the name of the country or area of an adjective or a people ("Syrian", "Danes"), or ""."""
    lower = " ".join(words.lower().split())
    place = _adjectives().get(lower) or _nouns().get(lower)
    return place or _adjectives().get(lower.removesuffix("s"), "")
