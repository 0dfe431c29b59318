"""`marsad export` and `schema`."""

import csv
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.cli.conftest import Run

from marsad.export import FORMATS


def test_each_format_is_written(filled: Run, tmp_path: Path) -> None:
    for kind in FORMATS:
        done = json.loads(filled("export", kind, f"out.{kind}", "--format", "json").stdout)
        assert done["format"] == kind
    incidents = json.loads(filled("incidents", "--format", "json").stdout)
    ids = {incident["id"] for incident in incidents}
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as table:
        assert {row["id"] for row in csv.DictReader(table)} == ids
    assert {one["id"] for one in json.loads((tmp_path / "out.geojson").read_text("utf-8"))["features"]} == ids
    bundle = ZipFile(tmp_path / "out.jsonl")
    assert {json.loads(line)["id"] for line in bundle.open("incidents.jsonl")} == ids
    assert "sha256" in filled("export", "csv", "again.csv").stdout
    help_text = filled("export", "--help").stdout
    assert all(kind in help_text for kind in FORMATS)


@pytest.mark.parametrize("what", ["claims", "incidents"])
def test_a_schema_is_printed(run: Run, what: str) -> None:
    assert json.loads(run("schema", what).stdout)["type"] == "object"
