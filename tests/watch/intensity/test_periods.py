"""Nights, days, weeks and months, and which of them a time belongs to."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.watch.intensity.periods import UNITS, Period, period_from, period_of

THURSDAY = date(2016, 9, 22)
WEDNESDAY = date(2016, 9, 21)


def test_a_night_and_the_early_morning_that_is_told_of_its_day_are_one() -> None:
    told = period_from(WEDNESDAY, THURSDAY, "night", "night")
    assert told == period_from(THURSDAY, THURSDAY, "day", "night")
    assert told and (told.key, told.start, told.end) == ("2016-09-21/2016-09-22", WEDNESDAY, THURSDAY)


def test_by_day_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    assert period_from(WEDNESDAY, THURSDAY, "night", "day") == period_of(WEDNESDAY, "day")
    assert period_from(THURSDAY, THURSDAY, "day", "day") == period_of(THURSDAY, "day")
    assert period_from(date(2016, 9, 30), date(2016, 10, 1), "night", "month") == period_of(
        WEDNESDAY, "month"
    )


@pytest.mark.parametrize("unit", ["night", "day"])
def test_what_is_told_of_two_days_belongs_to_neither(unit: str) -> None:
    assert period_from(WEDNESDAY, THURSDAY, "days", unit) is None  # type: ignore[arg-type]  # a unit each
    assert period_from(None, None, "", "week") is None


def test_periods_are_named() -> None:
    assert [period_of(THURSDAY, unit).key for unit in UNITS] == [
        "2016-09-21/2016-09-22", "2016-09-22", "2016-W38", "2016-09",
    ]  # fmt: skip


@given(st.dates(), st.sampled_from(UNITS))
def test_every_day_lies_in_its_period_and_periods_follow_each_other(day: date, unit: str) -> None:
    period = period_of(day, unit)  # type: ignore[arg-type]  # a unit each
    assert period.start <= day <= period.end
    if period.end < date.max:
        following = Period(period.unit, period.number + 1)
        step = timedelta(days=0 if unit == "night" else 1)
        assert following.start == period.end + step
