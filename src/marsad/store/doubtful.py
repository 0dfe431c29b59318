"""Incidents in the order in which a person looks at them: read from an index, a few at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, literal, or_, select

from marsad.model import Grade
from marsad.store.dialects import Dialect
from marsad.store.shown import Shown

__all__ = ["FEW", "Ranked", "select_deadly", "select_weakly_linked"]

FEW = 10
"""Incidents that are read at a time: somebody looks at the first ones."""

Start = tuple[Any, str]  # Any: a number of people or a score
"""Where to go on: the value and the id of the incident that was looked at last."""
_MOST = 64
"""Statements that are kept: most people look at the first page."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Statements for body, rank and id of the first FEW incidents, each in the order of an index, in one row.

    Put together they are in that order too: the rank first and then the id, both `falling` or both rising.
    """

    statements: tuple[Select[str], ...]
    falling: bool


def select_deadly(
    connection: Connection, dialect: Dialect, shown: Shown, grade: Grade, least: int, after: str
) -> Iterator[Ranked]:
    """Yield the statements for the incidents of a grade, in the order in which they are to be run.

    Most killed come first; where no `least` number is asked for, those of which nobody counts them come last.
    `after` is the id of the incident that was looked at last, "" to begin.
    """
    column = shown.incidents.c
    start = _start(connection, column.killed_best, column.id, after)
    if start is None or start[0] is not None:
        yield _deadliest(dialect, shown, grade, least, start)
    if least <= 0:
        below = after if start and start[0] is None else "~"  # follows every id
        yield _uncounted(dialect, shown, grade, below)


def select_weakly_linked(
    connection: Connection, dialect: Dialect, shown: Shown, most: float, after: str
) -> Iterator[Ranked]:
    """Yield the statements for the incidents with a link of a score up to `most`, the weakest first."""
    column = shown.incidents.c
    yield _weakest(dialect, shown, most, _start(connection, column.weakest_link, column.id, after))


@lru_cache(_MOST)
def _deadliest(dialect: Dialect, shown: Shown, grade: Grade, least: int, start: Start | None) -> Ranked:
    found = (
        select(one.body, one.killed_best, one.id)
        .where(one.grade == grade, one.killed_best >= least, *_below(one.killed_best, one.id, start))
        .order_by(one.killed_best.desc(), one.id.desc())
        for one in (part.c for part in shown.parts)
    )
    return _first(dialect, found, falling=True)


@lru_cache(_MOST)
def _uncounted(dialect: Dialect, shown: Shown, grade: Grade, below: str) -> Ranked:
    found = (
        select(one.body, literal(0).label("rank"), one.id)
        .where(one.grade == grade, one.killed_best.is_(None), one.id < below)
        .order_by(one.id.desc())
        for one in (part.c for part in shown.parts)
    )
    return _first(dialect, found, falling=True)


@lru_cache(_MOST)
def _weakest(dialect: Dialect, shown: Shown, most: float, start: Start | None) -> Ranked:
    found = (
        select(one.body, one.weakest_link, one.id)
        .where(one.weakest_link <= most, *_above(one.weakest_link, one.id, start))
        .order_by(one.weakest_link, one.id)
        for one in (part.c for part in shown.parts)
    )
    return _first(dialect, found, falling=False)


def _first(
    dialect: Dialect, found: Iterable[Select[*tuple[Any, ...]]], *, falling: bool
) -> Ranked:  # Any: a number of people or a score
    return Ranked(tuple(dialect.in_one_row(one.limit(FEW)) for one in found), falling)


def _start(
    connection: Connection, value: ColumnElement[Any], id: ColumnElement[str], after: str
) -> Start | None:
    row = connection.execute(select(value, id).where(id == after)).first() if after else None
    return (row[0], row[1]) if row else None


def _below(
    value: ColumnElement[Any], id: ColumnElement[str], start: Start | None
) -> tuple[ColumnElement[bool], ...]:
    if start is None:
        return ()
    # The first bound is what an index is entered by.
    return (value <= start[0], or_(value < start[0], and_(value == start[0], id < start[1])))


def _above(
    value: ColumnElement[Any], id: ColumnElement[str], start: Start | None
) -> tuple[ColumnElement[bool], ...]:
    if start is None or start[0] is None:
        return ()
    return (value >= start[0], or_(value > start[0], and_(value == start[0], id > start[1])))
