"""docs/reading.md and docs/models.md tell of the files and models that there are."""

import re
from pathlib import Path

import pytest

from marsad.extract.rules.scorer import load_weights

ROOT = Path(__file__).parents[2]
EXTRACT = ROOT / "src" / "marsad" / "extract"
READING = (ROOT / "docs" / "reading.md").read_text("utf-8")
MODELS = (ROOT / "docs" / "models.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`((?:lexicon/)?\w+\.py)`", READING))))
def test_a_file_that_the_page_names_is_there(name: str) -> None:
    folders = (EXTRACT, EXTRACT / "learned", EXTRACT / "rules", EXTRACT.parent)
    assert any((folder / name).is_file() for folder in folders)


def test_the_page_names_every_step() -> None:
    steps = {file.name for file in EXTRACT.rglob("*.py")} - {
        "__init__.py",
        "scorer.py",
        "wordlists.py",
        "text.py",
        "names.py",
    }
    assert {name for name in steps if f"`{name}`" not in READING} == set()


def test_the_model_card_names_every_model() -> None:
    kinds = {name.partition("=")[0] for name in load_weights()}
    assert {kind for kind in kinds if f"`{kind}" not in MODELS} == set()
