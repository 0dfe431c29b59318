"""How often incidents are told: one period against those before it, with intervals for low counts."""

from collections.abc import Iterable, Sequence
from datetime import date

from marsad.codebook import load_codebook
from marsad.model import Incident, shifted
from marsad.watch.counted import find_counted, has_occurred
from marsad.watch.poisson import CONFIDENCE, bounds
from marsad.watch.risk.sheet import Figure, Period, Trend

__all__ = ["EARLIER", "count_trend", "is_of_pace"]

EARLIER = 6
"""How many periods before the one before make the mean."""


def is_of_pace(incident: Incident) -> bool:
    """Tell whether an incident is counted in a trend: violence that happened, neither set aside nor a round-up."""
    return (
        load_codebook().types[incident.type].violent
        and has_occurred(incident)
        and incident.grade != "discounted"
        and not incident.is_roundup
    )


def count_trend(
    incidents: Iterable[Incident], since: date, until: date, *, record_from: date | None
) -> Trend:
    """Return the trend of incidents by the day on which each begins.

    `record_from` is the day of the oldest report: periods that begin before it are no part of the mean.
    """
    told = [one for one in incidents if one.time and is_of_pace(one)]
    days = (until - since).days + 1
    windows = [(shifted(since, -days * n), shifted(since, -days * n + days - 1)) for n in range(EARLIER + 2)]
    periods = [_period(told, first, last) for first, last in windows]
    last, before, *earlier = periods
    covered = [one for one in earlier if record_from and one.since >= record_from]
    notes = [
        "Counted is violence on the route that happened, by the day on which it begins; what a person set aside and "
        "round-ups are left out. The interval is the exact one of a Poisson count (95 %).",
        "More incidents may be more violence or more reporting: the number of root sources stands beside them.",
    ]
    if record_from is None or before.since < record_from:
        notes.append(
            f"The record begins on {record_from or 'no day'}: the days before it hold no report, not no violence."
        )
    is_known = record_from is not None and record_from <= before.until < since
    return Trend(last, before if is_known else None, tuple(covered), _mean(covered), tuple(notes))


def _period(told: Sequence[Incident], first: date, last: date) -> Period:
    inside = [one for one in told if one.time and first <= one.time.start <= last]
    counting = find_counted(inside)
    roots = {root for one in inside for root in one.roots}
    ids = tuple(one.id for one in inside)
    counted = tuple(one.id for one in inside if one.id in counting)
    return Period(
        since=first,
        until=last,
        told=Figure("incidents told", len(ids), ids, _rule(len(ids))),
        counted=Figure("confirmed or fair", len(counted), counted, _rule(len(counted))),
        roots=Figure("root sources", len(roots), ids),
    )


def _mean(periods: Sequence[Period]) -> Figure | None:
    if not periods:
        return None
    ids = tuple(id for one in periods for id in one.told.incidents)
    rule = _rule(len(ids), parts=len(periods))
    return Figure("mean of the earlier periods", round(len(ids) / len(periods), 2), ids, rule)


def _rule(number: int, parts: int = 1) -> dict[str, float]:
    low, high = bounds(number)
    found = {"low": round(low / parts, 1), "high": round(high / parts, 1), "level": CONFIDENCE}
    return found if parts == 1 else {**found, "periods": parts}
