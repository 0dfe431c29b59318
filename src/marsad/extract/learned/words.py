"""A text as words with their places."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from marsad.lexicon.casing import with_small_letters
from marsad.model import Span

__all__ = ["Words", "split_words"]

WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: word `n` is `text[starts[n]:ends[n]]`. A mark of punctuation is a word.

    `text` is what is read: where the text as `written` is in capitals, it has small letters, letter for letter.
    """

    written: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, number: int) -> str:
        return self.text[self.starts[number] : self.ends[number]]

    def under(self, start: int, end: int) -> range:
        """Return the numbers of the words that a piece of the text touches."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        if first < len(self.ends) and self.ends[first] <= start:
            first += 1
        return range(first, bisect_left(self.starts, end))

    def span(self, first: int, stop: int) -> Span:
        """Return the piece of the text as written from one word up to another, that one left out."""
        return self.piece(self.starts[first], self.ends[stop - 1])

    def piece(self, start: int, end: int) -> Span:
        """Return a piece of the text as written."""
        return Span(start, end, self.written[start:end])


def split_words(text: str) -> Words:
    """Split a text into words; time is linear in its length."""
    found = [match.span() for match in WORD.finditer(text)]
    return Words(
        text, with_small_letters(text), tuple(start for start, _ in found), tuple(end for _, end in found)
    )
