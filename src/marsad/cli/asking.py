"""`marsad incidents`, `show` and `search`: asking a record."""

from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.drawing import draw_claim, draw_incident, incident_table
from marsad.cli.face import (
    FormatOption,
    Output,
    RecordOption,
    open_record,
    parse_day,
    print_json,
    progress_bar,
    screen,
    settings_of,
)
from marsad.config import Settings
from marsad.errors import ConfigError
from marsad.model import Claim, Grade, Incident

if TYPE_CHECKING:
    from marsad.ops.show import Shown

__all__ = ["app", "print_shown"]

app = typer.Typer()

TypeOption = Annotated[str, typer.Option(help="Only of this type of the codebook, such as air_strike.")]
SinceOption = Annotated[str | None, typer.Option(help="Only on this day or later, YYYY-MM-DD.")]
UntilOption = Annotated[str | None, typer.Option(help="Only on this day or earlier, YYYY-MM-DD.")]
NearOption = Annotated[
    str, typer.Option(metavar="PLACE", help="Only round a place: a name or LATITUDE,LONGITUDE.")
]
WithinOption = Annotated[float, typer.Option(metavar="KM", help="How far round it, in kilometres.")]
PlaceOption = Annotated[str, typer.Option(help="Only where a place's name has these words.")]
PartyOption = Annotated[str, typer.Option(help="Only where somebody speaks of this party, by its id.")]
GradeOption = Annotated[str | None, typer.Option(help="Only of this grade, such as fair.")]
KilledOption = Annotated[int, typer.Option(help="Only where so many were killed, by the best count.")]
LimitOption = Annotated[int, typer.Option(help="At most so many, the newest.")]


@app.command()
def incidents(
    type: TypeOption = "",
    since: SinceOption = None,
    until: UntilOption = None,
    near: NearOption = "",
    within: WithinOption = 25.0,
    place: PlaceOption = "",
    party: PartyOption = "",
    grade: GradeOption = None,
    min_killed: KilledOption = 0,
    limit: LimitOption = 50,
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """List incidents, newest first, with their ranges and grades.

    Example: marsad incidents --type air_strike --near Aleppo --within 40 --since 2016-09-19
    """
    from marsad.export.records import record_of
    from marsad.store import IncidentQuery

    settings = settings_of(record=record)
    query = IncidentQuery(
        type=type,
        since=parse_day(since),
        until=parse_day(until),
        near=(*_point(near, settings), within) if near else None,
        place=place,
        party=party,
        grade=_grade(grade),
        killed=min_killed,
        limit=limit,
    )
    with open_record(settings) as store, store.view() as view:
        found = list(view.incidents(query))
    if format is Output.JSON:
        print_json([record_of(incident) for incident in found])
    else:
        screen().print(incident_table(found))
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

    with open_record(settings_of(record=record)) as store, store.view() as view:
        shown = find(view, id)
    if format is Output.JSON:
        print_json(_as_json(shown))
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

    with open_record(settings_of(record=record)) as store, store.view() as view:
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


def _as_json(shown: "Shown") -> dict[str, object]:
    from marsad.cli.judged import judged_json
    from marsad.export.reading import claim_out, reading_of
    from marsad.export.records import record_of

    if isinstance(shown.thing, Incident):
        claims = [
            {"report": claim.report, **claim_out(claim).model_dump(mode="json")} for claim in shown.claims
        ]
        return {"incident": record_of(shown.thing), "claims": claims, **judged_json(shown)}
    if isinstance(shown.thing, Claim):
        claim = {"report": shown.thing.report, **claim_out(shown.thing).model_dump(mode="json")}
        return {"claim": claim, **judged_json(shown)}
    return reading_of(shown.thing, shown.claims).model_dump(mode="json")


def _point(place: str, settings: Settings) -> tuple[float, float]:
    from contextlib import closing

    from marsad.gazetteer import open_gazetteer
    from marsad.ops.places import place_files, point_of

    with progress_bar() as progress:
        files = place_files(settings.own_places, settings.cache, progress=progress)
    with closing(open_gazetteer(*files)) as gazetteer:
        return point_of(place, gazetteer)


def _grade(grade: str | None) -> Grade | None:
    from typing import get_args

    grades: tuple[Grade, ...] = get_args(Grade)
    known = next((one for one in grades if one == grade), None)
    if grade and known is None:
        raise ConfigError(f"there is no grade {grade!r}; choose one of {', '.join(grades)}")
    return known
