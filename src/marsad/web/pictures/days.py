"""Days from left to right: where a day stands on a picture, in percent of its width."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["Days", "Tick", "days_over"]

STEPS = (1, 2, 7, 14, 28, 91, 182, 365, 730, 1826, 3652, 36525, 365250, 3652500)
"""Days between two ticks, of which the smallest is taken that leaves few enough; the last holds the calendar."""
MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Tick:
    """A day that is written under the picture; `anchor` keeps its words inside."""

    day: date
    x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a picture shows, both ends included."""

    first: date
    last: date

    @property
    def number(self) -> int:
        """How many days there are, at least 1."""
        return (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        """Tell whether a day is shown."""
        return self.first <= day <= self.last

    def middle(self, day: date) -> float:
        """Return where the middle of a day stands, in percent."""
        return round(100 * ((day - self.first).days + 0.5) / self.number, 3)

    def left(self, day: date) -> float:
        """Return where a day begins, in percent; a day before those shown stands at the left end."""
        return round(100 * max(0, (day - self.first).days) / self.number, 3)

    def wide(self, start: date, end: date) -> float:
        """Return how wide some days are, both included, in percent, as far as they are shown."""
        shown = (min(end, self.last) - max(start, self.first)).days + 1
        return round(100 * max(0, shown) / self.number, 3)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The days that are written, few enough to be read."""
        step = next((step for step in STEPS if self.number <= step * MOST_TICKS), STEPS[-1])
        days = (self.first + timedelta(days=offset) for offset in range(0, self.number, step))
        return tuple(
            Tick(day, x, "start" if x < 5 else "end" if x > 95 else "middle")
            for day, x in ((day, self.middle(day)) for day in days)
        )


def days_over(days: Iterable[date | None]) -> Days | None:
    """Return the days from the first to the last of some, None where there are none."""
    known = [day for day in days if day]
    return Days(min(known), max(known)) if known else None
