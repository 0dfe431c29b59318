"""Exact bounds of rates, and where a rate changes."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.watch.poisson import SHORTEST, bounds, change_points


@pytest.mark.parametrize(
    ("count", "low", "high"),
    # Garwood's table of 1936, 95 %.
    [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (2, 0.2422, 7.2247), (10, 4.7954, 18.3904), (50, 37.1110, 65.9188)],
)  # fmt: skip
def test_the_bounds_are_those_of_the_table(count: int, low: float, high: float) -> None:
    assert bounds(count)[0] == pytest.approx(low, abs=1e-3)
    assert bounds(count)[1] == pytest.approx(high, abs=1e-3)


@given(st.integers(0, 20_000))
def test_the_bounds_hold_the_count_and_grow_with_it(count: int) -> None:
    low, high = bounds(count)
    assert low <= count < high
    assert bounds(count + 1) > (low, high)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        bounds(-1)


def test_a_change_of_rate_is_found_where_it_is() -> None:
    assert change_points([1] * 40 + [9] * 40) == (40,)
    assert change_points([0] * 20 + [6] * 20 + [0] * 20) == (20, 40)


def test_one_bad_day_is_no_change_of_rate_that_lasts() -> None:
    assert change_points([2] * 30) == ()
    assert all(
        end - begin >= SHORTEST for begin, end in _edges(change_points([1] * 30 + [12] + [1] * 30), 61)
    )


@given(st.lists(st.integers(0, 50), max_size=60))
def test_every_stretch_is_long_enough(counts: list[int]) -> None:
    assert all(
        end - begin >= min(SHORTEST, len(counts)) for begin, end in _edges(change_points(counts), len(counts))
    )


def test_chance_seldom_looks_like_a_change() -> None:
    dice = random.Random(7)
    series = [[sum(dice.random() < 0.03 for _ in range(100)) for _ in range(150)] for _ in range(40)]
    assert sum(bool(change_points(one)) for one in series) <= 4


def _edges(cuts: tuple[int, ...], length: int) -> list[tuple[int, int]]:
    edges = [0, *cuts, length]
    return list(pairwise(edges)) if length else []
