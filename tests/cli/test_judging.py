"""`marsad judge`."""

import json

from tests.cli.conftest import Run


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
