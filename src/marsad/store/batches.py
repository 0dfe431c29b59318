"""By how many rows are fetched and ids are asked for."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import CTE, Connection, Result, Select

__all__ = ["BATCH", "chunks", "found_first", "stream"]

Key = TypeVar("Key", str, int)
# Rows fetched at a time: a record does not fit in memory, its rows do by the hundred.
BATCH = 200


def chunks(values: Sequence[Key]) -> Iterator[Sequence[Key]]:
    """Yield values by as many as a statement may name."""
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))


def stream(
    connection: Connection, query: Select[*tuple[object, ...]], at_a_time: int = BATCH
) -> Result[*tuple[object, ...]]:
    """Return the rows of a statement, fetched by the hundred; to be closed where not all are read."""
    return connection.execute(query, execution_options={"yield_per": at_a_time})


def found_first(query: Select[*tuple[object, ...]]) -> CTE:
    """Return what a statement finds as a table that is made before anything is done with it.

    Otherwise SQLite looks for it in all of what a viewer is shown, put together first, instead of by indexes.
    """
    return query.cte("found").prefix_with("MATERIALIZED")
