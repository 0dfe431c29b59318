"""The index of the world's places, compiled once a run of the tests."""

import fcntl
import os
from pathlib import Path

import pytest

from marsad.ops.places import ensure_index


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the world's places, compiled once even where several processes run the tests."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with (folder / "world.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return ensure_index(folder)
