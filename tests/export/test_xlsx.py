"""The workbook: sheets that openpyxl reads, texts that stay texts, totals that say what they leave out."""

import io
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from tests.export.rows import URUM, contents, record, strike, written
from tests.store.factories import captured, claims, incident

from marsad.errors import ExportError
from marsad.export import xlsx
from marsad.export.summary import COLUMNS
from marsad.export.xlsx import CLAIM_COLUMNS, SHEETS, TOLL_COLUMNS, write_xlsx
from marsad.model import Incident, Quantity, Toll, TollVoice
from marsad.store import View


def book(view: View) -> Workbook:
    return load_workbook(io.BytesIO(written(view, write_xlsx)))


def rows(read: Workbook, name: str) -> list[dict[str, Any]]:  # Any: what cells hold
    head, *lines = read[name].values
    return [dict(zip(map(str, head), line, strict=True)) for line in lines]


def about(read: Workbook) -> dict[str, Any]:  # Any: what cells hold
    return {line["what"]: line["value"] for line in rows(read, "about")}


def test_every_sheet_has_its_head_in_sight_and_a_filter(view: View) -> None:
    read = book(view)
    assert tuple(read.sheetnames) == SHEETS
    for name, head in zip(SHEETS, (COLUMNS, CLAIM_COLUMNS, TOLL_COLUMNS), strict=False):
        sheet = read[name]
        assert next(sheet.values) == head
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions


def test_incidents_claims_and_voices_are_rows(view: View) -> None:
    read = book(view)
    shelling = next(row for row in rows(read, "incidents") if row["type"] == "shelling")
    assert (shelling["killed_low"], shelling["killed_high"], shelling["start"]) == (
        12,
        None,
        datetime(2016, 9, 13),
    )
    told = rows(read, "claims")
    assert [row["claim"] for row in told] == [id for each in view.incidents() for id in each.claims]
    assert (told[0]["incident"], told[0]["killed"], told[0]["publisher"]) == (
        shelling["id"],
        "at least 12",
        "Daily Page",
    )
    assert told[0]["words"].startswith("Shelling killed 12 people")
    assert rows(read, "sources and tolls") == [
        {
            "incident": shelling["id"], "harm": "killed", "group": None, "source": "medic", "low": 12, "high": None,
            "claim": shelling["claims"],
        }
    ]  # fmt: skip


def test_the_same_record_gives_the_same_bytes(view: View) -> None:
    assert written(view, write_xlsx) == written(view, write_xlsx)


def test_totals_count_what_is_well_founded_and_tell_what_they_leave_out() -> None:
    def of(number: int, **change: Any) -> tuple[Any, Incident]:  # Any: fields of an incident
        taken = captured(number)
        read = claims(taken.report)
        voice = TollVoice("medic", Quantity(number, number), read[0].id)
        tolls = (Toll("killed", number, number, number, (voice,)),)
        return (taken, read), replace(incident(read[0]), **({"tolls": tolls} | change))

    open_high = (Toll("killed", 4, 5, None, ()),)
    made = [
        of(1, grade="fair"),
        of(2, grade="confirmed"),
        of(3, grade="fair", tolls=open_high),
        of(10, grade="weak"),
        of(11, grade="contested"),
        of(12, grade="fair", covers=("incident-1",)),
        of(13, grade="fair", phase="planned"),
    ]
    with record([taken for taken, _ in made], [told for _, told in made]) as view:
        told = about(book(view))
        assert (told["head of its journal"], told["digest of the record"]) == (view.head(), view.digest())
    assert (told["killed, low"], told["killed, best"], told["killed, high"]) == (7, 8, "8 or more: 1 open")
    assert told["injured"] == "nobody counts any"
    assert told["incidents in the totals"] == 3
    left_out = {what.partition("incidents ")[2]: n for what, n in told.items() if what.startswith("left out")}
    assert left_out == {
        "graded weak": 1,
        "graded contested": 1,
        "that sum up others": 1,
        "that did not happen, or not yet": 1,
    }
    assert told["record as of"].startswith("2020-01-01T")


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("https://example.org")', "https://example.org", "@x", "12"]
)
def test_a_text_is_never_a_formula_or_a_link(text: str) -> None:
    taken, claim = strike()
    report = replace(taken.report, title=text)
    claim = replace(claim, report=report.id)
    told = replace(incident(claim, place=URUM), grade_reason=text, roots=(text,))
    with record([(replace(taken, report=report), [claim])], [told]) as view:
        read = book(view)
    for sheet, column, head in (("claims", "title", CLAIM_COLUMNS), ("incidents", "grade_reason", COLUMNS)):
        cell = read[sheet].cell(2, head.index(column) + 1)
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_what_a_sheet_cannot_hold_is_said(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "é" * 40_000
    with record(
        [], [replace(incident(strike()[1], place=URUM), grade_reason=long, claims=("claim-1",))]
    ) as other:
        cut = rows(book(other), "incidents")[0]["grade_reason"]
    assert cut.endswith("[…cut]")
    assert len(cut) < len(long)
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    with pytest.raises(ExportError, match="export csv or jsonl"):
        book(view)


def test_an_empty_record_is_a_workbook_of_heads() -> None:
    with record() as view:
        read = book(view)
    assert tuple(read.sheetnames) == SHEETS
    assert [rows(read, name) for name in SHEETS[:3]] == [[], [], []]
    assert about(read)["incidents in the totals"] == 0


def test_without_its_library_it_says_what_to_install() -> None:
    code = (
        "import io, sys\n"
        "sys.modules['xlsxwriter'] = None\n"
        "from marsad.errors import ExportError\n"
        "from marsad.export.xlsx import write_xlsx\n"
        "try: write_xlsx(None, io.BytesIO())\n"
        "except ExportError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install 'marsad[tables]'" in done.stdout


@settings(max_examples=30)
@given(contents(), st.text())
def test_any_content_can_be_read_back(content: tuple[list[Any], list[Incident]], words: str) -> None:
    taken, incidents = content
    incidents = [replace(each, grade_reason=words) for each in incidents]
    with record(taken, incidents) as view:
        read = book(view)
    assert {row["id"] for row in rows(read, "incidents")} == {each.id for each in incidents}
    for sheet in read:
        assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"n", "s", "d"}
