"""One record on each kind of database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.factories import ticking_clock

from marsad.store import Store, open_store


@pytest.fixture(params=["sqlite", "postgresql"])
def record_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of one kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'record.db'}"
    url: str = request.getfixturevalue("postgres_database")
    return url


@pytest.fixture
def store(record_url: str) -> Iterator[Store]:
    """An open, empty record."""
    with open_store(record_url, now=ticking_clock()) as store:
        yield store
