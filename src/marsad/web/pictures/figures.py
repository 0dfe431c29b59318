"""Standing figures: each source's number and the record's own sum as dots and ranges on one scale."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from marsad.watch.war.lines import Line

__all__ = ["FigureLine", "FigureRow", "draw_line"]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A number: `x` and `end` are its bounds in percent of the scale, `end` None where nobody bounds it above.

    `source` is "" for the record's own sum. `earlier` are older figures of the source, newest first.
    """

    source: str
    low: int | None
    high: int | None
    x: float
    end: float | None
    best: int | None
    day: date | None
    quote: str
    claims: tuple[str, ...]
    earlier: tuple[tuple[date | None, int | None, int | None, str], ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether there is a number at all."""
        return self.low is not None or self.high is not None


@dataclass(frozen=True, slots=True)
class FigureLine:
    """What one line shows: a row a source and the record's, over a scale from 0 to `top`."""

    line: Line
    rows: tuple[FigureRow, ...]
    own: FigureRow | None
    top: int


def draw_line(line: Line) -> FigureLine:
    """Return a line of standing figures drawn."""
    own = line.record
    top = max(_numbers(line), default=0) or 1
    rows = []
    for one in line.roots:
        latest = one.latest
        earlier = tuple((each.day, each.low, each.high, each.claim) for each in reversed(one.figures[:-1]))
        x, end = _place(latest.low, latest.high, top)
        rows.append(
            FigureRow(
                one.label,
                latest.low,
                latest.high,
                x,
                end,
                None,
                latest.day,
                latest.quote,
                latest.claims,
                earlier,
            )
        )
    made = None
    if own:
        x, end = _place(own.low, own.high, top)
        made = FigureRow("", own.low, own.high, x, end, own.best, None, "", ())
    return FigureLine(line, tuple(rows), made, top)


def _numbers(line: Line) -> Iterator[int]:
    for one in line.roots:
        yield from (bound for bound in (one.latest.low, one.latest.high) if bound is not None)
    if line.record:
        yield from (bound for bound in (line.record.low, line.record.high) if bound is not None)


def _place(low: int | None, high: int | None, top: int) -> tuple[float, float | None]:
    x = round(100 * (low or 0) / top, 3)
    return x, None if high is None else round(100 * high / top, 3)
