"""What a person decides, and what a decision must be about."""

from datetime import UTC, datetime

import pytest

from marsad.model import Judgement, Verdict

MADE = datetime(2016, 9, 23, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize("verdict", ["accept", "reject", "withdraw"])
@pytest.mark.parametrize("subjects", [(), ("a", "b")])
def test_judgement_of_one_thing_refuses_any_other_number(verdict: Verdict, subjects: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=f"{verdict} is about 1 id"):
        Judgement(verdict, subjects, "Rana", MADE)


@pytest.mark.parametrize("verdict", ["same", "different"])
@pytest.mark.parametrize("subjects", [("a",), ("a", "a"), ("a", "b", "c")])
def test_judgement_of_a_pair_refuses_anything_but_two_ids(
    verdict: Verdict, subjects: tuple[str, ...]
) -> None:
    with pytest.raises(ValueError, match=f"{verdict} is about 2 id"):
        Judgement(verdict, subjects, "Rana", MADE)


def test_judgement_refuses_a_time_without_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Judgement("accept", ("claim-1",), "Rana", datetime(2016, 9, 23, 8, 30))


def test_id_does_not_depend_on_the_order_of_a_pair() -> None:
    assert Judgement("same", ("a", "b"), "Rana", MADE).id == Judgement("same", ("b", "a"), "Rana", MADE).id


def test_id_depends_on_verdict_subjects_author_time_and_reason() -> None:
    judgements = [
        Judgement("accept", ("a",), "Rana", MADE),
        Judgement("reject", ("a",), "Rana", MADE),
        Judgement("accept", ("b",), "Rana", MADE),
        Judgement("accept", ("a",), "Omar", MADE),
        Judgement("accept", ("a",), "Rana", MADE.replace(minute=31)),
        Judgement("accept", ("a",), "Rana", MADE, "seen on site"),
    ]

    assert len({judgement.id for judgement in judgements}) == len(judgements)
