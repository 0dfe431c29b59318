"""Which pairs of claims are worth comparing: those that share a key."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from math import floor

from marsad.link.facts import Facts, Spot, said
from marsad.model import Interval

__all__ = ["days_of", "find_pairs"]

CELL_DEGREES = 0.5
REACH_DEGREES = 0.1  # claims this near across a cell's edge still meet: about 10 km
LONGEST_DAYS = 10  # longer times are round-ups or states, and meet by name
TELLING_TOLL = 3  # deaths from here on are a key of their own
PUBLISHED_DAYS = 3


def find_pairs(facts: Sequence[Facts]) -> set[tuple[int, int]]:
    """Return the pairs of indices, lower first, that share a key and may be one kind of happening."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for index, fact in enumerate(facts):
        for key in set(_keys(fact)):
            blocks[key].append(index)
    return {
        (left, right)
        for members in blocks.values()
        for left, right in combinations(members, 2)
        if facts[left].family == facts[right].family and facts[left].is_roundup == facts[right].is_roundup
    }


def days_of(interval: Interval, *, slack: int = 0) -> Iterator[date]:
    """Yield each day of an interval, and `slack` days after it."""
    return (interval.start + timedelta(days=n) for n in range(interval.days + slack))


def _keys(fact: Facts) -> Iterator[Hashable]:
    deaths = said(fact.harm["killed"]) if "killed" in fact.harm else 0
    yield "report", fact.claim.report, fact.family
    if fact.words:
        yield "words", fact.words
    if fact.time and fact.time.days <= LONGEST_DAYS:
        for day in days_of(fact.time, slack=1):  # the day after as well: "Monday night" is Tuesday for some
            for where in {key for spot in fact.spots for key in _where(spot)}:
                yield fact.family, day, where
            if deaths >= TELLING_TOLL:
                yield fact.family, day, deaths
    elif fact.time:
        for spot in fact.spots:
            yield fact.family, fact.time.start.year, spot.known_as or spot.name
    elif fact.published and deaths >= TELLING_TOLL:
        for days in range(PUBLISHED_DAYS):
            yield fact.family, fact.published - timedelta(days=days), deaths


def _where(spot: Spot) -> Iterator[Hashable]:
    """Yield the name of a place, and the cells of the grid that it lies in or very near to."""
    yield spot.name
    if spot.place:
        yield spot.known_as
        for north in (-REACH_DEGREES, REACH_DEGREES):
            for east in (-REACH_DEGREES, REACH_DEGREES):
                yield (
                    floor((spot.place.latitude + north) / CELL_DEGREES),
                    floor((spot.place.longitude + east) / CELL_DEGREES),
                )
