"""Parsing: sentences, and offsets that are those of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.rules.reading import parsed

from marsad.errors import ExtractError
from marsad.extract.rules.parse import CHUNK, load_pipeline


def test_a_pipeline_that_is_not_installed_is_named() -> None:
    with pytest.raises(ExtractError, match=r"'no_such_pipeline'.*install it"):
        load_pipeline("no_such_pipeline")


def test_an_empty_line_ends_a_sentence() -> None:
    doc = parsed("Shelling in the old town\n\nTwo people died on Monday")
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Shelling in the old town",
        "Two people died on Monday",
    ]


def test_no_sentence_begins_after_a_word_that_ends_nothing() -> None:
    lead = "The shells fell on the market, the school and the bakery of the old town on Monday. " * 4
    doc = parsed(lead + "Residents of the town of Al Bab Sunday said that Assad Forces Hit the market.")
    assert [sentence.text.strip()[-1] for sentence in doc.sents] == ["."] * 5


@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    doc = parsed(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@pytest.mark.parametrize("piece", ["Shells fell on the town. ", "Shells fell\n\n", "word ", "x"])
def test_a_text_longer_than_a_chunk_keeps_its_offsets(piece: str) -> None:
    text = piece * (CHUNK // len(piece) + 40)
    doc = parsed(text)
    assert doc.text == text
    assert doc[-1].idx + len(doc[-1].text_with_ws) == len(text)
