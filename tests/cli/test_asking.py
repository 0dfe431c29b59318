"""`marsad incidents`, `show` and `search`."""

import json
from typing import Any

import pytest
from tests.cli.conftest import Run


def listed(run: Run, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("incidents", *words, "--format", "json").stdout)
    return found


@pytest.mark.parametrize(
    "words",
    [
        ["--type", "shelling"],
        ["--near", "Madaya", "--within", "5"],
        ["--near", "33.69,36.1", "--within", "5"],
        ["--place", "madaya"],
        ["--since", "2016-09-20", "--until", "2016-09-20"],
        ["--grade", "weak", "--min-killed", "3"],
        ["--type", "shelling", "--type", "fire"],
        ["--source", "MEDIC"],
        ["--text", "madaya killed"],
    ],
)
def test_each_condition_finds_the_shelling_and_not_the_strike(filled: Run, words: list[str]) -> None:
    assert len(listed(filled)) > 1
    assert {incident["type"] for incident in listed(filled, *words)} == {"shelling"}


def test_conditions_that_nothing_meets_find_nothing(filled: Run) -> None:
    assert listed(filled, "--min-killed", "1000") == listed(filled, "--party", "nobody") == []
    assert listed(filled, "--min-injured", "1") == listed(filled, "--source", "nurse") == []
    assert listed(filled, "--text", "madaya convoy") == []
    assert len(listed(filled, "--limit", "1")) == 1
    assert "0 incidents" in filled("incidents", "--min-killed", "1000").stdout


def test_the_deadliest_come_first_where_they_are_asked_for(filled: Run) -> None:
    killed = [
        next((toll["best"] for toll in one["tolls"] if toll["kind"] == "killed"), -1)
        for one in listed(filled, "--sort", "deadliest")
    ]
    assert killed == sorted(killed, reverse=True)
    assert killed[0] == 12


def test_the_table_shows_range_grade_and_id(filled: Run) -> None:
    shelling = listed(filled, "--type", "shelling")[0]
    line = next(line for line in filled("incidents").stdout.splitlines() if "shelling" in line)
    assert {"3", "weak", "Madaya", shelling["id"][:17]} <= set(line.split())


def test_an_incident_is_shown_with_who_says_what(filled: Run) -> None:
    strike = listed(filled, "--grade", "contested")[0]
    shown = filled("show", strike["id"][:14]).stdout
    told = " ".join(shown.split())
    assert f"contested: {strike['grade_reason']}" in told
    assert "denies the part of" in told
    assert "(best 12)" in told
    assert "did not carry out air strikes" in told
    parts = json.loads(filled("show", strike["id"], "--format", "json").stdout)
    assert {**parts["incident"], "locked": parts["locked"]} == strike
    assert [claim["id"] for claim in parts["claims"]] == strike["claims"]


def test_a_claim_and_its_report_are_shown(filled: Run) -> None:
    claim = listed(filled, "--type", "shelling")[0]["claims"][0]
    assert "shelling" in filled("show", claim).stdout
    told = json.loads(filled("show", claim, "--format", "json").stdout)["claim"]
    assert told["id"] == claim
    assert "1. shelling" in filled("show", told["report"]).stdout
    reading = json.loads(filled("show", told["report"], "--format", "json").stdout)
    assert claim in [one["id"] for one in reading["claims"]]


def test_words_find_reports(filled: Run) -> None:
    done = filled("search", "CONVOY", "ministry")
    assert "Ministry denies" in done.stdout
    assert "1 reports" in done.stdout
    assert json.loads(filled("search", "no such words", "--format", "json").stdout) == []
