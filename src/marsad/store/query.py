"""What people ask of incidents."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import asin, cos, degrees, radians, sin, sqrt

from sqlalchemy import ColumnElement, Select, select

from marsad.errors import StoreError
from marsad.model import Grade, Incident
from marsad.store.search import words
from marsad.store.tables import incidents

__all__ = ["IncidentQuery", "distance_km", "incident_row", "select_incidents"]

_EARTH_KM = 6371.0088
# What a BIGINT column holds; the body keeps the number itself.
_BIGGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class IncidentQuery:
    """Conditions that all hold; one that is left out holds for every incident.

    `since` and `until` are days, both included: incidents whose time meets them, none without a time. `near`
    is latitude, longitude (degrees) and kilometres from there to the incident's point. `party` is the id of a
    party that somebody blames or that denies or admits. `killed` is the least best count. `place` is text all
    of whose words begin a word in the names of the incident's place and of those round it. Raises StoreError
    for a query that makes no sense.
    """

    type: str = ""
    since: date | None = None
    until: date | None = None
    near: tuple[float, float, float] | None = None
    party: str = ""
    grade: Grade | None = None
    killed: int = 0
    place: str = ""
    limit: int | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.until < self.since:
            raise StoreError(f"no day is after {self.since} and before {self.until}; swap the two")
        if self.near:
            latitude, longitude, km = self.near
            if not (-90 <= latitude <= 90 and -180 <= longitude <= 180 and km > 0):
                raise StoreError(f"near takes latitude, longitude in degrees and kilometres, not {self.near}")
        if self.limit is not None and self.limit < 1:
            raise StoreError(f"a limit is at least 1, not {self.limit}")

    def is_near(self, incident: Incident) -> bool:
        """Tell whether the incident's point lies within the distance asked for."""
        if not self.near:
            return True
        latitude, longitude, km = self.near
        place = incident.place
        if not place:
            return False
        return distance_km((latitude, longitude), (place.latitude, place.longitude)) <= km


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance between two points (latitude, longitude in degrees)."""
    (south, west), (north, east) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))


def incident_row(incident: Incident, body: str) -> dict[str, object]:
    """Return the indexed columns of an incident together with its JSON."""
    toll = incident.toll_of("killed")
    place = incident.place
    names = [*incident.place_names, *((place.name, *place.parents) if place else ())]
    parties = sorted({said.party.casefold() for said in incident.attributions if said.party})
    return {
        "id": incident.id,
        "type": incident.type,
        "phase": incident.phase,
        "grade": incident.grade,
        "start_day": incident.time and incident.time.start,
        "end_day": incident.time and incident.time.end,
        "latitude": place and place.latitude,
        "longitude": place and place.longitude,
        "country": place.country if place else "",
        "killed_low": _fit(toll.low if toll else None),
        "killed_best": _fit(toll.best if toll else None),
        "killed_high": _fit(toll.high if toll else None),
        "place_words": _fence(words(" ".join(names))),
        "parties": _fence(parties),
        "body": body,
    }


def select_incidents(query: IncidentQuery) -> Select[str]:
    """Return the statement for the bodies of matching incidents, newest first and undated last.

    `near` is narrowed to a box here; `IncidentQuery.is_near` decides.
    """
    column = incidents.c
    newest = (column.start_day.is_(None), column.start_day.desc(), column.id)
    return select(column.body).where(*_conditions(query)).order_by(*newest)


def _conditions(query: IncidentQuery) -> Iterator[ColumnElement[bool]]:
    column = incidents.c
    if query.type:
        yield column.type == query.type
    if query.since:
        yield column.end_day >= query.since
    if query.until:
        yield column.start_day <= query.until
    if query.grade:
        yield column.grade == query.grade
    if query.killed:
        yield column.killed_best >= _fit(query.killed)
    if query.party:
        yield column.parties.contains(_fence([query.party.casefold()]), autoescape=True)
    for word in words(query.place):
        yield column.place_words.contains(f" {word}", autoescape=True)
    if query.near:
        yield from _box(*query.near)


def _box(latitude: float, longitude: float, km: float) -> Iterator[ColumnElement[bool]]:
    """Yield the bounds of the circle; none on longitude where it reaches a pole or the date line."""
    column = incidents.c
    # A little wider than the circle, for rounding.
    height = degrees(km / _EARTH_KM) * 1.001
    yield column.latitude.between(latitude - height, latitude + height)
    highest = abs(latitude) + height
    if highest >= 90:
        return
    width = degrees(asin(min(1.0, sin(min(radians(height), radians(90))) / cos(radians(latitude))))) * 1.001
    if longitude - width >= -180 and longitude + width <= 180:
        yield column.longitude.between(longitude - width, longitude + width)


def _fence(names: list[str]) -> str:
    return f" {' '.join(names)} " if names else ""


def _fit(number: int | None) -> int | None:
    return None if number is None else min(number, _BIGGEST)
