"""A report with its claims marked in it: what is written where, for every page that shows a reading."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from marsad.export.html.fields import Row, rows_of
from marsad.export.html.segments import Segment, Spot, blocks_of, levels_of, segments_of
from marsad.export.reading import ClaimOut, Reading, ReportOut, reading_of
from marsad.model import Claim, Report

__all__ = ["Block", "Card", "Marked", "Piece", "Run", "mark"]


@dataclass(frozen=True, slots=True)
class Card:
    """A claim as it stands beside the text; `same` holds the numbers of claims on the page, or ids of others."""

    number: int
    claim: ClaimOut
    rows: tuple[Row, ...]
    same: tuple[int | str, ...]

    @property
    def spot(self) -> Spot:
        """The words of the claim, named by its number."""
        return Spot(str(self.number), self.claim.evidence.start, self.claim.evidence.end)

    def spots(self) -> Iterator[Spot]:
        """Yield the words of the claim and of each of its values."""
        yield self.spot
        yield from (Spot(value.name, value.start, value.end) for row in self.rows for value in row.values)


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment as it is written: the names of the values whose words these are, and of those that begin here."""

    text: str
    values: tuple[str, ...]
    beginning: tuple[str, ...]

    @property
    def owners(self) -> tuple[str, ...]:
        """The names of the claims that the values belong to."""
        return tuple(dict.fromkeys(name.partition("-")[0] for name in self.values))


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces that lie in the same `claims`: how many marks end before them, and which begin, the outermost first.

    Marks nest, so one that is crossed ends and begins again; `beginning` are the claims that do begin here.
    """

    claims: tuple[str, ...]
    ended: int
    marks: tuple[str, ...]
    beginning: tuple[str, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or what stands between two, as runs; `ended` is the number of marks that end with it."""

    is_paragraph: bool
    is_wrapped: bool
    runs: tuple[Run, ...]
    ended: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A report as blocks, and its claims as cards in the order of the text; `levels` are those of crossing marks."""

    report: ReportOut
    cards: tuple[Card, ...]
    blocks: tuple[Block, ...]
    levels: dict[str, int]

    @property
    def is_link(self) -> bool:
        """Whether the report's address may be followed: another scheme could run a script."""
        try:
            return urlsplit(self.report.url).scheme in ("http", "https")
        except ValueError:
            return False


def mark(report: Report, claims: Sequence[Claim]) -> Marked:
    """Return a report with its claims marked in it; the pieces of its blocks, put together, are its text."""
    reading = reading_of(report, claims)
    cards = _cards(reading)
    levels = levels_of([card.spot for card in cards])
    return Marked(reading.report, tuple(cards), tuple(_blocks(reading.report.text, cards, levels)), levels)


def _cards(reading: Reading) -> list[Card]:
    numbers: dict[str, int | str] = {claim.id: number for number, claim in enumerate(reading.claims, start=1)}
    return [
        Card(number, claim, rows_of(claim, number), tuple(numbers.get(one, one) for one in claim.same_as))
        for number, claim in enumerate(reading.claims, start=1)
    ]


def _blocks(text: str, cards: Sequence[Card], levels: dict[str, int]) -> Iterator[Block]:
    """Yield the text in blocks, ready to be written one after the other."""
    blocks = list(blocks_of(text))
    starts = [block.start for block in blocks]
    segments = segments_of(text, (spot for card in cards for spot in card.spots()), starts)
    for number, inside in groupby(segments, lambda segment: bisect_right(starts, segment.start) - 1):
        runs, ended = _runs(inside, levels)
        yield Block(blocks[number].is_paragraph, blocks[number].is_wrapped, tuple(runs), ended)


def _runs(segments: Iterable[Segment], levels: dict[str, int]) -> tuple[list[Run], int]:
    """Return segments as runs, and how many marks are open after the last one."""
    runs: list[Run] = []
    marks: list[str] = []
    for claims, inside in groupby(segments, lambda segment: _claims(segment.spots, levels)):
        run = list(inside)
        kept = 0
        while kept < min(len(marks), len(claims)) and marks[kept] == claims[kept]:
            kept += 1
        pieces = (Piece(one.text, _values(one.spots, levels), _values(one.opening, levels)) for one in run)
        beginning = tuple(_claims(run[0].opening, levels))
        runs.append(Run(tuple(claims), len(marks) - kept, tuple(claims[kept:]), beginning, tuple(pieces)))
        marks = claims
    return runs, len(marks)


def _claims(spots: Iterable[Spot], levels: dict[str, int]) -> list[str]:
    """Return the names of the claims among spots, the outermost first."""
    return sorted((spot.name for spot in spots if spot.name in levels), key=lambda name: -levels[name])


def _values(spots: Iterable[Spot], levels: dict[str, int]) -> tuple[str, ...]:
    return tuple(spot.name for spot in spots if spot.name not in levels)
