"""What a record holds at one look: incidents by day and by place, the newest of them, and what has changed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from marsad.model import Incident, Report
from marsad.store import AtPlace, IncidentQuery, OnDay, View

__all__ = ["Changes", "Spread", "find_changes", "find_page", "find_spread"]

MOST_REPORTS = 200
"""Reports whose incidents are told as changed; more are only counted."""
MOST_CHANGED = 20


@dataclass(frozen=True, slots=True)
class Spread:
    """How incidents lie in time and space: on each day in order, those of no day, at each place, those of none."""

    days: tuple[OnDay, ...]
    undated: int
    places: tuple[AtPlace, ...]
    unplaced: int
    number: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What came in after an entry of the journal, of number `since`; `until` is that of the newest entry.

    `reports` are the newest of those added, `more` how many others there are; `incidents` those that they tell of.
    """

    since: int
    until: int
    reports: tuple[Report, ...]
    more: bool
    incidents: tuple[Incident, ...]


def find_spread(view: View, query: IncidentQuery) -> Spread:
    """Return how what a query finds is spread; round-ups are left out, as they stand for incidents of their own.

    Where the query asks for a circle or for several words of one source, which columns alone do not tell, the
    incidents themselves are read.
    """
    exact = query.near is not None or len(query.source.split()) > 1
    asked = replace(query, limit=None)
    days, places = _read(view, asked) if exact else (view.days(asked), view.places(asked))
    found = list(days)
    dated = sorted((one for one in found if one.day), key=lambda one: str(one.day))
    undated = sum(one.number for one in found if not one.day)
    number = sum(one.number for one in dated) + undated
    at = tuple(sorted(places, key=lambda one: (-one.number, one.id)))
    return Spread(tuple(dated), undated, at, number - sum(one.number for one in at), number)


def find_page(view: View, query: IncidentQuery, *, page: int, size: int) -> tuple[tuple[Incident, ...], bool]:
    """Return the incidents on a page of a query's list, pages counted from 1, and whether there are more."""
    last = page * size
    found = list(view.incidents(replace(query, limit=last + 1)))
    return tuple(found[last - size : last]), len(found) > last


def find_changes(view: View, since: int) -> Changes:
    """Return what came in after the journal's entry of number `since`."""
    last = view.last_entry()
    until = last.seq if last else 0
    reports = view.reports_after(since, MOST_REPORTS + 1)
    claims = {claim.id for report in reports[:MOST_CHANGED] for claim in view.claims(report.id)}
    incidents = sorted(view.holders(claims).values(), key=_newest, reverse=True)
    return Changes(
        since, until, reports[:MOST_REPORTS], len(reports) > MOST_REPORTS, tuple(incidents[:MOST_CHANGED])
    )


def _newest(incident: Incident) -> tuple[str, str]:
    return (str(incident.time.start) if incident.time else "", incident.id)


def _read(view: View, query: IncidentQuery) -> tuple[Iterator[OnDay], Iterator[AtPlace]]:
    found = [incident for incident in view.incidents(query) if not incident.is_roundup]
    number = Counter(incident.time.start if incident.time else None for incident in found)
    sure = Counter(
        incident.time.start if incident.time else None
        for incident in found
        if incident.grade in ("confirmed", "fair")
    )
    return (OnDay(day, many, sure[day]) for day, many in number.items()), _places(found)


def _places(incidents: Iterable[Incident]) -> Iterator[AtPlace]:
    kept: dict[tuple[float, float, str], list[str]] = {}
    for incident in incidents:
        if place := incident.place:
            kept.setdefault((place.latitude, place.longitude, incident.type), []).append(incident.id)
    for (latitude, longitude, type), ids in kept.items():
        yield AtPlace(latitude, longitude, type, len(ids), min(ids))
