"""Texts and the bytes that they came from."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.ids import sha256_hex
from marsad.model import Original, Report

REPORT = Report(
    text="Shells fell on the market.",
    title="Market shelled",
    publisher="Valley Post",
    published=date(2016, 9, 19),
)


def test_id_is_this_one_on_every_machine() -> None:
    assert REPORT.id == "report-34d5748190167cc7"


def test_id_does_not_depend_on_where_the_text_came_from() -> None:
    assert replace(REPORT, original=sha256_hex(b"a file"), part="12").id == REPORT.id


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "Shells fell on the market!"},
        {"title": ""},
        {"publisher": "Hill Post"},
        {"published": None},
        {"published": date(2016, 9, 20)},
        {"language": "en"},
        {"url": "https://example.org/1"},
    ],
)
def test_id_depends_on_whatever_a_reading_depends_on(changed: dict[str, object]) -> None:
    assert replace(REPORT, **changed).id != REPORT.id  # type: ignore[arg-type] # fields of several types


@given(st.text(), st.text())
def test_id_tells_texts_apart(left: str, right: str) -> None:
    assert (Report(left).id == Report(right).id) is (left == right)


@given(st.binary())
def test_sha256_of_an_original_is_that_of_its_bytes(data: bytes) -> None:
    assert Original(data, "note.txt", "text/plain").sha256 == sha256_hex(data)
