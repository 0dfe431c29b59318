"""`marsad compare`."""

import json

import pytest
from tests.cli.conftest import Run
from tests.cli.test_asking import listed


def test_two_incidents_are_compared_with_every_weight_and_what_to_do(filled: Run) -> None:
    strike = listed(filled, "--grade", "contested")[0]["id"]
    shelling = listed(filled, "--type", "shelling")[0]["id"]
    done = filled("compare", strike, shelling[:15])
    told = " ".join(done.stdout.split())
    assert "they are not one" in told
    assert "at the outset" in told
    assert "kilometres apart: 28" in told
    assert "marsad judge same claim-" in told
    parts = json.loads(filled("compare", strike, shelling, "--format", "json").stdout)
    best = parts["comparison"]["best"]
    assert best["start"] + sum(weight for _, weight in best["reasons"]) == pytest.approx(best["score"])
    assert {contrast["facet"] for contrast in parts["comparison"]["contrasts"]} >= {"place", "time", "source"}


def test_the_commands_that_it_prints_work_and_are_told_the_next_time(filled: Run) -> None:
    strike = listed(filled, "--grade", "contested")[0]
    left, right = strike["claims"][0], strike["claims"][-1]
    parts = json.loads(filled("compare", left, right, "--format", "json").stdout)
    assert parts["incident"] == strike["id"]
    program, *words = parts["commands"][1].replace("WHY", "seen").split()
    assert (program, filled(*words, "--author", "Ana").exit_code) == ("marsad", 0)
    again = json.loads(filled("compare", left, right, "--format", "json").stdout)
    assert (again["incident"], again["comparison"]["fits"]) == ("", False)
    assert again["comparison"]["judgements"][0]["author"] == "Ana"
    assert "Ana judged" in filled("compare", left, right).stdout


def test_an_id_of_nothing_is_refused(run: Run) -> None:
    done = run("compare", "claim-1", "claim-2")
    assert (done.exit_code, "marsad incidents" in done.stderr) == (2, True)
