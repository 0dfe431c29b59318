"""Word lists: broken ones are refused, with the place of the mistake."""

import re

import pytest

from marsad.errors import LexiconError
from marsad.extract.wordlists import any_of, fold
from marsad.lexicon.files import check_words, read_words


@pytest.mark.parametrize("words", [[], ["week", ""]])
def test_an_empty_group_of_words_is_refused(words: list[str]) -> None:
    with pytest.raises(LexiconError, match="empty"):
        any_of(words)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"vague": []}, "vague"),
        ({"none": {"alone": None}}, "none: alone"),
        ({"labels": ["page", ""]}, "labels: 1"),
        ({"none": [False]}, "none: 0"),
    ],
)
def test_broken_word_lists_are_refused_with_their_place(data: object, place: str) -> None:
    with pytest.raises(LexiconError, match=rf"numbers\.yaml: {re.escape(place)} is"):
        check_words(data, "numbers.yaml")


@pytest.mark.parametrize("name", ["numbers", "people", "time"])
def test_the_lists_that_come_with_the_program_are_whole(name: str) -> None:
    assert read_words(name)


def test_longer_words_win_over_shorter_ones() -> None:
    match = re.match(any_of(["relief", "relief worker"]), "relief  worker")
    assert match is not None and match[0] == "relief  worker"


def test_fold_gives_the_word_that_a_pattern_matched_without_case() -> None:
    for text in ("ſeveral", "SEVERAL", "multıple", "MULTİPLE", "week", "a  few"):
        assert re.fullmatch(any_of([fold(text)]), text, re.IGNORECASE)
        assert fold(text).isascii()
