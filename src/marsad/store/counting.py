"""How many incidents there are on each day and at each place, counted in the database: no incident is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Date, Integer, case, cast, func, null, select, type_coerce

from marsad.store.dialects import Dialect
from marsad.store.query import IncidentQuery, conditions_of
from marsad.store.shown import Shown

__all__ = ["PARTS", "AtPlace", "OnDay", "read_days", "read_places"]

PARTS = 20
"""Parts of a degree into which places are put together: about 5 km from north to south."""
_SURE = ("confirmed", "fair")


@dataclass(frozen=True, slots=True)
class OnDay:
    """Incidents that begin on a day (None: no time is told), and how many of them are fair or confirmed."""

    day: date | None
    number: int
    sure: int


@dataclass(frozen=True, slots=True)
class AtPlace:
    """Incidents of one type about one place: the middle of their points in degrees, and one of their ids."""

    latitude: float
    longitude: float
    type: str
    number: int
    id: str


def read_days(
    connection: Connection, query: IncidentQuery, dialect: Dialect, shown: Shown
) -> Iterator[OnDay]:
    """Yield the days of what a query's columns find, in no order; round-ups are left out."""
    column = shown.incidents.c
    # Told so that no index of days alone is taken: each row would be looked up then, which an index of all needs not.
    begins = type_coerce(func.coalesce(column.start_day, null()), Date)
    sure = func.sum(case((column.grade.in_(_SURE), 1), else_=0))
    found = select(begins, func.count(), sure).where(
        *conditions_of(query, dialect, shown), ~column.is_roundup
    )
    for day, number, certain in connection.execute(found.group_by(begins)):
        yield OnDay(day, number, int(certain))


def read_places(
    connection: Connection, query: IncidentQuery, dialect: Dialect, shown: Shown
) -> Iterator[AtPlace]:
    """Yield the places of what a query's columns find, in no order; what has no point is left out."""
    column = shown.incidents.c
    cell = [cast(func.round(one * PARTS), Integer) for one in (column.latitude, column.longitude)]
    middle = [func.avg(column[name]).label(name) for name in ("latitude", "longitude")]
    told = (column.type, func.count().label("number"), func.min(column.id).label("id"))
    found = select(*middle, *told).where(
        *conditions_of(query, dialect, shown), column.latitude.is_not(None), ~column.is_roundup
    )
    for row in connection.execute(found.group_by(*cell, column.type)).mappings():
        yield AtPlace(row["latitude"], row["longitude"], row["type"], row["number"], row["id"])
