"""Rates and the intervals that few events leave open."""

from datetime import date
from math import exp, factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.watch.rates import find_rate, poisson_interval


@pytest.mark.parametrize(
    ("number", "low", "high"),
    [(0, 0.0, 3.688879), (1, 0.025318, 5.571643), (5, 1.623486, 11.668332), (10, 4.795389, 18.390356)],
)
def test_the_interval_is_that_of_the_tables(number: int, low: float, high: float) -> None:
    assert poisson_interval(number) == pytest.approx((low, high), abs=1e-5)


@given(st.integers(1, 60))
def test_under_its_ends_so_many_have_the_chance_that_is_left_over(number: int) -> None:
    low, high = poisson_interval(number, 0.9)

    def at_most(count: int, mean: float) -> float:
        return sum(exp(-mean) * mean**one / factorial(one) for one in range(count + 1))

    assert at_most(number, high) == pytest.approx(0.05, abs=1e-6)
    assert 1 - at_most(number - 1, low) == pytest.approx(0.05, abs=1e-6)


@given(st.integers(0, 3000))
def test_the_interval_holds_the_number_and_grows_with_it(number: int) -> None:
    low, high = poisson_interval(number)
    assert low <= number < high
    assert poisson_interval(number + 1) > (low, high)


def test_days_of_which_nothing_is_told_give_no_rate() -> None:
    first, last = date(2016, 9, 1), date(2016, 9, 4)
    window, told = (
        ("before", first, last),
        [(date(2016, 9, 2), "incident-1"), (date(2016, 9, 9), "incident-2")],
    )
    for span in (None, (date(2016, 9, 9), date(2016, 9, 9))):
        assert find_rate(window, span, told, {"incident-1"}).count is None
    assert find_rate(window, (first, last), told[1:], {"incident-2"}).count is None
    rate = find_rate(window, (first, last), told, {"incident-1"})
    assert rate.count and (rate.count.number, rate.count.per_day, rate.days, rate.told) == (
        1,
        0.25,
        4,
        (told[0][0],),
    )
    none = find_rate(window, (date(2016, 9, 2), last), told, set())
    assert none.count and none.interval and none.days == 3
    assert (none.count.number, none.interval.low, none.interval.high) == (0, 0.0, 1.2296)
    assert none.interval.incidents == ("incident-1",)
