"""`marsad evaluate`."""

import json
from pathlib import Path

from tests.cli.conftest import Run

GOLD = Path(__file__).parents[1] / "gold"


def test_scores_are_printed_with_the_first_differences(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes((GOLD / "a-01-aleppo-wire.json").read_bytes())
    told = json.loads(run("evaluate", ".", "--errors", "2", "--format", "json").stdout)
    assert told["documents"] == 1
    assert told["grounding"] == 1
    assert 0 < told["claims"]["f1"] <= 1
    assert set(told["slots"]) == {
        "source", "places", "dates", "actors", "targets", "killed", "injured", "count", "stance", "phase",
    }  # fmt: skip
    assert len(told["errors"]) == 2
    text = run("evaluate", ".", "--errors", "1").stdout
    assert f"{told['claims']['f1']:.3f}" in text
    assert f"mean slot F1 {told['mean_slot_f1']:.3f}" in text
