"""What a person decides, and what a decision must be about."""

from datetime import UTC, datetime

import pytest

from marsad.model import Judgement, Verdict

MADE = datetime(2016, 9, 23, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize("verdict", ["accept", "reject", "correct", "grade", "source", "withdraw"])
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


def test_a_judgement_without_a_value_keeps_the_id_that_it_had_before_there_were_values() -> None:
    rejected = Judgement("reject", ("claim-3f9c0a12b4d5e6f7",), "Rana", MADE, "a film is meant")
    pair = ("claim-81aa0a12b4d5e6f7", "claim-3f9c0a12b4d5e6f7")
    assert rejected.id == "judgement-04138cce0f776b82"
    assert Judgement("same", pair, "Rana", MADE, "both Monday").id == "judgement-8b4cf67218a4d2b8"
    withdrawn = Judgement("withdraw", ("judgement-3f9c0a12b4d5e6f7",), "Omar", MADE)
    assert withdrawn.id == "judgement-8cdf466fa79802ab"


def test_id_depends_on_field_and_value() -> None:
    made = {
        Judgement("correct", ("a",), "Rana", MADE, "seen", field, value).id
        for field, value in (("killed", "12"), ("killed", "13"), ("injured", "12"))
    }
    assert len(made) == 3


@pytest.mark.parametrize(
    ("verdict", "field", "value", "fault"),
    [
        ("correct", "", "12", "correct needs field"),
        ("correct", "killed", "", "correct needs value"),
        ("source", "", "", "source needs field"),
        ("grade", "", "", "grade needs value"),
        ("grade", "killed", "weak", "grade takes no field"),
        ("grade", "", "splendid", "no grade 'splendid'"),
        ("accept", "killed", "", "accept takes no field"),
        ("reject", "", "12", "reject takes no value"),
    ],
)
def test_field_and_value_are_given_where_the_verdict_needs_them_and_nowhere_else(
    verdict: Verdict, field: str, value: str, fault: str
) -> None:
    with pytest.raises(ValueError, match=fault):
        Judgement(verdict, ("a",), "Rana", MADE, "seen", field, value)
