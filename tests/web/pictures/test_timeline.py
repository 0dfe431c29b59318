from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from marsad.store import OnDay
from marsad.web.pictures.timeline import MOST_BARS, draw_timeline, step_of

DAYS = st.lists(
    st.builds(OnDay, st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(1, 50), st.just(0)),
    max_size=30,
)


@given(DAYS)
def test_every_incident_is_in_one_bar_and_bars_have_no_gap(days: list[OnDay]) -> None:
    bars = draw_timeline(days, href=lambda start, end: f"{start}/{end}")
    assert sum(bar.value for bar in bars) == sum(one.number for one in days)
    assert all(one.end + timedelta(days=1) == after.start for one, after in pairwise(bars))
    assert len(bars) <= 2 * MOST_BARS


def test_a_month_is_shown_by_day_and_ten_years_by_year() -> None:
    day = date(2016, 9, 1)
    assert step_of([OnDay(day, 1, 0), OnDay(day + timedelta(days=29), 1, 0)]) == "day"
    assert step_of([OnDay(day, 1, 0), OnDay(day.replace(year=2026), 1, 0)]) == "year"


def test_a_day_that_was_read_wrongly_leaves_room_for_the_others() -> None:
    days = [OnDay(date(2016, 9, 1), 2, 1), OnDay(date(9999, 1, 1), 1, 0), OnDay(None, 4, 0)]
    (bar,) = draw_timeline(days, href=lambda start, end: "/")
    assert (bar.value, bar.part) == (2, 1)
