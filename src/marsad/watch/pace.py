"""How often incidents are told: one period against those before it, with intervals for low counts."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from math import exp, lgamma, log, sqrt

from marsad.codebook import load_codebook
from marsad.model import Incident
from marsad.watch.counted import find_counted, has_occurred
from marsad.watch.sheet import Figure, Period, Trend

__all__ = ["EARLIER", "count_trend", "is_of_pace", "poisson_interval", "shifted"]

EARLIER = 6
"""How many periods before the one before make the mean."""
LEVEL = 0.95
LARGE = 400
"""From here on the interval is taken on the scale of square roots, which is as good there and quicker."""
HALF = 0.98
"""Half of 1.96, the bound of 95 % of a normal distribution: a root of a count has a spread of a half."""


def shifted(day: date, days: int) -> date:
    """Return a day some days away, or the end of the calendar where that lies beyond it."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


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
    bounds = [(shifted(since, -days * n), shifted(since, -days * n + days - 1)) for n in range(EARLIER + 2)]
    periods = [_period(told, first, last) for first, last in bounds]
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


def poisson_interval(number: int) -> tuple[float, float]:
    """Return the exact interval of 95 % (Garwood) for the mean of a Poisson count."""
    tail = (1 - LEVEL) / 2
    if number > LARGE:
        return (sqrt(number) - HALF) ** 2, (sqrt(number + 1) + HALF) ** 2
    low = _solve(lambda mean: 1 - _up_to(number - 1, mean), tail, rising=True) if number else 0.0
    return low, _solve(lambda mean: _up_to(number, mean), tail, rising=False)


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
    low, high = poisson_interval(number)
    found = {"low": round(low / parts, 1), "high": round(high / parts, 1), "level": LEVEL}
    return found if parts == 1 else {**found, "periods": parts}


def _up_to(number: int, mean: float) -> float:
    """Return the chance that a Poisson count of a mean is at most a number."""
    if mean <= 0:
        return 1.0
    return min(1.0, sum(exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(number + 1)))


def _solve(chance: Callable[[float], float], tail: float, *, rising: bool) -> float:
    """Return the mean at which a chance that rises, or falls, with it is the tail."""
    low, high = 0.0, LARGE * 2.0
    for _ in range(60):
        middle = (low + high) / 2
        if (chance(middle) < tail) == rising:
            low = middle
        else:
            high = middle
    return (low + high) / 2
