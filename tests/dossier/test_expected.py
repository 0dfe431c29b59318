"""The expectations of the watches are about the dossier that is there."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.dossier.conftest import DOSSIER

EXPECTED: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "expected.yaml").read_text("utf-8")
)
QUESTIONS = [question for questions in EXPECTED.values() for question in questions]
KEYS = {"ask", "answer", "facts", "rivals", "reports"}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one["ask"])
def test_a_question_has_an_answer_and_names_files_that_are_there(question: dict[str, Any]) -> None:
    assert {"ask", "answer", "reports"} <= set(question) <= KEYS
    assert question["reports"]
    for number in question["reports"]:
        assert len(list(DOSSIER.glob(f"{number}-*"))) == 1, number


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one["ask"])
def test_rivals_are_two_at_least_and_the_files_name_each(question: dict[str, Any]) -> None:
    rivals = question.get("rivals", [])
    assert len(rivals) != 1
    text = "\n".join(
        file.read_text("utf-8") for number in question["reports"] for file in DOSSIER.glob(f"{number}-*")
    ).lower()
    for rival in rivals:
        assert rival["who"].split()[-1].lower() in text, rival


def test_expected_days_lie_in_the_days_of_the_dossier() -> None:
    september = [day for day in days(EXPECTED) if day.month == 9]
    assert september
    assert all(date(2016, 9, 9) <= day <= date(2016, 9, 23) for day in september)


def days(value: object) -> Iterator[date]:
    """Yield the days in a value of any depth."""
    if isinstance(value, date):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from days(one)
    elif isinstance(value, list):
        for one in value:
            yield from days(one)
