"""When something happened: two dates, both included."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = ["Interval", "Precision", "shifted"]

Precision = Literal["night", "day", "days", "week", "month", "year"]


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A span of days, both ends included; `precision` says how finely the words told it.

    `night` runs from the evening of `start` to the morning of `end`.
    """

    start: date
    end: date
    precision: Precision = "day"

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"an interval ends before it starts: {self.start} > {self.end}")

    @property
    def days(self) -> int:
        """The number of days, at least 1."""
        return (self.end - self.start).days + 1

    def overlaps(self, other: "Interval") -> bool:
        """Tell whether at least one day is in both."""
        return self.start <= other.end and other.start <= self.end

    def gap(self, other: "Interval") -> int:
        """Return the days between the two, 0 where they overlap or touch."""
        return max(0, (other.start - self.end).days, (self.start - other.end).days)

    def hull(self, other: "Interval") -> "Interval":
        """Return the shortest interval that holds both."""
        start, end = min(self.start, other.start), max(self.end, other.end)
        return Interval(start, end, self.precision if start == end else "days")


def shifted(day: date, days: int) -> date:
    """Return a day some days away, or the end of the calendar where that lies beyond it."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
