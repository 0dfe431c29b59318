"""Connections to a server that may have been away meanwhile."""

from urllib.parse import urlsplit

import psycopg
import pytest
from tests.postgres import libpq

from marsad.errors import DatabaseError
from marsad.model import Viewer
from marsad.store import Store, dialects, open_store


def end_connections(url: str) -> None:
    """End all connections to a database, as a server that starts again does."""
    name = urlsplit(url).path.removeprefix("/")
    with psycopg.connect(libpq(url.replace(f"/{name}?", "/postgres?")), autocommit=True) as own:
        own.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))


def head(store: Store) -> str:
    with store.view(Viewer.OWNER) as view:
        return view.head()


def test_a_connection_that_was_lost_while_it_rested_is_made_anew(
    postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialects, "_RESTED_S", -1.0)
    with open_store(postgres_database) as store:
        before = head(store)
        end_connections(postgres_database)
        assert head(store) == before


def test_one_that_was_lost_just_now_is_an_error_once(
    postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialects, "_RESTED_S", 3600.0)
    with open_store(postgres_database) as store:
        before = head(store)
        end_connections(postgres_database)
        with pytest.raises(DatabaseError, match="no answer"):
            head(store)
        assert head(store) == before
