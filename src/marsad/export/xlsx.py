"""A record as a workbook for people: incidents, claims, who counts what, and what the totals leave out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, BinaryIO

from marsad.errors import ExportError
from marsad.export.csv import SEPARATOR
from marsad.export.sides import occurred, roundup
from marsad.export.summary import COLUMNS, Cell, summarise
from marsad.export.told import Told, walk
from marsad.model import HARM_KINDS, Claim, Incident, Quantity, Report
from marsad.store import View

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["CLAIM_COLUMNS", "COUNTED_GRADES", "SHEETS", "TOLL_COLUMNS", "write_xlsx"]

SHEETS = ("incidents", "claims", "sources and tolls", "about")
CLAIM_COLUMNS = (
    "incident", "claim", "report", "title", "publisher", "published", "address", "type", "phase", "stance", "sources",
    "words", "places", "first day", "last day", "actors", "targets", "means", *HARM_KINDS, "sure",
)  # fmt: skip
TOLL_COLUMNS = ("incident", "harm", "group", "source", "low", "high", "claim")
COUNTED_GRADES = ("confirmed", "fair")
"""Totals count these only, and say what they leave out."""
MOST_ROWS, MOST_CHARACTERS, MOST_DIGITS = 1_048_576, 32_767, 10**15
"""What a sheet, a cell and a number of the format can hold."""
LONG_AGO = datetime(1980, 1, 1)
"""The date of making that the file tells: the same record gives the same bytes."""


def write_xlsx(view: View, target: BinaryIO) -> None:
    """Write a View as a workbook of SHEETS; texts are never formulas or links.

    Raises ExportError where xlsxwriter is not installed and where a sheet cannot hold all rows.
    """
    try:
        from xlsxwriter import Workbook
    except ModuleNotFoundError as error:
        raise ExportError("a workbook needs xlsxwriter: pip install 'marsad[tables]'") from error
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    with Workbook(target, options) as book:
        book.set_properties({"created": LONG_AGO})
        heads = (COLUMNS, CLAIM_COLUMNS, TOLL_COLUMNS)
        incidents, claims, tolls = (_Sheet.add(book, *pair) for pair in zip(SHEETS, heads, strict=False))
        totals = _Totals()
        for told in walk(view):
            totals.add(told.incident)
            incidents.write(tuple(summarise(told.incident).cells().values()))
            for row in _claim_rows(told):
                claims.write(row)
            for row in _toll_rows(told.incident):
                tolls.write(row)
        for sheet in (incidents, claims, tolls):
            sheet.finish()
        about = _Sheet.add(book, SHEETS[-1], ("what", "value"))
        for row in _about(view, totals):
            about.write(row)
        about.finish()


@dataclass(slots=True)
class _Sheet:
    """One sheet that is filled row by row, below a head that stays in sight."""

    sheet: "Worksheet"
    columns: Sequence[str]
    dates: "Format"
    row: int = 0

    @classmethod
    def add(cls, book: "Workbook", name: str, columns: Sequence[str]) -> "_Sheet":
        made = cls(book.add_worksheet(name), columns, book.add_format({"num_format": "yyyy-mm-dd"}))
        made.sheet.freeze_panes(1, 0)
        made.sheet.set_column(0, len(columns) - 1, 18)
        bold = book.add_format({"bold": True})
        for column, title in enumerate(columns):
            made.sheet.write_string(0, column, title, bold)
        return made

    def write(self, cells: Sequence[Cell]) -> None:
        """Write the next row; a text stays a text whatever it begins with."""
        self.row += 1
        if self.row >= MOST_ROWS:
            raise ExportError(
                f"a sheet holds {MOST_ROWS - 1} rows and the record has more: export csv or jsonl instead"
            )
        for column, cell in enumerate(cells):
            self._write_cell(column, SEPARATOR.join(cell) if isinstance(cell, tuple) else cell)

    def _write_cell(self, column: int, cell: str | float | date | None) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, date):
            if cell.year >= 1900:  # the first that the format can date
                self.sheet.write_datetime(self.row, column, datetime(*cell.timetuple()[:3]), self.dates)
                return
            cell = str(cell)
        if isinstance(cell, int | float) and abs(cell) < MOST_DIGITS:
            self.sheet.write_number(self.row, column, cell)
        else:
            self.sheet.write_string(self.row, column, _fitting(str(cell)))

    def finish(self) -> None:
        """Let people filter by every column."""
        self.sheet.autofilter(0, 0, self.row, len(self.columns) - 1)


def _fitting(text: str) -> str:
    """Return a text as a cell can hold it: signs that XML lacks replaced, what is too long cut and marked."""
    text = "".join(
        "\ufffd" if sign in "\ufffe\uffff" or "\ud800" <= sign <= "\udfff" else sign for sign in text
    )
    if len(text.encode("utf-16-le")) // 2 <= MOST_CHARACTERS:
        return text
    mark = " […cut]"
    return text[: MOST_CHARACTERS // 2 - len(mark)] + mark


def _claim_rows(told: Told) -> Iterator[tuple[Cell, ...]]:
    claims = told.claims()
    reports = {report.id: report for report in told.reports(claims)}
    for claim in claims:
        yield _claim_row(told.incident, claim, reports.get(claim.report))


def _claim_row(incident: Incident, claim: Claim, report: Report | None) -> tuple[Cell, ...]:
    time = claim.time.interval if claim.time else None
    harm = (claim.harm_of(kind) for kind in HARM_KINDS)
    return (
        incident.id,
        claim.id,
        claim.report,
        report.title if report else None,
        report.publisher if report else None,
        report.published if report else None,
        report.url if report else None,
        claim.type,
        claim.phase,
        claim.stance,
        tuple(source.label for source in claim.sources),
        claim.evidence.quote,
        tuple(place.resolved.name if place.resolved else place.span.quote for place in claim.places),
        time.start if time else None,
        time.end if time else None,
        tuple(actor.span.quote for actor in claim.actors),
        tuple(target.span.quote for target in claim.targets),
        tuple(means.span.quote for means in claim.means),
        *(_number(one.quantity) if one else None for one in harm),
        claim.confidence,
    )


def _number(quantity: Quantity) -> Cell:
    return quantity.low if quantity.is_exact else str(quantity)


def _toll_rows(incident: Incident) -> Iterator[tuple[Cell, ...]]:
    for toll in incident.tolls:
        for voice in toll.voices:
            number = voice.quantity
            yield incident.id, toll.kind, toll.group, voice.root, number.low, number.high, voice.claim


@dataclass(slots=True)
class _Totals:
    """Sums over incidents that are well founded and no round-ups, and how many are left out and why."""

    counted: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    low: Counter[str] = field(default_factory=Counter)
    best: Counter[str] = field(default_factory=Counter)
    high: Counter[str] = field(default_factory=Counter)
    open_ended: Counter[str] = field(default_factory=Counter)

    def add(self, incident: Incident) -> None:
        """Count an incident in, or say why not."""
        if why := _why_left_out(incident):
            self.left_out[why] += 1
            return
        self.counted += 1
        for kind in HARM_KINDS:
            if toll := incident.toll_of(kind):
                self.low[kind] += toll.low
                self.best[kind] += toll.best
                self.high[kind] += toll.best if toll.high is None else toll.high
                self.open_ended[kind] += toll.high is None


def _why_left_out(incident: Incident) -> str:
    if not occurred(incident.phase):
        return "that did not happen, or not yet"
    if incident.grade not in COUNTED_GRADES:
        return f"graded {incident.grade}"
    return "that sum up others" if roundup(incident) else ""


def _about(view: View, totals: _Totals) -> Iterator[tuple[Cell, ...]]:
    last, counts = view.last_entry(), view.counts()
    yield "record as of", last.time if last else "nothing was ever written"
    yield "head of its journal", view.head()
    yield "digest of the record", view.digest()
    for name in ("reports", "claims", "incidents", "judgements"):
        yield name, counts[name]
    yield "totals count incidents graded", SEPARATOR.join(COUNTED_GRADES)
    yield "incidents in the totals", totals.counted
    for why, number in sorted(totals.left_out.items()):
        yield f"left out of the totals: incidents {why}", number
    for kind in HARM_KINDS:
        if kind not in totals.best:
            yield kind, "nobody counts any"
            continue
        yield f"{kind}, low", totals.low[kind]
        yield f"{kind}, best", totals.best[kind]
        at_least = totals.open_ended[kind]
        yield (
            f"{kind}, high",
            f"{totals.high[kind]} or more: {at_least} open" if at_least else totals.high[kind],
        )
    yield (
        "also left out",
        "people that no source of an incident counts; claims of type toll, which tell no incident",
    )
