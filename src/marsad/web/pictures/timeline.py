"""Incidents over time, as bars of days, weeks, months or years."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from marsad.store import OnDay

__all__ = ["Bar", "Step", "draw_timeline", "step_of"]

Step = str
MOST_BARS = 100
STEPS: Sequence[tuple[Step, int]] = (("day", 1), ("week", 7), ("month", 31), ("year", 366))
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
"""Days beyond these are read wrongly; they stand in the list, and would leave no room for the others here."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Incidents that begin from `start` to `end`; `part` of them are fair or confirmed."""

    label: str
    value: int
    part: int
    href: str
    start: date
    end: date


def step_of(days: Sequence[OnDay]) -> Step:
    """Return the finest step of which not too many bars are needed."""
    known = [one.day for one in days if one.day and EARLIEST <= one.day <= LATEST]
    length = (max(known) - min(known)).days + 1 if known else 1
    return next((step for step, most in STEPS if length / most <= MOST_BARS), "year")


def draw_timeline(days: Sequence[OnDay], *, href: Callable[[date, date], str]) -> tuple[Bar, ...]:
    """Return bars without a gap from the first to the last day on which an incident begins."""
    step = step_of(days)
    counted: dict[date, tuple[int, int]] = {}
    for one in days:
        if one.day and EARLIEST <= one.day <= LATEST:
            start = _start(one.day, step)
            number, sure = counted.get(start, (0, 0))
            counted[start] = (number + one.number, sure + one.sure)
    if not counted:
        return ()
    bars: list[Bar] = []
    start, last = min(counted), max(counted)
    while start <= last:
        following = _next(start, step)
        end = following - timedelta(days=1)
        number, sure = counted.get(start, (0, 0))
        bars.append(Bar(_label(start, end, step), number, sure, href(start, end), start, end))
        start = following
    return tuple(bars)


def _start(day: date, step: Step) -> date:
    match step:
        case "day":
            return day
        case "week":
            return max(day - timedelta(days=day.weekday()), EARLIEST)
        case "month":
            return day.replace(day=1)
        case _:
            return day.replace(month=1, day=1)


def _next(start: date, step: Step) -> date:
    match step:
        case "day":
            return start + timedelta(days=1)
        case "week":
            return start + timedelta(days=7 - start.weekday())
        case "month":
            return (start.replace(day=1) + timedelta(days=32)).replace(day=1)
        case _:
            return start.replace(year=start.year + 1, month=1, day=1)


def _label(start: date, end: date, step: Step) -> str:
    match step:
        case "day":
            return str(start)
        case "week":
            return f"{start} – {end}"
        case "month":
            return f"{start:%Y-%m}"
        case _:
            return f"{start:%Y}"
