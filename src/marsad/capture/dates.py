"""Publication dates as files write them, read only where they can mean one day."""

import re
from datetime import date, datetime

from marsad.errors import CaptureError

__all__ = ["read_date"]

NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T,].*)?", re.DOTALL)
IN_WORDS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")


def read_date(value: str, *, order: str = "") -> date | None:
    """Return the day that `value` names, None where it is blank.

    Reads ISO dates and date-times (the day in the zone given there), "19 September 2016",
    "September 19, 2016", and 19/9/2016 where one of the first two numbers is over 12, both are the same, or
    `order` ("dmy", "mdy") says which is the day.
    Raises CaptureError for anything else.
    """
    value = value.strip()
    if not value:
        return None
    for reader in (_iso, _in_words):
        day = reader(value)
        if day:
            return day
    match = NUMERIC.fullmatch(value)
    if not match:
        raise CaptureError(f"{value[:40]!r} is no date; write it as YYYY-MM-DD")
    return _numeric(value[:40], *(int(group) for group in match.groups()), order=order)


def _iso(value: str) -> date | None:
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        return None


def _in_words(value: str) -> date | None:
    for form in IN_WORDS:
        try:
            return datetime.strptime(value, form).date()
        except ValueError:
            continue
    return None


def _numeric(value: str, first: int, second: int, year: int, *, order: str) -> date:
    orders = [order] if order else ["dmy", "mdy"]
    days = {_day(year, second, first) if each == "dmy" else _day(year, first, second) for each in orders}
    days.discard(None)
    if len(days) > 1:
        raise CaptureError(
            f"{value!r} can be two days; write YYYY-MM-DD or map published_order to dmy or mdy"
        )
    day = days.pop() if days else None
    if day is None:
        raise CaptureError(f"{value!r} is no day of the calendar; write it as YYYY-MM-DD")
    return day


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
