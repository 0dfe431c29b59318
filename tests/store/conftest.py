"""One record on each kind of database."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.records import empty_record
from tests.store.factories import ticking_clock

from marsad.store import Store

KINDS = ["sqlite", "postgresql"]


@pytest.fixture(params=KINDS)
def record_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of one kind, in which no record was made yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'record.db'}"
    url: str = request.getfixturevalue("postgres_database")
    return url


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """An open, empty record."""
    if request.param == "sqlite":
        with empty_record(now=ticking_clock()) as store:
            yield store
    else:
        yield replace(request.getfixturevalue("postgres_record"), now=ticking_clock())
