"""Incidents in the order in which a person looks at them: read from an index, a page at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, literal, or_, select

from marsad.model import Grade
from marsad.store.shown import Shown

__all__ = ["Ranked", "select_deadly", "select_weakly_linked"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Statements for body, rank and id of incidents, each in the order of an index; put together they are in it too.

    The rank comes first in that order and then the id, both `falling` or both rising.
    """

    statements: tuple[Select[*tuple[Any, ...]], ...]
    falling: bool


def select_deadly(
    connection: Connection, shown: Shown, grade: Grade, *, least: int, after: str
) -> Iterator[Ranked]:
    """Yield the statements for the incidents of a grade, in the order in which they are to be run.

    Most killed come first; where no `least` number is asked for, those of which nobody counts them come last.
    `after` is the id of the incident that was looked at last, "" to begin.
    """
    column = shown.incidents.c
    killed, id = column.killed_best, column.id
    start = _start(connection, killed, id, after)
    parts = [part.c for part in shown.parts]
    if start is None or start[0] is not None:
        yield Ranked(
            tuple(
                select(one.body, one.killed_best, one.id)
                .where(one.grade == grade, one.killed_best >= least, *_below(one.killed_best, one.id, start))
                .order_by(one.killed_best.desc(), one.id.desc())
                for one in parts
            ),
            falling=True,
        )
    if least <= 0:
        below = after if start and start[0] is None else "~"  # follows every id
        yield Ranked(
            tuple(
                select(one.body, literal(0), one.id)
                .where(one.grade == grade, one.killed_best.is_(None), one.id < below)
                .order_by(one.id.desc())
                for one in parts
            ),
            falling=True,
        )


def select_weakly_linked(
    connection: Connection, shown: Shown, most: float, *, after: str
) -> Iterator[Ranked]:
    """Yield the statements for the incidents with a link of a score up to `most`, the weakest first."""
    column = shown.incidents.c
    weakest, id = column.weakest_link, column.id
    start = _start(connection, weakest, id, after)
    yield Ranked(
        tuple(
            select(one.body, one.weakest_link, one.id)
            .where(one.weakest_link <= most, *_above(one.weakest_link, one.id, start))
            .order_by(one.weakest_link, one.id)
            for one in (part.c for part in shown.parts)
        ),
        falling=False,
    )


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


def _above(
    value: ColumnElement[Any], id: ColumnElement[str], start: tuple[Any, str] | None
) -> tuple[ColumnElement[bool], ...]:
    if start is None or start[0] is None:
        return ()
    return (value >= start[0], or_(value > start[0], and_(value == start[0], id > start[1])))
