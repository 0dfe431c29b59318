"""The index of the world's places, compiled once a run of the tests."""

from pathlib import Path

import pytest
from tests.once import made_once
from typer.testing import CliRunner

from marsad.cli import app
from marsad.ops.places import index_file

FOUND = "found.json"
"""What the command that compiled the index answered, beside the cache folder."""


@pytest.fixture(scope="session")
def world_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the first command answers that needs the world's places, and the cache it leaves."""
    return made_once(tmp_path_factory, "world", _compile)


@pytest.fixture(scope="session")
def world(world_made: Path) -> Path:
    """The index of the world's places, in a cache folder of its own."""
    return index_file(world_made / "cache")


def _compile(folder: Path) -> None:
    command = ["gazetteer", "search", "Aleppo", "--limit", "1", "--format", "json"]
    env = {"MARSAD_HOME": str(folder / "home"), "MARSAD_CACHE": str(folder / "cache")}
    done = CliRunner().invoke(app, command, env=env, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    (folder / FOUND).write_text(done.stdout, "utf-8")
