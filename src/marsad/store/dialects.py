"""Everything in which SQLite and PostgreSQL differ."""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from time import monotonic
from typing import Any, ClassVar

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Engine,
    Select,
    Table,
    Text,
    any_,
    bindparam,
    cast,
    create_engine,
    event,
    func,
    select,
    text,
)
from sqlalchemy.engine import URL, ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError, InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

from marsad.errors import DatabaseError, StoreError
from marsad.store.batches import found_first

__all__ = ["Dialect", "dialect_of", "schema_statements"]

_BUSY_S = 60.0
_CACHE_KB, _BULK_KB = 32 * 1024, 1024 * 1024
"""Pages of a SQLite file that a connection keeps: usually, and while very many rows are written."""
_CONNECT_S = 10
_RESTED_S = 5.0
"""Seconds after which a connection may have been lost meanwhile."""
# Whoever asks has a connection: who asks at once is limited elsewhere, and a pool that is empty would fail them.
# As many as readers of a desk need at once are kept open.
_POOL: dict[str, Any] = {"pool_size": 20, "max_overflow": -1}  # Any: SQLAlchemy's own
# Any constant will do; the lock is per database.
_ADVISORY_LOCK = 0x6D6172736164


class Dialect(ABC):
    """One kind of database: how it is opened, locked, searched, and what its errors mean."""

    glance_options: ClassVar[dict[str, Any]]  # Any: SQLAlchemy's own type of execution options
    """For one statement that reads: it needs no transaction of its own."""
    read_options: ClassVar[dict[str, Any]]  # Any: as above
    write_options: ClassVar[dict[str, Any]]  # Any: as above
    has_server: ClassVar[bool]
    search_condition: ClassVar[str]
    search_insert: ClassVar[str]

    def __init__(self, url: URL) -> None:
        self.url = url
        self.name = url.render_as_string(hide_password=True)

    def engine(self) -> Engine:
        """Return an engine whose every database error is a StoreError that says what to do."""
        engine = self._engine()

        @event.listens_for(engine, "handle_error")
        def explain(context: ExceptionContext) -> None:
            if context.sqlalchemy_exception:  # not for an interrupt from the keyboard
                raise DatabaseError(
                    self._advice(str(context.original_exception))
                ) from context.original_exception

        return engine

    @abstractmethod
    def _engine(self) -> Engine: ...

    @abstractmethod
    def _advice(self, message: str) -> str: ...

    @abstractmethod
    def prepare(self, engine: Engine) -> None:
        """Set what the database file or server keeps for itself, where it is not set."""

    @abstractmethod
    def spare(self, engine: Engine) -> None:
        """Have a server use one processor at a time for what is asked from now on, not all."""

    @abstractmethod
    def lock(self, connection: Connection) -> None:
        """Wait until no other process writes, and keep the others waiting until the transaction ends."""

    @contextmanager
    def bulk(self, connection: Connection, tables: Sequence[Table]) -> Iterator[None]:
        """Make ready for writing very many rows of some tables anew, and leave them as they were but for the rows."""
        yield

    @abstractmethod
    def is_given(self, column: ColumnElement[Any]) -> ColumnElement[bool]:
        """Return the condition that a column is one of a list, the value of `:given`."""

    @abstractmethod
    def in_one_row(self, query: Select[*tuple[Any, ...]]) -> Select[str]:
        """Return the statement for the rows of another one as one JSON text, a list of lists in its order."""

    @abstractmethod
    def search_query(self, words: Sequence[str]) -> str:
        """Return the value of `:query` that asks for every one of the folded words."""

    @abstractmethod
    def search_document(self, words: Sequence[str]) -> object:
        """Return the value of `:words` that files a report under the folded words."""


class _SQLite(Dialect):
    read_options: ClassVar[dict[str, Any]] = {"marsad_begin": "BEGIN"}
    glance_options: ClassVar[dict[str, Any]] = read_options
    write_options: ClassVar[dict[str, Any]] = {"marsad_begin": "BEGIN IMMEDIATE"}
    has_server = False
    search_condition = "reports.seq IN (SELECT rowid FROM report_search WHERE report_search MATCH :query)"
    search_insert = "INSERT INTO report_search (rowid, words) VALUES (:seq, :words)"

    def _engine(self) -> Engine:
        if not self.url.database or self.url.database == ":memory:":
            raise StoreError(f"{self.name} names no file; give one, such as sqlite:///record.db")
        engine = create_engine(self.url, connect_args={"timeout": _BUSY_S}, **_POOL)

        @event.listens_for(engine, "connect")
        def configure(connection: sqlite3.Connection, record: object) -> None:
            # The driver's own transactions begin too late for a lock and a snapshot: `begin` below does it.
            connection.isolation_level = None
            try:
                for pragma in (
                    "foreign_keys=ON",
                    "synchronous=FULL",
                    "recursive_triggers=ON",
                    f"cache_size=-{_CACHE_KB}",
                ):
                    connection.execute(f"PRAGMA {pragma}")
            except sqlite3.Error as error:
                raise DatabaseError(self._advice(str(error))) from error

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            connection.exec_driver_sql(connection.get_execution_options().get("marsad_begin", "BEGIN"))

        return engine

    def _advice(self, message: str) -> str:
        path = self.url.database
        for sign, advice in (
            ("unable to open", f"cannot open {path}: check that its folder exists and can be written"),
            ("readonly", f"{path} cannot be written: check the permissions of the file and its folder"),
            ("not a database", f"{path} is not a Marsad record: give another file name"),
            ("malformed", f"{path} is damaged: go back to a copy that verifies"),
            ("locked", f"another program has been writing to {path} for {_BUSY_S:.0f} s: wait for it to end"),
            ("full", f"no space is left for {path}: make room and run the same command again"),
        ):
            if sign in message:
                return f"{advice} ({message})"
        return f"{path} refused the request, run `marsad verify` to check it: {message}"

    def prepare(self, engine: Engine) -> None:
        with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
            try:  # the mode cannot change inside a transaction, and SQLAlchemy would begin one
                if cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
                    cursor.execute("PRAGMA journal_mode=WAL")
            except sqlite3.Error as error:
                raise DatabaseError(self._advice(str(error))) from error

    def spare(self, engine: Engine) -> None:
        pass  # what asks is what works, on one processor

    def lock(self, connection: Connection) -> None:
        pass  # BEGIN IMMEDIATE has done it

    @contextmanager
    def bulk(self, connection: Connection, tables: Sequence[Table]) -> Iterator[None]:
        # Ids are hashes: in an index each row goes to another page, and pages that have no room are written and read
        # again. An index made of all rows is sorted first. Other readers go on with those of their snapshot.
        connection.exec_driver_sql(f"PRAGMA cache_size=-{_BULK_KB}")
        indexes = sorted(
            (index for table in tables for index in table.indexes), key=lambda one: str(one.name)
        )
        try:
            for index in indexes:
                index.drop(connection)
            yield
            for index in indexes:
                index.create(connection)
        finally:
            connection.exec_driver_sql(f"PRAGMA cache_size=-{_CACHE_KB}")
            connection.exec_driver_sql("PRAGMA shrink_memory")

    def is_given(self, column: ColumnElement[Any]) -> ColumnElement[bool]:
        # One by one: a list that is a table of its own is not looked up in the parts of what a viewer is shown.
        return column.in_(bindparam("given", expanding=True))

    def in_one_row(self, query: Select[*tuple[Any, ...]]) -> Select[str]:
        return select(func.json_group_array(func.json_array(*found_first(query).c)))

    def search_query(self, words: Sequence[str]) -> str:
        return " ".join(f'"{word}"' for word in words)

    def search_document(self, words: Sequence[str]) -> object:
        return " ".join(words)


class _PostgreSQL(Dialect):
    glance_options: ClassVar[dict[str, Any]] = {"isolation_level": "AUTOCOMMIT"}
    read_options: ClassVar[dict[str, Any]] = {
        "isolation_level": "REPEATABLE READ",
        "postgresql_readonly": True,
    }
    write_options: ClassVar[dict[str, Any]] = {"isolation_level": "READ COMMITTED"}
    has_server = True
    search_condition = "reports.seq IN (SELECT seq FROM report_search WHERE words @@ CAST(:query AS tsquery))"
    search_insert = "INSERT INTO report_search (seq, words) VALUES (:seq, array_to_tsvector(:words))"

    def _engine(self) -> Engine:
        try:
            engine = create_engine(
                self.url.set(drivername="postgresql+psycopg"),
                connect_args={"connect_timeout": _CONNECT_S},
                **_POOL,
            )
        except ModuleNotFoundError as error:
            raise StoreError("PostgreSQL needs its driver: pip install 'marsad[postgres]'") from error

        @event.listens_for(engine, "checkin")
        def rest(_connection: object, record: ConnectionPoolEntry) -> None:
            record.info["rests"] = monotonic()

        @event.listens_for(engine, "checkout")
        def wake(
            connection: Any, record: ConnectionPoolEntry, _proxy: object
        ) -> None:  # Any: the driver's own
            # So a server that was away is found again. What was used just now is not asked first: under load, each
            # question is a wait for the server's turn.
            if monotonic() - record.info.get("rests", monotonic()) > _RESTED_S:
                try:
                    engine.dialect.do_ping(connection)
                except engine.dialect.loaded_dbapi.Error as error:
                    raise InvalidatePoolError from error

        return engine

    def _advice(self, message: str) -> str:
        first = message.strip().splitlines()[0] if message.strip() else "no answer"
        for sign in ("connection", "could not translate", "server closed", "timeout"):
            if sign in message:
                return f"no answer from {self.name}: check that it runs and the URL is right ({first})"
        return f"{self.name} refused the request, check the user's rights there: {first}"

    def prepare(self, engine: Engine) -> None:
        pass  # the server looks after itself

    def spare(self, engine: Engine) -> None:
        @event.listens_for(engine, "connect")
        def use_one_processor(connection: Any, _record: object) -> None:  # Any: the driver's connection
            # Not as an option of the connection, which poolers such as PgBouncer refuse.
            connection.execute("SET max_parallel_workers_per_gather = 0")
            connection.commit()

        engine.dispose()  # connections from before have it not

    def lock(self, connection: Connection) -> None:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})

    def is_given(self, column: ColumnElement[Any]) -> ColumnElement[bool]:
        # In words that are the same for any number of values: the server plans what it knows once.
        return column == any_(bindparam("given", type_=ARRAY(column.type)))

    def in_one_row(self, query: Select[*tuple[Any, ...]]) -> Select[str]:
        return select(cast(func.json_agg(func.json_build_array(*found_first(query).c)), Text))

    def search_query(self, words: Sequence[str]) -> str:
        return " & ".join(f"'{word}'" for word in words)

    def search_document(self, words: Sequence[str]) -> object:
        return list(words)


def dialect_of(url: str) -> Dialect:
    """Return the dialect that a database URL names; raises StoreError for any other."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError(
            f"{url!r} is not the URL of a record; give sqlite:///PATH or postgresql://USER@HOST/NAME"
        ) from error
    if parsed.drivername in ("sqlite", "sqlite+pysqlite"):
        return _SQLite(parsed)
    if parsed.drivername in ("postgresql", "postgresql+psycopg"):
        return _PostgreSQL(parsed)
    raise StoreError(f"a record is kept in sqlite:/// or postgresql://, not in {parsed.drivername}")


def schema_statements(name: str, append_only: Sequence[str]) -> list[str]:
    """Return the statements that only one dialect has: the search index, and triggers that refuse change.

    Migrations run these; a change here is a change of the schema and needs a migration of its own.
    """
    if name == "sqlite":
        return [
            # Words arrive folded and cut, hence the plainest tokenizer; texts stand in `reports` already.
            "CREATE VIRTUAL TABLE report_search USING fts5(words, content='', detail=none, tokenize='ascii')",
            *(statement for table in append_only for statement in _sqlite_triggers(table)),
        ]
    return [
        "CREATE TABLE report_search (seq BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX report_search_words ON report_search USING gin (words)",
        "CREATE FUNCTION marsad_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END $$",
        *(
            f"CREATE TRIGGER {table}_{moment} BEFORE {events} ON {table} "
            f"FOR EACH {level} EXECUTE FUNCTION marsad_refuse()"
            for table in append_only
            for moment, events, level in (
                ("keeps_rows", "UPDATE OR DELETE", "ROW"),
                ("keeps_all", "TRUNCATE", "STATEMENT"),
            )
        ),
    ]


def _sqlite_triggers(table: str) -> list[str]:
    key = {"originals": "sha256", "journal": "seq"}.get(table, "id")
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        # INSERT OR REPLACE deletes without asking the trigger above.
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) {refuse}",
    ]
