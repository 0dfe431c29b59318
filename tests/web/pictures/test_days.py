from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from marsad.web.pictures.days import MOST_TICKS, Days, days_over

MONDAY = date(2016, 9, 19)


def test_days_stand_in_order_from_left_to_right() -> None:
    days = Days(MONDAY, MONDAY + timedelta(days=3))
    assert [days.middle(MONDAY + timedelta(days=number)) for number in range(4)] == [12.5, 37.5, 62.5, 87.5]
    assert (days.left(MONDAY), days.left(MONDAY + timedelta(days=2))) == (0, 50)
    assert days.wide(MONDAY, MONDAY + timedelta(days=1)) == 50


def test_what_lies_beyond_the_ends_is_cut_off() -> None:
    days = Days(MONDAY, MONDAY + timedelta(days=3))
    assert days.wide(MONDAY - timedelta(days=9), MONDAY) == 25
    assert days.left(MONDAY - timedelta(days=9)) == 0
    assert days.wide(date.min, MONDAY - timedelta(days=1)) == 0


def test_no_day_makes_no_picture() -> None:
    assert days_over([None]) is None
    assert days_over([None, MONDAY]) == Days(MONDAY, MONDAY)


@given(st.dates(), st.dates())
def test_ticks_are_few_and_inside(one: date, other: date) -> None:
    days = Days(min(one, other), max(one, other))
    assert 1 <= len(days.ticks) <= MOST_TICKS
    assert all(0 <= tick.x <= 100 and days.holds(tick.day) for tick in days.ticks)
    assert days.ticks[0].day == days.first
