"""The PostgreSQL server that tests and benchmarks share."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.postgres import libpq, serving


@pytest.fixture
def place() -> Iterator[Path]:
    """An empty folder that the server's own user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_it_ends_while_somebody_is_connected_and_can_be_started_again(place: Path) -> None:
    with serving(place) as url:
        left_open = psycopg.connect(libpq(url))
    with pytest.raises(psycopg.OperationalError):
        left_open.execute("SELECT 1")
    left_open.close()
    with serving(place) as url, psycopg.connect(libpq(url)) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_one_that_another_keeps_from_its_folder_is_not_taken_for_started(place: Path) -> None:
    with serving(place), pytest.raises(pytest.fail.Exception, match="does not start"), serving(place):
        pass
