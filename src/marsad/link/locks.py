"""What is locked: the route, staging, destination and timing of convoys that have not arrived.

A claim about a convoy is locked until two independent root sources tell that the convoy has arrived, or until a
person releases it; a person may also lock any claim. Whether the report itself is public makes no difference.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from marsad.lexicon.convoys import ARRIVED, is_of_convoy
from marsad.lexicon.names import name_tokens
from marsad.link.facts import Facts
from marsad.link.judged import Judged
from marsad.link.keys import Key
from marsad.link.roots import independent
from marsad.link.spots import Spot, spot_of
from marsad.model import Claim, Interval, shifted

__all__ = ["convoy_keys", "find_beside", "find_locked", "may_be_locked", "neighbour_keys"]

CONFIRMING_ROOTS = 2
"""Independent root sources that have to tell of an arrival."""
AFTER = 60
"""A convoy that was planned may arrive so many days after."""
SLACK = 1
"""Two reports may put one arrival on days next to each other."""
AHEAD = frozenset({"planned", "requested", "approved", "loaded", "departed"})
"""Steps before arrival that tell what is going to be."""


def may_be_locked(fact: Facts) -> bool:
    """Tell whether a claim is about a convoy and tells a place or a time of it.

    That convoys were suspended all over a country tells none.
    """
    if fact.step is None:
        return False
    if any(not spot.is_area for spot in fact.spots):
        return True
    return fact.step in AHEAD and (fact.time is not None or any(map(_is_named, fact.spots)))


def convoy_keys(fact: Facts) -> Iterator[Key]:
    """Yield the keys under which claims about a convoy are filed: its places by sound, and months."""
    if fact.step is not None:
        yield from _keys(fact, 0)


def neighbour_keys(fact: Facts) -> Iterator[Key]:
    """Yield the keys under which those claims lie that may be about the convoy of a claim."""
    if fact.step is not None:
        yield from _keys(fact, AFTER + SLACK)


def find_locked(facts: Collection[Facts], incident_of: Mapping[str, str], judged: Judged) -> frozenset[str]:
    """Return the ids of locked claims; `incident_of` gives the incident of a claim where it is in one.

    Two claims are about one convoy where they are in one incident or name one place; two convoys that set out from
    one place are two. Of a convoy that arrived, what was told of days after that is of another convoy. A claim that
    was read wrongly still quotes the report: it stays locked, and tells of no arrival.
    """
    convoys = [fact for fact in facts if fact.step is not None]
    arrivals = _Neighbours(
        (
            fact
            for fact in convoys
            if fact.step in ARRIVED and fact.stance == "asserts" and fact.id not in judged.rejected
        ),
        incident_of,
    )
    released = _Neighbours((fact for fact in convoys if fact.id in judged.released), incident_of)
    locked = {fact.id for fact in facts if fact.id in judged.locked}
    for fact in filter(may_be_locked, convoys):
        is_open = _is_released(fact, released, judged) or _has_arrived(fact, arrivals)
        if fact.id not in locked and not is_open:
            locked.add(fact.id)
    return frozenset(locked)


def find_beside(claims: Sequence[Claim], locked: Collection[str]) -> frozenset[str]:
    """Return the ids of other claims of one report that say again what locked ones of it say.

    They tell the same event as a locked claim, share words with it, or name a place that it names. A claim about a
    convoy that names a place has been weighed for itself: where it is open, its convoy has arrived or was released,
    and that the reader took it for one event with what is told of another convoy does not take it back.
    """
    held = [claim for claim in claims if claim.id in locked]
    names = {name for claim in held for name in _names(claim)}
    sounds = {sound for claim in held for sound in _sounds(claim)}
    told_as = {id for claim in held for id in (claim.id, *claim.same_as)}
    return frozenset(
        claim.id
        for claim in claims
        if claim.id not in locked
        and (
            (not _is_weighed(claim) and (claim.id in told_as or not told_as.isdisjoint(claim.same_as)))
            or any(span.overlaps(other.evidence) for other in held for span in claim.spans())
            or not sounds.isdisjoint(_sounds(claim))
            or any(_says(claim, name) for name in names)
        )
    )


class _Neighbours:
    """Claims by the incident that they are in and the keys that they are filed under."""

    def __init__(self, facts: Iterable[Facts], incident_of: Mapping[str, str]) -> None:
        self._incident_of = incident_of
        self._under: dict[object, list[Facts]] = defaultdict(list)
        for fact in facts:
            for key in {incident_of.get(fact.id, fact.id), *convoy_keys(fact)}:
                self._under[key].append(fact)

    def of(self, fact: Facts) -> Iterator[Facts]:
        """Yield those of the claim's convoy, each once."""
        keys = {self._incident_of.get(fact.id, fact.id), *neighbour_keys(fact)}
        found = {one.id: one for key in keys for one in self._under.get(key, ())}
        yield from (one for one in found.values() if _in_one_country(fact, one))

    def are_one(self, fact: Facts, other: Facts) -> bool:
        """Tell whether two claims are in one incident."""
        holder = self._incident_of.get(fact.id)
        return holder is not None and holder == self._incident_of.get(other.id)


def _is_released(fact: Facts, released: _Neighbours, judged: Judged) -> bool:
    """Tell whether a person has released the claim or its convoy after the claim had come out."""
    return any(
        one.id == fact.id
        or (
            fact.published is not None
            and fact.published <= judged.released[one.id]
            and _is_near(fact, one, AFTER)
            and _goes_there(fact, one, are_one=released.are_one(fact, one))
        )
        for one in released.of(fact)
    )


def _has_arrived(fact: Facts, arrivals: _Neighbours) -> bool:
    fitting = [
        one.root
        for one in arrivals.of(fact)
        if _is_arrival_of(fact, one) and _goes_there(fact, one, are_one=arrivals.are_one(fact, one))
    ]
    return len(independent(fitting)) >= CONFIRMING_ROOTS


def _goes_there(fact: Facts, arrival: Facts, *, are_one: bool) -> bool:
    """Tell whether a convoy that arrived, or was released, may be going where a claim sends it.

    Where the claim names no such place it is enough to set out from one place; and what linking has made one incident
    may name the place otherwise, unless it was made one by where both set out.
    """
    shared = _sounds_of(fact) & _sounds_of(arrival)
    if not _goals(fact):
        return are_one or bool(shared)
    return not _goals(fact).isdisjoint(_goals(arrival)) or (are_one and not shared)


def _goals(fact: Facts) -> frozenset[str]:
    return _sounds_of(fact) - {*fact.behind}


def _sounds_of(fact: Facts) -> frozenset[str]:
    return frozenset(chain.from_iterable(spot.sounds for spot in fact.spots if _is_named(spot)))


def _is_arrival_of(fact: Facts, arrival: Facts) -> bool:
    """Tell whether an arrival may be that of the convoy of a claim, by their days."""
    told, arrived = _days(fact), _days(arrival)
    if told is None or arrived is None:
        return False
    if fact.step in ARRIVED:
        # Without a day an arrival is told of after it has been.
        slack = SLACK if fact.time else AFTER
        return shifted(told.start, -slack) <= arrived.end and arrived.start <= shifted(told.end, SLACK)
    # What is going to be, on a day that nobody tells, is after the report: an arrival before was of another convoy.
    slack = 0 if fact.step in AHEAD and not fact.time else SLACK
    return (
        shifted(told.start, -slack) <= arrived.end <= shifted(told.end, AFTER)
        and told.end <= shifted(arrived.end, SLACK)
    )  # fmt: skip


def _is_near(one: Facts, other: Facts, days: int) -> bool:
    first, second = _days(one), _days(other)
    return first is not None and second is not None and first.gap(second) <= days


def _days(fact: Facts) -> Interval | None:
    """Return the days of a claim; where it tells none, the day on which it came out."""
    return fact.time or (Interval(fact.published, fact.published) if fact.published else None)


def _keys(fact: Facts, around: int) -> Iterator[Key]:
    days = _days(fact)
    if days is None:
        return
    ends = (shifted(days.start, -around), shifted(days.end, around))
    first, last = (12 * day.year + day.month for day in ends)
    # A time of years is no time of a convoy: its first and last months do.
    months = range(first, last + 1) if last - first <= 12 else (first, last)
    sounds = dict.fromkeys(chain.from_iterable(spot.sounds for spot in fact.spots if _is_named(spot)))
    yield from (("convoy", sound, month) for sound in sounds for month in months)


def _is_named(spot: Spot) -> bool:
    """Tell whether a place is narrower than a country."""
    return spot.place is None or spot.place.kind != "country"


def _in_one_country(one: Facts, other: Facts) -> bool:
    return not one.countries or not other.countries or not one.countries.isdisjoint(other.countries)


def _is_weighed(claim: Claim) -> bool:
    """Tell whether a claim is locked or open by its own place, whatever else its report tells."""
    return is_of_convoy(claim) and any(
        not spot_of(place.span.quote, place.resolved).is_area for place in claim.places
    )


def _names(claim: Claim) -> Iterator[str]:
    """Yield what the places of a claim are called, those that are narrower than a country."""
    for place in claim.places:
        if place.resolved is None or place.resolved.kind != "country":
            yield place.span.quote.casefold()
            if place.resolved:
                yield place.resolved.name.casefold()


def _sounds(claim: Claim) -> Iterator[str]:
    """Yield the same names as they sound, for those that are spelled in many ways."""
    for place in claim.places:
        spot = spot_of(place.span.quote, place.resolved)
        if _is_named(spot):
            yield from spot.sounds


def _says(claim: Claim, name: str) -> bool:
    tokens = f" {' '.join(name_tokens(name))} "
    return any(
        name in span.quote.casefold()
        or (tokens.strip() and tokens in f" {' '.join(name_tokens(span.quote))} ")
        for span in claim.spans()
    )
