"""`marsad response` and `alert`."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

FORM = (
    "date,team,place,incident,task,status,rescued_alive,missing,second_strike,needs\n"
    "2016-09-22,Madaya Civil Defence,Madaya,shelling,rescue,dispatched,4,2,yes,fuel\n"
    "2016-09-23,Madaya Civil Defence,,shelling,rescue,closed,,,,\n"
)


@pytest.fixture
def told(run: Run, tmp_path: Path) -> Run:
    """Commands over a record of field reports."""
    (tmp_path / "form.csv").write_text(FORM, "utf-8")
    done = run("add", "form.csv")
    assert done.exit_code == 1
    assert "form.csv:3: row 3: a field report needs a place" in done.stderr
    return run


def test_field_reports_are_told_in_text_with_their_claims(told: Run) -> None:
    text = told("response").stdout
    assert "Madaya" in text
    assert ": open · incident-" in text
    assert "rescued alive  4 [claim-" in text
    assert "recovered dead not known" in text
    assert "SECOND STRIKE" in text


def test_json_has_what_was_asked_and_all_of_the_answer(told: Run) -> None:
    found = json.loads(told("response", "--place", "Madaya", "--open", "--format", "json").stdout)
    assert (found["asked"]["place"], found["asked"]["open"]) == ("Madaya", True)
    (response,) = found["responses"]
    assert response["status"] == "open"
    assert response["rescued_alive"]["low"] == 4
    assert json.loads(told("response", "--until", "2016-09-21", "--format", "json").stdout)["responses"] == []


def test_an_empty_record_has_no_responses(run: Run) -> None:
    assert json.loads(run("response", "--format", "json").stdout)["responses"] == []
    assert run("response").exit_code == 0


def test_an_incident_is_written_as_an_alert_and_updated(told: Run, tmp_path: Path) -> None:
    (response,) = json.loads(told("response", "--format", "json").stdout)["responses"]
    done = json.loads(told("alert", response["incident"], "a.xml", "--format", "json").stdout)
    assert (done["kind"], done["status"], done["scope"]) == ("Alert", "Draft", "Restricted")
    assert b"<urgency>Past</urgency>" in (tmp_path / "a.xml").read_bytes()
    assert "\nUpdate " in told("alert", response["incident"], "a.xml").stdout


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["response", "--since", "2016-09-20", "--until", "2016-09-19"], "swap the two"),
        (["response", "--near", "Xyzzyville"], "gazetteer search"),
        (["alert", "incident-ffff", "a.xml"], "marsad incidents"),
        (["alert", "incident-ffff", "a.xml", "--sender", "a desk"], "marsad incidents"),
    ],
)
def test_a_question_that_makes_no_sense_says_what_to_do(run: Run, words: list[str], reason: str) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert reason in done.stderr
