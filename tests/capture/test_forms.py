"""Field reports as rows of the form: told in sentences, refused with what is missing."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.capture import CaptureOptions, read_bytes
from marsad.capture.forms import FORM_FIELDS, find_form, is_form, tell
from marsad.capture.tables import read_csv, read_json
from marsad.errors import CaptureError
from marsad.model import Captured, Issue, Report

OPTIONS = CaptureOptions(today=date(2024, 5, 6))
ROW = {
    "date": "2016-09-22",
    "time": "04:30",
    "team": "Station 3",
    "place": "Bustan al-Qasr",
    "latitude": "36.19",
    "longitude": "37.14",
    "incident": "air strike",
    "task": "firefighting",
    "status": "contained",
    "rescued_alive": "4",
    "recovered_dead": "1",
    "injured": "at least 12",
    "missing": "0",
    "evacuated_to": "field hospital",
    "responders_hurt": "2",
    "second_strike": "yes",
    "needs": "fuel",
    "notes": "The water main is broken.",
}


def as_csv(*rows: dict[str, str]) -> bytes:
    names = list(rows[0])
    lines = [names, *([row[name] for name in names] for row in rows)]
    return "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines).encode()


def reports(data: bytes, name: str = "form.csv") -> list[Report | Issue]:
    found = read_bytes(data, name, OPTIONS)
    return [one.report if isinstance(one, Captured) else one for one in found]


def test_a_row_becomes_a_report_of_its_team_and_day_in_sentences() -> None:
    (report,) = reports(as_csv(ROW))
    assert isinstance(report, Report)
    assert (report.publisher, report.published) == ("Station 3", date(2016, 9, 22))
    assert report.title == "Field report, Station 3, Bustan al-Qasr"
    assert report.part == "2"
    assert report.text.splitlines() == [
        "Air strike in Bustan al-Qasr on 22 September 2016.",
        "Firefighters of Station 3 were at work in Bustan al-Qasr on 22 September 2016 at 04:30 for firefighting.",
        "Firefighters brought the fire in Bustan al-Qasr under control.",
        "Rescuers in Bustan al-Qasr rescued 4 people alive.",
        "Rescuers in Bustan al-Qasr recovered the bodies of 1 person.",
        "At least 12 people were injured in Bustan al-Qasr.",
        "Missing: none.",
        "The injured were taken from Bustan al-Qasr to a field hospital.",
        "2 rescue workers were injured in Bustan al-Qasr.",
        "A second strike hit Bustan al-Qasr while the rescuers were at work.",
        "Rescue teams in Bustan al-Qasr are in need of fuel.",
        "The water main is broken.",
        "Coordinates: 36.19, 37.14.",
    ]


def test_json_with_numbers_gives_the_same_report_as_the_table() -> None:
    (from_table,) = reports(as_csv(ROW))
    entry = {**ROW, "rescued_alive": 4, "latitude": 36.19, "longitude": 37.14, "second_strike": True}
    (from_json,) = reports(json.dumps([entry]).encode(), "form.json")
    assert isinstance(from_json, Report)
    assert isinstance(from_table, Report)
    assert from_json.id == from_table.id


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"date": ""}, "row 2: a field report needs a date; fill in `date` as YYYY-MM-DD"),
        ({"place": " "}, "row 2: a field report needs a place; fill in `place`"),
        ({"date": "22.13.2016"}, "is no day of the calendar"),
        ({"date": "2025-01-01"}, "after today"),
    ],
)
def test_a_row_that_lacks_date_or_place_is_an_issue_and_the_rest_goes_on(
    change: dict[str, str], advice: str
) -> None:
    issue, report = reports(as_csv({**ROW, **change}, ROW))
    assert isinstance(issue, Issue)
    assert advice in issue.reason
    assert isinstance(report, Report)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("dispatched", "Rescuers of Station 3 were sent to"),
        ("On site", "Rescuers of Station 3 were at work in"),
        ("finished", "The rescue work has ended in Bustan al-Qasr."),
        ("waiting for parts", "Status: waiting for parts."),
        ("", "Rescuers of Station 3 were at work in"),
    ],
)
def test_a_status_is_told_in_a_sentence(status: str, sentence: str) -> None:
    assert sentence in tell({**ROW, "task": "rescue", "status": status}, {})["text"]


def test_an_answer_that_is_no_number_stands_as_it_is_and_other_questions_with_their_answers() -> None:
    text = tell({"date": "2016-09-22", "place": "Idlib", "rescued_alive": "a few"}, {"Weather": "clear"})[
        "text"
    ]
    assert "Rescued alive: a few." in text
    assert "Weather: clear" in text


def test_one_person_is_told_in_the_singular() -> None:
    text = tell({"date": "2016-09-22", "place": "Idlib", "responders_killed": "1", "missing": "1"}, {})[
        "text"
    ]
    assert "1 rescue worker was killed in Idlib." in text
    assert "1 person is still missing under the rubble in Idlib." in text


def test_other_tables_are_no_forms() -> None:
    assert not is_form(["team", "status", "points"])
    assert not is_form(["date", "place", "injured"])
    assert is_form(["Team name", "Status", "Location"])
    told = list(read_csv(b"text,team,status,place\nShelling.,a,b,c\n", "f", OPTIONS))
    assert not isinstance(told[0], Issue)
    assert told[0].values == {"text": "Shelling."}


def test_a_mapped_column_wins_over_the_form() -> None:
    options = CaptureOptions(today=OPTIONS.today, columns={"text": "notes"})
    (row,) = read_csv(as_csv(ROW), "f", options)
    assert not isinstance(row, Issue)
    assert row.values["text"] == "The water main is broken."


def test_columns_are_found_in_groups_and_by_other_names() -> None:
    assert find_form(["group_a/Date of incident", "b/Village", "Team"]) == {
        "date": "group_a/Date of incident",
        "place": "b/Village",
        "team": "Team",
    }


def test_the_page_tells_of_every_field() -> None:
    page = (Path(__file__).parents[2] / "docs" / "watches.md").read_text("utf-8")
    assert all(f"| `{field}` |" in page for field in FORM_FIELDS)


@given(
    st.lists(
        st.dictionaries(st.sampled_from(sorted(FORM_FIELDS)) | st.text(max_size=9), st.text(max_size=30))
    )
)
def test_any_answers_give_reports_or_issues(rows: list[dict[str, str]]) -> None:
    entries = [{"team": "a", "status": "b", "date": "2016-09-22", "place": "Idlib", **row} for row in rows]
    data = json.dumps(entries).encode()
    try:
        found = list(read_json(data, "f", OPTIONS))
    except CaptureError:
        return
    assert len(found) == len(entries)
    for one in reports(data, "f.json"):
        assert isinstance(one, Report | Issue)


@given(
    st.dictionaries(st.sampled_from(sorted(FORM_FIELDS)), st.text()), st.dictionaries(st.text(), st.text())
)
def test_any_form_is_told_or_refused(values: dict[str, str], others: dict[str, str]) -> None:
    try:
        told = tell(values, others)
    except CaptureError:
        return
    assert told["text"].strip()
