"""`marsad gazetteer`."""

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.world import FOUND


def test_own_places_are_added_found_and_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(
        "name,latitude,longitude,kind,parent\nKafr Nowhere,35.5,36.5,village,Syria\nBroken,far,36,village,\n",
        "utf-8",
    )
    done = run("gazetteer", "add", "mine.csv")
    assert done.exit_code == 1
    assert "1 places new or changed, 1 rows skipped" in done.stdout
    assert "mine.csv" in done.stderr and "3" in done.stderr
    assert "0 places new or changed" in run("gazetteer", "add", "mine.csv").stdout
    found = json.loads(run("gazetteer", "search", "kafr nowhere", "--format", "json").stdout)
    assert [(entry["name"], entry["latitude"]) for entry in found] == [("Kafr Nowhere", 35.5)]
    assert "Kafr Nowhere" in run("gazetteer", "search", "Kafr Nowhere").stdout


def test_the_world_is_compiled_by_the_first_command_that_needs_it(world_made: Path) -> None:
    found = json.loads((world_made / FOUND).read_text("utf-8"))
    assert [(entry["country"], entry["kind"]) for entry in found] == [("SY", "city")]
    assert len(list((world_made / "cache").iterdir())) == 1


def test_spellings_are_forgiven(run: Run) -> None:
    for name in ("Bustan al-Qasr", "Bustan Al Qasr", "Bostan al-Kasr"):
        found = json.loads(run("gazetteer", "search", name, "--limit", "1", "--format", "json").stdout)
        assert [entry["name"] for entry in found] == ["Bustan al-Qasr"]
