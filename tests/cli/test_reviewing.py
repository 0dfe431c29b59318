"""`marsad review`, driven by lines on standard input."""

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.conftest import Run

from marsad.cli.reviewing import _decisions
from marsad.errors import JudgementError
from marsad.ops.doubts import Doubt

SIGNED = ("--author", "A. Analyst")


@pytest.fixture
def queued(run: Run, folder: Path) -> Run:
    """Commands over a record with a contested strike and a high toll of one source."""
    text = "Shelling killed 40 people in the town of Madaya on Tuesday, the Syrian Observatory for Human Rights said."
    (folder / "03-shelling.txt").write_text(
        f"Publisher: Daily Page\nPublished: 2016-09-21\n\n{text}", "utf-8"
    )
    assert run("add", str(folder)).exit_code == 0
    return run


def queue(run: Run) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(run("review", "--format", "json").stdout)
    return listed


def judgements(run: Run) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(run("judge", "list", "--format", "json").stdout)
    return listed


def verdicts(run: Run) -> list[tuple[str, str]]:
    return [(one["verdict"], one["reason"]) for one in judgements(run)]


def test_the_queue_is_printed_and_nothing_asked(queued: Run) -> None:
    listed = queued("review", "--list")
    assert listed.exit_code == 0
    assert [line.split()[1] for line in listed.stdout.splitlines()[:-1]] == [
        one["kind"] for one in queue(queued)
    ]
    assert queue(queued)[0]["kind"] == "contested"
    assert {"kind", "incident", "claims", "why", "score"} == set(queue(queued)[0])
    assert judgements(queued) == []


def test_each_doubt_is_shown_with_its_quotes_and_each_answer_is_a_judgement(queued: Run) -> None:
    total = len(queue(queued))
    asked = queued("review", *SIGNED, input="a\nread both\n" + "a\nread it\n" * (total - 1))
    assert asked.exit_code == 0
    assert "Air strikes on an aid convoy" in asked.stdout
    assert f"1/{total} contested" in asked.stdout
    assert ("accept", "read both") in verdicts(queued)
    assert all(one["author"] == "A. Analyst" for one in judgements(queued))
    assert queue(queued) == []
    again = queued("review", *SIGNED, input="")
    assert "0 judgements recorded, 0 doubts left" in again.stdout


def test_a_number_a_grade_and_a_rejection_are_given_in_one_sitting(queued: Run) -> None:
    claims = queue(queued)[0]["claims"]
    incident = queue(queued)[0]["incident"]
    lines = 'c 1 killed "at least 12"\nr 2\ng discounted\nq\n'
    asked = queued("review", *SIGNED, "--reason", "by the original", input=lines)
    assert asked.exit_code == 0
    made = judgements(queued)
    assert [(one["verdict"], one["value"]) for one in made][:1] == [("correct", "at least 12")]
    assert made[0]["subjects"] == [claims[0]]
    shown = json.loads(queued("show", incident, "--format", "json").stdout)
    assert shown["corrections"][0]["corrected"] == "at least 12"
    assert {one["reason"] for one in made} == {"by the original"}


def test_what_makes_no_sense_is_told_and_asked_again(queued: Run) -> None:
    total = len(queue(queued))
    lines = 'hm\n\nr\nr 9\nc 1 killed\nc 1 killed many\ng good\ng\ns 1 1\n"\nundo\na\n\nquit\n'
    asked = queued("review", *SIGNED, input=lines)
    assert asked.exit_code == 0
    for told in (
        "'hm' is no answer",
        "r [N]               reject",
        "give the number of a claim that is shown",
        "say it as c NUMBER FIELD VALUE",
        "'many' is no number",
        "there is no grade 'good'",
        "there is no grade ''",
        "same is about 2 id",
        "No closing quotation",
        "nothing was answered yet",
        "a judgement needs a reason; nothing is recorded",
        f"0 judgements recorded, {total} doubts left",
    ):
        assert told in asked.stdout, told
    assert judgements(queued) == []


def test_an_answer_is_undone_by_withdrawing_it_and_asked_again(queued: Run) -> None:
    first = queue(queued)[0]
    asked = queued("review", *SIGNED, "--reason", "seen", input="g discounted\nundo\nskip\nq\n")
    assert asked.stdout.count("contested ──") == 2
    assert [one["verdict"] for one in judgements(queued)] == ["grade", "withdraw"]
    assert judgements(queued)[0]["stands"] is False
    assert queue(queued)[0] == first


def test_skipping_and_the_end_of_the_input_record_nothing(queued: Run) -> None:
    total = len(queue(queued))
    asked = queued("review", *SIGNED, input="skip\n")
    assert asked.exit_code == 0
    assert f"0 judgements recorded, {total - 1} doubts left" in asked.stdout
    assert len(queue(queued)) == total


def test_what_another_judged_meanwhile_is_told_and_not_overwritten(
    queued: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    contested = queue(queued)[0]
    answers = iter(["r 1", "skip", "quit"])

    def other_first(prompt: str) -> str:
        answer = next(answers)
        if answer == "r 1":  # somebody else is faster
            made = queued(
                "judge", "accept", contested["claims"][0], "--reason", "I was there", "--author", "B. Chief"
            )
            assert made.exit_code == 0
        return answer

    monkeypatch.setattr("marsad.cli.reviewing._ask", other_first)
    asked = queued("review", *SIGNED, "--reason", "a film")
    assert "not recorded: B. Chief judged meanwhile: accept (I was there)" in asked.stdout
    assert verdicts(queued) == [("accept", "I was there")]


def test_a_doubt_that_another_has_settled_is_passed_over(
    queued: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = queue(queued)[-1]
    answers = ["skip"] * (len(queue(queued)) - 1)

    def other_first(prompt: str) -> str:
        if len(answers) == 1:
            for claim in last["claims"]:
                assert (
                    queued("judge", "accept", claim, "--reason", "seen", "--author", "B. Chief").exit_code
                    == 0
                )
        return answers.pop()

    monkeypatch.setattr("marsad.cli.reviewing._ask", other_first)
    asked = queued("review", *SIGNED)
    assert "judged meanwhile: " in asked.stdout
    assert "is settled by now" in asked.stdout
    assert "0 doubts left" in asked.stdout


@given(st.text(alphabet="arsdcg 0129\"'killed-", max_size=30) | st.text(max_size=20))
def test_any_line_is_an_answer_or_is_refused_with_a_reason(line: str) -> None:
    doubt = Doubt("contested", "incident-1", ("claim-1", "claim-2"), "why", 2.0)
    try:
        words = shlex.split(line)
        decisions = _decisions(words, doubt) if words else ()
    except (JudgementError, ValueError) as error:
        assert str(error)
        return
    for decision in decisions:
        assert set(decision.subjects) <= {*doubt.claims, doubt.incident}


def test_an_answer_that_another_has_withdrawn_is_undone_once(
    queued: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["g discounted", "undo", "undo", "quit"])

    def other_first(prompt: str) -> str:
        answer = next(answers)
        made = judgements(queued)
        if answer == "undo" and len(made) == 1:
            gone = queued("judge", "withdraw", made[0]["id"], "--reason", "no", "--author", "B. Chief")
            assert gone.exit_code == 0
        return answer

    monkeypatch.setattr("marsad.cli.reviewing._ask", other_first)
    asked = queued("review", *SIGNED, "--reason", "seen")
    assert "is withdrawn already" in asked.stdout
    assert "nothing was answered yet" in asked.stdout
    assert [one["author"] for one in judgements(queued)] == ["A. Analyst", "B. Chief"]


def test_nobody_reviews_without_a_name_or_with_a_limit_of_nothing(queued: Run) -> None:
    assert "MARSAD_AUTHOR" in queued("review", input="a\n").stderr
    assert "at least 1" in queued("review", "--limit", "0").stderr
    assert len(json.loads(queued("review", "--limit", "1", "--format", "json").stdout)) == 1
