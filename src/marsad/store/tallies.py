"""Incidents counted in the database, so that series over very many of them read no incident."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, literal, null, select, true

from marsad.model import Grade, HarmTally, Heard, Reached, Sum, TalliedHarm, Tally
from marsad.store.dialects import Dialect
from marsad.store.query import IncidentQuery, conditions_of
from marsad.store.shown import Shown

__all__ = ["read_harm", "read_points", "read_tallies", "read_times", "read_voices"]

# No incident has so many dead; sums of larger numbers would not fit into a column.
_MOST = 10**12
_BETWEEN = "\x1f"
_AFTER = "\x1e"
_TIME = ("start_day", "end_day", "time_precision")
_KEYS = (*_TIME, "grade", "phase")
"""In the order of the index of a country, which then need not be sorted."""


def read_tallies(
    connection: Connection, query: IncidentQuery, dialect: Dialect, shown: Shown
) -> Iterator[Tally]:
    """Yield the tallies of what a query finds, whatever its limit.

    Points are told apart where the query asks for a circle: the box round it is searched, and the tally has the
    point.
    """
    columns = tuple(_counted(shown))
    for roundups in (False, True):
        each = true() if roundups else None
        for row in connection.execute(_grouped(columns, query, dialect, shown, roundups=roundups, each=each)):
            start, end, precision, grade, phase, latitude, longitude, radius, number, strikes, *rest = row
            killed, injured = (Sum(*map(int, sums)) for sums in (rest[:5], rest[5:10]))
            yield Tally(
                start, end, precision, grade, phase, roundups, latitude, longitude, radius,
                number, int(strikes), killed, injured, rest[10],
            )  # fmt: skip


def read_harm(
    connection: Connection,
    query: IncidentQuery,
    kind: TalliedHarm,
    apart: Collection[Grade],
    dialect: Dialect,
    shown: Shown,
) -> Iterator[HarmTally]:
    """Yield the same for one kind of harm, with ids in order.

    Round-ups of the grades `apart` are told one by one, those of others as all other incidents are.
    """
    column = shown.incidents.c
    is_told = column[f"{kind}_low"].is_not(None)
    ids = (func.aggregate_strings(case((which, column.id)), " ") for which in (is_told, ~is_told))
    columns = (*_sums(kind, shown), *ids)
    for roundups in (False, True):
        each = column.grade.in_(sorted(apart)) if roundups else None
        for row in connection.execute(_grouped(columns, query, dialect, shown, roundups=roundups, each=each)):
            start, _, _, grade, phase, latitude, longitude, _, *sums, told, untold = row
            yield HarmTally(
                start, grade, phase, roundups, latitude, longitude, Sum(*map(int, sums)),
                tuple(sorted((told or "").split())), tuple(sorted((untold or "").split())),
            )  # fmt: skip


def read_times(
    connection: Connection, query: IncidentQuery, dialect: Dialect, shown: Shown
) -> Iterator[Heard]:
    """Yield the times and phases that the incidents of a query tell of, each with one of these incidents."""
    column = shown.incidents.c
    # By grade first: so an index gives the groups in its order, and only these are sorted.
    keys = [column[name] for name in _KEYS]
    first = func.min(column.id).label("first")
    graded = select(*keys, first).where(*_conditions(query, dialect, shown)).group_by(*keys).subquery().c
    kept: list[ColumnElement[Any]] = [graded[name] for name in (*_TIME, "phase")]
    found: Select[Any] = select(*kept, func.min(graded.first)).group_by(*kept)
    for start, end, precision, phase, id in connection.execute(found):
        yield Heard(start, end, precision, phase, id, {})


def read_voices(
    connection: Connection, query: IncidentQuery, dialect: Dialect, shown: Shown
) -> Iterator[Heard]:
    """Yield which root sources tell the incidents that a query finds, by their times and phases."""
    told = shown.incidents.c.id + literal(_BETWEEN) + shown.incidents.c.root_marks
    keys: list[ColumnElement[Any]] = [*(shown.incidents.c[name] for name in (*_TIME, "phase"))]
    found: Select[Any] = select(*keys, func.aggregate_strings(told, _AFTER))
    found = found.where(*_conditions(query, dialect, shown)).group_by(*keys)
    for start, end, precision, phase, joined in connection.execute(found):
        voices: dict[str, str] = {}
        pairs = sorted(joined.split(_AFTER))
        for one in pairs:
            id, _, marks = one.partition(_BETWEEN)
            for mark in marks.split():
                voices.setdefault(mark, id)
        yield Heard(start, end, precision, phase, pairs[0].partition(_BETWEEN)[0], voices)


def read_points(
    connection: Connection, query: IncidentQuery, dialect: Dialect, shown: Shown, phases: Collection[str]
) -> Iterator[Reached]:
    """Yield of each point with its radius the first and last day of what is of some phases there."""
    column = shown.incidents.c
    point = (column.latitude, column.longitude, column.radius_km)
    days = (func.min(column.start_day), func.max(column.end_day))
    told = (
        *_conditions(query, dialect, shown),
        column.phase.in_(sorted(phases)),
        column.start_day.is_not(None),
    )
    for row in connection.execute(select(*point, *days).where(*told).group_by(*point)):
        yield Reached(*row)


def _counted(shown: Shown) -> Iterator[ColumnElement[Any]]:
    column = shown.incidents.c
    marked: ColumnElement[str] = column.id
    for kind, mark in (("killed", "K"), ("injured", "I")):
        marked = marked + case((column[f"{kind}_low"].is_(None), ""), else_=mark)
    yield func.count()
    yield func.sum(case((column.count_low.between(1, _MOST), column.count_low), else_=1))
    yield from _sums("killed", shown)
    yield from _sums("injured", shown)
    yield func.aggregate_strings(marked, " ")


def _grouped(
    columns: Iterable[ColumnElement[Any]],
    query: IncidentQuery,
    dialect: Dialect,
    shown: Shown,
    *,
    roundups: bool,
    each: ColumnElement[bool] | None = None,
) -> Select[*tuple[Any, ...]]:
    """Return the statement for what round-ups, or all others, are alike in, their points, and some columns.

    What meets the condition `each` stands alone.
    """
    column = shown.incidents.c
    keys: list[ColumnElement[Any]] = [column[name] for name in _KEYS]
    # Told so that no index of round-ups alone is taken for all the others.
    chosen = case((column.is_roundup, 1), else_=0) == int(roundups)
    point = (column.latitude, column.longitude, column.radius_km) if query.near else ()
    return (
        select(*keys, *(point or (null(), null(), null())), *columns)
        .where(*_conditions(query, dialect, shown), chosen)
        .group_by(*keys, *([] if each is None else [case((each, column.id), else_="")]), *point)
    )


def _sums(kind: str, shown: Shown) -> Iterator[ColumnElement[Any]]:
    low, best, high = (shown.incidents.c[f"{kind}_{bound}"] for bound in ("low", "best", "high"))
    yield func.count(low)
    for bound in (low, best, high):
        yield func.coalesce(func.sum(case((bound > _MOST, _MOST), else_=bound)), 0)
    yield func.count(high)


def _conditions(query: IncidentQuery, dialect: Dialect, shown: Shown) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions of a query so that its types are not looked up: most incidents are of one of them."""
    yield from conditions_of(replace(query, type=()), dialect, shown)
    if query.types:
        yield (shown.incidents.c.type + "").in_(query.types)
