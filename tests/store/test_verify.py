"""Somebody with access to the database changes the record behind the program's back."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy import text
from tests.store.factories import captured, claims, incident

from marsad.errors import StoreError, TamperError
from marsad.model import Judgement, Viewer
from marsad.store import Store, verify

_TABLES = ("originals", "reports", "judgements", "journal")


def tamper(store: Store, statements: Sequence[str]) -> None:
    """Run statements with every guard of the database taken away."""
    url = store.engine.url
    if url.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(str(url.database))) as connection, connection:
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                connection.execute(statement)
        return
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as server:
        server.execute("SET session_replication_role = replica")
        for statement in statements:
            server.execute(statement.encode())


@pytest.fixture
def full(store: Store) -> Store:
    """A record with everything in it."""
    first = claims(captured(1).report)[0]
    with store.writer() as writer:
        for number in (1, 2):
            writer.add_report(captured(number), claims(captured(number).report))
        writer.add_judgement(Judgement("accept", (first.id,), "ana", datetime(2020, 1, 1, tzinfo=UTC)))
    with store.view(Viewer.OWNER) as view:
        basis = view.basis()
    with store.writer() as writer:
        writer.replace_incidents([incident(first)], basis=basis)
        writer.note("exported", "record.jsonl", {"rows": 1})
    assert verify(store) == []
    return store


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE originals SET data = {byte} WHERE name = '1.html'", "original"),
        ("DELETE FROM originals WHERE name = '1.html'", "original"),
        ("UPDATE journal SET body = replace(body, '1', '2') WHERE seq = 2", "journal entry 2 was changed"),
        ("UPDATE journal SET body = '[' WHERE seq = 1", "journal entry 1 was changed"),
        ("UPDATE journal SET time = '1999' WHERE seq = 5", "journal entry 5 was changed"),
        ("DELETE FROM journal WHERE seq = 2", "no entry 2"),
        ("DELETE FROM journal WHERE seq = 1", "no journal entry"),
        ("UPDATE journal SET hash = 'x' WHERE seq = 3", "journal entry 4 does not follow"),
        ("DELETE FROM reports WHERE seq = 2", "is in the journal and not in the record"),
        ("UPDATE reports SET body = replace(body, 'killed 1', 'killed 9') WHERE seq = 1", "another id"),
        ("UPDATE reports SET body = replace(body, '\"part\":\"\"', '\"part\":\"2\"')", "is not as it was"),
        ("UPDATE reports SET body = 'gone' WHERE seq = 1", "cannot be read"),
        ("UPDATE reports SET original = 'x' WHERE seq = 1", "another original"),
        ("INSERT INTO reports SELECT 'x', 9, original, published, body FROM reports WHERE seq = 1", "has no"),
        ("DELETE FROM judgements", "is in the journal and not in the record"),
        ("UPDATE judgements SET body = replace(body, 'accept', 'reject')", "another id"),
        ("DELETE FROM claims WHERE position = 1", "not those that the journal"),
        ("UPDATE claims SET body = replace(body, '0.75', '0.5')", "not those that the journal"),
        ("UPDATE claims SET body = replace(body, 'Shelling', 'Shooting')", "does not say"),
        ("UPDATE claims SET body = '{{}}'", "cannot be read"),
        ("UPDATE claims SET report = 'report-x'", "not in the record"),
        ("DELETE FROM incidents", "the incidents are not those"),
        ("UPDATE incidents SET body = '{{}}'", "cannot be read"),
        ("UPDATE incidents SET killed_best = 99", "columns"),
        ("UPDATE incidents SET source_words = ' x '", "columns"),
        ("DELETE FROM incident_claims", "linked to other claims"),
    ],
)  # fmt: skip
def test_a_change_behind_the_back_is_told(full: Store, statement: str, problem: str) -> None:
    postgres = full.engine.dialect.name == "postgresql"
    tamper(full, [statement.format(byte="'\\x00'::bytea" if postgres else "x'00'")])
    assert problem in "\n".join(verify(full))


def test_one_flipped_bit_of_an_original_is_told(full: Store) -> None:
    data = bytearray(captured(2).original.data)
    data[5] ^= 1
    literal = f"'\\x{data.hex()}'" if full.engine.dialect.name == "postgresql" else f"x'{data.hex()}'"
    sha256 = captured(2).original.sha256
    tamper(full, [f"UPDATE originals SET data = {literal} WHERE sha256 = '{sha256}'"])
    assert verify(full) == [f"original {sha256} (2.html) was changed"]


def test_nothing_is_written_after_a_changed_entry(full: Store) -> None:
    tamper(full, ["UPDATE journal SET subject = 'another' WHERE seq = 5"])
    with full.writer() as writer, pytest.raises(TamperError, match="entry 5 was changed"):
        writer.add_report(captured(3), ())


def test_what_cannot_be_read_says_so(full: Store) -> None:
    tamper(full, ["UPDATE reports SET body = 'gone' WHERE seq = 1"])
    with full.view(Viewer.OWNER) as view, pytest.raises(TamperError, match="verify"):
        list(view.reports())


@pytest.mark.parametrize("table", _TABLES)
@pytest.mark.parametrize("verb", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_the_database_refuses_to_change_what_is_kept(full: Store, table: str, verb: str) -> None:
    column = "name" if table == "originals" else "body"
    with full.engine.connect() as connection, pytest.raises(StoreError, match=f"{table} is append-only"):
        connection.execute(text(verb.format(table, column, column)))
    assert verify(full) == []


def test_the_database_refuses_to_replace_or_empty_what_is_kept(full: Store) -> None:
    emptying = {
        "sqlite": "INSERT OR REPLACE INTO judgements SELECT * FROM judgements",
        "postgresql": "TRUNCATE judgements",
    }[full.engine.dialect.name]
    with full.engine.connect() as connection, pytest.raises(StoreError, match="judgements is append-only"):
        connection.execute(text(emptying))
