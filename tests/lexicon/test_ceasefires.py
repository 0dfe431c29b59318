"""Words of truces."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.errors import LexiconError
from marsad.lexicon.ceasefires import load_truce_words
from marsad.lexicon.files import read_words


@pytest.fixture
def language(tmp_path: Path) -> Iterator[Path]:
    """A folder that is read as a language; no reading of it is kept."""
    yield tmp_path
    read_words.cache_clear()
    load_truce_words.cache_clear()


@pytest.mark.parametrize(
    ("words", "step"),
    [
        ("The truce had come to an end.", "ended"),
        ("The pause was extended.", "extended"),
        ("The ceasefire took effect at dawn.", "begins"),
        ("It may still be salvaged.", "salvage"),
        ("Envoys call it fragile.", "partially_holding"),
    ],
)
def test_words_name_a_step(words: str, step: str) -> None:
    assert [name for _, _, name in load_truce_words().steps.find(words)] == [step]


def test_a_part_of_a_word_names_no_step() -> None:
    assert not list(load_truce_words().steps.find("the unsigned, unbroken record"))


def test_a_file_without_a_step_is_refused(language: Path) -> None:
    text = Path(str(Path(__file__).parents[2] / "src/marsad/lexicon/en/ceasefires.yaml")).read_text("utf-8")
    language.joinpath("ceasefires.yaml").write_text(text.replace("  suspended:", "  halted:"), "utf-8")
    with pytest.raises(LexiconError, match="steps must have agreed"):
        load_truce_words(str(language))
