"""What every question to a record goes by: one moment of it, and whoever looks."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Literal, TypeVar, get_args

from sqlalchemy import ColumnElement, Connection, Select, func, select

from marsad.errors import StoreError
from marsad.model import Viewer
from marsad.store.batches import BATCH, found_first, stream
from marsad.store.codec import decode, decode_all
from marsad.store.dialects import Dialect
from marsad.store.kept_judgements import KeptJudgements
from marsad.store.newest import Newest
from marsad.store.query import IncidentQuery
from marsad.store.shown import Shown, shown_to

__all__ = ["BODIES", "IsGiven", "Moment", "Question"]

TableName = Literal["reports", "claims", "incidents"]
Model = TypeVar("Model")
IsGiven = Callable[[ColumnElement[Any]], ColumnElement[bool]]
"""The condition that a column is one of the values that are given."""
Question = Callable[[Shown, IsGiven], Select[*tuple[Any, ...]]]
"""What is asked of the tables that are shown about any of some values: columns that are numbers and texts."""
_HEXADECIMAL = re.compile("[0-9a-f]*")


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of a record and whoever looks at it; `View` tells what they see.

    `kept_judgements` are those that were read so far, `newest` the newest entries of the journal.
    """

    connection: Connection
    dialect: Dialect
    viewer: Viewer
    kept_judgements: KeptJudgements
    newest: Newest
    linked: int | None = None

    @property
    def _shown(self) -> Shown:
        return shown_to(self.viewer, self.linked)

    def _shown_to(self, query: IncidentQuery) -> Shown:
        """Return the tables as a query is best answered from them: it may find few incidents, or most."""
        return self._shown if query.is_narrow else self._shown.to_read_through()

    def _models(self, kind: type[Model], query: Select[str], *, at_a_time: int = BATCH) -> Iterator[Model]:
        with stream(self.connection, query, at_a_time) as result:
            for body in result.scalars():
                yield decode(kind, body)

    def _few(self, kind: type[Model], query: Select[str]) -> list[Model]:
        """Return the models of a statement that finds no more than fit into memory, in its order.

        They come in one row: threads of a desk wait for each other at every row.
        """
        joined = self.connection.scalar(_in_one_text(query))
        return decode_all(kind, joined) if joined else []

    def _rows(self, query: Select[*tuple[Any, ...]]) -> list[list[Any]]:  # Any: numbers, texts and None
        """Return the same of columns that are numbers and texts."""
        return self._read(self.dialect.in_one_row(query))

    def _read(self, in_one_row: Select[str], **given: Any) -> list[list[Any]]:  # Any: as above
        joined = self.connection.scalar(in_one_row, given)
        rows: list[list[Any]] = json.loads(joined) if joined else []
        return rows

    def _about(
        self, question: Question, values: Sequence[str] | Sequence[int]
    ) -> list[list[Any]]:  # Any: as above
        """Return the same for a question that is often asked: its statement is made once.

        Making one takes longer than the answer.
        """
        statement = _rows_statement(question, self._shown, self.dialect)
        return self._read(statement, given=values)

    def _told(self, kind: type[Model], question: Question, values: Sequence[str]) -> list[Model]:
        """Return the models whose bodies are the answer to such a question, in its order."""
        statement = _bodies_statement(question, self._shown, self.dialect)
        joined = self.connection.scalar(statement, {"given": values})
        return decode_all(kind, joined) if joined else []

    def _of(self, kind: type[Model], table: TableName, start: str) -> Model | None:
        """Return the model whose id is, or begins, so; None where none does."""
        found = self._told(kind, BODIES[table], [start])
        if not found:
            column = getattr(self._shown, table).c.id
            whole = self._complete(kind.__name__.lower(), start, column)
            found = self._told(kind, BODIES[table], [whole]) if whole else []
        return found[0] if found else None

    def _complete(self, kind: str, start: str, column: ColumnElement[str]) -> str | None:
        """Return the one id that begins so, None where none does."""
        digits = start.lower().removeprefix(f"{kind}-")
        if not _HEXADECIMAL.fullmatch(digits):
            return None
        first = f"{kind}-{digits}"
        # A range, which an index answers ("g" follows every digit); LIKE differs between databases.
        begins = column.between(first, f"{first}g")
        found = self.connection.scalars(select(column).where(begins).distinct().limit(2)).all()
        if len(found) > 1:
            raise StoreError(f"{start!r} begins the id of more than one {kind}; give more of its digits")
        return found[0] if found else None


@lru_cache(512)
def _rows_statement(question: Question, shown: Shown, dialect: Dialect) -> Select[str]:
    return dialect.in_one_row(question(shown, dialect.is_given))


@lru_cache(512)
def _bodies_statement(question: Question, shown: Shown, dialect: Dialect) -> Select[str]:
    return _in_one_text(question(shown, dialect.is_given))


def _in_one_text(query: Select[str]) -> Select[str]:
    return select(func.aggregate_strings(found_first(query).c.body, ","))


def _bodies(table: TableName, shown: Shown, is_given: IsGiven) -> Select[str]:
    column = getattr(shown, table).c
    return select(column.body).where(is_given(column.id)).order_by(column.id)


BODIES: dict[TableName, Question] = {table: partial(_bodies, table) for table in get_args(TableName)}
"""The bodies of what has whole ids, by id."""
