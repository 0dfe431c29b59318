"""Numbers and counted people: the tables of tests/extract/data/quantities.yaml, and any text at all."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from marsad.extract.quantity import find_quantities, read_number
from marsad.lexicon.files import read_words
from marsad.model import Quantity

TABLE: dict[str, list[list[Any]]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "quantities.yaml").read_text()
)
WORDS = "at least more than 12 5 , 5-8 to between and a dozen million no one people 2016 September $ % . - \n"


@pytest.mark.parametrize(("text", "expression", "low", "high"), TABLE["numbers"])
def test_find_quantities_reads_the_table(
    text: str, expression: str, low: int | None, high: int | None
) -> None:
    found = [(text[span.start : span.end], span.quantity) for span in find_quantities(text)]
    assert found == ([(expression, Quantity(low, high))] if expression else [])


def test_the_table_holds_at_least_120_cases() -> None:
    assert len(TABLE["numbers"]) >= 120


def test_a_rise_is_two_numbers_and_no_range() -> None:
    text = "the toll rose from 12 to 15"
    assert [text[span.start : span.end] for span in find_quantities(text)] == ["12", "15"]


def test_at_least_belongs_to_the_number_after_it() -> None:
    text = "a blast killing 12 at least 3 of them guards"
    assert [text[span.start : span.end] for span in find_quantities(text)] == ["12", "at least 3"]


def test_the_number_span_leaves_the_hedges_out() -> None:
    text = "more than a dozen homes"
    (span,) = find_quantities(text)
    assert text[span.number_start : span.number_end] == "a dozen"


@pytest.mark.parametrize("group", ["vague", "fixed", "hedges"])
def test_every_example_in_the_lexicon_holds_a_number(group: str) -> None:
    for entry in read_words("numbers")[group]:
        (span,) = find_quantities(entry["example"])
        low = entry.get("low", entry.get("size"))
        assert low is None or span.quantity.low == low


def test_every_word_of_the_lexicon_is_read_with_its_value() -> None:
    for group, value in (("vague", "low"), ("fixed", "size")):
        for entry in read_words("numbers")[group]:
            for word in entry["words"]:
                quantity = read_number(word)
                assert quantity is not None and quantity.low == entry[value], word


def test_read_number_refuses_what_is_no_number() -> None:
    assert read_number("Aleppo") is None
    assert read_number("12 houses") is None


def test_white_space_of_a_line_break_does_not_part_a_number() -> None:
    (span,) = find_quantities("at\nleast  two\ndozen homes")
    assert span.quantity == Quantity(24, None)


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS.split(" "))).map(" ".join)))
def test_find_quantities_keeps_its_spans_in_the_text(text: str) -> None:
    end = 0
    for span in find_quantities(text):
        assert end <= span.start <= span.number_start < span.number_end <= span.end <= len(text)
        end = span.end


@pytest.mark.parametrize(
    "piece", ["12 ", "twenty ", "at least ", "5 to ", "1,", "one hundred and ", "9", " ", "a "]
)
def test_a_long_line_is_read(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    assert all(span.end <= len(text) for span in find_quantities(text))
