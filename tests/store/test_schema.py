"""Making, migrating and refusing a record."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from tests.store.factories import captured, claims, incident

from marsad.errors import StoreError
from marsad.model import HARM_KINDS, Link, Toll, Viewer
from marsad.store import IncidentQuery, Store, open_store, verify
from marsad.store.schema import HEAD, VERSION_TABLE
from marsad.store.tables import metadata


def test_the_migrations_make_the_tables_that_the_program_uses(store: Store) -> None:
    def ours(name: str | None, kind: str, parents: object) -> bool:
        return kind != "table" or not str(name).startswith("report_search")

    with store.engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "include_name": ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_linking_all_anew_leaves_every_index_as_it_was_also_where_it_fails(store: Store) -> None:
    def indexes() -> dict[str, list[tuple[object, ...]]]:
        with store.engine.connect() as connection:
            found = inspect(connection)
            return {
                name: sorted(
                    (one["name"], *one["column_names"], one["unique"]) for one in found.get_indexes(name)
                )
                for name in found.get_table_names()
            }

    taken = captured(1)
    told = claims(taken.report)
    before = indexes()
    with store.writer() as writer:
        writer.add_report(taken, told)
        with store.view(Viewer.OWNER) as view:
            basis = view.basis()
        with pytest.raises(StoreError, match="same claim"):
            writer.replace_incidents([incident(told[0]), incident(told[0])], basis=basis)
        assert indexes() == before
        assert writer.replace_incidents([incident(told[0])], basis=basis)
    assert indexes() == before
    assert sum(map(len, before.values())) > 10


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "marsad.store:migrations")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_opening_again_keeps_what_is_there_and_needs_no_alembic(record_url: str) -> None:
    with open_store(record_url) as store, store.writer() as writer:
        writer.add_report(captured(1), ())
    program = (
        "import sys; from marsad.model import Viewer; from marsad.store import open_store\n"
        "with open_store(sys.argv[1]) as store, store.view(Viewer.OWNER) as view:\n"
        "    print(view.counts()['reports'], 'alembic' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, record_url], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "1 False\n"


def test_sqlite_writes_ahead_waits_for_the_disk_and_keeps_its_foreign_keys(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'record.db'}") as store, store.engine.connect() as connection:
        pragmas = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 60_000}
        assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas} == pragmas


def test_a_record_of_the_first_schema_gets_its_new_columns_filled(record_url: str) -> None:
    read = [(captured(number), claims(captured(number).report)) for number in range(1, 8)]
    linked = [
        replace(
            incident(told[0]),
            roots=roots,
            tolls=(Toll("killed", 1, 1, 1, ()), Toll(kind, 3, best, None, ())),
            links=tuple(Link(told[0].id, told[1].id, score, ()) for score in (best / 8, 1.0)),
        )
        for (_, told), roots, kind, best in zip(
            read,
            ((), ("medic",), ("Médecins", "the al-Amal Centre")) * 3,
            HARM_KINDS[1:] * 2,
            (4, 2**70) * 4,
            strict=False,
        )
    ]
    with open_store(record_url) as store:
        with store.writer() as writer:
            for taken, told in read:
                writer.add_report(taken, told)
        with store.view(Viewer.OWNER) as view:
            basis, before = view.basis(), view.head()
        with store.writer() as writer:
            writer.replace_incidents(linked, basis=basis)
        as_of_the_first_schema(store)
    with open_store(record_url) as store:
        assert verify(store) == []
        with store.view(Viewer.OWNER) as view:
            assert view.head() != before
            assert {each.id for each in view.incidents()} == {each.id for each in linked}
            amal = [each for each in linked if len(each.roots) == 2]
            assert {each.id for each in view.incidents(IncidentQuery(source="amal"))} == {x.id for x in amal}
            assert len(list(view.incidents(IncidentQuery(detained=5)))) == 1
            assert {one.id for one in view.claims(types={told[0].type})} >= {told[0].id}
            weak = [min(link.score for link in each.links) for each in view.weakly_linked(0.5)]
            assert weak == [0.5] * 4


def as_of_the_first_schema(store: Store) -> None:
    """Take away what later migrations added."""
    with store.engine.begin() as connection:
        for index in (
            "incidents_by_start", "claims_by_type", "incidents_by_country", "incidents_by_point",
            "incidents_by_grade", "incidents_by_link", "reports_by_original",
        ):  # fmt: skip
            connection.execute(text(f"DROP INDEX {index}"))
        connection.execute(text("CREATE INDEX ix_incidents_grade ON incidents (grade)"))
        connection.execute(text("CREATE INDEX incidents_by_point ON incidents (latitude, longitude)"))
        connection.execute(text("ALTER TABLE claims DROP COLUMN type"))
        for name in (
            "source_words", "injured_best", "missing_best", "displaced_best", "detained_best", "is_roundup",
            "time_precision", "radius_km", "count_low", "injured_low", "injured_high", "root_marks",
            "weakest_link",
        ):  # fmt: skip
            connection.execute(text(f"ALTER TABLE incidents DROP COLUMN {name}"))
        for table in (
            "filings", "link_keys", "incident_branches", "locks", "opened_incident_claims", "opened_incidents",
            "lock_changes", "sessions", "tokens", "users",
        ):  # fmt: skip
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '0001'"))


def test_an_incident_that_cannot_be_read_is_migrated_and_told_of(record_url: str) -> None:
    told = claims(captured(1).report)
    with open_store(record_url) as store:
        with store.writer() as writer:
            writer.add_report(captured(1), told)
        with store.view(Viewer.OWNER) as view:
            basis = view.basis()
        with store.writer() as writer:
            writer.replace_incidents([incident(told[0])], basis=basis)
        as_of_the_first_schema(store)
        with store.engine.begin() as connection:
            connection.execute(text("UPDATE incidents SET body = '[1]'"))
    with open_store(record_url) as store:
        assert any("cannot be read" in problem for problem in verify(store))


def test_a_record_of_a_newer_program_is_refused(record_url: str) -> None:
    with open_store(record_url) as store, store.engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer Marsad; update"):
        open_store(record_url)


def test_a_database_of_something_else_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE contacts (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not of a Marsad record"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Not a database, only notes on what was seen. " * 200)
    with pytest.raises(StoreError, match="is not a Marsad record"):
        open_store(f"sqlite:///{path}")


@pytest.mark.parametrize("place", ["no/such/folder/record.db", "."])
def test_a_path_that_cannot_be_written_says_so(tmp_path: Path, place: str) -> None:
    with pytest.raises(StoreError, match="check that its folder exists"):
        open_store(f"sqlite:///{tmp_path / place}")


def test_a_server_that_is_away_says_so_and_keeps_the_password(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no answer from") as caught:
        open_store(f"postgresql://ana:secret@/record?host={tmp_path}")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "advice"),
    [
        ("record.db", "give sqlite:///"),
        ("mysql://host/record", "not in mysql"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
def test_a_url_of_no_record_says_what_one_looks_like(url: str, advice: str) -> None:
    with pytest.raises(StoreError, match=advice):
        open_store(url)
