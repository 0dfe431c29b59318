"""Words of a text for full-text search: cut here and not by the database, so that all find the same."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from marsad.model import Report

__all__ = ["Hit", "distinct_words", "fold", "hit", "words"]

_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"\S+")
# PostgreSQL refuses a word of 2 KB and a vector of 1 MB: 64 characters are at most 256 bytes, and the words
# past the budget of one report are not found.
_LONGEST_WORD = 64
_BYTES_OF_WORDS = 512 * 1024
_SNIPPET_MARGIN = 90


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds every word asked for, with a verbatim piece of its text round the first of them."""

    report: str
    title: str
    publisher: str
    published: date | None
    snippet: str


def fold(text: str) -> str:
    """Return the text without case and diacritics."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def words(text: str) -> list[str]:
    """Return the words of a text, folded; "al-Qasr" is two."""
    return [word[:_LONGEST_WORD] for word in _WORD.findall(fold(text))]


def distinct_words(text: str) -> list[str]:
    """Return each word of a text once, in order, as far as one search index entry can hold."""
    kept, room = [], _BYTES_OF_WORDS
    for word in dict.fromkeys(words(text)):
        room -= len(word.encode()) + 8
        if room < 0:
            break
        kept.append(word)
    return kept


def hit(report: Report, asked: list[str]) -> Hit:
    """Return a report as the answer to a search for words."""
    return Hit(report.id, report.title, report.publisher, report.published, _snippet(report.text, set(asked)))


def _snippet(text: str, asked: set[str]) -> str:
    found = next((token for token in _TOKEN.finditer(text) if asked.intersection(words(token.group()))), None)
    start, end = found.span() if found else (0, 0)
    left, right = max(0, start - _SNIPPET_MARGIN), min(len(text), end + _SNIPPET_MARGIN)
    if left:
        left = text.find(" ", left, start) + 1 or left
    if right < len(text):
        right = text.rfind(" ", end, right) if text.rfind(" ", end, right) > 0 else right
    return f"{'…' if left else ''}{text[left:right]}{'…' if right < len(text) else ''}"
