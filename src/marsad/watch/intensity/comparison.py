"""A source's comparison with the past, checked: does it hold, does it not, or can the record not tell?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from marsad.lexicon.comparisons import Comparison
from marsad.model import Place
from marsad.watch.intensity.periods import Period, Unit, period_of
from marsad.watch.intensity.series import EMPTY, Area, Gathered, Measure, Series, make_series
from marsad.watch.intensity.trend import covered_by, left_out_of, rival_of
from marsad.watch.intensity.trend_figures import Covered, LeftOut, Rival

__all__ = ["Checked", "Finding", "Question", "Rule", "Verdict", "check_comparison"]

Verdict = Literal["holds", "does not hold", "cannot be told"]

NAMED = 10
"""Rivals that are listed."""
LEAST_REPORTED = 0.5
"""The share of the periods compared of which somebody has to have reported something for an answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """Of which day a comparison speaks; `types`, `measure` and `by` say what its words do not."""

    date: date
    types: tuple[str, ...] = ()
    measure: Measure | None = None
    by: Unit | None = None
    within_km: float | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What the words were taken to say.

    `since` is the first day compared, None for as far back as can be. `event` is the words of an event that it
    begins with, `event_incident` the incident that tells of that in the record, or "".
    """

    words: str
    direction: str
    unit: Unit
    since: date | None
    event: str
    event_incident: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer by one measure and one way of counting: "confirmed and fair", or "with weak and contested".

    `period` is what it speaks of, `rivals` the periods that speak against it, at most ten, those with most first.
    `compared` periods lie before in the time that is claimed and covered, `reported` of them have any reporting;
    `incidents` are those of the rivals and of the period.
    """

    measure: Measure
    counting: Literal["confirmed and fair", "with weak and contested"]
    verdict: Verdict
    words: str
    period: Rival
    rivals: tuple[Rival, ...]
    against: int
    compared: int
    reported: int
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer: that of all findings where they agree, else it cannot be told."""

    asked: Question
    rule: Rule
    place: tuple[Place, ...]
    verdict: Verdict
    words: str
    findings: tuple[Finding, ...]
    covered: Covered
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    """One comparison over one series."""

    series: Series
    said: Comparison
    number: int
    area: Area


def check_comparison(gathered: Gathered, said: Comparison, asked: Question) -> Checked:
    """Return whether a comparison holds by what a record holds of an area."""
    unit: Unit = asked.by or said.unit or "day"
    series = make_series(gathered, unit)
    case = _Case(series, said, period_of(asked.date, unit).number, gathered.area)
    measures: tuple[Measure, ...] = (asked.measure,) if asked.measure else said.measures
    findings = tuple(_finding(case, measure, weak=weak) for measure in measures for weak in (False, True))
    verdicts = {one.verdict for one in findings}
    return Checked(
        asked=asked,
        rule=Rule(
            words=said.period,
            direction=said.direction,
            unit=unit,
            since=said.since,
            event=said.event.words if said.event else "",
            event_incident=said.event.incident if said.event else "",
        ),
        place=gathered.area.places,
        verdict=findings[0].verdict if len(verdicts) == 1 else "cannot be told",
        words=_together(findings),
        findings=findings,
        covered=covered_by(series, gathered),
        left_out=left_out_of(series),
        notes=tuple(_notes(case, measures, asked)),
    )


def _finding(case: _Case, measure: Measure, *, weak: bool) -> Finding:
    series, number = case.series, case.number
    own = rival_of(series, number, measure, weak=weak)
    compared = _compared(case)
    reported = [one for one in compared if series.is_reported(one)]
    cells = series.cells(weak=weak)
    against = [one for one in reported if _speaks_against(case, cells.get(one, EMPTY).value(measure), own)]
    against.sort(key=lambda one: (_sign(case) * cells.get(one, EMPTY).value(measure), -one))
    rivals = tuple(rival_of(series, one, measure, weak=weak) for one in against[:NAMED])
    verdict, words = _judge(case, own, (len(compared), len(reported), len(against)))
    ids = {id for one in (own, *rivals) for id in one.incidents}
    return Finding(
        measure=measure,
        counting="with weak and contested" if weak else "confirmed and fair",
        verdict=verdict,
        words=words,
        period=own,
        rivals=rivals,
        against=len(against),
        compared=len(compared),
        reported=len(reported),
        incidents=tuple(sorted(ids | _witnesses(series, reported or series.numbers[:1]))),
    )


def _judge(case: _Case, own: Rival, counts: tuple[int, int, int]) -> tuple[Verdict, str]:
    compared, reported, against = counts
    series, period = case.series, case.series.period(case.number)
    if case.said.event and not case.said.event.incident:
        return "cannot be told", f"the record tells of no day for {case.said.event.words!r}"
    if not series.is_reported(case.number):
        return (
            "cannot be told",
            f"nobody told of anything in {case.area.name} or its country in {period.label}",
        )
    if case.said.direction != "least" and own.number == 0:
        return "does not hold", f"the record counts none in {period.label}"
    if against:
        return "does not hold", f"{against} of {reported} reported periods before {_have(case)}"
    begins = series.period(series.numbers[0]).start
    if _reaches_beyond(case):
        return (
            "cannot be told",
            f"the record here reaches back only to {begins}, within which it is {_it_is(case)}",
        )
    if reported < LEAST_REPORTED * compared or not compared:
        return "cannot be told", f"somebody reported anything in only {reported} of {compared} periods before"
    return "holds", f"it is {_it_is(case)} of {reported} reported periods in that time"


def _compared(case: _Case) -> Sequence[int]:
    """Return the covered periods before that lie in the time claimed as a whole."""
    since = case.said.since
    return [
        one
        for one in case.series.numbers
        if one < case.number and (since is None or _first_day(case.series.period(one)) >= since)
    ]


def _first_day(period: Period) -> date:
    """Return the first whole day of a period: of a night the day that follows it."""
    return period.end if period.unit == "night" else period.start


def _reaches_beyond(case: _Case) -> bool:
    """Tell whether the time claimed begins before the covered period."""
    since = case.said.since
    if since is None:
        return True
    first = case.series.period(case.series.numbers[0])
    return period_of(since, first.unit) < first


def _speaks_against(case: _Case, value: int, own: Rival) -> bool:
    if case.said.direction == "first":
        return value > 0
    return value <= own.number if case.said.direction == "least" else value >= own.number


def _sign(case: _Case) -> int:
    return 1 if case.said.direction == "least" else -1


def _have(case: _Case) -> str:
    return {"most": "have as many or more", "least": "have as few or fewer", "first": "have some"}[
        case.said.direction
    ]


def _it_is(case: _Case) -> str:
    return f"the {case.said.direction}"


def _witnesses(series: Series, reported: Sequence[int]) -> set[str]:
    """Return one incident for each reported period."""
    return {series.witness(one) for one in reported}


def _together(findings: Sequence[Finding]) -> str:
    if len({(one.verdict, one.words) for one in findings}) == 1:
        return findings[0].words
    return "; ".join(f"{one.measure}, {one.counting}: {one.verdict}: {one.words}" for one in findings)


def _notes(case: _Case, measures: Sequence[Measure], asked: Question) -> Iterator[str]:
    series = case.series
    if series.numbers:
        first, last = series.period(series.numbers[0]), series.period(series.numbers[-1])
        yield f"The record covers {first.start} to {last.end} in {case.area.name} or its country."
    else:
        yield f"The record tells of nothing at a known time in {case.area.name} or its country."
    silent = sum(not series.is_reported(one) for one in _compared(case))
    if silent:
        yield f"Nobody reported anything of {silent} of the periods before; they are not taken for quiet ones."
    if series.unit == "night":
        yield "A night runs from evening to evening: what is told of a day counts with the night before it."
    if "strikes" in measures:
        yield "Strikes: an incident counts as often as its sources count happenings in it, else once."
    for measure in measures:
        if measure in ("killed", "injured") and (unsure := _unsure(case, measure)):
            yield unsure
    if case.said.event and case.said.event.incident:
        yield f"{case.said.event.words!r} was taken from {case.said.event.incident}: {case.said.since}."
    if series.left_out.get("wider"):
        yield "What is told of a wider place only is left out: some of it may have happened here."


def _unsure(case: _Case, measure: Literal["killed", "injured"]) -> str:
    """Return a note where the ranges that sources give of people leave the order open."""
    cells = case.series.cells(weak=True)
    own = cells.get(case.number, EMPTY).people(measure)
    for one in _compared(case):
        theirs = cells.get(one, EMPTY).people(measure)
        open_ended = theirs.bounded < theirs.told
        if theirs.told and (open_ended or theirs.high >= own.low) and theirs.best < own.best:
            label = case.series.period(one).label
            return f"Best counts of the {measure} are compared; by their ranges {label} may have had as many."
    return ""
