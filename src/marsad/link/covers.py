"""Round-ups: which narrower incidents a vaguer one speaks of as well, so that their tolls are not added."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from marsad.codebook import load_codebook
from marsad.link.spots import holds, spot_of
from marsad.model import Incident

__all__ = ["COVER_DAYS", "is_covered", "is_wide", "types_beside", "with_covers"]

COVER_DAYS = 92
"""The longest time, a quarter, of which a round-up covers the narrower incidents."""


def with_covers(incidents: Sequence[Incident]) -> Iterator[Incident]:
    """Yield the incidents, each round-up with the ids of those that it covers, in their order."""
    by_day: dict[tuple[str, int], list[Incident]] = defaultdict(list)
    for one in incidents:
        if one.time and not one.is_roundup:
            by_day[_family(one), one.time.start.toordinal()].append(one)
    for one in incidents:
        if one.is_roundup and one.time and not is_wide(one):
            days = range(one.time.start.toordinal(), one.time.end.toordinal() + 1)
            near = (inner for day in days for inner in by_day.get((_family(one), day), ()))
            yield replace(one, covers=_ids(inner for inner in near if is_covered(inner, one)))
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


def types_beside(type: str) -> tuple[str, ...]:
    """Return the types of the family of a type, itself among them."""
    types = load_codebook().types
    return tuple(name for name, one in types.items() if one.family == types[type].family)


def _family(incident: Incident) -> str:
    return load_codebook().types[incident.type].family


def _ids(incidents: Iterable[Incident]) -> tuple[str, ...]:
    return tuple(sorted(one.id for one in incidents))


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
