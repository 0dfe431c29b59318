"""Rates of rare events per day, with the interval that so few events leave open."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from marsad.watch.poisson import bounds

__all__ = ["Bounds", "PerDay", "Rate", "find_rate"]


@dataclass(frozen=True, slots=True)
class PerDay:
    """How many incidents there are, and how many a day."""

    number: int
    per_day: float
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which rates a day the true one may lie; `incidents` are all that is told of these days."""

    low: float
    high: float
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """The rate of incidents in a window of days, both included, with an exact interval.

    `covered` are the first and the last of these days that the record reaches, `told` those on which it tells of
    anything; where there is none, nothing is known of the rate.
    """

    window: str
    start: date
    end: date
    covered: tuple[date, date] | None
    told: tuple[date, ...]
    count: PerDay | None
    interval: Bounds | None

    @property
    def days(self) -> int:
        """How many of the days the record reaches."""
        return (self.covered[1] - self.covered[0]).days + 1 if self.covered else 0


def find_rate(
    window: tuple[str, date, date],
    span: tuple[date, date] | None,
    told: Sequence[tuple[date, str]],
    wanted: Collection[str],
) -> Rate:
    """Return the rate of the wanted incidents, of all that is told by day and id, in a window.

    `span` are the first and the last day that the record reaches. There is no rate where it tells of nothing on any
    day of the window: silence is no calm.
    """
    name, start, end = window
    covered = (max(start, span[0]), min(end, span[1])) if span else None
    if covered is None or covered[1] < covered[0]:
        return Rate(name, start, end, None, (), None, None)
    inside = sorted((day, id) for day, id in told if covered[0] <= day <= covered[1])
    days = tuple(dict.fromkeys(day for day, _ in inside))
    if not days:
        return Rate(name, start, end, covered, (), None, None)
    ids = tuple(id for _, id in inside if id in wanted)
    length = (covered[1] - covered[0]).days + 1
    low, high = (round(bound / length, 4) for bound in bounds(len(ids)))
    count = PerDay(len(ids), round(len(ids) / length, 4), ids)
    return Rate(name, start, end, covered, days, count, Bounds(low, high, tuple(id for _, id in inside)))
