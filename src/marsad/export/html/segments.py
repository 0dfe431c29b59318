"""A text cut where spans begin and end, and the blocks that a page sets it in."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Block", "Segment", "Spot", "blocks_of", "levels_of", "segments_of"]

BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
LINE_END = re.compile(r"\n")
WRAPPED_WIDTHS = range(40, 101)
"""The longest line of a text that was wrapped by hand or by a mail program."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A span of the text under the name by which the page speaks of it."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text over which no spot begins or ends; `opening` are the spots that begin with it."""

    start: int
    text: str
    spots: tuple[Spot, ...]
    opening: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or the line ends between two; where it `is_wrapped`, a line end is no more than a space."""

    start: int
    end: int
    is_paragraph: bool
    is_wrapped: bool = False


def segments_of(text: str, spots: Iterable[Spot], edges: Iterable[int] = ()) -> Iterator[Segment]:
    """Yield the text in pieces, each with the spots that hold it; `edges` are further places to cut at.

    The pieces, put together, are the text. Spots may overlap, nest or be the same.
    """
    opening: dict[int, list[Spot]] = defaultdict(list)
    closing: dict[int, list[Spot]] = defaultdict(list)
    for spot in spots:
        opening[spot.start].append(spot)
        closing[spot.end].append(spot)
    open_spots: dict[str, Spot] = {}
    for start, end in pairwise(sorted({0, len(text), *edges, *opening, *closing})):
        for spot in closing[start]:
            del open_spots[spot.name]
        open_spots |= {spot.name: spot for spot in opening[start]}
        yield Segment(start, text[start:end], tuple(open_spots.values()), tuple(opening[start]))


def levels_of(spots: Sequence[Spot]) -> dict[str, int]:
    """Return a level for each spot, above those of all shorter ones that it overlaps; 0 is the lowest.

    Of equally long ones the first is the highest.
    """
    placed: list[tuple[Spot, int]] = []
    shortest_first = sorted(enumerate(spots), key=lambda one: (one[1].end - one[1].start, -one[0]))
    for _, spot in shortest_first:
        below = (level for other, level in placed if spot.start < other.end and other.start < spot.end)
        placed.append((spot, max(below, default=-1) + 1))
    return {spot.name: level for spot, level in placed}


def blocks_of(text: str) -> Iterator[Block]:
    """Yield the paragraphs of a text and what stands between them, in order and without a gap.

    Empty lines part paragraphs; where a text has none, every line is a paragraph.
    """
    by_lines = not BLANK_LINES.search(text) and not _is_wrapped(text)
    start = 0
    for gap in (LINE_END if by_lines else BLANK_LINES).finditer(text):
        if gap.start() > start:
            yield Block(start, gap.start(), True, _is_wrapped(text[start : gap.start()]))
        yield Block(gap.start(), gap.end(), False)
        start = gap.end()
    if start < len(text):
        yield Block(start, len(text), True, _is_wrapped(text[start:]))


def _is_wrapped(paragraph: str) -> bool:
    """Tell whether the lines were broken for want of room: the next word would have fitted into none."""
    lines = paragraph.strip().split("\n")
    width = max(map(len, lines))
    if len(lines) < 3 or width not in WRAPPED_WIDTHS:
        return False
    first_words = (line.split(maxsplit=1)[:1] for line in lines[1:])
    return all(
        len(line) + 1 + len("".join(word)) > width for line, word in zip(lines[:-1], first_words, strict=True)
    )
