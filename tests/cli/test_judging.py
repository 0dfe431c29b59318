"""`marsad judge`."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.cli.conftest import Run

from marsad.model import Judgement, Viewer
from marsad.store import open_store


def test_a_judgement_is_recorded_listed_and_withdrawn(filled: Run, env: dict[str, str]) -> None:
    env["MARSAD_AUTHOR"] = "A. Analyst"
    shelling = json.loads(filled("incidents", "--type", "shelling", "--format", "json").stdout)[0]
    claim = shelling["claims"][0]
    for verdict in ("accept", "reject"):
        made = filled("judge", verdict, claim, "--reason", "seen")
        assert made.exit_code == 0
    judgement = made.stdout.split()[-1]
    assert json.loads(filled("incidents", "--type", "shelling", "--format", "json").stdout) == []
    withdrawn = filled("judge", "withdraw", judgement, "--reason", "read again", "--author", "B. Chief")
    assert withdrawn.exit_code == 0
    assert json.loads(filled("incidents", "--type", "shelling", "--format", "json").stdout) == [shelling]
    listed = json.loads(filled("judge", "list", "--format", "json").stdout)
    assert [(one["verdict"], one["author"], one["stands"]) for one in listed] == [
        ("accept", "A. Analyst", True),
        ("reject", "A. Analyst", False),
        ("withdraw", "B. Chief", True),
    ]
    assert "(withdrawn)" in filled("judge", "list").stdout


def test_two_claims_are_joined_and_parted(filled: Run) -> None:
    strike, shelling = (
        json.loads(filled("incidents", "--type", type, "--format", "json").stdout)[0]["claims"][0]
        for type in ("air_strike", "shelling")
    )
    signed = ("--reason", "seen", "--author", "A. Analyst")
    assert filled("judge", "same", strike, shelling, *signed).exit_code == 0
    refused = filled("judge", "different", strike, shelling, *signed)
    assert refused.exit_code == 2
    assert "marsad judge withdraw judgement-" in refused.stderr


def test_nobody_judges_without_a_name_or_a_reason(filled: Run) -> None:
    claim = json.loads(filled("incidents", "--format", "json").stdout)[0]["claims"][0]
    assert "MARSAD_AUTHOR" in filled("judge", "accept", claim, "--reason", "seen").stderr
    assert "--reason" in filled("judge", "accept", claim, "--author", "A").stderr


SIGNED = ("--reason", "by the original", "--author", "A. Analyst")


def incident_of(run: Run, type: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("incidents", "--type", type, "--format", "json").stdout)[0]
    return found


def test_a_value_as_read_and_as_corrected_are_shown_side_by_side(filled: Run) -> None:
    incident = incident_of(filled, "shelling")
    claim = incident["claims"][0]
    assert filled("judge", "correct", claim, "killed", "at least 30", *SIGNED).exit_code == 0
    for id in (claim, incident["id"]):
        told = filled("show", id).stdout
        assert "claim 1, killed: read as 3; corrected to at least 30" in told
        assert "A. Analyst, " in told and "by the original" in told
        shown = json.loads(filled("show", id, "--format", "json").stdout)
        (correction,) = shown["corrections"]
        assert (correction["field"], correction["read"], correction["corrected"]) == (
            "killed",
            "3",
            "at least 30",
        )
        assert (correction["author"], correction["reason"]) == ("A. Analyst", "by the original")
        assert correction["judgement"] == shown["judgements"][0]["id"]
    assert shown["claims"][0]["harm"]["killed"]["low"] == 3
    assert shown["incident"]["tolls"][0]["low"] == 30
    report = shown["claims"][0]["report"]
    assert "corrected to at least 30" in filled("show", report).stdout


def test_a_place_is_corrected_by_a_name_of_the_gazetteer(filled: Run) -> None:
    claim = incident_of(filled, "shelling")["claims"][0]
    assert filled("judge", "correct", claim, "place", "Bustan al-Qasr", *SIGNED).exit_code == 0
    place = incident_of(filled, "shelling")["place"]
    assert (place["name"], place["kind"], place["country"]) == ("Bustan al-Qasr", "neighbourhood", "SY")
    unknown = filled("judge", "correct", claim, "place", "Atlantis", *SIGNED)
    assert unknown.exit_code == 2
    assert "marsad gazetteer search" in unknown.stderr


def test_the_grade_of_the_rule_and_of_a_person_are_shown_with_the_rule_and_what_would_change_it(
    filled: Run,
) -> None:
    incident = incident_of(filled, "shelling")
    before = filled("show", incident["id"]).stdout
    assert "a second independent source would make it fair" in before
    assert "fair: two or more independent sources tell it" in " ".join(before.split())
    assert filled("judge", "grade", incident["id"], "discounted", *SIGNED).exit_code == 0
    told = filled("show", incident["id"]).stdout
    assert "grade by the rule: weak: only one independent source tells it" in told
    assert "grade by a person: discounted · A. Analyst, " in told
    grading = json.loads(filled("show", incident["id"], "--format", "json").stdout)["grading"]
    assert (grading["grade"], grading["given"]["value"]) == ("weak", "discounted")
    assert grading["would_change"][0] == "a second independent source would make it fair"
    assert json.loads(filled("incidents", "--grade", "discounted", "--format", "json").stdout)


def test_a_source_is_judged_by_kind_and_side_at_once(filled: Run) -> None:
    made = filled("judge", "source", "SOHR", "--kind", "monitor", "--party", "russia", *SIGNED)
    assert made.stdout.count("recorded judgement-") == 2
    listed = filled("judge", "list").stdout
    assert "source sohr kind monitor" in listed
    assert "source sohr party russia" in listed
    strike = incident_of(filled, "air_strike")["id"]
    assert "source sohr kind monitor" in filled("show", strike).stdout
    nothing = filled("judge", "source", "SOHR", *SIGNED)
    assert nothing.exit_code == 2
    assert "--kind" in nothing.stderr
    wrong = filled("judge", "source", "SOHR", "--kind", "ngo", "--party", "Atlantis", *SIGNED)
    assert wrong.exit_code == 2
    assert len(json.loads(filled("judge", "list", "--format", "json").stdout)) == 2


def test_what_applies_to_nothing_is_listed_by_itself_and_after_a_rebuild(
    filled: Run, env: dict[str, str]
) -> None:
    claim = incident_of(filled, "shelling")["claims"][0]
    assert filled("judge", "accept", claim, *SIGNED).exit_code == 0
    assert filled("judge", "list", "--orphaned").stdout == "0 judgements apply to nothing\n"
    with open_store(f"sqlite:///{Path(env['MARSAD_HOME']) / 'record.db'}") as store:
        with store.view(Viewer.OWNER) as view:
            read = view.claim(claim)
            assert read
        renamed = replace(read, type="explosion")
        lost = Judgement("reject", (renamed.id,), "B. Chief", datetime(2016, 10, 1, tzinfo=UTC), "a film")
        with store.writer() as writer:
            writer.replace_claims(read.report, [renamed])
            writer.add_judgement(lost)
    rebuilt = filled("rebuild")
    listed = filled("judge", "list", "--orphaned").stdout
    for told in (rebuilt.stdout, listed):
        assert f"reject {renamed.id}" in told
        assert "applies to nothing" in told
        assert f"it was about “{read.evidence.quote}”" in told
        assert f"the same words are read as {claim} now" in told
    assert "1 judgements apply to nothing" in listed
    (orphan,) = json.loads(filled("judge", "list", "--orphaned", "--format", "json").stdout)
    assert orphan["suggested"] == [claim]
    assert orphan["judgement"]["id"] == lost.id
    assert json.loads(filled("rebuild", "--format", "json").stdout)["orphaned"] == [orphan]
