"""What the page on exports says is so."""

import re
from pathlib import Path

import pytest

from marsad.export import FORMATS
from marsad.export.acled import ACLED_COLUMNS
from marsad.export.bundle import MANIFEST, PARTS
from marsad.export.ftm import PROP_TYPES
from marsad.export.ged import GED_COLUMNS
from marsad.export.hxl import HXL_COLUMNS
from marsad.export.summary import COLUMNS
from marsad.export.xlsx import SHEETS
from marsad.model import HARM_KINDS

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")


def named(heading: str) -> list[str]:
    """The codes in the first cells of the table under a heading."""
    told = PAGE.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    cells = [line.split(" | ")[0] for line in told.splitlines() if line.startswith("| `")]
    return [code for cell in cells for code in re.findall(r"`([^`]+)`", cell)]


def test_every_format_has_its_row() -> None:
    assert re.findall(r"^\| \[`(\w+)`\]", PAGE, re.MULTILINE) == list(FORMATS)


@pytest.mark.parametrize(
    ("heading", "columns"), [("ACLED", ACLED_COLUMNS), ("GED", GED_COLUMNS)], ids=["acled", "ged"]
)
def test_every_column_is_told_once(heading: str, columns: tuple[str, ...]) -> None:
    assert sorted(named(heading)) == sorted(columns)


def test_every_column_of_our_own_is_told() -> None:
    told = set(named("CSV and GeoJSON"))
    bounds = {f"{kind}_{bound}" for kind in HARM_KINDS for bound in ("low", "best", "high")}
    assert told - set(HARM_KINDS) == set(COLUMNS) - (bounds - told)
    assert set(HARM_KINDS) - {"killed"} <= told


def test_every_hashtag_is_told() -> None:
    tags = {tag for _, tag in HXL_COLUMNS}
    told = named("HXL")
    assert {tag for tag in told if tag.startswith("#")} <= tags
    assert {tag for tag in tags if not tag.startswith("#affected")} <= set(told)


def test_every_part_sheet_and_property_is_told() -> None:
    assert set(named("Bundle")) == {"originals/SHA256", MANIFEST, *(f"{part}.jsonl" for part in PARTS)}
    assert named("XLSX") == list(SHEETS)
    statements = PAGE.split("## FTM\n", 1)[1]
    assert [prop for prop in PROP_TYPES if prop not in statements] == []
