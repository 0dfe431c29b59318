"""What a record tells of access: its convoys, sieges, suspensions, and where aid was kept out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import get_args

from marsad.lexicon.convoys import Step
from marsad.model import Incident, shifted
from marsad.ops.collector import without_collector
from marsad.ops.convoys import (
    Asked,
    Texts,
    Violence,
    locked_in,
    looked_at,
    newest,
)
from marsad.ops.statements import find_happenings
from marsad.store import IncidentQuery, View
from marsad.store.query import distance_km
from marsad.watch.access.convoys import Convoy, tell_convoy
from marsad.watch.access.journeys import CONVOY_TYPES, find_journeys
from marsad.watch.access.sieges import Siege, find_sieges
from marsad.watch.access.suspensions import PAUSE_DAYS, Suspension, find_suspensions
from marsad.watch.statements import Happening

__all__ = ["Access", "StateTally", "find_access"]

MOST = 400
"""Incidents round a place that are looked at: 0.3 ms each."""
SCANNED = 200
"""Incidents of aid that stopped or went on, anywhere, for suspensions that hold in a whole country."""
ATTACKS_LOOKED_FOR = 20
"""Convoys round a place for which violent incidents are fetched: 10 to 20 ms each in a record of a million claims."""
SHOWN, WITH_SENTENCES = 20, 200
"""Suspensions in an answer, the newest, and reports in whose sentences their reasons are looked for: 0.5 ms each."""
FOLLOWED, FOLLOWED_FOR = 3, 200
"""Suspensions of which it is looked for anywhere whether aid was sent again, and incidents looked at for each."""


@dataclass(frozen=True, slots=True)
class StateTally:
    """How many convoys are in a state, None where no claim says how far they got."""

    state: Step | None
    number: int
    convoys: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Access:
    """Sieges and places hard to reach, suspensions of aid, and how many convoys are in which state."""

    asked: Asked
    sieges: tuple[Siege, ...]
    suspensions: tuple[Suspension, ...]
    states: tuple[StateTally, ...]
    notes: tuple[str, ...]
    locked: frozenset[str] = frozenset()


@without_collector()
def find_access(view: View, asked: Asked) -> Access:
    """Return the sieges, suspensions and convoys round a place or, without one, the newest of the record.

    Raises StoreError for days the wrong way round.
    """
    incidents, oldest = newest(view, (*CONVOY_TYPES, "siege"), asked.query, MOST)
    happenings = tuple(find_happenings(view, incidents))
    journeys = find_journeys(happenings)
    violence = Violence(view, most=ATTACKS_LOOKED_FOR)
    told = tuple(tell_convoy(journey, violence(journey)) for journey in journeys)
    inside = [
        one
        for one, journey in zip(told, journeys, strict=True)
        if asked.holds(*(journey.days or (None, None)))
    ]
    sieges = tuple(
        one for one in find_sieges(happenings, told) if asked.holds(one.first_told, _last_told(one))
    )
    notes = [looked_at(len(incidents), oldest)] if oldest else []
    if violence.is_spent:
        notes.append(
            f"Attacks were looked for on the newest {ATTACKS_LOOKED_FOR} convoys; `marsad convoys` does for each."
        )
    suspensions = _suspensions(view, asked, happenings)
    claims = {id for those in (sieges, suspensions) for one in those for id in one.claims}
    return Access(
        asked=asked,
        sieges=sieges,
        suspensions=suspensions,
        states=tuple(_states(inside)),
        notes=tuple(notes),
        locked=locked_in(view, inside) | view.locked(claims),
    )


def _suspensions(view: View, asked: Asked, happenings: Sequence[Happening]) -> tuple[Suspension, ...]:
    """Return the suspensions that hold at the place asked for, with what was told of them anywhere."""
    known = {one.incident.id: one for one in happenings}
    if asked.near or asked.place:
        _add(view, known, _stopped(view, asked))
        for one in _fitting(find_suspensions(known.values()), asked)[:FOLLOWED]:
            first, last = _days_of_suspension(one)
            if first and last and not one.until:
                after = IncidentQuery(type=CONVOY_TYPES, since=first, until=shifted(last, PAUSE_DAYS))
                _add(view, known, islice(view.incidents(after), FOLLOWED_FOR))
    everything = sorted(known.values(), key=lambda one: one.incident.id)
    return _fitting(find_suspensions(everything, Texts(view, most=WITH_SENTENCES)), asked)[:SHOWN]


def _add(view: View, known: dict[str, Happening], incidents: Iterable[Incident]) -> None:
    new = {one.id: one for one in incidents if one.id not in known}
    known |= {one.incident.id: one for one in find_happenings(view, new.values())}


def _fitting(suspensions: Iterable[Suspension], asked: Asked) -> tuple[Suspension, ...]:
    return tuple(
        one for one in suspensions if _is_there(one, asked) and asked.holds(*_days_of_suspension(one))
    )


def _stopped(view: View, asked: Asked) -> Iterator[Incident]:
    """Yield the newest incidents of aid that stopped or went on: one of a whole country is far from a place in it."""
    query = replace(asked.query, type=CONVOY_TYPES, near=None, place="")
    ids = (id for id, phase, _ in view.told_on(query) if phase in ("suspended", "resumed", "ended"))
    yield from view.incidents_of(list(islice(ids, SCANNED)))


def _is_there(suspension: Suspension, asked: Asked) -> bool:
    """Tell whether a suspension holds at the place asked for, as far as its area is told."""
    if not asked.near:
        return True
    latitude, longitude, km = asked.near
    areas = [stop.place for stop in suspension.area if stop.place]
    return not areas or any(
        distance_km((latitude, longitude), (area.latitude, area.longitude)) <= area.radius_km + km
        for area in areas
    )


def _days_of_suspension(one: Suspension) -> tuple[date | None, date | None]:
    days = [notice.day for notice in one.notices if notice.day]
    return min(days, default=None), max(days, default=None)


def _last_told(siege: Siege) -> date | None:
    days = [mark.day for mark in siege.history if mark.day] + [one.day for one in siege.kept_out if one.day]
    return max(days, default=siege.first_told)


def _states(convoys: Sequence[Convoy]) -> Iterator[StateTally]:
    for state in (*get_args(Step), None):
        found = [convoy for convoy in convoys if convoy.state == state]
        if found:
            claims = (claim for convoy in found for claim in convoy.claims)
            yield StateTally(state, len(found), tuple(one.id for one in found), tuple(claims))
