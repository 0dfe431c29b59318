"""A text as words."""

from hypothesis import given
from hypothesis import strategies as st

from marsad.extract.learned.words import split_words


def test_marks_and_letters_are_words_of_their_own() -> None:
    words = split_words("Rebels' shells hit al-Bab, killing 12.")
    assert [words[n] for n in range(len(words))] == [
        "Rebels", "'", "shells", "hit", "al", "-", "Bab", ",", "killing", "12", ".",
    ]  # fmt: skip


def test_an_apostrophe_inside_a_word_belongs_to_it() -> None:
    words = split_words("Syria's army didn’t")
    assert [words[n] for n in range(len(words))] == ["Syria's", "army", "didn’t"]


def test_words_under_a_piece_of_text_are_those_it_touches() -> None:
    words = split_words("shelling of Aleppo killed seven")
    assert list(words.under(12, 18)) == [2]
    assert list(words.under(10, 22)) == [1, 2, 3]


def test_a_text_in_capitals_is_read_with_small_letters_and_quoted_as_it_is_written() -> None:
    words = split_words("GUERRILLAS KILLED A MAYOR IN AYACUCHO.")
    assert [words[n] for n in (0, 1, 5)] == ["Guerrillas", "killed", "Ayacucho"]
    assert words.span(1, 3).quote == "KILLED A"


@given(st.text(max_size=200))
def test_every_word_stands_where_it_says(text: str) -> None:
    words = split_words(text)
    for number in range(len(words)):
        assert words.text[words.starts[number] : words.ends[number]] == words[number]
        assert number in words.under(words.starts[number], words.ends[number])


@given(st.text(max_size=200), st.data())
def test_a_span_of_words_is_a_piece_of_the_text(text: str, data: st.DataObject) -> None:
    words = split_words(text)
    if len(words):
        first = data.draw(st.integers(0, len(words) - 1))
        stop = data.draw(st.integers(first + 1, len(words)))
        span = words.span(first, stop)
        assert text[span.start : span.end] == span.quote
