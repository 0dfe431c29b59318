"""A truce: who says what on which day, and its breaches day by day."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from marsad.ops.ceasefires import Watched
from marsad.watch.ceasefire.breaches import Breaches, DayCount
from marsad.watch.ceasefire.rates import Rate
from marsad.watch.ceasefire.standing import Step
from marsad.web.pictures.days import Days, days_over
from marsad.web.pictures.tracks import Kind, Put, Tracks, lay

__all__ = ["KINDS", "BarPart", "DayBar", "RateLine", "Rates", "TruceDrawing", "draw_rates", "draw_truce"]

# No ring is among these: the outline of a circle is that somebody denies or doubts.
STEPS: dict[str, Kind] = {
    "proposed": Kind("plus", "truce"),
    "agreed": Kind("diamond", "truce"),
    "in_force": Kind("circle", "truce"),
    "partially_holding": Kind("contested", "truce"),
    "extended": Kind("square", "truce"),
    "suspended": Kind("discounted", "other"),
    "violated": Kind("triangle", "fighting"),
    "ended": Kind("cross", "fighting"),
}
OTHER = Kind("star", "other")
KINDS = ("combat", "arrest", "siege_or_aid", "weak", "contested")
"""Parts of a day's bar from below: what counts by kind, then what stands apart from it."""
MOST_SOURCES = 30
"""Sources that get a row of their own, those who say most; all are in the table."""
MOST_DAYS = 400
"""Days of breaches that are drawn; a longer truce shows the last of them."""


@dataclass(frozen=True, slots=True)
class BarPart:
    """A part of a day's bar: its kind, how many, and where it stands in percent of the height from above."""

    kind: str
    number: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class DayBar:
    """The breaches of a day; `x` and `wide` are in percent of the width."""

    day: date
    x: float
    wide: float
    parts: tuple[BarPart, ...]


@dataclass(frozen=True, slots=True)
class TruceDrawing:
    """A truce: `steps` has a row a source, `left_out` are the sources without one.

    `period` is where the days on which breaches count begin, and how wide they are, in percent. `most` is the
    highest bar.
    """

    days: Days
    steps: Tracks | None
    left_out: tuple[str, ...]
    period: tuple[float, float] | None
    bars: tuple[DayBar, ...]
    most: int


@dataclass(frozen=True, slots=True)
class RateLine:
    """A rate with its interval on a common scale, in percent; None where nothing is told."""

    rate: Rate
    x: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates under each other; `top` is the number a day at the right end."""

    lines: tuple[RateLine, ...]
    top: float


def draw_truce(found: Watched) -> TruceDrawing | None:
    """Return a truce drawn over the days of which anything is said of it, None where there are none."""
    one, breaches = found.ceasefire, found.breaches
    per_day = breaches.per_day[-MOST_DAYS:]
    told = [day for step in one.history for day in (step.start, step.end)]
    days = days_over([*told, *(row.day for row in per_day)])
    if days is None:
        return None
    sources = [source for source, _ in Counter(step.source for step in one.history).most_common()]
    rows = set(sources[:MOST_SOURCES])
    kinds = {**STEPS, **{step.step: OTHER for step in one.history if step.step not in STEPS}}
    puts = [_put(step) for step in one.history if step.source in rows]
    period = (
        (days.left(one.period.start), days.wide(one.period.start, one.period.end)) if one.period else None
    )
    most = max((_height(row) for row in per_day), default=0)
    return TruceDrawing(
        days=days,
        steps=lay(puts, kinds, days),
        left_out=tuple(sources[MOST_SOURCES:]),
        period=period,
        bars=tuple(_bar(row, days, most) for row in per_day),
        most=most,
    )


def draw_rates(breaches: Breaches, *, with_weak: bool = False) -> Rates:
    """Return the rates before, during and after a truce; `with_weak` those of weak and contested incidents too."""
    rates = breaches.all_rates if with_weak else breaches.rates
    both = [*breaches.rates, *breaches.all_rates]
    top = max((rate.interval.high for rate in both if rate.interval), default=0.0) or 1.0
    return Rates(tuple(_rate(rate, top) for rate in rates), top)


def _put(step: Step) -> Put:
    return Put(
        row=step.source,
        word=step.step,
        start=step.start,
        end=step.end,
        href=f"/claims/{step.claim}",
        says=step.quote,
        is_faint=step.stance != "asserts",
    )


def _numbers(row: DayCount) -> Mapping[str, int]:
    return {one.what: one.number for one in (*row.by_kind, *row.apart)}


def _height(row: DayCount) -> int:
    numbers = _numbers(row)
    return sum(numbers.get(kind, 0) for kind in KINDS)


def _bar(row: DayCount, days: Days, most: int) -> DayBar:
    numbers = _numbers(row)
    found = [(kind, numbers.get(kind, 0)) for kind in KINDS if numbers.get(kind, 0)]
    return DayBar(row.day, days.left(row.day), days.wide(row.day, row.day), tuple(_parts(found, most)))


def _parts(found: Sequence[tuple[str, int]], most: int) -> Iterator[BarPart]:
    below = 0
    for kind, number in found:
        below += number
        yield BarPart(kind, number, round(100 - 100 * below / most, 3), round(100 * number / most, 3))


def _rate(rate: Rate, top: float) -> RateLine:
    if not (rate.count and rate.interval):
        return RateLine(rate, None, None, None)
    x, low, high = (
        round(100 * value / top, 3) for value in (rate.count.per_day, rate.interval.low, rate.interval.high)
    )
    return RateLine(rate, x, low, high)
