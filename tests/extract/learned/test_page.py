"""What the network is shown of a text."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.texts import LONG_LINES

from marsad.extract.learned.page import MARKS, WINDOW, Page, _columns, make_page

PUBLISHED = date(2016, 9, 20)


def letters(words: Sequence[str]) -> list[list[int]]:
    """Pieces that are easy to count: one for each word and, in long ones, one for every three letters more."""
    return [[1000 + len(word)] * (1 + len(word) // 3) for word in words]


def page(text: str) -> Page:
    return make_page(text, PUBLISHED, letters)


def marked(text: str, mark: str) -> list[str]:
    shown = page(text)
    return [shown.words[n] for n in range(len(shown.words)) if shown.marks[n, _columns()[mark]]]


def test_there_is_a_column_for_each_mark() -> None:
    assert len(_columns()) == MARKS


def test_words_of_the_lexicon_are_marked_with_what_they_tell() -> None:
    assert marked("Air strikes hit the town.", "tells air_strike") == ["Air", "strikes"]


@pytest.mark.parametrize("line", LONG_LINES)
def test_a_long_line_is_shown_whole(line: str) -> None:
    shown = page(LONG_LINES[line])
    assert "".join(shown.words[n] for n in range(len(shown.words))) == "".join(LONG_LINES[line].split())
    found = [word for window in shown.windows for word in range(window.start, window.stop)]
    assert found == list(range(len(shown.words)))


def test_numbers_people_and_days_are_marked() -> None:
    text = "Shelling killed 12 people on Monday."
    assert marked(text, "people") == ["12", "people"]
    assert "Monday" in marked(text, "day")


def test_denials_and_doubts_are_marked() -> None:
    assert marked("The army denied the raid.", "denial") == ["denied"]
    assert marked("The toll could not be verified.", "doubt") == ["could", "not", "be", "verified"]


def test_a_short_text_is_one_window() -> None:
    (window,) = page("Shelling killed 12 people.").windows
    assert (window.words, window.start, window.stop) == (tuple(range(5)), 0, 5)


def test_a_text_without_words_has_one_empty_window() -> None:
    assert [window.words for window in page(" \n ").windows] == [()]


@given(st.lists(st.sampled_from(["hit", "neighbourhood", "Aleppo", "."]), min_size=200, max_size=900))
def test_windows_find_each_word_once_and_none_is_too_long(told: list[str]) -> None:
    shown = page(" ".join(told))
    found = [word for window in shown.windows for word in range(window.start, window.stop)]
    assert found == list(range(len(shown.words)))
    for window in shown.windows:
        assert set(range(window.start, window.stop)) <= set(window.words)
        assert list(window.words) == sorted(set(window.words))
        assert sum(len(shown.pieces[word]) for word in window.words) <= WINDOW
