"""Read a word file of a language."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from marsad.data import load_yaml
from marsad.errors import LexiconError

__all__ = ["check_words", "read_words", "word_list", "word_lists"]


MAY_BE_EMPTY = ("after", "group", "names")
"""Keys that may stand without a word: a hedge with nothing after it, a noun of no group, a body with one name."""


@cache
def read_words(subject: str, language: str = "en") -> dict[str, Any]:
    """Return the groups of one word file, e.g. `speech` of `en`; treat the result as read-only.

    Raises LexiconError when the file is missing, is not a mapping, or holds an empty group: an empty group
    would match nothing, or everything, without anybody noticing.
    """
    source = files("marsad.lexicon").joinpath(language, f"{subject}.yaml")
    try:
        groups = load_yaml(source.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LexiconError(f"no words for {subject!r} in language {language!r}: add {source}") from None
    except yaml.YAMLError as error:
        raise LexiconError(f"{source} is not valid YAML: {error}") from error
    if not isinstance(groups, dict) or not groups:
        raise LexiconError(f"{source} must map group names to words")
    check_words(groups, f"{subject}.yaml ({language})")
    return groups


def check_words(value: object, where: str) -> None:
    """Raise LexiconError for an empty list, mapping or word, or a bare yes or no; `where` names the place.

    An empty alternative would match everything. A hedge without words after it and a noun without a group are
    no mistakes.
    """
    if value is None or value == "" or value == [] or value == {}:
        raise LexiconError(f"{where} is empty; add a word or take the group out")
    if isinstance(value, bool):
        raise LexiconError(f"{where} is a word that YAML reads as yes or no; put it in quotes")
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        if not (key in MAY_BE_EMPTY and item in ("", [])):
            check_words(item, f"{where}: {key}")


def _is_word(word: object) -> bool:
    return isinstance(word, str) and bool(word)  # YAML reads a bare "no" or "on" as a truth value


def word_list(subject: str, group: str, language: str = "en") -> tuple[str, ...]:
    """Return one group of plain words, in the order of the file.

    Raises LexiconError when the group is missing or is not a list of texts.
    """
    words = read_words(subject, language).get(group)
    if not isinstance(words, list) or not all(map(_is_word, words)):
        raise LexiconError(f"{subject}.yaml ({language}): group {group!r} must be a list of words")
    return tuple(words)


def word_lists(subject: str, group: str, language: str = "en") -> dict[str, tuple[str, ...]]:
    """Return a group whose entries are themselves named lists, e.g. phase → cue words."""
    lists = read_words(subject, language).get(group)
    if not isinstance(lists, dict) or not all(
        words and all(map(_is_word, words)) for words in lists.values()
    ):
        raise LexiconError(f"{subject}.yaml ({language}): group {group!r} must map names to lists of words")
    return {name: tuple(words) for name, words in lists.items()}
