"""Texts in capitals throughout, as wire reports of the past are, and their small letters."""

import re
from functools import cache

from marsad.lexicon.files import read_words

__all__ = ["is_upper_case", "with_small_letters"]

MOSTLY = 0.7
"""Share of capitals among the letters of a text that is written in capitals."""
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SHORT = re.compile(r"[\[(](?P<name>[A-Z]{2,6})[\])]")
"""A short name of a body as it is introduced: "NATIONAL LIBERATION FRONT (FMLN)"."""
REACH = 4
"""Characters before a word in which the end of the sentence before it stands; more space is a new paragraph."""
OPENS = frozenset(".!?")
ENDINGS = ("'s", "’s", "s", "es", "d", "ed", "ing", "ly")


def is_upper_case(text: str) -> bool:
    """Tell whether a text is written in capitals throughout."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and sum(map(str.isupper, letters)) > MOSTLY * len(letters)


def with_small_letters(text: str) -> str:
    """Return a text in capitals as it would be written today, letter for letter; other texts as they are.

    Words that reports commonly write small become small, save at the head of a sentence; all others are taken for
    names and keep their first capital. A short name introduced in brackets keeps all of its capitals.
    """
    if not is_upper_case(text):
        return text
    names = {match["name"] for match in SHORT.finditer(text) if match["name"].lower() not in _common()}
    parts, last = [], 0
    for match in WORD.finditer(text):
        parts.append(text[last : match.start()])
        before = text[max(0, match.start() - REACH) : match.start()].rstrip(" \n\"'“”‘’([")
        parts.append(_written(match[0], names, heads=not before or before[-1] in OPENS))
        last = match.end()
    return "".join([*parts, text[last:]])


def _written(word: str, names: set[str], *, heads: bool) -> str:
    small = word.lower()
    if word in names or len(small) != len(word):
        return word
    common = small in _common() or any(small.removesuffix(ending) in _common() for ending in ENDINGS)
    return small if common and not heads else word[0] + small[1:]


@cache
def _common() -> frozenset[str]:
    return frozenset(read_words("casing")["small"].split())
