"""`marsad ceasefires` and `ceasefire`."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.ops.keeping import keep
from tests.ops.test_ceasefires import struck

from marsad.store import open_store


@pytest.fixture
def told(run: Run, tmp_path: Path) -> Run:
    """Commands over a record that tells of one truce."""
    (tmp_path / "home").mkdir()
    with open_store(f"sqlite:///{tmp_path / 'home' / 'record.db'}") as store:
        keep(store, struck())
    return run


def test_a_list_says_who_says_how_each_stands(told: Run) -> None:
    text = " ".join(told("ceasefires").stdout.split())
    assert "1 ceasefires" in text
    (one,) = json.loads(told("ceasefires", "--format", "json").stdout)["ceasefires"]
    assert {each["reading"] for each in one["current"]} >= {"ended", "not ended", "ended, doubted"}
    assert (one["effective"][0]["start"], one["ended"][0]["end"]) == ("2016-09-12", "2016-09-19")


def test_one_is_shown_with_rival_readings_and_breaches(told: Run) -> None:
    (one,) = json.loads(told("ceasefires", "--format", "json").stdout)["ceasefires"]
    text = " ".join(told("ceasefire", one["id"][:16]).stdout.split())
    for words in (
        "The ceasefire was not dead",
        "could declare it over",
        "Sources differ",
        "Urum al-Kubra, contested",
    ):
        assert words in text
    assert "Russia: Russian planes" in text
    data = json.loads(told("ceasefire", one["id"], "--format", "json").stdout)
    assert data["ceasefire"]["id"] == one["id"]
    assert data["breaches"]["apart"][0]["number"] == 1


def test_it_is_written_with_its_breaches_beside_it(told: Run, tmp_path: Path) -> None:
    (one,) = json.loads(told("ceasefires", "--format", "json").stdout)["ceasefires"]
    assert "sha256" in told("ceasefire", one["id"], "--csv", "truce.csv").stdout
    assert (tmp_path / "truce.csv").read_text("utf-8").startswith("cc,location,region,cf_id")
    assert (tmp_path / "breaches.csv").read_text("utf-8").startswith("ceasefire,incident,start")


def test_what_is_asked_wrongly_is_one_line_that_helps(told: Run) -> None:
    for words in (
        ("ceasefire", "abc123"),
        ("ceasefires", "--since", "soon"),
        ("ceasefires", "--place", "--"),
    ):
        result = told(*words)
        assert result.exit_code == 2
    assert "no truce there says nothing" in told("ceasefires", "--until", "2010-01-01").stdout
    assert "No ceasefire is told of" in told("ceasefires", "--place", "Xyzzyville").stdout


def test_an_empty_record_says_so(run: Run) -> None:
    assert "tells of nothing on any day" in run("ceasefires").stdout
