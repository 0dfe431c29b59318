"""Fields filled from marked words."""

from datetime import date

import numpy as np
import pytest

from marsad.extract.learned.filling import Filler
from marsad.extract.learned.finding import Found
from marsad.extract.learned.naming import Names
from marsad.extract.learned.network import PHASES, ROLES, STANCES, Seen, load_pieces
from marsad.extract.learned.page import make_page
from marsad.model import Interval, Report

TUESDAY = date(2016, 9, 20)


def days(text: str, marked: str, phase: str) -> Interval | None:
    """The days of a claim some of whose words are marked as its time."""
    page = make_page(text, TUESDAY, load_pieces())
    roles = np.zeros((len(page.words), len(ROLES)), np.float32)
    at = text.index(marked)
    roles[page.words.under(at, at + len(marked)), ROLES.index("time")] = 0.9
    seen = Seen(
        0, 0, 0.9, np.arange(len(page.words)), np.full(len(page.words), 0.5, np.float32), roles,
        np.eye(len(PHASES), dtype=np.float32)[PHASES.index(phase)], np.eye(len(STANCES), dtype=np.float32)[0],
    )  # fmt: skip
    claim = Filler(Report(text, published=TUESDAY), page, Names(page.words), ()).claim(
        Found(seen, 0, len(page.words), 0.9)
    )
    return claim.time.interval if claim.time else None


@pytest.mark.parametrize(("phase", "day"), [("planned", date(2016, 9, 26)), ("happened", date(2016, 9, 19))])
def test_a_weekday_is_the_coming_one_for_what_is_still_to_come(phase: str, day: date) -> None:
    assert days("Air strikes on Monday.", "Monday", phase) == Interval(day, day)


def test_a_date_that_has_passed_is_not_put_off_by_a_year() -> None:
    found = days("Air strikes are planned for 12 May.", "12 May", "planned")
    assert found is not None
    assert found.start.year == TUESDAY.year


def test_a_year_in_digits_dates_an_event_and_the_worst_of_the_year_does_not() -> None:
    assert days("Air strikes in 2014.", "2014", "happened") == Interval(
        date(2014, 1, 1), date(2014, 12, 31), "year"
    )
    assert days("Air strikes, the worst of the year.", "the year", "happened") is None
