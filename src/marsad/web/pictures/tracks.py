"""Tracks: a row of marks along days for each of some sources, convoys or incidents."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from marsad.web.pictures.days import Days, days_over

__all__ = ["Kind", "Mark", "Put", "Track", "Tracks", "lay", "merged"]

LEVEL = 16
"""Pixels between marks of one day, which stand over each other."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How something is marked: a shape of the desk, and the family whose colour it has."""

    shape: str
    family: str


@dataclass(frozen=True, slots=True)
class Put:
    """What is to be marked in the row `row`: a word on some days, and where it leads.

    `is_faint` is what is denied or doubted.
    """

    row: str
    word: str
    start: date
    end: date
    href: str
    says: str = ""
    is_faint: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on a track: `x` and `wide` in percent of its width (`wide` 0: one day alone), `y` in pixels."""

    x: float
    wide: float
    y: int
    kind: Kind
    word: str
    days: str
    says: str
    href: str
    is_faint: bool


@dataclass(frozen=True, slots=True)
class Track:
    """The marks of one row, from its first to its last `x`; `height` is in pixels."""

    row: str
    marks: tuple[Mark, ...]
    height: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Tracks:
    """Rows over the same days, and the kinds of marks in them for the legend."""

    days: Days
    rows: tuple[Track, ...]
    legend: tuple[tuple[str, Kind], ...]

    def of(self, row: str) -> Track:
        """Return a row by its key; one without marks is empty."""
        return next((one for one in self.rows if one.row == row), Track(row, (), LEVEL, 0.0, 0.0))


def merged(puts: Iterable[Put], href: str) -> Iterator[Put]:
    """Yield marks of which those of one row, word and days are one, which leads to `href`; a single one stays."""
    alike: dict[tuple[str, str, date, date, bool], list[Put]] = defaultdict(list)
    for put in puts:
        alike[put.row, put.word, put.start, put.end, put.is_faint].append(put)
    for those in alike.values():
        to = those[0].href if len({put.href for put in those}) == 1 else href
        yield replace(those[0], href=to, says="; ".join(dict.fromkeys(put.says for put in those if put.says)))


def lay(puts: Sequence[Put], kinds: dict[str, Kind], days: Days | None = None) -> Tracks | None:
    """Return marks laid on tracks, None where there is nothing to mark; a word in `kinds` says how.

    Rows and legend keep the order of the marks and of `kinds`. What the days do not hold is left out.
    """
    shown = days or days_over(day for put in puts for day in (put.start, put.end))
    if shown is None or not puts:
        return None
    inside = [put for put in puts if shown.first <= put.end and put.start <= shown.last]
    rows = dict.fromkeys(put.row for put in inside)
    tracks = (_track(row, [put for put in inside if put.row == row], kinds, shown) for row in rows)
    words = {put.word for put in inside}
    return Tracks(shown, tuple(tracks), tuple((word, kind) for word, kind in kinds.items() if word in words))


def _track(row: str, puts: Iterable[Put], kinds: dict[str, Kind], days: Days) -> Track:
    level: Counter[date] = Counter()
    marks = []
    for put in sorted(puts, key=lambda put: (put.end, put.start)):
        marks.append(_mark(put, kinds[put.word], days, level[put.end]))
        level[put.end] += 1
    ends = [mark.x for mark in marks]
    return Track(row, tuple(marks), LEVEL * max(level.values()), min(ends), max(ends))


def _mark(put: Put, kind: Kind, days: Days, level: int) -> Mark:
    end, start = min(put.end, days.last), max(put.start, days.first)
    told = str(put.start) if put.start == put.end else f"{put.start} – {put.end}"
    x = days.middle(end)
    wide = round(x - days.middle(start), 3)
    y = LEVEL * level + LEVEL // 2
    return Mark(x, wide, y, kind, put.word, told, put.says, put.href, put.is_faint)
