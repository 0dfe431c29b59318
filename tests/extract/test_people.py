"""Counted people: the table of tests/extract/data/quantities.yaml, and any text at all."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from marsad.extract.people import find_listed_people
from marsad.lexicon.files import read_words
from marsad.model import Quantity

TABLE: dict[str, list[list[Any]]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "quantities.yaml").read_text()
)
WORDS = "a man his wife and four children , 12 people including no one of them women were family of five ' ("


@pytest.mark.parametrize(("text", "low", "high", "groups"), TABLE["people"])
def test_find_listed_people_reads_the_table(
    text: str, low: int | None, high: int | None, groups: dict[str, list[int | None]]
) -> None:
    found = [
        (span.quantity, {group: quantity for group, quantity, _, _ in span.groups})
        for span in find_listed_people(text)
    ]
    told = {group: Quantity(*bounds) for group, bounds in groups.items()}
    assert found == ([(Quantity(low, high), told)] if low is not None else [])


def test_a_second_subject_is_counted_apart() -> None:
    found = find_listed_people("a blast killing five people and 12 others were wounded")
    assert [span.quantity for span in found] == [Quantity.exactly(5), Quantity.exactly(12)]


def test_the_head_is_the_noun_that_the_number_counts() -> None:
    text = "at least 12 Syrian civilians, including two women, fled"
    (span,) = find_listed_people(text)
    assert text[span.head_start : span.head_end] == "civilians"
    assert text[span.start : span.end] == "at least 12 Syrian civilians, including two women"
    assert [text[start:end] for _, _, start, end in span.groups] == [
        "at least 12 Syrian civilians",
        "two women",
    ]


def test_every_noun_of_the_lexicon_counts_people_of_its_group() -> None:
    for entry in read_words("people")["nouns"]:
        for noun in entry["plural"]:
            (span,) = find_listed_people(f"12 {noun} were there")
            assert span.quantity == Quantity.exactly(12), noun
            assert [group for group, *_ in span.groups] == ([entry["group"]] if entry["group"] else []), noun


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS.split(" "))).map(" ".join)))
def test_find_listed_people_keeps_its_spans_in_the_text(text: str) -> None:
    end = 0
    for span in find_listed_people(text):
        assert end <= span.start <= span.head_start < span.head_end <= span.end <= len(text)
        assert all(span.start <= start < stop <= span.end for _, _, start, stop in span.groups)
        end = span.end


@pytest.mark.parametrize("piece", ["12 people, ", "a man and ", "5 including ", "family of ", "civilians "])
def test_a_line_of_many_people_is_read(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    assert all(span.end <= len(text) for span in find_listed_people(text))
