"""What the words in and around a place name say about it."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from marsad.lexicon.files import word_list
from marsad.model import Span

__all__ = ["Cue", "Mention", "Relation", "listed", "read_mention", "relation", "sentence_of"]

Cue = Literal["", "part", "settlement", "region", "around"]
Relation = Literal["", "in", "beside"]

SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])|;\s+|\n+")
WORD = re.compile(r"[^\W_]+(?:[-'’‘`][^\W_]+)*|['’]s\b")
BEFORE, AFTER = 60, 40
"""Characters looked at on either side of a name for its cue words."""
MOST_BETWEEN = 7
"""Words between a part and its whole."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name in the text: `core` without cue words, `whole` the place it says it is in, or ""."""

    span: Span
    core: str
    whole: str = ""
    cue: Cue = ""


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(word_list("place_cues", group))


@cache
def _cue_of() -> dict[str, Cue]:
    groups: tuple[tuple[str, Cue], ...] = (
        ("parts", "part"),
        ("settlements", "settlement"),
        ("regions", "region"),
        ("around", "around"),
    )
    return {word: cue for group, cue in groups for word in _words(group)}


def sentence_of(text: str, at: int) -> tuple[int, int]:
    """Return start and end of the sentence around a character."""
    start = 0
    for boundary in SENTENCE_END.finditer(text):
        if boundary.start() >= at:
            return start, boundary.start()
        start = boundary.end()
    return start, len(text)


def read_mention(text: str, span: Span) -> Mention:
    """Return a name's core and the cue that stands in it, after it or before it, the nearest first."""
    head, _, tail = span.quote.partition(",")
    words = [word.group() for word in WORD.finditer(head)]
    core, inner = _strip(words)
    cue = inner or _cue_after(text, span.end) or _cue_before(text, span.start)
    return Mention(span, core or head.strip(), tail.strip(), cue)


def _strip(words: list[str]) -> tuple[str, Cue]:
    """Take cue words off both ends of a name; a name of cue words alone stays whole."""
    cue: Cue = ""
    kept = list(words)
    while len(kept) > 1 and (last := kept[-1].lower()) in _cue_of():
        cue = cue or _cue_of().get(last, "")
        kept.pop()
    while len(kept) > 1 and (first := kept[0].lower()) in _lead():
        cue = cue or _cue_of().get(first, "")
        kept.pop(0)
    return " ".join(kept), cue


@cache
def _lead() -> frozenset[str]:
    return _words("fillers") | _words("compass") | _words("joins") | _words("beside") | frozenset(_cue_of())


def _cue_after(text: str, end: int) -> Cue:
    """Read "Aleppo province", "Aleppo's northern outskirts"; a capital starts another name."""
    after = text[end : end + AFTER]
    for word in WORD.finditer(after):
        lower, gap = word.group().lower(), after[: word.start()]
        if any(mark in gap for mark in ",.;:()\n"):
            break
        if lower in _cue_of() and (word.group()[0].islower() or _cue_of()[lower] == "region"):
            return _cue_of()[lower]
        if lower not in _words("compass") and lower not in ("'s", "’s"):
            break
    return ""


def _cue_before(text: str, start: int) -> Cue:
    """Read "the town of Azaz", "the outskirts of Aleppo", "near Saraqib", "north of Hama"."""
    before = text[max(0, start - BEFORE) : start]
    words = [(word.group().lower(), before[word.end() :]) for word in WORD.finditer(before)]
    joined_by_of = False
    for lower, gap in reversed(words):
        if any(mark in gap for mark in ",.;:()\n"):
            break
        if lower in _words("beside"):
            return "around"
        if lower in _words("compass"):
            if joined_by_of:
                return "around"
        elif lower == "of":
            joined_by_of = True
        elif lower in _cue_of():
            # "the town of Azaz"; the district in "the Shaar district of Aleppo" is not Aleppo
            cue = _cue_of()[lower]
            return cue if cue != "part" and joined_by_of else ""
        elif lower not in _words("fillers"):
            break
    return ""


def relation(text: str, inner: Span, outer: Span) -> Relation:
    """Return "in" where the words between two names put the first inside the second, "beside" where near it.

    In: "X, Y" (unless a list goes on: "X, Y and Z"), "X in Y", "X neighbourhood of eastern Y", "X, a suburb
    of Y". Beside: "X, west of Y", "X near Y". Else "".
    """
    if inner.end >= outer.start or outer.start - inner.end > MOST_BETWEEN * 12:
        return ""
    between = text[inner.end : outer.start]
    words = [word.group().lower() for word in WORD.finditer(between)]
    if len(words) > MOST_BETWEEN or re.search(r"[.;:()\n]", between) or not _lead().issuperset(words):
        return ""
    if not words:
        return "in" if between.strip() == "," and not _in_list(text, inner, outer) else ""
    compass_of = any(left in _words("compass") and right == "of" for left, right in pairwise(words))
    if compass_of or not _words("beside").isdisjoint(words):
        return "beside"
    return "" if _words("joins").isdisjoint(words) else "in"


def _in_list(text: str, inner: Span, outer: Span) -> bool:
    after, before = text[outer.end : outer.end + 8], text[max(0, inner.start - 30) : inner.start]
    goes_on = re.match(r",?\s+(?:and|or)\s|,\s*[A-Z]", after)
    return bool(goes_on or re.search(r"(?:[A-Z][\w'’-]*,|\band|\bor)\s+$", before))


def listed(text: str, one: Span, other: Span) -> bool:
    """Tell whether two names stand side by side: "X and Y", "X, Y and Z"; then neither is in the other."""
    left, right = sorted((one, other))
    between = text[left.end : right.start]
    return bool(re.fullmatch(r",?\s*(?:and|or|,)\s+(?:the\s+)?(?:\w+\s+of\s+)?", between))
