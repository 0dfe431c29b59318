"""What people ask of incidents."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import asin, cos, degrees, radians, sin, sqrt
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, FromClause, Select, func, or_, select, text
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from marsad.errors import StoreError
from marsad.ids import sha256_hex
from marsad.model import HARM_KINDS, Grade, HarmKind, Incident
from marsad.store.dialects import Dialect
from marsad.store.search import words
from marsad.store.shown import Shown

__all__ = [
    "IncidentQuery",
    "Order",
    "Ordered",
    "Outline",
    "conditions_of",
    "distance_km",
    "incident_row",
    "mark_roots",
    "select_incidents",
    "select_outlines",
]

Order = Literal["newest", "deadliest"]

_EARTH_KM = 6371.0088
_AREAS = ("country", "region")
# What a BIGINT column holds; the body keeps the number itself.
_BIGGEST = 2**63 - 1
# Marks of root sources are part of an index, whose entries PostgreSQL holds up to 2,700 bytes.
_MOST_MARKS = 200


@dataclass(frozen=True, slots=True)
class IncidentQuery:
    """Conditions that all hold; one that is left out holds for every incident.

    `type` is a type of the codebook or several of which one fits. `since` and `until` are days, both included:
    incidents whose time meets them, none without a time. `near` is latitude, longitude (degrees) and kilometres
    from there to the incident's point. `party` is the id of a party that somebody blames or that denies or
    admits. `killed` and the other kinds of harm are the least best count. `place` is text all of whose words
    begin a word in the names of the incident's place and of those round it; `source` likewise in the label of
    one root source that tells it; `text` is words that one report of it holds; `country` is that of the point (ISO
    alpha-2). `undated` asks for those without a time, `unplaced` for those without a point, `area` for those of which
    only a region or a country is told. `begins` are days, both included, in which the time has to begin. `sort` is by
    day or by the best count of killed. Raises StoreError for a query that makes no sense.
    """

    type: str | tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    near: tuple[float, float, float] | None = None
    party: str = ""
    grade: Grade | None = None
    killed: int = 0
    injured: int = 0
    missing: int = 0
    displaced: int = 0
    detained: int = 0
    place: str = ""
    source: str = ""
    text: str = ""
    country: str = ""
    undated: bool = False
    unplaced: bool = False
    area: bool = False
    begins: tuple[date, date] | None = None
    sort: Order = "newest"
    limit: int | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.until < self.since:
            raise StoreError(f"no day is after {self.since} and before {self.until}; swap the two")
        if self.near:
            latitude, longitude, km = self.near
            if not (-90 <= latitude <= 90 and -180 <= longitude <= 180 and km > 0):
                raise StoreError(f"near takes latitude, longitude in degrees and kilometres, not {self.near}")
        for name in ("place", "source", "text"):
            if (asked := getattr(self, name)) and not words(asked):
                raise StoreError(f"{name} {asked!r} has no word to look for; give letters or digits")
        if self.sort not in get_args(Order):
            raise StoreError(
                f"incidents are not sorted by {self.sort!r}; choose {' or '.join(get_args(Order))}"
            )
        if negative := next((kind for kind in HARM_KINDS if getattr(self, kind) < 0), None):
            raise StoreError(f"the least number of {negative} is 0 or more, not {getattr(self, negative)}")
        if self.limit is not None and self.limit < 1:
            raise StoreError(f"a limit is at least 1, not {self.limit}")

    @property
    def types(self) -> tuple[str, ...]:
        """The types of which one has to fit; none where every type does."""
        given = (self.type,) if isinstance(self.type, str) else self.type
        return tuple(type for type in given if type)

    @property
    def least(self) -> dict[HarmKind, int]:
        """The least best count by kind of harm, where one is asked for."""
        return {kind: least for kind in HARM_KINDS if (least := getattr(self, kind)) > 0}

    @property
    def is_selective(self) -> bool:
        """Whether an index other than that of days may find what is asked for."""
        asked = (self.types, self.near, self.begins, self.country, self.grade, self.party, self.least)
        return any(asked)

    @property
    def has_words(self) -> bool:
        """Whether words are asked for."""
        return bool(self.place or self.source or self.party or self.text)

    @property
    def is_narrow(self) -> bool:
        """Whether a place or days in which the time begins leave few incidents of many."""
        return self.near is not None or self.begins is not None

    @property
    def is_exact(self) -> bool:
        """Whether columns alone tell what is met, so that `is_met` holds for all that a statement finds."""
        return self.near is None and len(words(self.source)) < 2

    def is_met(self, incident: Incident) -> bool:
        """Tell whether an incident that the statement found fits also where columns only come near it."""
        return self._is_near(incident) and self._is_told(incident)

    def _is_near(self, incident: Incident) -> bool:
        if not self.near:
            return True
        latitude, longitude, km = self.near
        place = incident.place
        if not place:
            return False
        return distance_km((latitude, longitude), (place.latitude, place.longitude)) <= km

    def _is_told(self, incident: Incident) -> bool:
        """Tell whether one source has all the words: the column holds those of all sources together."""
        asked = words(self.source)
        return not asked or any(
            all(any(told.startswith(word) for told in words(label)) for word in asked)
            for label in incident.roots
        )


@dataclass(frozen=True, slots=True)
class Ordered:
    """Statements for bodies of incidents that are to be read as one, in the order of `key`; each is in that order."""

    statements: tuple[Select[str], ...]
    key: Callable[[Incident], tuple[Any, ...]]  # Any: days, numbers and ids


@dataclass(frozen=True, slots=True)
class Outline:
    """What the columns tell of an incident, which costs a tenth of the incident itself."""

    id: str
    type: str
    phase: str
    start: date | None
    end: date | None
    point: tuple[float, float] | None


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance between two points (latitude, longitude in degrees)."""
    (south, west), (north, east) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))


def incident_row(incident: Incident, body: str) -> dict[str, object]:
    """Return the indexed columns of an incident together with its JSON."""
    toll = incident.toll_of("killed")
    tolls = {kind: incident.toll_of(kind) for kind in HARM_KINDS if kind != "killed"}
    injured = tolls["injured"]
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
        "is_roundup": incident.is_roundup,
        "source_words": _fence(words(" ".join(incident.roots))),
        "time_precision": incident.time.precision if incident.time else "",
        "radius_km": place and place.radius_km,
        "count_low": _fit(incident.count.low if incident.count else None),
        "injured_low": _fit(injured.low if injured else None),
        "injured_high": _fit(injured.high if injured else None),
        "root_marks": mark_roots(incident.roots),
        "weakest_link": min((link.score for link in incident.links), default=None),
        **{f"{kind}_best": _fit(other.best if other else None) for kind, other in tolls.items()},
    }


def select_incidents(query: IncidentQuery, dialect: Dialect, shown: Shown) -> tuple[Ordered, ...]:
    """Return the statements for the bodies of matching incidents, newest first and undated last.

    They are to be read one after the other: each is in the order of an index, so that the first rows of very many are
    there at once. Words are in no index: where they are asked for, all that have them are sorted; and so is all that
    another index finds, where no first rows alone are asked for. With `sort` "deadliest" those of most killed come
    first, and those of which nobody counts them last. `near` is narrowed to a box here and `source` to words of any
    source; `IncidentQuery.is_met` decides.
    """
    if query.has_words or (query.is_selective and query.limit is None):
        whole = shown.to_read_through() if query.has_words else shown
        column = whole.incidents.c
        most = (column.killed_best.is_(None), column.killed_best.desc()) if query.sort == "deadliest" else ()
        found = select(column.body).where(*conditions_of(query, dialect, whole))
        return (Ordered((_limited(query, found.order_by(*most, *_newest(column, None))),), _by_day),)
    asked = (query, dialect, shown)
    if query.sort == "newest":
        return _in_order(*asked, dated=True), _in_order(*asked, dated=False)
    uncounted = (_in_order(*asked, dated=dated, counted=False) for dated in (True, False))
    return _in_order(*asked, counted=True), *uncounted


def _in_order(
    query: IncidentQuery,
    dialect: Dialect,
    shown: Shown,
    *,
    dated: bool | None = None,
    counted: bool | None = None,
) -> Ordered:
    """Return the statements for what has a day or a count of killed, has none, or (None) both, a part each."""
    statements = []
    for part in shown.parts:
        column = part.c
        found = select(column.body).where(*conditions_of(query, dialect, replace(shown, incidents=part)))
        for is_told, value in ((dated, column.start_day), (counted, column.killed_best)):
            if is_told is not None:
                found = found.where(value.is_not(None) if is_told else value.is_(None))
        most = (column.killed_best.desc(),) if counted else ()
        statements.append(_limited(query, found.order_by(*most, *_newest(column, dated))))
    return Ordered(tuple(statements), _by_killed if counted else _by_day)


def _newest(column: ReadOnlyColumnCollection[str, Any], dated: bool | None) -> Iterator[ColumnElement[Any]]:
    if dated is None:
        yield column.start_day.is_(None)
    if dated is not False:
        yield column.start_day.desc()
    yield column.id


def _limited(query: IncidentQuery, found: Select[str]) -> Select[str]:
    """Return a statement that gives no more rows than are asked for, where columns alone decide what is met."""
    return found.limit(query.limit) if query.is_exact else found


def _by_day(incident: Incident) -> tuple[bool, int, str]:
    day = incident.time.start if incident.time else None
    return day is None, -day.toordinal() if day else 0, incident.id


def _by_killed(incident: Incident) -> tuple[int, bool, int, str]:
    toll = incident.toll_of("killed")
    return -toll.best if toll else 0, *_by_day(incident)


def conditions_of(query: IncidentQuery, dialect: Dialect, shown: Shown) -> Iterator[ColumnElement[bool]]:
    """Yield what a statement about incidents asks of their columns; `IncidentQuery.is_met` decides."""
    yield from _conditions(query, shown.incidents)
    yield from _in_reports(query, dialect, shown)


def mark_roots(roots: Iterable[str]) -> str:
    """Return the first eight digits of the hash of each root source's label, in order, with a space between."""
    return " ".join(sorted(sha256_hex(root.encode())[:8] for root in roots)[:_MOST_MARKS])


def select_outlines(
    query: IncidentQuery, dialect: Dialect, shown: Shown, *, dated: bool, by_day: bool
) -> Select[*tuple[Any, ...]]:
    """Return the statement for the columns of Outline of matching incidents with a time, or without one.

    With `by_day` the types are most of the record's: an index of types would lead to nearly all of it.
    """
    column = shown.incidents.c
    columns = (column.id, column.type, column.phase, column.start_day, column.end_day)
    found = select(*columns, column.latitude, column.longitude).where(*_in_reports(query, dialect, shown))
    if by_day:
        found = found.where(*_conditions(replace(query, type=()), shown.incidents))
        if query.types:
            found = found.where(func.coalesce(column.type, "").in_(query.types))
    else:
        found = found.where(*_conditions(query, shown.incidents))
    if not dated:
        return found.where(column.start_day.is_(None)).order_by(column.id)
    return found.where(column.start_day.is_not(None)).order_by(column.start_day.desc(), column.id)


def _in_reports(query: IncidentQuery, dialect: Dialect, shown: Shown) -> Iterator[ColumnElement[bool]]:
    """Yield the condition that one report of the incident holds all the words of `text`."""
    if not query.text:
        return
    matching = text(dialect.search_condition).bindparams(query=dialect.search_query(words(query.text)))
    claims, reports, members = shown.claims, shown.reports, shown.incident_claims
    told = select(members.c.incident).join(claims, claims.c.id == members.c.claim)
    yield shown.incidents.c.id.in_(told.join(reports, reports.c.id == claims.c.report).where(matching))


def _conditions(query: IncidentQuery, incidents: FromClause) -> Iterator[ColumnElement[bool]]:
    column = incidents.c
    if query.types:
        yield column.type.in_(query.types)
    if query.since:
        yield column.end_day >= query.since
    if query.until:
        yield column.start_day <= query.until
    if query.begins:
        yield column.start_day.between(*query.begins)
    if query.country:
        yield column.country == query.country
    if query.undated:
        yield column.start_day.is_(None)
    if query.unplaced:
        yield column.latitude.is_(None)
    if query.area:
        # No column holds the kind of a place; canonical JSON writes it in one way.
        yield or_(*(column.body.contains(f'"kind":"{kind}"', autoescape=True) for kind in _AREAS))
    if query.country:
        yield column.country == query.country
    if query.grade:
        yield column.grade == query.grade
    for kind, least in query.least.items():
        yield column[f"{kind}_best"] >= _fit(least)
    if query.party:
        yield column.parties.contains(_fence([query.party.casefold()]), autoescape=True)
    for word in words(query.place):
        yield column.place_words.contains(f" {word}", autoescape=True)
    for word in words(query.source):
        yield column.source_words.contains(f" {word}", autoescape=True)
    if query.near:
        yield from _box(*query.near, incidents, days_first=query.begins is not None)


def _box(
    latitude: float, longitude: float, km: float, incidents: FromClause, *, days_first: bool
) -> Iterator[ColumnElement[bool]]:
    """Yield the bounds of the circle; none on longitude where it reaches a pole or the date line.

    With `days_first` the index of points is not used: few incidents begin in some days, many lie in a wide circle.
    """
    column = incidents.c
    north: ColumnElement[float] = column.latitude + 0 if days_first else column.latitude
    # A little wider than the circle, for rounding.
    height = degrees(km / _EARTH_KM) * 1.001
    yield north.between(latitude - height, latitude + height)
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
