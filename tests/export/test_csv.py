"""The table: one row an incident, no formulas."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.export.csv import FORMULA_SIGNS, cell_text, write_csv
from marsad.export.summary import COLUMNS
from marsad.store import View


def rows(view: View) -> list[dict[str, str]]:
    target = io.BytesIO()
    write_csv(view, target)
    return list(csv.DictReader(io.StringIO(target.getvalue().decode("utf-8"), newline="")))


def test_every_incident_is_a_row_under_the_columns(view: View) -> None:
    shelling, talks = sorted(rows(view), key=lambda row: row["type"])
    assert list(shelling) == list(COLUMNS)
    assert (shelling["killed_low"], shelling["killed_best"], shelling["killed_high"]) == ("12", "12", "")
    assert shelling["open_ended"] == "killed"
    assert (shelling["latitude"], shelling["longitude"], shelling["radius_km"]) == (
        "35.3359",
        "40.1408",
        "1.0",
    )
    assert shelling["blamed"] == "medic: the army"
    assert shelling["grade"] == "weak"
    assert (talks["latitude"], talks["killed_low"], talks["start"]) == ("", "", "")


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+1", "-1", "@x", "\tx", "\rx"])
def test_a_text_that_looks_like_a_formula_is_text(text: str) -> None:
    assert cell_text(text) == f"'{text}"
    assert cell_text((text, "b")) == f"'{text}; b"


def test_numbers_keep_their_sign() -> None:
    assert (cell_text(-3.5), cell_text(-2), cell_text(None)) == ("-3.5", "-2", "")


@given(st.text() | st.lists(st.text()).map(tuple))
def test_no_cell_starts_a_formula(cell: str | tuple[str, ...]) -> None:
    assert not cell_text(cell).startswith(FORMULA_SIGNS)
