from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.capture.dates import read_date
from marsad.errors import CaptureError


@pytest.mark.parametrize(
    "value",
    [
        "2016-09-19",
        " 2016-09-19 ",
        "20160919",
        "2016-09-19T23:30:00Z",
        "2016-09-19 23:30:00+03:00",
        "19/09/2016",
        "9/19/2016",
        "19.9.2016",
        "19-09-2016 08:15",
        "19 September 2016",
        "19 Sep 2016",
        "September 19, 2016",
    ],
)
def test_read_date_reads_what_can_mean_one_day(value: str) -> None:
    assert read_date(value) == date(2016, 9, 19)


def test_read_date_needs_no_order_where_both_orders_agree() -> None:
    assert read_date("4/4/2017") == date(2017, 4, 4)


def test_read_date_refuses_two_meanings_unless_told() -> None:
    with pytest.raises(CaptureError, match=r"can be two days.*published_order"):
        read_date("3/4/2017")
    assert read_date("3/4/2017", order="dmy") == date(2017, 4, 3)
    assert read_date("3/4/2017", order="mdy") == date(2017, 3, 4)


def test_read_date_refuses_a_day_against_the_order_it_is_told() -> None:
    with pytest.raises(CaptureError, match="no day of the calendar"):
        read_date("19/9/2016", order="mdy")


@pytest.mark.parametrize("value", ["", "  ", "\n"])
def test_read_date_of_nothing_is_none(value: str) -> None:
    assert read_date(value) is None


@pytest.mark.parametrize(
    "value", ["yesterday", "31/2/2017", "2017-02-31", "4/5/17", "2017", "32/13/2017", "n/a"]
)
def test_read_date_refuses_what_is_no_date(value: str) -> None:
    with pytest.raises(CaptureError, match="YYYY-MM-DD"):
        read_date(value)


@given(st.text(max_size=40), st.sampled_from(["", "dmy", "mdy"]))
def test_read_date_answers_or_refuses_any_text(value: str, order: str) -> None:
    try:
        assert isinstance(read_date(value, order=order), date) or not value.strip()
    except CaptureError as error:
        assert "YYYY-MM-DD" in str(error)


@given(st.dates(), st.sampled_from([("dmy", "%d/%m/%Y"), ("mdy", "%m/%d/%Y")]))
def test_read_date_gives_back_any_day(day: date, order_and_form: tuple[str, str]) -> None:
    order, form = order_and_form
    written = day.strftime(form).rsplit("/", 1)[0] + f"/{day.year:04}"
    assert read_date(written, order=order) == day
    assert read_date(day.isoformat()) == day
