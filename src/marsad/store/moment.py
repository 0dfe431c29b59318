"""What every question to a record goes by: one moment of it, and whoever looks."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import BindParameter, ColumnElement, Connection, FromClause, Select, bindparam, func, select

from marsad.errors import StoreError
from marsad.model import Viewer
from marsad.store.batches import BATCH, found_first, stream
from marsad.store.codec import decode, decode_all
from marsad.store.dialects import Dialect
from marsad.store.kept_judgements import KeptJudgements
from marsad.store.newest import Newest
from marsad.store.query import IncidentQuery
from marsad.store.shown import Shown, shown_to

__all__ = ["Moment", "Question"]

Model = TypeVar("Model")
Question = Callable[[Shown, BindParameter[Any]], Select[*tuple[Any, ...]]]
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
        found = found_first(query)
        joined = self.connection.scalar(select(func.aggregate_strings(found.c.body, ",")))
        return decode_all(kind, joined) if joined else []

    def _rows(self, query: Select[*tuple[Any, ...]]) -> list[list[Any]]:  # Any: numbers, texts and None
        """Return the same of columns that are numbers and texts."""
        return _read_rows(self.connection.scalar(self.dialect.in_one_row(query)))

    def _about(
        self, question: Question, values: Sequence[str] | Sequence[int]
    ) -> list[list[Any]]:  # Any: as above
        """Return the same for a question that is often asked: its statement is made once."""
        statement = _statement(question, self._shown, self.dialect)
        return _read_rows(self.connection.scalar(statement, {"values": values}))

    def _of(self, kind: type[Model], table: FromClause, start: str) -> Model | None:
        """Return the model whose id is, or begins, so; None where none does."""
        found = self._model(kind, table, start)
        if found is not None:
            return found
        return self._model(kind, table, self._complete(kind.__name__.lower(), start, table.c.id))

    def _model(self, kind: type[Model], table: FromClause, whole: str | None) -> Model | None:
        body = self.connection.scalar(select(table.c.body).where(table.c.id == whole))
        return None if body is None else decode(kind, body)

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


@lru_cache(256)
def _statement(question: Question, shown: Shown, dialect: Dialect) -> Select[str]:
    return dialect.in_one_row(question(shown, bindparam("values", expanding=True)))


def _read_rows(joined: str | None) -> list[list[Any]]:  # Any: as above
    rows: list[list[Any]] = json.loads(joined) if joined else []
    return rows
