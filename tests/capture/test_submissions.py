"""Submissions of KoboToolbox and ODK."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.capture import CaptureOptions, read_bytes
from marsad.capture.submissions import is_submission
from marsad.model import Captured, Issue, Report

OPTIONS = CaptureOptions(today=date(2024, 5, 6))
KOBO: dict[str, Any] = {
    "_id": 7,
    "_uuid": "3f9c",
    "formhub/uuid": "81aa",
    "__version__": "v1",
    "meta/instanceID": "uuid:3f9c",
    "_xform_id_string": "rescue",
    "_geolocation": [35.93, 36.63],
    "_submission_time": "2016-09-24T20:11:00",
    "_validation_status": {},
    "_submitted_by": "idlib_team",
    "_attachments": [],
    "start": "2016-09-24T20:00:00.000+03:00",
    "where_when/Date_of_incident": "2016-09-23",
    "where_when/Location": "Idlib",
    "work/Team name": "Idlib Civil Defence",
    "work/Task": "rescue",
    "work/Status": "closed",
    "work/people_rescued": 6,
    "work/Vehicles": 2,
}


def read(value: object) -> list[Report | Issue]:
    found = read_bytes(json.dumps(value).encode(), "kobo.json", OPTIONS)
    return [one.report if isinstance(one, Captured) else one for one in found]


def only(value: object) -> Report:
    (report,) = read(value)
    assert isinstance(report, Report), report
    return report


@pytest.mark.parametrize(
    "wrap", [lambda one: [one], lambda one: {"count": 1, "results": [one]}, lambda one: one]
)
def test_a_submission_is_told_like_the_form_whatever_lists_it(wrap: Any) -> None:
    report = only(wrap(KOBO))
    assert (report.publisher, report.published) == ("Idlib Civil Defence", date(2016, 9, 24))
    assert report.text.splitlines() == [
        "Rescuers of Idlib Civil Defence were at work in Idlib on 23 September 2016 for rescue.",
        "The rescue work has ended in Idlib.",
        "Rescuers in Idlib rescued 6 people alive.",
        "Coordinates: 35.93, 36.63.",
        "Vehicles: 2",
    ]


def test_without_a_question_for_it_day_and_team_are_those_of_sending() -> None:
    bare = {key: value for key, value in KOBO.items() if "Date" not in key and "Team" not in key}
    report = only([bare])
    assert (report.publisher, report.published) == ("idlib_team", date(2016, 9, 24))
    assert "on 24 September 2016" in report.text


def test_no_place_is_read_from_a_phone_that_knew_none() -> None:
    assert "Coordinates" not in only([{**KOBO, "_geolocation": [None, None]}]).text


def test_a_rejected_submission_is_not_read_and_the_rest_goes_on() -> None:
    rejected = {
        **KOBO,
        "_validation_status": {"uid": "validation_status_not_approved", "label": "Not Approved"},
    }
    approved = {**KOBO, "_validation_status": {"uid": "validation_status_approved", "label": "Approved"}}
    issue, report = read([rejected, approved])
    assert isinstance(report, Report)
    assert isinstance(issue, Issue)
    assert issue.where == "kobo.json:1"
    assert "was not approved on the server and is not read" in issue.reason


def test_an_edited_submission_says_which_it_replaces() -> None:
    assert "This submission replaces: uuid:0" in only([{**KOBO, "meta/deprecatedID": "uuid:0"}]).text


def test_one_without_a_place_says_what_it_lacks() -> None:
    (issue,) = read([{key: value for key, value in KOBO.items() if "Location" not in key}])
    assert isinstance(issue, Issue)
    assert "needs a place" in issue.reason


@pytest.mark.parametrize("value", [{"results": {"a": 1}}, {"value": 3}])
def test_what_lists_no_submissions_is_refused(value: object) -> None:
    (issue,) = read(value)
    assert isinstance(issue, Issue)
    assert "is no list of submissions" in issue.reason


def test_submissions_of_odk_have_groups_inside_each_other() -> None:
    odk = {
        "__id": "uuid:1",
        "__system": {
            "submissionDate": "2016-09-24T10:00:00Z",
            "submitterName": "Team B",
            "reviewState": None,
        },
        "meta": {"instanceID": "uuid:1", "deprecatedID": "uuid:0"},
        "site": {
            "place": "Idlib",
            "date": "2016-09-23",
            "point": {"type": "Point", "coordinates": [36.6, 35.9]},
        },
        "status": "dispatched",
    }
    report = only({"value": [odk]})
    assert report.publisher == "Team B"
    assert "Rescuers of Team B were sent to Idlib on 23 September 2016." in report.text
    assert "point: 35.9, 36.6" in report.text
    assert "This submission replaces: uuid:0" in report.text
    (issue,) = read({"value": [{**odk, "__system": {"reviewState": "rejected"}}]})
    assert isinstance(issue, Issue)
    assert "was rejected" in issue.reason


def test_other_objects_are_no_submissions() -> None:
    assert not is_submission({"_id": 1, "text": "Shelling."})
    assert not is_submission([KOBO])


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(KOBO)) | st.text(max_size=9), json_values, max_size=9))
def test_any_submission_gives_a_report_or_says_why_not(change: dict[str, Any]) -> None:
    for one in read([{**KOBO, **change}]):
        assert isinstance(one, Report | Issue)
