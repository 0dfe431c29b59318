"""`marsad figures`: what sources say that a whole war has cost, next to what the record adds up."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.counting import Kinds
from marsad.cli.face import (
    FormatOption,
    Output,
    RecordOption,
    open_view,
    parse_day,
    print_json,
    screen,
    settings_of,
)

if TYPE_CHECKING:
    from rich.table import Table

    from marsad.watch.war.lines import Line
    from marsad.watch.war.war_figures import WarFigures

__all__ = ["app", "line_table"]

app = typer.Typer()


@app.command()
def figures(
    country: Annotated[str, typer.Option(help="Only of this country, by name or two-letter code.")] = "",
    place: Annotated[str, typer.Option(help="Only of places in whose names these words are.")] = "",
    since: Annotated[str | None, typer.Option(help="Only what came out on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(help="Only what came out on this day or earlier.")] = None,
    kind: Annotated[
        list[Kinds] | None,
        typer.Option(help="People of this harm; may be given again.", show_default="killed"),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=1, help="At most so many lines, those of whole countries first.")
    ] = 10,
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """Show what sources say that a whole war has cost, next to what the record itself adds up.

    Example: marsad figures --country Syria --kind killed --kind displaced
    """
    from marsad.ops.figures import find_figures
    from marsad.watch.war.war_figures import FiguresAsked

    asked = FiguresAsked(
        kinds=tuple(dict.fromkeys(one.value for one in kind or [Kinds.KILLED])),
        country=country,
        place=place,
        since=parse_day(since),
        until=parse_day(until),
        limit=limit,
    )
    with open_view(settings_of(record=record)) as view:
        found = find_figures(view, asked)
    if format is Output.JSON:
        print_json(asdict(found))
        return
    _show(found)


def _show(found: "WarFigures") -> None:
    from marsad.watch.war.titles import line_title

    for war in found.wars:
        for line in war.lines:
            screen().print(line_title(line), style="bold", markup=False)
            screen().print(line_table(line))
            for words in _below(line):
                typer.echo(f"  {words}")
            typer.echo("")
    for told in found.left_out:
        typer.echo(f"{len(told.claims)} {told.label}")
    for note in found.notes:
        typer.echo(note)


def line_table(line: "Line") -> "Table":
    """Return the latest figure of each source, the range over them, and the record's own sum."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("came out", "source", line.kind, "earlier", "in its words"):
        table.add_column(title, justify="right" if title == line.kind else "left")
    for one in line.roots:
        latest = one.latest
        earlier = f"{len(one.figures) - 1}" if len(one.figures) > 1 else ""
        day = str(latest.day or "not known")
        table.add_row(
            day, Text(one.label), _bounds(latest.low, latest.high), earlier, Text(f"“{latest.quote}”")
        )
    table.add_section()
    if len(line.roots) > 1:
        table.add_row("", "all sources", _bounds(line.low, line.high), style="bold")
    own = line.record
    if own:
        counted = len(own.incidents) + len(own.untold)
        sum = "not told" if own.low is None else _bounds(own.low, own.high)
        best = "" if own.best is None else f", best {own.best:,}"
        table.add_row(
            "",
            "this record itself",
            sum,
            "",
            f"{counted:,} {'incident' if counted == 1 else 'incidents'}{best}",
            style="bold",
        )
    else:
        table.add_row("", "this record itself", "not known", style="bold")
    return table


def _bounds(low: int | None, high: int | None) -> str:
    if low is None:
        return f"up to {high:,}" if high is not None else "not known"
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def _below(line: "Line") -> Iterator[str]:
    for one in line.contradictions:
        yield f"{'note' if one.what == 'looser' else 'contradiction'}: {one.words}"
    yield from line.why
