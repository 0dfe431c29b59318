"""By how many rows are fetched and ids are asked for."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import Connection, Result, Select

__all__ = ["chunks", "stream"]

Key = TypeVar("Key", str, int)
# Rows fetched at a time: a record does not fit in memory, its rows do by the hundred.
_BATCH = 200


def chunks(values: Sequence[Key]) -> Iterator[Sequence[Key]]:
    """Yield values by as many as a statement may name."""
    return (values[start : start + _BATCH] for start in range(0, len(values), _BATCH))


def stream(connection: Connection, query: Select[*tuple[object, ...]]) -> Result[*tuple[object, ...]]:
    """Return the rows of a statement, fetched by the hundred; to be closed where not all are read."""
    return connection.execute(query, execution_options={"yield_per": _BATCH})
