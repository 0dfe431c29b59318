"""Words for the people of a place."""

import pytest

from marsad.lexicon.peoples import place_of_people


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Syrian", "Syria"),
        ("SYRIANS", "Syria"),
        ("Danes", "Denmark"),
        ("European", "Europe"),
        ("South Sudanese", "South Sudan"),
        ("us", ""),
        ("US-led", ""),
        ("Aleppo", ""),
    ],
)
def test_an_adjective_or_people_gives_its_country_or_area(words: str, place: str) -> None:
    assert place_of_people(words) == place
