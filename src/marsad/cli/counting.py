"""`marsad totals` and `sources`: how much a record tells, and who tells it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.face import FormatOption, Output, RecordOption, open_view, print_json, screen, settings_of
from marsad.cli.filters import (
    DetainedOption,
    DisplacedOption,
    Filters,
    GradeOption,
    InjuredOption,
    KilledOption,
    Least,
    MissingOption,
    NearOption,
    PartyOption,
    PlaceOption,
    SinceOption,
    SourceOption,
    TextOption,
    TypesOption,
    UntilOption,
    WithinOption,
)

if TYPE_CHECKING:
    from rich.table import Table

    from marsad.watch.sources import Voice
    from marsad.watch.totals import Count, People, Totals

__all__ = ["app", "sources_table", "totals_table"]

app = typer.Typer()


class Rows(StrEnum):
    """What a row of totals is."""

    WEEK = "week"
    MONTH = "month"
    DAY = "day"
    PLACE = "place"
    PARTY = "party"
    TYPE = "type"


class Levels(StrEnum):
    """How wide the places of rows are."""

    COUNTRY = "country"
    REGION = "region"
    PLACE = "place"


class Kinds(StrEnum):
    """What people came to."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    DISPLACED = "displaced"
    DETAINED = "detained"


@app.command()
def totals(
    by: Annotated[Rows, typer.Option(help="What a row is.")] = Rows.MONTH,
    kind: Annotated[
        list[Kinds] | None,
        typer.Option(help="People of this harm; may be given again.", show_default="killed"),
    ] = None,
    level: Annotated[
        Levels | None, typer.Option(help="How wide a row by place is.", show_default="region")
    ] = None,
    type: TypesOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    near: NearOption = "",
    within: WithinOption = 25.0,
    place: PlaceOption = "",
    party: PartyOption = "",
    source: SourceOption = "",
    text: TextOption = "",
    grade: GradeOption = None,
    min_killed: KilledOption = 0,
    min_injured: InjuredOption = 0,
    min_missing: MissingOption = 0,
    min_displaced: DisplacedOption = 0,
    min_detained: DetainedOption = 0,
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """Count incidents and people harmed, and say what the count leaves out.

    Example: marsad totals --by week --kind killed --kind injured --near Aleppo --within 40
    """
    from marsad.ops.totals import find_totals

    settings = settings_of(record=record)
    least = Least(
        killed=min_killed,
        injured=min_injured,
        missing=min_missing,
        displaced=min_displaced,
        detained=min_detained,
    )
    filters = Filters(type, since, until, near, within, place, party, source, text, grade, least)
    query = filters.query(settings)
    with open_view(settings) as view:
        found = find_totals(
            view,
            query,
            by=by.value,
            kinds=[one.value for one in kind or [Kinds.KILLED]],
            level=level.value if level else None,
        )
    if format is Output.JSON:
        print_json(asdict(found))
        return
    screen().print(totals_table(found))
    for note in found.notes:
        typer.echo(note)


@app.command()
def sources(
    limit: Annotated[int, typer.Option(min=1, help="At most so many, those that tell most.")] = 50,
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """List the root sources: how much each tells, how often alone, and how often it is contradicted.

    Example: marsad sources --limit 20
    """
    from marsad.ops.sources import find_sources

    with open_view(settings_of(record=record)) as view:
        found = find_sources(view)
    if format is Output.JSON:
        print_json([asdict(voice) for voice in found[:limit]])
        return
    screen().print(sources_table(found[:limit]))
    typer.echo(f"{len(found)} sources")


def totals_table(totals: "Totals") -> "Table":
    """Return totals as a table: the rows, the total, and below it what is in no row or in neither."""
    kinds = (title for people in totals.total.people for title in (people.kind, "best", "number in"))
    table = _table(totals.level or totals.by, ("incidents", *kinds))
    _add(table, totals.rows)
    table.add_section()
    _add(table, [totals.total], style="bold")
    for title, lines in (("in the total and in no row:", totals.in_no_row), ("left out:", totals.left_out)):
        if lines:
            table.add_section()
            table.add_row(title, style="dim")
            _add(table, lines, indent="  ")
    return table


def sources_table(voices: "Sequence[Voice]") -> "Table":
    """Return root sources as a table: who they are, and how many incidents they tell and how."""
    from rich.text import Text

    table = _table(
        "source", ("tells", "alone", "together", "denied", "rival numbers", "denies"), "kind", "party"
    )
    for voice in voices:
        party = f"{voice.party} ({voice.side})" if voice.side else voice.party
        counts = (voice.tells, voice.alone, voice.together, voice.denied, voice.rival_numbers, voice.denies)
        table.add_row(Text(voice.label), *(str(len(ids)) for ids in counts), voice.kind, party)
    return table


def _table(first: str, numbers: Sequence[str], *more: str) -> "Table":
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(first)
    for title in numbers:
        table.add_column(title, justify="right")
    for title in more:
        table.add_column(title, no_wrap=True)
    return table


def _add(table: "Table", lines: "Sequence[Count]", *, indent: str = "", style: str = "") -> None:
    from rich.text import Text

    for line in lines:
        cells = (cell for people in line.people for cell in _cells(people))
        table.add_row(Text(indent + line.label), str(len(line.incidents)), *cells, style=style)


def _cells(people: "People") -> Iterator[str]:
    """Yield a sum as people write it, the best number, and in how many incidents there is a number."""
    if people.low is None:
        yield "not told"
    elif people.high is None:
        yield f"{people.low} or more"
    else:
        yield str(people.low) if people.low == people.high else f"{people.low}–{people.high}"
    yield "" if people.best is None else str(people.best)
    yield str(len(people.incidents))
