"""A trend: what each period counts, the band of its baseline, changes of the rate, and who reported at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from marsad.watch.intensity.trend_figures import Figures, Hurt, PeriodCount, Trend

__all__ = ["Bar", "Change", "TrendDrawing", "draw_trend", "figures_of", "value_of"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A period: `x` and `wide` in percent of the width, `height` in percent of the height, `anchor` its row's id.

    `low` and `high` are where the interval of the count ends, None where it has none. `effort` is the height of the
    number of sources that reported.
    """

    period: PeriodCount
    value: int
    x: float
    wide: float
    middle: float
    height: float
    low: float | None
    high: float | None
    effort: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Change:
    """Periods of one rate: where they begin and end, how high the rate stands; all in percent."""

    start: float
    end: float
    rate: float | None
    is_first: bool
    told: str


@dataclass(frozen=True, slots=True)
class TrendDrawing:
    """A trend over a box of 100 by 100: paths have y from above, all else percent from below.

    `band` are the paths of the baseline's interval, `mean` those of its mean. `top` is the number at the upper edge,
    `most_sources` that of the effort.
    """

    bars: tuple[Bar, ...]
    band: tuple[str, ...]
    mean: tuple[str, ...]
    changes: tuple[Change, ...]
    top: float
    most_sources: int


def figures_of(period: PeriodCount, trend: Trend) -> Figures:
    """Return what a period counts as it was asked for: with weak and contested incidents or without."""
    return period.with_weak if trend.asked.weak else period.standing


def value_of(figures: Figures, measure: str) -> int:
    """Return the number of a measure; of people the best count, 0 where nobody counts."""
    if measure == "incidents":
        return figures.number
    if measure == "strikes":
        return figures.strikes
    hurt: Hurt = figures.killed if measure == "killed" else figures.injured
    return hurt.best or 0


def draw_trend(trend: Trend, periods: Sequence[PeriodCount]) -> TrendDrawing | None:
    """Return some periods of a trend drawn, None where there are none."""
    if not periods:
        return None
    top, most = _top(trend, periods), max(period.reporting.sources for period in periods)
    bars = tuple(_bars(trend, periods, top, most))
    runs = [
        list(run)
        for is_known, run in groupby(bars, key=lambda bar: bar.period.baseline is not None)
        if is_known
    ]
    return TrendDrawing(
        bars=bars,
        band=tuple(filter(None, (_band(run, top) for run in runs))),
        mean=tuple(_mean(run, top) for run in runs),
        changes=tuple(_changes(trend, bars, top)),
        top=top,
        most_sources=most,
    )


def _top(trend: Trend, periods: Sequence[PeriodCount]) -> float:
    """Return the highest number: of counts, their intervals and the means; wide bounds of baselines are cut off."""
    figures = [figures_of(period, trend) for period in periods]
    numbers: list[float] = [value_of(one, trend.asked.measure) for one in figures]
    if trend.asked.measure == "incidents":
        numbers += [one.high for one in figures if one.high is not None and one.number]
    numbers += [period.baseline.mean for period in periods if period.baseline]
    return max(numbers, default=0) or 1


def _bars(trend: Trend, periods: Sequence[PeriodCount], top: float, most: int) -> Iterator[Bar]:
    wide = 100 / len(periods)
    for place, period in enumerate(periods):
        own = figures_of(period, trend)
        value = value_of(own, trend.asked.measure)
        has_interval = trend.asked.measure == "incidents" and value > 0 and own.low is not None
        yield Bar(
            period=period,
            value=value,
            x=round(place * wide, 3),
            wide=round(wide, 3),
            middle=round((place + 0.5) * wide, 3),
            height=_share(value, top),
            low=_share(own.low, top) if has_interval and own.low is not None else None,
            high=_share(own.high, top) if has_interval and own.high is not None else None,
            effort=_share(period.reporting.sources, most or 1),
            anchor=f"period-{period.start}",
        )


def _band(run: Sequence[Bar], top: float) -> str:
    """Return the outline of the baseline's interval, "" where it has none."""
    bounds = [
        (bar, base.low, base.high)
        for bar in run
        if (base := bar.period.baseline) and base.low is not None and base.high is not None
    ]
    if not bounds:
        return ""
    above = [point for bar, _, high in bounds for point in _points(bar, _share(high, top))]
    below = [point for bar, low, _ in bounds for point in _points(bar, _share(low, top))]
    return f"M{' L'.join([*above, *reversed(below)])}Z"


def _mean(run: Sequence[Bar], top: float) -> str:
    means = ((bar, bar.period.baseline.mean) for bar in run if bar.period.baseline)
    return "M" + " L".join(point for bar, mean in means for point in _points(bar, _share(mean, top)))


def _points(bar: Bar, height: float) -> tuple[str, str]:
    y = round(100 - height, 3)
    return f"{bar.x:g} {y:g}", f"{bar.x + bar.wide:g} {y:g}"


def _changes(trend: Trend, bars: Sequence[Bar], top: float) -> Iterator[Change]:
    is_measured = trend.asked.measure == "incidents"
    for place, one in enumerate(trend.stretches):
        inside = [bar for bar in bars if one.start <= bar.period.start and bar.period.end <= one.end]
        if inside:
            rate = _share(one.rate, top) if is_measured and one.rate <= top else None
            end = inside[-1].x + inside[-1].wide
            told = f"{one.start} – {one.end}: {one.rate:g} ({one.low:g}–{one.high:g})"
            yield Change(inside[0].x, round(end, 3), rate, place == 0, told)


def _share(value: float, top: float) -> float:
    return round(min(100.0, 100 * value / top), 3)
