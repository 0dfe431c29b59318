"""Incidents in the order in which a person looks at them: read from an index, a page at a time."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from marsad.model import Grade
from marsad.store.shown import Shown

__all__ = ["select_deadly", "select_weakly_linked"]


def select_deadly(
    connection: Connection, shown: Shown, grade: Grade, *, least: int, after: str
) -> Iterator[Select[*tuple[Any, ...]]]:
    """Yield the statements for the bodies of incidents of a grade, in the order in which they are to be run.

    Most killed come first; where no `least` number is asked for, those of which nobody counts them come last.
    `after` is the id of the incident that was looked at last, "" to begin.
    """
    column = shown.incidents.c
    killed, id = column.killed_best, column.id
    start = _start(connection, killed, id, after)
    # What orders is selected too: only so does SQLite read both parts of what a viewer is shown by their index.
    found = select(column.body, killed, id).where(column.grade == grade)
    if start is None or start[0] is not None:
        counted = found.where(killed >= least, *_below(killed, id, start))
        yield counted.order_by(killed.desc(), id.desc())
    if least <= 0:
        uncounted = found.where(killed.is_(None)).order_by(id.desc())
        yield uncounted.where(id < after) if start and start[0] is None else uncounted


def select_weakly_linked(
    connection: Connection, shown: Shown, most: float, *, after: str
) -> Iterator[Select[*tuple[Any, ...]]]:
    """Yield the statement for the bodies of incidents with a link of a score up to `most`, the weakest first."""
    column = shown.incidents.c
    weakest, id = column.weakest_link, column.id
    start = _start(connection, weakest, id, after)
    found = select(column.body, weakest, id).where(weakest <= most)
    if start and start[0] is not None:
        found = found.where(weakest >= start[0], or_(weakest > start[0], id > start[1]))
    yield found.order_by(weakest, id)


def _start(
    connection: Connection, value: ColumnElement[Any], id: ColumnElement[str], after: str
) -> tuple[Any, str] | None:  # Any: a number of people or a score
    row = connection.execute(select(value, id).where(id == after)).first() if after else None
    return (row[0], row[1]) if row else None


def _below(
    value: ColumnElement[Any], id: ColumnElement[str], start: tuple[Any, str] | None
) -> tuple[ColumnElement[bool], ...]:
    if start is None:
        return ()
    # The first bound is what an index is entered by.
    return (value <= start[0], or_(value < start[0], and_(value == start[0], id < start[1])))
