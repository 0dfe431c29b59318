"""Round-ups: which narrower incidents a vaguer one speaks of as well, so that their tolls are not added."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from math import cos, floor, radians

from marsad.codebook import load_codebook
from marsad.link.spots import holds, spot_of
from marsad.model import Incident, Place

__all__ = ["COVER_DAYS", "is_covered", "is_wide", "types_beside", "with_covers"]

COVER_DAYS = 92
"""The longest time, a quarter, of which a round-up covers the narrower incidents."""
KM_A_DEGREE = 110.0
"""Kilometres in a degree of latitude, rather too few than too many."""
LAST_DEGREE = 89.0
"""From here on all degrees of longitude are near."""


def with_covers(incidents: Sequence[Incident]) -> Iterator[Incident]:
    """Yield the incidents, each round-up with the ids of those that it covers, in their order."""
    asking: dict[tuple[str, int, Hashable], list[Incident]] = defaultdict(list)
    for one in incidents:
        if one.is_roundup and one.time and not is_wide(one):
            for day in range(one.time.start.toordinal(), one.time.end.toordinal() + 1):
                for where in _reach(one):
                    asking[_family(one), day, where].append(one)
    covers: dict[str, list[str]] = defaultdict(list)
    for one in incidents:
        if one.time and not one.is_roundup:
            family, day = _family(one), one.time.start.toordinal()
            lies = _lies(one)
            near = {other.id: other for where in lies for other in asking.get((family, day, where), ())}
            for id, roundup in near.items():
                if is_covered(one, roundup):
                    covers[id].append(one.id)
    for one in incidents:
        if one.is_roundup and not is_wide(one):
            yield replace(one, covers=tuple(sorted(covers[one.id])))
        else:
            yield one


def is_wide(roundup: Incident) -> bool:
    """Tell whether a round-up sums up so long a time that it is a figure of the war more than of incidents."""
    return roundup.time is None or roundup.time.days > COVER_DAYS


def is_covered(inner: Incident, roundup: Incident) -> bool:
    """Tell whether an incident lies in the time and a place of a round-up, fits its type, and its blame."""
    if not roundup.is_roundup or inner.is_roundup or not (inner.time and roundup.time) or is_wide(roundup):
        return False
    if inner.time.start < roundup.time.start or inner.time.end > roundup.time.end:
        return False
    if inner.type not in types_beside(roundup.type):
        return False
    if inner.type != roundup.type and not load_codebook().types[roundup.type].unspecific:
        return False
    blamed, doers = _blamed(roundup), _blamed(inner)
    if blamed and doers and blamed.isdisjoint(doers):
        return False
    return not _sounds(roundup).isdisjoint(_sounds(inner)) or _holds(roundup, inner)


@cache
def types_beside(type: str) -> tuple[str, ...]:
    """Return the types of the family of a type, itself among them."""
    types = load_codebook().types
    return tuple(name for name, one in types.items() if one.family == types[type].family)


def _family(incident: Incident) -> str:
    return load_codebook().types[incident.type].family


def _reach(roundup: Incident) -> set[Hashable]:
    """Return what an incident lies in, one of these at least, where a round-up covers it."""
    found: set[Hashable] = {*_sounds(roundup)}
    place = roundup.place
    if place:
        found |= {place.name, place.gazetteer_id}
        if place.kind == "country":
            found.add((place.country,))
        elif spot_of(place.name, place).is_city:
            found |= _squares(place, place.radius_km)
    return found


def _lies(incident: Incident) -> set[Hashable]:
    """Return what an incident lies in: names, its country, and a square of the globe."""
    place = incident.place
    if not place:
        return {*_sounds(incident)}
    return {*_sounds(incident), *place.parents, place.gazetteer_id, (place.country,), *_squares(place, 0.0)}


def _squares(place: Place, radius_km: float) -> set[tuple[int, int]]:
    """Return the degrees of latitude and longitude of all that is within a radius of a place."""
    north, east = place.latitude, place.longitude
    rise = radius_km / KM_A_DEGREE
    poleward = abs(north) + rise
    run = min(180.0, rise / cos(radians(poleward))) if poleward < LAST_DEGREE else 180.0
    return {
        (row, column % 360)
        for row in range(floor(north - rise), floor(north + rise) + 1)
        for column in range(floor(east - run), floor(east + run) + 1)
    }


def _blamed(incident: Incident) -> frozenset[str]:
    return frozenset(
        said.party for said in incident.attributions if said.party and said.relation in ("blames", "admits")
    )


def _sounds(incident: Incident) -> frozenset[str]:
    own = [spot_of(incident.place.name, incident.place)] if incident.place else []
    named = (spot_of(name, None) for name in incident.place_names)
    return frozenset(sound for spot in (*own, *named) for sound in spot.sounds)


def _holds(outer: Incident, inner: Incident) -> bool:
    if not (outer.place and inner.place):
        return False
    return holds(spot_of(outer.place.name, outer.place), spot_of(inner.place.name, inner.place))
