"""What comparisons with the past say, and which are not clear."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.codebook import load_codebook
from marsad.errors import ConfigError
from marsad.lexicon.comparisons import Comparison, read_comparison
from marsad.lexicon.files import read_words

DAY = date(2016, 9, 22)


def said(words: str) -> Comparison:
    return read_comparison(words, DAY)


@pytest.mark.parametrize(
    ("words", "direction", "measures", "unit", "since"),
    [
        ("the most intense strikes there in months", "most", ("strikes",), None, date(2016, 7, 22)),
        ("heaviest shelling of Aleppo in weeks", "most", ("strikes",), None, date(2016, 9, 8)),
        ("worst night this year", "most", ("strikes", "killed"), "night", date(2016, 1, 1)),
        ("first strike since April", "first", ("strikes",), None, date(2016, 5, 1)),
        ("highest toll in two years", "most", ("killed",), None, date(2014, 9, 22)),
        ("Deadliest day in more than 10 days.", "most", ("killed",), "day", date(2016, 9, 12)),
        ("the deadliest air raids since 19 September 2015", "most", ("killed",), None, date(2015, 9, 20)),
        ("the deadliest air raids since 2016-09-19", "most", ("killed",), None, date(2016, 9, 20)),
        ("the bloodiest week since Monday", "most", ("killed",), "week", date(2016, 9, 20)),
        ("calmest night on record", "least", ("strikes",), "night", None),
        ("most wounded since 2015", "most", ("injured",), None, date(2016, 1, 1)),
        ("fiercest clashes since December", "most", ("strikes",), None, date(2016, 1, 1)),
        ("biggest barrage since last month", "most", ("strikes",), None, date(2016, 9, 1)),
    ],
)
def test_a_comparison_is_read(
    words: str, direction: str, measures: tuple[str, ...], unit: str | None, since: date | None
) -> None:
    found = said(words)
    assert (found.direction, found.measures, found.unit, found.since) == (direction, measures, unit, since)


def test_what_is_counted_has_its_types() -> None:
    assert said("heaviest shelling in weeks").types == ("shelling",)
    assert said("most intense raids in weeks").types == ("air_strike",)
    assert said("worst violence in weeks").types == ()


def test_a_truce_is_an_event_to_look_up() -> None:
    event = said("deadliest day since the truce").event
    assert event and (event.type, event.phases) == ("ceasefire", ("in_force",))
    ended = said("deadliest day since the truce collapsed").event
    assert ended and ended.phases == ("ended",)


@pytest.mark.parametrize(
    "words",
    ["", "strikes", "in months", "strikes in months", "most intense strikes", "most intense diplomacy in months",
     "deadliest day since", "deadliest day since 31 February 2016", "deadliest day since forever and a bit"],
)  # fmt: skip
def test_words_that_are_not_clear_are_refused_with_what_is_understood(words: str) -> None:
    with pytest.raises(ConfigError, match="understood are: most intense"):
        said(words)


def test_a_day_that_is_not_before_is_refused() -> None:
    with pytest.raises(ConfigError, match="not before 2016-09-22"):
        said("deadliest day since 2017")


@pytest.mark.parametrize(
    "entry", read_words("comparisons")["superlatives"], ids=lambda entry: entry["words"][0]
)
def test_a_superlative_is_found_in_its_example(entry: dict[str, object]) -> None:
    words = str(entry["example"])
    assert said(words).direction == entry["direction"]


@pytest.mark.parametrize("entry", read_words("comparisons")["subjects"], ids=lambda entry: entry["words"][0])
def test_every_subject_is_found_and_of_types_that_there_are(entry: dict[str, object]) -> None:
    for words in entry["words"]:  # type: ignore[attr-defined]  # a list of words
        assert said(f"heaviest {words} in weeks").measures == (entry["measure"],)
    assert set(entry.get("types", ())) <= load_codebook().types.keys()  # type: ignore[call-overload]  # as above


@given(st.text(max_size=80), st.dates())
def test_any_words_are_read_or_refused(words: str, day: date) -> None:
    try:
        found = read_comparison(words, day)
    except ConfigError:
        return
    assert found.since is None or found.since <= day


_parts = st.sampled_from(
    ["most intense", "deadliest", "first", "strikes", "shelling", "night", "in", "since", "last", "months", "two",
     "99", "9999", "year", "years", "april", "monday", "2015", "the truce", "of the war", "this", "more than"]
)  # fmt: skip


@given(st.lists(_parts, max_size=9), st.dates())
def test_any_order_of_its_own_words_is_read_or_refused(parts: list[str], day: date) -> None:
    try:
        found = read_comparison(" ".join(parts), day)
    except ConfigError:
        return
    assert found.since is None or found.since <= day
