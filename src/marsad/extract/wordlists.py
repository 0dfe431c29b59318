"""Word lists of the lexicon as patterns, for the readers of numbers, people and times."""

import re
from collections.abc import Iterable

from marsad.errors import LexiconError

__all__ = ["any_of", "fold"]

# Letters that match an ASCII letter where a pattern ignores case, but do not become it in lower case.
ODD_LETTERS = str.maketrans("ſıİK", "siik")


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
