"""Everything that a report mentions."""

from datetime import date

import pytest
from tests.extract.rules.reading import lookup, parsed, scene

from marsad.extract.rules.scene import look_at
from marsad.model import Interval, Report

TEXT = "ALEPPO, Syria, Sept 13 - Shells hit Madaya on Monday, the army said. Six people died in Syria."


def test_days_count_from_the_dateline_rather_than_from_publication() -> None:
    seen = look_at(Report(text=TEXT, published=date(2016, 9, 20)), parsed(TEXT), lookup)
    days = {mention.interval for mention in seen.mentions["time"]}
    assert Interval(date(2016, 9, 12), date(2016, 9, 12)) in days


def test_without_any_date_a_weekday_is_no_time() -> None:
    text = "Shells hit Madaya on Monday."
    assert look_at(Report(text=text), parsed(text), lookup).mentions["time"] == ()


def test_a_span_is_cut_of_white_space_and_quotes_the_text() -> None:
    seen = scene("Shells  hit\n Madaya.")
    assert seen.span(6, 13).quote == "hit"
    assert (seen.span(6, 13).start, seen.span(6, 13).end) == (8, 11)


def test_a_span_of_white_space_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        scene("Shells  hit").span(6, 8)


def test_sentences_are_numbered_in_order() -> None:
    seen = scene("Shells hit Madaya. Six people died. It rained.")
    assert [seen.number(sentence) for sentence in seen.sentences] == [0, 1, 2]


def test_a_report_has_people_numbers_and_speakers() -> None:
    seen = scene(TEXT)
    assert [one.head.text for one in seen.people] == ["people"]
    assert [speech.speaker.name.text for speech in seen.speeches if not speech.runs_on] == ["army"]
    assert set(seen.mentions) == {"place", "time", "actor", "target"}


def test_countries_come_with_the_commonest_first() -> None:
    assert all(isinstance(code, str) and code for code in scene(TEXT).countries)
