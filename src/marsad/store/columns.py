"""Incidents by their columns alone: days, points, outlines; none is decoded."""

from collections.abc import Collection, Iterator
from datetime import date
from itertools import chain, islice

from sqlalchemy import Connection, select

from marsad.errors import StoreError
from marsad.store.batches import stream
from marsad.store.dialects import Dialect
from marsad.store.query import IncidentQuery, Outline, conditions_of, distance_km, select_outlines
from marsad.store.shown import Shown

__all__ = ["read_outlines", "read_span", "read_spots"]


def read_span(connection: Connection, countries: Collection[str], shown: Shown) -> tuple[date, date] | None:
    """Return the first and the last day on which an incident begins, of all or of some countries.

    None where none of them tells a day.
    """
    starts, lasts = (list(_ends(connection, countries, shown, newest=newest)) for newest in (False, True))
    first, last = min(starts, default=None), max(lasts, default=None)
    return (first, last) if first and last else None


def _ends(
    connection: Connection, countries: Collection[str], shown: Shown, *, newest: bool
) -> Iterator[date]:
    """Yield the first or the last day in each part of the incidents and each country: the end of an index."""
    for part in shown.parts:
        day, country = part.c.start_day, part.c.country
        found = select(day).where(day.is_not(None)).order_by(day.desc() if newest else day).limit(1)
        asked = [found.where(country == one) for one in sorted(countries)] or [found]
        yield from (end for one in asked if (end := connection.scalar(one)))


def read_spots(
    connection: Connection, query: IncidentQuery, dialect: Dialect, shown: Shown
) -> Iterator[tuple[str, float, float]]:
    """Yield id, latitude and longitude of incidents that a query's columns find, in no order."""
    column = shown.incidents.c
    placed = (*conditions_of(query, dialect, shown), column.latitude.is_not(None))
    with stream(connection, select(column.id, column.latitude, column.longitude).where(*placed)) as result:
        for row in result.mappings():
            yield row["id"], row["latitude"], row["longitude"]


def read_outlines(
    connection: Connection, query: IncidentQuery, dialect: Dialect, shown: Shown, *, by_day: bool
) -> Iterator[Outline]:
    """Yield the outlines of the incidents that a query asks for, newest first and undated last.

    Raises StoreError where it asks for words of a source: these stand in the incidents alone.
    """
    if query.source:
        raise StoreError("outlines are not found by their sources; ask for the incidents")
    found = (_outlines(connection, query, dialect, shown, dated, by_day) for dated in (True, False))
    return islice(chain.from_iterable(found), query.limit)


def _outlines(
    connection: Connection, query: IncidentQuery, dialect: Dialect, shown: Shown, dated: bool, by_day: bool
) -> Iterator[Outline]:
    statement = select_outlines(query, dialect, shown, dated=dated, by_day=by_day)
    with stream(connection, statement) as result:
        for row in result.mappings():
            point = None if row["latitude"] is None else (row["latitude"], row["longitude"])
            if query.near and not (point and distance_km(query.near[:2], point) <= query.near[2]):
                continue
            days = row["start_day"], row["end_day"]
            yield Outline(row["id"], row["type"], row["phase"], *days, point)
