"""Days, both ends included."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model import Interval

MONDAY = date(2016, 9, 19)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    start = MONDAY + timedelta(days=draw(st.integers(-40, 40)))
    return Interval(start, start + timedelta(days=draw(st.integers(0, 20))))


def days_of(interval: Interval) -> set[date]:
    return {interval.start + timedelta(days=n) for n in range((interval.end - interval.start).days + 1)}


def test_interval_refuses_an_end_before_its_start() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        Interval(MONDAY, MONDAY - timedelta(days=1))


def test_interval_of_one_day_has_one_day() -> None:
    assert Interval(MONDAY, MONDAY).days == 1


@given(intervals())
def test_days_counts_both_ends(interval: Interval) -> None:
    assert interval.days == len(days_of(interval))


@given(intervals(), intervals())
def test_overlaps_where_a_day_is_in_both(left: Interval, right: Interval) -> None:
    assert left.overlaps(right) is bool(days_of(left) & days_of(right))


@given(intervals(), intervals())
def test_gap_is_the_least_distance_between_two_days(left: Interval, right: Interval) -> None:
    nearest = min(abs((a - b).days) for a in days_of(left) for b in days_of(right))

    assert left.gap(right) == right.gap(left) == nearest


@given(intervals(), intervals())
def test_hull_holds_both_and_ends_with_them(left: Interval, right: Interval) -> None:
    hull = left.hull(right)

    assert days_of(hull) >= days_of(left) | days_of(right)
    assert {hull.start, hull.end} <= {left.start, left.end, right.start, right.end}


def test_hull_keeps_the_precision_of_one_day_and_loosens_that_of_several() -> None:
    day = Interval(MONDAY, MONDAY)

    assert day.hull(day).precision == "day"
    assert day.hull(Interval(MONDAY, MONDAY + timedelta(days=1), "night")).precision == "days"
