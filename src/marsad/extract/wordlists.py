"""Word lists of the lexicon that the readers of numbers, people and times compile into patterns."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from marsad.errors import LexiconError

__all__ = ["any_of", "check_words", "fold", "read_words"]

MAY_BE_EMPTY = ("after", "group")
# Letters that match an ASCII letter where a pattern ignores case, but do not become it in lower case.
ODD_LETTERS = str.maketrans("ſıİK", "siik")


@cache
def read_words(name: str) -> Mapping[str, Any]:
    """Return the English word lists of one lexicon file, by group.

    Raises LexiconError where the file is no mapping or a group in it is empty.
    """
    text = resources.files("marsad.lexicon").joinpath("en", name).read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    if not isinstance(data, dict):
        raise LexiconError(f"lexicon/en/{name} holds no groups; give each group of words a name")
    check_words(data, f"lexicon/en/{name}")
    return data


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


def fold(text: str) -> str:
    """Return what a pattern that ignores case matched as the lexicon writes it: lower case, single spaces."""
    return " ".join(text.translate(ODD_LETTERS).lower().split())


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first, any white space between their parts.

    Raises LexiconError where there is no word: an empty alternation would match everywhere.
    """
    parts = sorted({str(word) for word in words}, key=lambda word: (-len(word), word))
    if not parts or not all(parts):
        raise LexiconError("a group of words is empty; add a word or take the group out")
    return "(?:" + "|".join(r"\s{1,3}".join(map(re.escape, part.split())) for part in parts) + ")"
