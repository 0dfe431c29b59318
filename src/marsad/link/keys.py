"""Which claims are worth comparing: each is filed under keys, and meets what lies under the keys it asks for.

Keys are those of time and space: a family of types, a day, and a cell of the h3 grid, the name of a place or a
number of deaths. A claim asks for its own days and those beside them, its own cell and those around it; so that who
asks whom makes no difference, and the claims met grow with what happened there and then, not with the record.
"""

from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

import h3.api.basic_str as h3

from marsad.codebook import load_codebook
from marsad.link.facts import Facts
from marsad.link.spots import Spot

__all__ = ["Key", "asked", "filed", "find_pairs", "hashed"]

Key = tuple[Hashable, ...]

LONGEST_DAYS = 10
"""Longer times are round-ups or states, and meet by name and year."""
TELLING_TOLL = 3
"""Deaths from here on are a key of their own."""
WEEKS = 3
"""Weeks between two things said of one truce or siege, beside which they meet by name only."""
VAGUE_DAYS = 62
"""Up to here a time is a month told for a day in it."""
PUBLISHED_DAYS = 3
"""Days before its publication on which a claim without a time may have happened."""


def filed(fact: Facts) -> Iterator[Key]:
    """Yield the keys under which a claim is filed."""
    yield from _keys(fact, slack=0, ring=0)
    yield from _targets(fact, slack=0, nowhere=not fact.spots)
    yield from _months(fact, vague=_is_vague(fact))


def asked(fact: Facts) -> Iterator[Key]:
    """Yield the keys under which the claims lie that may tell what this one tells."""
    yield from _keys(fact, slack=1, ring=1)
    yield from _targets(fact, slack=1, nowhere=True)
    if not fact.spots:
        yield from _targets(fact, slack=1, nowhere=False)
    yield from _months(fact, vague=True)
    if _is_vague(fact):
        yield from _months(fact, vague=False)


def find_pairs(facts: Sequence[Facts]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of indices, lower first, of claims that may tell one happening, each pair once."""
    under: dict[Key, list[int]] = {}
    for index, fact in enumerate(facts):
        met = {other for key in asked(fact) for other in under.get(key, ())}
        for other in sorted(met):
            if fact.family == facts[other].family and fact.is_roundup == facts[other].is_roundup:
                yield other, index
        for key in set(filed(fact)):
            under.setdefault(key, []).append(index)


# Claims of one event share most of their keys, and come one after another.
@lru_cache(maxsize=65536)
def hashed(key: Key) -> int:
    """Return a key as a whole number of 64 bits, with a sign, as databases index it."""
    return int.from_bytes(blake2b(repr(key).encode(), digest_size=8).digest(), "big", signed=True)


def _keys(fact: Facts, *, slack: int, ring: int) -> Iterator[Key]:
    family = fact.family
    yield "report", fact.report, family
    yield from _weeks(fact, slack)
    if fact.words:
        yield "words", fact.words
    deaths = _deaths(fact)
    for day in _days(fact, slack):
        for spot in fact.spots:
            yield from ((family, day, where) for where in _where(spot, ring))
        if deaths >= TELLING_TOLL:
            yield family, day, deaths
    if fact.time and fact.time.days > LONGEST_DAYS:
        for spot in fact.spots:
            yield from ((family, fact.time.start.year, sound) for sound in spot.sounds)


def _weeks(fact: Facts, slack: int) -> Iterator[Key]:
    """Yield keys of what may last, such as a truce: the country and the week in which it is spoken of."""
    day = fact.time.start if fact.time else fact.published
    country = next(iter(sorted(fact.countries)), fact.land)
    if load_codebook().types[fact.type].lasting and day and country:
        week = day.toordinal() // 7
        for one in range(week - WEEKS * slack, week + WEEKS * slack + 1):
            yield fact.family, "week", one, country


def _is_vague(fact: Facts) -> bool:
    return fact.time is not None and LONGEST_DAYS < fact.time.days <= VAGUE_DAYS


def _months(fact: Facts, *, vague: bool) -> Iterator[Key]:
    """Yield keys of the months of a claim and its places: by these "in October" meets the days of that month."""
    if fact.time and fact.time.days <= VAGUE_DAYS:
        days = (fact.time.start, fact.time.end)
        for month in range(*(12 * day.year + day.month + late for late, day in enumerate(days))):
            yield from (
                (fact.family, "month", month, sound, vague) for spot in fact.spots for sound in spot.sounds
            )


def _targets(fact: Facts, *, slack: int, nowhere: bool) -> Iterator[Key]:
    """Yield keys of those who were hit: by these a claim without a place meets others, and only such a one."""
    for day in _days(fact, slack):
        yield from ((fact.family, day, word, nowhere) for word in fact.targets)


def _deaths(fact: Facts) -> int:
    killed = fact.harm_of("killed")
    return killed.said if killed else 0


def _days(fact: Facts, slack: int) -> range:
    """Return the days on which a claim may have happened, and `slack` days around them, as ordinals."""
    if fact.time and fact.time.days <= LONGEST_DAYS:
        return range(fact.time.start.toordinal() - slack, fact.time.end.toordinal() + slack + 1)
    if fact.time or not fact.published:
        return range(0)
    published = fact.published.toordinal()
    return range(published - PUBLISHED_DAYS - slack + 1, published + slack + 1)


def _where(spot: Spot, ring: int) -> Iterator[Hashable]:
    """Yield the names of a place by sound, and the cells that it lies in or, with a ring, next to."""
    yield from spot.sounds
    if spot.cell:
        yield from _cells(spot.cell, ring)


@lru_cache(maxsize=65536)
def _cells(cell: str, ring: int) -> tuple[str, ...]:
    return tuple(h3.grid_disk(cell, ring)) if ring else (cell,)
