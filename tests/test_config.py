"""Settings: one value made at the edge."""

import subprocess
import sys
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from marsad.config import VARIABLES, Settings, load_settings
from marsad.errors import ConfigError


def test_every_setting_has_a_variable() -> None:
    assert list(VARIABLES) == [field.name for field in fields(Settings)]


def test_nothing_is_needed_and_nothing_is_made(tmp_path: Path) -> None:
    settings = load_settings({"MARSAD_HOME": str(tmp_path / "home"), "MARSAD_CACHE": str(tmp_path / "cache")})
    assert settings.record == settings.home_record == f"sqlite:///{tmp_path / 'home' / 'record.db'}"
    assert (settings.allow_private, settings.author) == (False, "")
    assert settings.own_places.parent == settings.home
    assert list(tmp_path.iterdir()) == []
    assert load_settings({}).home.is_absolute()


@pytest.mark.parametrize(
    ("record", "url"),
    [("a/b.db", "sqlite:///a/b.db"), ("postgresql+psycopg://x@h/n", "postgresql+psycopg://x@h/n")],
)
def test_a_record_is_a_url_or_a_path(record: str, url: str) -> None:
    assert load_settings({"MARSAD_RECORD": record}).record == url
    assert load_settings({"MARSAD_RECORD": "other.db"}, record=record).record == url


def test_an_override_wins_and_none_does_not() -> None:
    env = {"MARSAD_AUTHOR": "A. Analyst", "MARSAD_ALLOW_PRIVATE": "Yes", "MARSAD_PIPELINE": " "}
    assert load_settings(env, author=None).author == "A. Analyst"
    assert load_settings(env, author="B. Chief").author == "B. Chief"
    assert load_settings(env).allow_private
    assert load_settings(env).pipeline == load_settings({}).pipeline


@pytest.mark.parametrize(
    ("env", "reason"),
    [
        ({"MARSAD_RECROD": "x"}, "MARSAD_RECROD sets nothing"),
        ({"MARSAD_ALLOW_PRIVATE": "perhaps"}, "yes or no"),
    ],
)
def test_what_makes_no_sense_says_so(env: dict[str, str], reason: str) -> None:
    with pytest.raises(ConfigError, match=reason):
        load_settings(env)


def test_settings_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        load_settings({}).author = "x"  # type: ignore[misc]  # this is what must fail


def test_importing_reads_no_setting() -> None:
    code = (
        "import os\n"
        "asked = []\n"
        "class Watched(dict):\n"
        "    def __getitem__(self, name): asked.append(name); return super().__getitem__(name)\n"
        "    def get(self, name, default=None): asked.append(name); return super().get(name, default)\n"
        "    def __iter__(self): asked.append('MARSAD_ all'); return super().__iter__()\n"
        "os.environ = Watched(os.environ)\n"
        "import marsad.config, marsad.api, marsad.cli\n"
        "print([name for name in asked if name.startswith('MARSAD_')])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
