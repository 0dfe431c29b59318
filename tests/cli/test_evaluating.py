"""`marsad evaluate`."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

GOLD = Path(__file__).parents[1] / "gold"


SLOTS = {"source", "places", "dates", "actors", "targets", "killed", "injured", "count", "stance", "phase"}


@pytest.fixture
def gold(tmp_path: Path) -> None:
    """A folder with one annotated text."""
    (tmp_path / "a.json").write_bytes((GOLD / "a-01-aleppo-wire.json").read_bytes())


@pytest.mark.usefixtures("gold")
def test_scores_are_printed(run: Run) -> None:
    told = json.loads(run("evaluate", ".", "--format", "json").stdout)
    assert told["documents"] == 1
    assert told["grounding"] == 1
    assert 0 < told["claims"]["f1"] <= 1
    assert set(told["slots"]) == SLOTS
    assert "faults" not in told and "by" not in told
    text = run("evaluate", ".").stdout
    assert f"{told['claims']['f1']:.3f}" in text
    assert f"mean slot F1 {told['mean_slot_f1']:.3f}" in text
    for name, slot in told["slots"].items():
        row = next(line.split() for line in text.splitlines() if line.split()[:1] == [name])
        assert row[-2:] == [f"{slot['f1_found']:.3f}", f"{slot['f1_at_most']:.3f}"]


@pytest.mark.usefixtures("gold")
def test_faults_are_printed_by_cause_with_some_examples_of_each(run: Run) -> None:
    told = json.loads(run("evaluate", ".", "--errors", "1", "--format", "json").stdout)["faults"]
    assert set(told["fields"]) == SLOTS | {"claim", "type"}
    assert told["total"] == sum(cause["count"] for cause in told["causes"])
    assert {len(cause["examples"]) for cause in told["causes"]} == {1}
    text = run("evaluate", ".", "--errors", "1").stdout
    for cause in told["causes"]:
        assert f"{cause['field']} {cause['kind']}: {cause['why']}  {cause['count']} (" in text
        assert f"“{' '.join(cause['examples'][0]['quote'].split())[:60]}" in text


@pytest.mark.parametrize(
    "words", [("--errors", "."), (".", "--errors"), (".", "--errors=3"), ("--errors", "3", ".")]
)
def test_errors_needs_no_number(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    quotes = [f"Page {number} is left blank" for number in range(5)]  # nobody reads a claim here
    claims = [{"type": "talks", "quote": quote} for quote in quotes]
    (tmp_path / "a.json").write_text(json.dumps({"text": ". ".join(quotes), "claims": claims}), "utf-8")
    (first, other) = json.loads(run("evaluate", "--format", "json", *words).stdout)["faults"]["causes"]
    assert (first["count"], len(first["examples"])) == (4, 3)
    assert (other["count"], len(other["examples"])) == (1, 1)


@pytest.mark.usefixtures("gold")
def test_no_examples_may_be_asked_for_but_not_fewer(run: Run) -> None:
    told = json.loads(run("evaluate", ".", "--errors", "0", "--format", "json").stdout)["faults"]
    assert {len(cause["examples"]) for cause in told["causes"]} == {0}
    assert run("evaluate", ".", "--errors", "-1").exit_code == 2


@pytest.mark.usefixtures("gold")
def test_claims_are_counted_by_war_publisher_or_type(run: Run) -> None:
    whole = json.loads(run("evaluate", ".", "--by", "publisher", "--format", "json").stdout)
    assert whole["by"] == {"publisher": {"Meridian Wire": whole["claims"]}}
    types = json.loads(run("evaluate", ".", "--by", "type", "--format", "json").stdout)["by"]["type"]
    assert sum(score["gold"] for score in types.values()) == whole["claims"]["gold"]
    text = run("evaluate", ".", "--by", "war").stdout
    assert "not said" in text and f"{whole['claims']['f1']:.3f}" in text
