"""The periods of a series: nights, days, weeks, months, each with a number in order."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

__all__ = ["UNITS", "Period", "Unit", "is_night", "period_from", "period_of"]

Unit = Literal["night", "day", "week", "month"]
UNITS: tuple[Unit, ...] = get_args(Unit)
_LAST = date.max.toordinal()


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A night with the day that follows it, a day, a week or a month, by its number in the order of time.

    A `night` runs from the evening of its first day to the evening of the next: what is told of a night belongs
    to it, and what is told of a day to the night before that day, so that a night and its early morning are
    never parted. A `day` runs from midnight to midnight, and a night belongs to the day on which it begins.
    Weeks run from Monday to Sunday and are numbered as in ISO 8601.
    """

    unit: Unit
    number: int

    @property
    def start(self) -> date:
        """The first day; of a night the day of its evening."""
        if self.unit == "month":
            return date(self.number // 12 + 1, self.number % 12 + 1, 1)
        return _day(self.number * 7 + 1 if self.unit == "week" else self.number)

    @property
    def end(self) -> date:
        """The last day; of a night the day that follows it."""
        if self.unit == "day":
            return self.start
        if self.unit == "night":
            return _day(self.number + 1)
        return _day(Period(self.unit, self.number + 1).start.toordinal() - 1) if self._has_next else date.max

    @property
    def key(self) -> str:
        """The period for programs: 2016-09-21/2016-09-22, 2016-09-21, 2016-W38, 2016-09."""
        if self.unit == "night":
            return f"{self.start}/{self.end}"
        if self.unit == "week":
            year, week, _ = self.start.isocalendar()
            return f"{year:04}-W{week:02}"
        return f"{self.start:%Y-%m}" if self.unit == "month" else self.start.isoformat()

    @property
    def label(self) -> str:
        """The period for people."""
        return {
            "night": f"the night of {self.start} to {self.end}",
            "day": self.start.isoformat(),
            "week": f"the week of {self.start} to {self.end}",
            "month": self.key,
        }[self.unit]

    @property
    def _has_next(self) -> bool:
        return self.number < period_of(date.max, self.unit).number


def is_night(start: date, end: date, precision: str) -> bool:
    """Tell whether a time was told as one night."""
    return precision == "night" and (end - start).days <= 1


def period_of(day: date, unit: Unit) -> Period:
    """Return the period that a day belongs to; of nights the one that the day follows."""
    if unit == "month":
        return Period(unit, (day.year - 1) * 12 + day.month - 1)
    number = day.toordinal()
    if unit == "night":
        return Period(unit, max(number - 1, 1))
    return Period(unit, (number - 1) // 7 if unit == "week" else number)


def period_from(start: date | None, end: date | None, precision: str, unit: Unit) -> Period | None:
    """Return the one period that holds a time, None where there is no time or it is told of several."""
    if start is None or end is None:
        return None
    if is_night(start, end, precision):
        return Period(unit, start.toordinal()) if unit == "night" else period_of(start, unit)
    first = period_of(start, unit)
    return first if first == period_of(end, unit) and (unit != "night" or start == end) else None


def _day(number: int) -> date:
    """Return a day by its number, or the end of the calendar where that lies beyond it."""
    return date.fromordinal(min(max(number, 1), _LAST))
