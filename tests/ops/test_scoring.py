"""Scores: what counts as found, and how much."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.codebook import load_codebook
from marsad.ops.scoring import Score, Told, same_name, score, score_types

DAY = date(2016, 9, 19)
STRIKE = Told(
    type="air_strike",
    quote="raids killed 12 people in Urum al-Kubra",
    start=10,
    end=49,
    source=("Rami Abdul Rahman", "Syrian Observatory for Human Rights"),
    places=("Urum al-Kubra",),
    dates=(DAY, DAY),
    actors=("Russian jets",),
    killed=(12, 12),
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Syrian Observatory", "Syrian Observatory for Human Rights", True),
        ("Foreign Minister Sergei Lavrov", "Lavrov", True),
        ("Russia’s air force", "Russia air force", True),
        ("Bustan al-Qasr", "Bustan al-Basha", True),
        ("Aleppo", "Idlib", False),
        ("", "Aleppo", False),
        ("the minister", "minister", True),
    ],
)
def test_names_are_compared_by_their_words_without_titles(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_a_reading_like_gold_is_perfect() -> None:
    scores = score([([STRIKE], [STRIKE])])
    assert scores.claims == Score(1.0, 1, 1)
    assert scores.mean_slot_f1 == scores.type_accuracy == 1.0


def test_a_type_of_the_same_family_is_half_right() -> None:
    scores = score([([STRIKE], [replace(STRIKE, type="shelling")])])
    assert scores.claims.f1 == 0.5
    assert scores.type_accuracy == 0.0
    assert scores.slots["killed"].f1 == 1.0


@pytest.mark.parametrize(
    "read",
    [
        replace(STRIKE, type="talks"),
        replace(STRIKE, start=49, end=60),
        replace(STRIKE, start=39, end=80),
    ],
)
def test_claims_of_other_families_or_other_words_do_not_pair(read: Told) -> None:
    scores = score([([STRIKE], [read])])
    assert scores.claims == Score(0.0, 1, 1)
    assert scores.paired == 0


@pytest.mark.parametrize(
    ("gold", "read", "right"),
    [
        ((DAY, DAY), (DAY, DAY), True),
        ((DAY, DAY), (date(2016, 9, 18), DAY), True),
        ((DAY, DAY), (date(2016, 9, 17), DAY), False),
        ((date(2016, 9, 1), DAY), (date(2016, 9, 10), DAY), True),
        ((DAY, DAY), (date(2016, 9, 20), date(2016, 9, 20)), False),
        ((DAY, DAY), None, False),
    ],
)
def test_dates_agree_where_they_overlap_and_are_about_as_long(
    gold: tuple[date, date], read: tuple[date, date] | None, right: bool
) -> None:
    scores = score([([replace(STRIKE, dates=gold)], [replace(STRIKE, dates=read)])])
    assert scores.slots["dates"].hits == right


def test_each_name_is_matched_once_and_the_usual_stance_does_not_count() -> None:
    gold = replace(STRIKE, places=("Aleppo", "Idlib"), stance="denies")
    read = replace(STRIKE, places=("Aleppo city", "Aleppo"), phase="planned")
    scores = score([([gold], [read])])
    assert scores.slots["places"] == Score(1, 2, 2)
    assert scores.slots["stance"] == Score(0, 1, 0)
    assert scores.slots["phase"] == Score(0, 0, 1)


def test_a_claim_of_another_type_of_the_family_is_found_for_neither_type() -> None:
    scores = score_types([([STRIKE, STRIKE], [STRIKE, replace(STRIKE, type="shelling")]), ([], [STRIKE])])
    assert scores == {"air_strike": Score(1, 2, 2), "shelling": Score(0, 0, 1)}


def test_documents_are_pooled_and_nothing_read_is_zero() -> None:
    scores = score([([STRIKE], []), ([STRIKE], [STRIKE]), ([], [])])
    assert scores.claims == Score(1.0, 2, 1)
    assert (scores.claims.precision, scores.claims.recall) == (1.0, 0.5)
    assert score([]).mean_slot_f1 == score([]).type_accuracy == 0.0


def test_a_slot_is_scored_in_the_claims_that_were_found_and_beside_that_as_high_as_they_allow() -> None:
    missed, made_up = replace(STRIKE, start=200, end=220), replace(STRIKE, start=300, end=320)
    scores = score([([STRIKE, missed], [replace(STRIKE, killed=(1, 1)), made_up])])
    assert scores.slots["killed"] == Score(0, 2, 2)
    assert scores.found["killed"] == Score(0, 1, 1)
    assert scores.at_most("killed") == 0.5


TELLS = st.builds(
    Told,
    type=st.sampled_from(sorted(load_codebook().types)),
    quote=st.just("words"),
    start=st.integers(0, 5),
    end=st.integers(6, 12),
    places=st.lists(st.sampled_from(["Aleppo", "Idlib"]), max_size=2).map(tuple),
    killed=st.none() | st.just((1, None)),
)


@given(st.lists(TELLS, max_size=4), st.lists(TELLS, max_size=4))
def test_shares_are_shares_and_swapping_swaps_precision_and_recall(
    gold: list[Told], read: list[Told]
) -> None:
    there, back = score([(gold, read)]), score([(read, gold)])
    for one in (there.claims, *there.slots.values()):
        assert 0 <= one.hits <= min(one.gold, one.read)
        assert 0 <= one.f1 <= 1
    assert there.paired <= min(len(gold), len(read))
    assert (there.claims.gold, there.claims.read) == (back.claims.read, back.claims.gold)
