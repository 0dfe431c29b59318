"""`marsad trend` and `check`."""

import json

import pytest
from tests.cli.conftest import Run

from marsad.cli.trends import spark


def test_a_trend_is_drawn_with_its_covered_period(filled: Run) -> None:
    done = filled("trend", "Urum al-Kubra", "--by", "night", "--with-weak")
    assert done.exit_code == 0
    assert "Covered period: 2016-09-18 to 2016-09-20" in done.stdout
    assert "the most in the covered period, which begins 2016-09-18" in done.stdout
    found = json.loads(filled("trend", "Urum al-Kubra", "--format", "json").stdout)
    assert found["place"][0]["name"] == "Urum al-Kubra"
    assert found["covered"]["incidents"]


def test_a_comparison_is_answered_with_its_figures(filled: Run) -> None:
    words = ("check", "deadliest day in months", "--place", "Urum al-Kubra", "--date", "2016-09-19")
    done = filled(*words)
    assert done.stdout.startswith("cannot be told: ")
    assert "read as: the most in a day, since 2016-07-19" in done.stdout
    found = json.loads(filled(*words, "--format", "json").stdout)
    assert [one["period"]["number"] for one in found["findings"]] == [0, 12]


def test_an_empty_record_covers_nothing(run: Run) -> None:
    assert "The record covers nothing here." in run("trend", "Syria").stdout
    assert run("check", "worst night in weeks", "--place", "Syria", "--date", "2016-09-19").stdout.startswith(
        "cannot be told"
    )


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["trend", "Xyzzyville"], "gazetteer search"),
        (["trend", "Syria", "--since", "soon"], "is no day"),
        (["trend", "36.1,37.1"], "--within"),
        (["trend", "Syria", "--type", "airstrike"], "choose from air_strike"),
        (["check", "a quiet day", "--place", "Syria", "--date", "2016-09-19"], "understood are"),
        (
            ["check", "worst day in weeks", "--place", "Xyzzyville", "--date", "2016-09-19"],
            "gazetteer search",
        ),
        (["check", "worst day in weeks", "--place", "Syria", "--date", ""], "no day is given"),
    ],
)
def test_a_question_that_makes_no_sense_says_what_to_do(run: Run, words: list[str], reason: str) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert reason in done.stderr


def test_a_sparkline_has_a_dot_for_nothing_and_a_full_column_for_the_most() -> None:
    assert spark([0, 1, 4, 8]) == "·▁▄█"
    assert spark([]) == ""
