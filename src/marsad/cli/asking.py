"""`marsad incidents`, `show` and `search`: asking a record."""

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.drawing import draw_claim, draw_incident, incident_table
from marsad.cli.face import (
    FormatOption,
    Output,
    RecordOption,
    open_view,
    print_json,
    screen,
    settings_of,
)
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
from marsad.model import Claim, Incident

if TYPE_CHECKING:
    from marsad.ops.show import Shown

__all__ = ["app", "print_shown"]

app = typer.Typer()

LimitOption = Annotated[int, typer.Option(help="At most so many, the first.")]


class Sorting(StrEnum):
    """Which incidents come first."""

    NEWEST = "newest"
    DEADLIEST = "deadliest"


SortOption = Annotated[
    Sorting, typer.Option(help="Which come first: by day, or by the best count of killed.")
]


@app.command()
def incidents(
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
    sort: SortOption = Sorting.NEWEST,
    limit: LimitOption = 50,
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """List incidents, newest first, with their ranges and grades.

    Example: marsad incidents --type air_strike --near Aleppo --within 40 --since 2016-09-19
    """
    from marsad.ops.telling import incidents_json

    settings = settings_of(record=record)
    least = Least(
        killed=min_killed,
        injured=min_injured,
        missing=min_missing,
        displaced=min_displaced,
        detained=min_detained,
    )
    filters = Filters(type, since, until, near, within, place, party, source, text, grade, least)
    query = replace(filters.query(settings), sort=sort.value, limit=limit)
    with open_view(settings) as view:
        found = list(view.incidents(query))
        locked = view.locked({claim for incident in found for claim in incident.claims})
    if format is Output.JSON:
        print_json(incidents_json(found, locked))
    else:
        screen().print(incident_table(found, locked))
        typer.echo(f"{len(found)} incidents")


@app.command()
def show(
    id: Annotated[str, typer.Argument(help="The id of an incident, claim or report, or its beginning.")],
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """Show one incident, claim or report with all that belongs to it.

    Example: marsad show incident-3f9c
    """
    from marsad.ops.show import find
    from marsad.ops.telling import shown_json

    with open_view(settings_of(record=record)) as view:
        shown = find(view, id)
    if format is Output.JSON:
        print_json(shown_json(shown))
    else:
        print_shown(shown)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="Words that all stand in the report.")],
    limit: LimitOption = 20,
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """Find reports by their words; case and diacritics do not matter.

    Example: marsad search convoy Urum
    """
    from rich.text import Text

    with open_view(settings_of(record=record)) as view:
        hits = view.search_text(" ".join(words), limit=limit)
    if format is Output.JSON:
        print_json([{name: getattr(hit, name) for name in hit.__slots__} for hit in hits])
        return
    for hit in hits:
        head = " · ".join(
            part for part in (str(hit.published or "no date"), hit.publisher, hit.title) if part
        )
        screen().print(
            Text(head, style="bold"), Text(f"   {hit.snippet}\n   {hit.report}", style="dim"), sep="\n"
        )
    typer.echo(f"{len(hits)} reports")


def print_shown(shown: "Shown") -> None:
    """Print an incident, claim or report for people."""
    from marsad.cli.judged import draw_judged
    from marsad.export.text import reading_text

    console = screen()
    match shown.thing:
        case Incident():
            console.print(draw_incident(shown.thing, shown.claims, shown.reports))
        case Claim():
            console.print(draw_claim(shown.thing, shown.reports))
        case _:
            typer.echo(reading_text(shown.thing, shown.claims))
    console.print(draw_judged(shown))
