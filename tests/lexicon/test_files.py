"""Word files: read, checked, and refused where a group is empty."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from marsad.errors import LexiconError
from marsad.lexicon.files import read_words, word_list, word_lists

ENGLISH = sorted(
    path.name.removesuffix(".yaml")
    for path in files("marsad.lexicon").joinpath("en").iterdir()
    if path.is_file()
)


@pytest.fixture
def language(tmp_path: Path) -> Iterator[Path]:
    """A folder that is read as a language; no reading of it is kept."""
    yield tmp_path
    read_words.cache_clear()


def write(language: Path, text: str) -> str:
    language.joinpath("speech.yaml").write_text(text, encoding="utf-8")
    return str(language)


def test_read_words_returns_the_groups(language: Path) -> None:
    assert read_words("speech", write(language, "verbs: [said, told]")) == {"verbs": ["said", "told"]}


def test_read_words_names_the_file_to_add() -> None:
    with pytest.raises(LexiconError, match=r"no words for 'speech' in language 'xx': add .*speech\.yaml"):
        read_words("speech", "xx")


@pytest.mark.parametrize("group", ["[]", "{}", "", '""'])
def test_read_words_refuses_an_empty_group(language: Path, group: str) -> None:
    with pytest.raises(LexiconError, match="nouns is empty"):
        read_words("speech", write(language, f"verbs: [said]\nnouns: {group}\n"))


@pytest.mark.parametrize("text", ["", "[said, told]", "said", "{}"])
def test_read_words_refuses_a_file_without_groups(language: Path, text: str) -> None:
    with pytest.raises(LexiconError, match="must map group names to words"):
        read_words("speech", write(language, text))


def test_read_words_refuses_what_is_not_yaml(language: Path) -> None:
    with pytest.raises(LexiconError, match="not valid YAML"):
        read_words("speech", write(language, "verbs: [said"))


def test_word_list_keeps_the_order_of_the_file(language: Path) -> None:
    assert word_list("speech", "verbs", write(language, "verbs: [told, said]")) == ("told", "said")


@pytest.mark.parametrize("words", ["{a: [b]}", "[said, no]", "[said, 3]", '[said, ""]', "[[said]]", "said"])
def test_word_list_refuses_what_is_not_a_list_of_words(language: Path, words: str) -> None:
    with pytest.raises(LexiconError, match=r"verbs.*(list of words|in quotes|is empty)"):
        word_list("speech", "verbs", write(language, f"verbs: {words}"))


def test_word_list_refuses_a_group_that_is_not_there(language: Path) -> None:
    with pytest.raises(LexiconError, match="'nouns' must be a list of words"):
        word_list("speech", "nouns", write(language, "verbs: [said]"))


def test_word_lists_returns_named_lists(language: Path) -> None:
    where = write(language, "phases: {planned: [will], ended: [over, stopped]}")

    assert word_lists("speech", "phases", where) == {"planned": ("will",), "ended": ("over", "stopped")}


@pytest.mark.parametrize(
    "lists", ["[will]", "{planned: []}", "{planned: [yes]}", "{planned: [will], ended: }"]
)
def test_word_lists_refuses_an_empty_or_broken_list(language: Path, lists: str) -> None:
    with pytest.raises(LexiconError, match=r"phases.*(lists of words|in quotes|is empty)"):
        word_lists("speech", "phases", write(language, f"phases: {lists}"))


@pytest.mark.parametrize("subject", ENGLISH)
def test_read_words_accepts_every_english_file(subject: str) -> None:
    assert read_words(subject)
