"""Texts in capitals throughout, as wire reports of the past are, and their small letters."""

import re
from functools import cache

from marsad.lexicon.files import read_words, word_list

__all__ = ["is_upper_case", "with_small_letters"]

MOSTLY = 0.7
"""Share of capitals among the letters of a text that is written in capitals."""
MARKS = "\u0300-\u036f"
"""Accents that are characters of their own."""
WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*(?:['’][^\W\d_]+)*")
INTRODUCED = re.compile(r"[\[(](?P<name>[A-Z]{2,6})[\])]")
"""A short name of a body as it is introduced: "NATIONAL LIBERATION FRONT (FMLN)"."""
HEADS = re.compile(r"(?:\A|(?<!\b[A-Z])[.!?]|\n\s*\n|\s{4})[\s\"'“”‘’(\[]*\Z")
"""What stands before the first word of a sentence; the full stop of an initial ends none."""
REACH = 16
"""Characters before a word in which that is looked for."""
SHORT = 3
"""Letters of an uncommon word that is taken for a short name: "UN"."""
ENDINGS = ("'s", "’s", "s", "es", "d", "ed", "ing", "ly")


def is_upper_case(text: str) -> bool:
    """Tell whether a text is written in capitals throughout."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and sum(map(str.isupper, letters)) > MOSTLY * len(letters)


def with_small_letters(text: str) -> str:
    """Return a text in capitals as it would be written today, letter for letter; other texts as they are.

    Words that reports commonly write small become small, save at the head of a sentence and where they open a name
    ("NEW YORK"); all others are taken for names and keep their first capital. Short names of bodies and initials keep
    all of theirs.
    """
    if not is_upper_case(text):
        return text
    found = list(WORD.finditer(text))
    bodies = {match["name"] for match in INTRODUCED.finditer(text) if not _is_common(match["name"])}
    parts, last = [], 0
    for number, match in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        opens = match[0].lower() in _opening() and after is not None and _is_name_behind(match, after)
        heads = HEADS.search(text, max(0, match.start() - REACH), match.start()) is not None
        initial = len(match[0]) == 1 and text[match.end() : match.end() + 1] == "."
        parts.append(text[last : match.start()])
        parts.append(match[0] if initial or match[0] in bodies else _written(match[0], named=heads or opens))
        last = match.end()
    return "".join([*parts, text[last:]])


def _is_name_behind(match: re.Match[str], after: re.Match[str]) -> bool:
    return after.start() == match.end() + 1 and not _is_common(after[0])


def _written(word: str, *, named: bool) -> str:
    small = word.lower()
    if len(small) != len(word):
        return word
    if _is_common(word):
        return word[0] + small[1:] if named else small
    return word if len(word) <= SHORT else word[0] + small[1:]


def _is_common(word: str) -> bool:
    small = word.lower()
    return small in _common() or any(small.removesuffix(ending) in _common() for ending in ENDINGS)


@cache
def _opening() -> frozenset[str]:
    return frozenset(word_list("place_words", "opening"))


@cache
def _common() -> frozenset[str]:
    return frozenset(read_words("casing")["small"].split())
