"""The real commands, in this process and in one of their own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.workshop import REPORTS, places_cache
from typer.testing import CliRunner, Result

from marsad.cli import app

Run = Callable[..., Result]


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """An environment with a home of its own and place names that are compiled already."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MARSAD_")}
    return kept | {"MARSAD_HOME": str(tmp_path / "home"), "MARSAD_CACHE": str(places_cache())}


@pytest.fixture
def run(env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process, in a fresh folder."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("MARSAD_")]:
        monkeypatch.delenv(name)

    def run(*words: str, input: str | None = None) -> Result:
        return CliRunner().invoke(app, words, env=env, input=input, catch_exceptions=False)

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three reports: a strike, its denial, and another event."""
    return reports_in(tmp_path)


def reports_in(path: Path) -> Path:
    folder = path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home that `marsad add` of the three reports leaves; tests get a copy of it."""
    path = tmp_path_factory.mktemp("filled")
    env: dict[str, str | None] = {name: None for name in os.environ if name.startswith("MARSAD_")}
    env |= {"MARSAD_HOME": str(path / "home"), "MARSAD_CACHE": str(places_cache())}
    done = CliRunner().invoke(app, ["add", str(reports_in(path))], env=env, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return path / "home"


@pytest.fixture
def filled(run: Run, folder: Path, filled_home: Path, env: dict[str, str]) -> Run:
    """Commands over a record that holds the three reports."""
    shutil.copytree(filled_home, env["MARSAD_HOME"])
    return run


@pytest.fixture
def process(env: dict[str, str], tmp_path: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Run a command in a process of its own."""

    def process(*words: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "marsad", *words]
        return subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, check=False)

    return process
