"""Incidents counted in the database, so that series over very many of them read no incident."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, literal, select

from marsad.model import Heard, Sum, Tally
from marsad.store.dialects import Dialect
from marsad.store.query import IncidentQuery, conditions_of
from marsad.store.tables import incidents

__all__ = ["read_tallies", "read_voices"]

# No incident has so many dead; sums of larger numbers would not fit into a column.
_MOST = 10**12
_BETWEEN = "\x1f"
_AFTER = "\x1e"


def read_tallies(
    connection: Connection, query: IncidentQuery, dialect: Dialect, *, roundups: bool
) -> Iterator[Tally]:
    """Yield the tallies of what a query finds, whatever its limit: of round-ups, or of all other incidents.

    Points are told apart where the query asks for a circle: the box round it is searched, and the tally has the
    point.
    """
    for row in connection.execute(_tallied(query, dialect, roundups=roundups)):
        (start, end, precision, grade, phase, *rest) = row
        _, _, latitude, longitude, radius, number, strikes, *sums, ids = rest
        killed, injured = Sum(*sums[:5]), Sum(*sums[5:])
        yield Tally(
            start, end, precision, grade, phase, latitude, longitude, radius, number, strikes, killed, injured, ids
        )  # fmt: skip


def read_voices(connection: Connection, query: IncidentQuery, dialect: Dialect) -> Iterator[Heard]:
    """Yield which root sources tell the incidents that a query finds, by their times and phases."""
    column = incidents.c
    told = column.id + literal(_BETWEEN) + column.root_marks
    keys = (column.start_day, column.end_day, column.time_precision, column.phase)
    found = select(*keys, func.aggregate_strings(told, _AFTER)).where(*conditions_of(query, dialect))
    for start, end, precision, phase, joined in connection.execute(found.group_by(*keys)):
        voices: dict[str, str] = {}
        for one in joined.split(_AFTER):
            id, _, marks = one.partition(_BETWEEN)
            for mark in marks.split(" ") if marks else ():
                if mark not in voices or id < voices[mark]:
                    voices[mark] = id
        yield Heard(start, end, precision, phase, voices)


def _tallied(query: IncidentQuery, dialect: Dialect, *, roundups: bool) -> Select[*tuple[Any, ...]]:
    column = incidents.c
    point = (column.latitude, column.longitude, column.radius_km) if query.near else ()
    keys: list[ColumnElement[Any]] = [
        column.start_day,
        column.end_day,
        column.time_precision,
        column.grade,
        column.phase,
        column.killed_low.is_(None).label("no_killed"),
        column.injured_low.is_(None).label("no_injured"),
    ]
    groups = [*keys, *point, *((column.id,) if roundups else ())]
    found = select(
        *keys,
        *(point or (literal(None).label(name) for name in ("latitude", "longitude", "radius_km"))),
        func.count(),
        func.sum(case((column.count_low.between(1, _MOST), column.count_low), else_=1)),
        *_sums("killed"),
        *_sums("injured"),
        func.aggregate_strings(column.id, " "),
    )
    here = (*conditions_of(query, dialect), column.is_roundup == roundups)
    return found.where(*here).group_by(*groups).order_by(*groups)


def _sums(kind: str) -> Iterator[ColumnElement[Any]]:
    low, best, high = (incidents.c[f"{kind}_{bound}"] for bound in ("low", "best", "high"))
    yield func.count(low)
    for bound in (low, best, high):
        yield func.coalesce(func.sum(case((bound > _MOST, _MOST), else_=bound)), 0)
    yield func.count(high)
