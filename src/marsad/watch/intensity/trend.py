"""A trend: the periods of an area against its own past, and whether more was reported or more happened."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from statistics import fmean, median
from typing import Literal

from marsad.watch.intensity.periods import Period, Unit
from marsad.watch.intensity.series import EMPTY, MEASURES, Area, Cell, Gathered, Measure, Series
from marsad.watch.intensity.trend_figures import (
    Asked,
    Baseline,
    Covered,
    Figures,
    Hurt,
    LeftOut,
    PeriodCount,
    Rank,
    Reporting,
    Rival,
    Stretch,
    Trend,
)
from marsad.watch.poisson import bounds, change_points

__all__ = [
    "TRAILING",
    "covered_by",
    "days_weighed",
    "find_rank",
    "left_out_of",
    "rival_of",
    "trend_of",
    "widest",
]

SHOWN: Mapping[Unit, int] = {"night": 30, "day": 30, "week": 26, "month": 12}
"""Periods that are shown where no days are asked for."""
TRAILING: Mapping[Unit, int] = {"night": 28, "day": 28, "week": 12, "month": 12}
"""Reported periods of a baseline where no number is asked for."""
LEAST_PAST = 3
"""Reported periods without which the past gives no baseline."""
MOST_CUT = 400
"""Reported periods, the last ones, in which changes of rate are looked for."""
NAMED = 5
"""Rivals of a rank that are listed."""

LEFT_OUT = {
    "wider": "told of a wider place only, of which the area is a part",
    "several": "told of more than one period",
    "undated": "no day told",
    "round-up": "round-ups of incidents that are counted one by one, or not well enough founded",
    "discounted": "discounted by a person",
    "not happened": "planned, demanded, threatened or only proposed",
}


def trend_of(series: Series, gathered: Gathered, asked: Asked) -> Trend:
    """Return the trend of an area from the series of what its record holds of it, with the voices heard."""
    shown = _shown(series, asked)
    periods = tuple(_periods(series, shown, asked))
    stretches = _stretches(series, shown, asked)
    return Trend(
        asked=asked,
        place=gathered.area.places,
        covered=covered_by(series, gathered),
        periods=periods,
        ranks=tuple(_ranks(series, shown, asked)),
        stretches=stretches,
        left_out=left_out_of(series),
        notes=tuple(_notes(series, periods, gathered.area, asked)),
    )


def days_weighed(series: Series, asked: Asked) -> tuple[date, date] | None:
    """Return the first and last day of the periods shown and of their past: there it matters who reported."""
    shown = _shown(series, asked)
    if not shown:
        return None
    past = [number for number in series.reported() if number < shown[0]][-asked.trailing :]
    return series.period(min(past, default=shown[0])).start, series.period(shown[-1]).end


def covered_by(series: Series, gathered: Gathered) -> Covered:
    """Return what the record covers of the area and its countries."""
    numbers, reported = series.numbers, series.reported()
    return Covered(
        begins=series.period(numbers[0]).start if numbers else None,
        ends=series.period(numbers[-1]).end if numbers else None,
        area_begins=gathered.begins,
        area_ends=gathered.ends,
        periods=len(numbers),
        reported=len(reported),
        incidents=tuple(sorted({series.witness(number) for number in reported})),
    )


def left_out_of(series: Series) -> tuple[LeftOut, ...]:
    """Return what a series counts nowhere, by the reason."""
    return tuple(
        LeftOut(key, label, tuple(series.left_out[key]))
        for key, label in LEFT_OUT.items()
        if series.left_out.get(key)
    )


def find_rank(series: Series, number: int, measure: Measure, *, weak: bool) -> Rank:
    """Return where a period stands among all reported ones by a measure."""
    cells = series.cells(weak=weak)
    own = cells.get(number, EMPTY)
    value = own.value(measure)
    reported = series.reported()
    others = {one: cells.get(one, EMPTY).value(measure) for one in reported if one != number}
    rivals = [one for one, theirs in others.items() if theirs >= value]
    before = [one for one in rivals if one < number]
    period = series.period(number)
    since = series.period(before[-1]) if before else None
    named = sorted(rivals, key=lambda one: (one > number, abs(number - one)))[:NAMED]
    return Rank(
        measure=measure,
        key=period.key,
        label=period.label,
        number=value,
        place=1 + sum(theirs > value for theirs in others.values()),
        of=len(reported),
        since=since.key if since else "",
        words=_rank_words(series, since, is_later=len(rivals) > len(before)),
        incidents=own.ids,
        as_many=tuple(rival_of(series, one, measure, weak=weak) for one in named),
    )


def rival_of(series: Series, number: int, measure: Measure, *, weak: bool) -> Rival:
    """Return a period with what it counts by a measure."""
    cell, period = series.cells(weak=weak).get(number, EMPTY), series.period(number)
    return Rival(period.key, period.label, cell.value(measure), cell.ids)


def widest(area: Area) -> str:
    """Return in words what an area is."""
    names = []
    for place in area.places:
        reach = (
            "all of the country" if place.kind == "country" else f"{area.within_km or place.radius_km:g} km"
        )
        names.append(f"{place.name} ({reach})")
    return " and ".join(names)


def _rank_words(series: Series, since: Period | None, *, is_later: bool) -> str:
    if since:
        return f"the most since {since.label}"
    begins = series.period(series.numbers[0]).start
    if is_later:
        return f"the most until then in the covered period, which begins {begins}"
    return f"the most in the covered period, which begins {begins}"


def _shown(series: Series, asked: Asked) -> list[int]:
    shown = [number for number in series.numbers if _is_asked(series.period(number), asked)]
    return shown if asked.since or asked.until else shown[-SHOWN[asked.by] :]


def _is_asked(period: Period, asked: Asked) -> bool:
    """Tell whether a period meets the days asked for; a night meets the day that follows it."""
    start = period.end if period.unit == "night" else period.start
    return not ((asked.since and period.end < asked.since) or (asked.until and start > asked.until))


def _periods(series: Series, shown: Sequence[int], asked: Asked) -> Iterator[PeriodCount]:
    cells = series.cells(weak=asked.weak)
    reported = series.reported()
    place = {number: at for at, number in enumerate(reported)}
    for number in shown:
        period = series.period(number)
        past = reported[max(0, place[number] - asked.trailing) : place[number]] if number in place else []
        own = cells.get(number, EMPTY)
        baseline = _baseline(series, cells, past, asked.measure)
        reporting = _reporting(series, number, past, own.value(asked.measure), asked)
        yield PeriodCount(
            key=period.key,
            label=period.label,
            start=period.start,
            end=period.end,
            reported=number in place,
            standing=_figures(series.standing.get(number, EMPTY)),
            with_weak=_figures(series.wide.get(number, EMPTY)),
            baseline=baseline,
            against_past=_against(own, baseline, asked.measure),
            reporting=reporting,
            because=_because(own.value(asked.measure), baseline, reporting),
        )


def _figures(cell: Cell) -> Figures:
    low, high = bounds(cell.incidents) if cell.incidents else (None, None)
    return Figures(
        number=cell.incidents,
        strikes=cell.strikes,
        by_night=cell.nights,
        low=_rounded(low),
        high=_rounded(high),
        killed=_hurt(cell, "killed"),
        injured=_hurt(cell, "injured"),
        incidents=cell.ids,
    )


def _hurt(cell: Cell, kind: Literal["killed", "injured"]) -> Hurt:
    people = cell.people(kind)
    if not people.told:
        return Hurt(None, None, None, ())
    high = people.high if people.bounded == people.told else None
    return Hurt(people.low, people.best, high, cell.ids_of(kind))


def _baseline(
    series: Series, cells: Mapping[int, Cell], past: Sequence[int], measure: Measure
) -> Baseline | None:
    if len(past) < LEAST_PAST:
        return None
    values = [cells.get(number, EMPTY).value(measure) for number in past]
    low, high = (
        (bound / len(past) for bound in bounds(sum(values))) if measure == "incidents" else (None, None)
    )
    ids = _behind(series, cells, past)
    return Baseline(len(past), round(fmean(values), 3), median(values), _rounded(low), _rounded(high), ids)


def _against(
    own: Cell, baseline: Baseline | None, measure: Measure
) -> Literal["above", "below", "within", ""]:
    """Compare the bounds of two rates: where they lie apart, chance alone does not tell the two from each other."""
    if baseline is None or baseline.low is None or baseline.high is None or measure != "incidents":
        return ""
    low, high = bounds(own.incidents)
    if low > baseline.high:
        return "above"
    return "below" if high < baseline.low else "within"


def _reporting(series: Series, number: int, past: Sequence[int], value: int, asked: Asked) -> Reporting:
    voices = series.voices.get(number, {})
    cells = series.cells(weak=asked.weak)
    before = sum(len(series.voices.get(one, {})) for one in past)
    counted = sum(cells.get(one, EMPTY).value(asked.measure) for one in past)
    return Reporting(
        sources=len(voices),
        per_source=round(value / len(voices), 3) if voices else None,
        usual=round(counted / before, 3) if voices and before and len(past) >= LEAST_PAST else None,
        incidents=tuple(sorted(set(voices.values()))),
    )


def _because(
    value: int, baseline: Baseline | None, reporting: Reporting
) -> Literal["more events", "more reporting", ""]:
    if baseline is None or value <= baseline.mean or reporting.per_source is None or reporting.usual is None:
        return ""
    return "more events" if reporting.per_source > reporting.usual else "more reporting"


def _ranks(series: Series, shown: Sequence[int], asked: Asked) -> Iterator[Rank]:
    """Yield the rank of the greatest period shown by each measure, the later one of two that are equal."""
    cells = series.cells(weak=asked.weak)
    for measure in MEASURES:
        greatest = max(shown, key=lambda one: (cells.get(one, EMPTY).value(measure), one), default=None)
        if greatest is not None and cells.get(greatest, EMPTY).value(measure):
            yield find_rank(series, greatest, measure, weak=asked.weak)


def _stretches(series: Series, shown: Sequence[int], asked: Asked) -> tuple[Stretch, ...]:
    if not shown:
        return ()
    cells = series.cells(weak=asked.weak)
    reported = [number for number in series.reported() if number <= shown[-1]][-MOST_CUT:]
    cuts = change_points([cells.get(number, EMPTY).incidents for number in reported])
    edges = [0, *cuts, len(reported)] if cuts else []
    return tuple(_stretch(series, reported[begin:end], cells) for begin, end in pairwise(edges))


def _stretch(series: Series, numbers: Sequence[int], cells: Mapping[int, Cell]) -> Stretch:
    own = [cells.get(number, EMPTY) for number in numbers]
    total, length = sum(cell.incidents for cell in own), len(numbers)
    low, high = bounds(total)
    return Stretch(
        start=series.period(numbers[0]).start,
        end=series.period(numbers[-1]).end,
        periods=length,
        number=total,
        rate=round(total / length, 3),
        low=round(low / length, 3),
        high=round(high / length, 3),
        incidents=_behind(series, cells, numbers),
    )


def _behind(series: Series, cells: Mapping[int, Cell], numbers: Sequence[int]) -> tuple[str, ...]:
    """Return the incidents that some reported periods count; of one that counts none, that it is reported by."""
    return tuple(
        id for number in numbers for id in (cells.get(number, EMPTY).ids or (series.witness(number),))
    )


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 3)


def _notes(series: Series, periods: Sequence[PeriodCount], area: Area, asked: Asked) -> Iterator[str]:
    if not series.numbers:
        yield f"The record tells of nothing at a known time in {area.name} or its country."
        return
    begins, ends = series.period(series.numbers[0]).start, series.period(series.numbers[-1]).end
    if not periods:
        yield f"Nothing is told of the days asked for: the covered period runs from {begins} to {ends}."
    elif not any(series.wide):
        yield f"The record counts no incident of these types in {area.name}."
    if asked.by == "night":
        yield "A night runs from evening to evening: what is told of a day counts with the night before it."
    yield "Counted are incidents that happened and are confirmed or fair; beside them with weak and contested ones."
    if not all(period.reported for period in periods):
        yield "no reporting: nobody told of anything in the area or its country; that is no zero."
    if any(period.because == "more reporting" for period in periods):
        yield "more reporting: the count is above its past, the count per active source is not."
    if series.left_out.get("wider"):
        yield "What is told of a wider place only is left out: some of it may have happened here."
