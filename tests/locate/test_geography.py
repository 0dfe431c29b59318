"""What a report says of the countries it is about."""

from datetime import date

import pytest

from marsad.gazetteer import Gazetteer
from marsad.locate.geography import publisher_country, publisher_place, read_geography
from marsad.model import Report


@pytest.mark.parametrize(
    ("publisher", "url", "code"),
    [
        ("news.example.com.lb", "", "LB"),
        ("A Paper", "https://example.co.uk/a?b=c.d", "GB"),
        ("example.tv", "", ""),
        ("A Paper", "", ""),
    ],
)
def test_the_host_of_a_publisher_may_end_in_its_country(publisher: str, url: str, code: str) -> None:
    assert publisher_country(Report("Text.", publisher=publisher, url=url)) == code


def test_a_publisher_may_be_named_for_its_city(gazetteer: Gazetteer) -> None:
    assert publisher_place("thealeppopaper.com", gazetteer) == "Aleppo"
    assert publisher_place("Aleppo Paper", gazetteer) == "Aleppo Paper"
    assert publisher_place("paper.example.com", gazetteer) == ""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Syrian jets hit Hama.", {"syrian", "hama"}),
        ("Damascus Smith and John Aleppo left.", set()),
        ("He came from Paris, Tex., on Monday.", {"paris", "texas"}),
        ("It was in South Aleppo.", {"aleppo"}),
    ],
)
def test_names_of_persons_and_short_forms_are_told_apart(
    gazetteer: Gazetteer, text: str, names: set[str]
) -> None:
    report = Report(text, published=date(2016, 9, 1))
    assert read_geography(report, gazetteer).names == names
