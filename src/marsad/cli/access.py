"""`marsad convoys` and `access`: whether aid gets in, and which places are cut off."""

from typing import Annotated

import typer

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
from marsad.cli.filters import PlaceOption, SinceOption, UntilOption, WithinOption, point_near

__all__ = ["app"]

app = typer.Typer()


@app.command()
def convoys(
    id: Annotated[
        str, typer.Argument(help="The id of one convoy, or of a claim or incident of it; without it, a list.")
    ] = "",
    place: PlaceOption = "",
    since: SinceOption = None,
    until: UntilOption = None,
    state: Annotated[str, typer.Option(help="Only in this state, such as arrived.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="At most so many, the newest.")] = 20,
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """List aid convoys with how far each has got and by whose word, or show one in full.

    Example: marsad convoys --place Madaya --state arrived
    """
    from marsad.cli.convoys_drawn import convoy_table, draw_convoy
    from marsad.ops.convoys import Asked, find_convoys, show_convoy
    from marsad.ops.telling import aid_json

    asked = Asked(place=place, since=parse_day(since), until=parse_day(until), state=state, limit=limit)
    with open_view(settings_of(record=record)) as view:
        found = show_convoy(view, id) if id else find_convoys(view, asked)
    if format is Output.JSON:
        print_json(aid_json(found))
        return
    if id:
        screen().print(draw_convoy(found.convoys[0], found.locked))
        return
    screen().print(convoy_table(found.convoys, found.locked))
    typer.echo(f"{len(found.convoys)} convoys")
    for note in found.notes:
        typer.echo(note)


@app.command()
def access(
    place: Annotated[
        str, typer.Argument(metavar="PLACE", help="Only round a place: a name or LATITUDE,LONGITUDE.")
    ] = "",
    within: WithinOption = 25.0,
    since: SinceOption = None,
    until: UntilOption = None,
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """Show which places are cut off, where aid was stopped and why, and how many convoys got how far.

    Example: marsad access Aleppo --within 40 --since 2016-09-01
    """
    from marsad.cli.convoys_drawn import draw_access
    from marsad.ops.access import find_access
    from marsad.ops.convoys import Asked
    from marsad.ops.telling import aid_json

    settings = settings_of(record=record)
    near = point_near(place, within, settings) if place else None
    asked = Asked(near=near, since=parse_day(since), until=parse_day(until))
    with open_view(settings) as view:
        found = find_access(view, asked)
    if format is Output.JSON:
        print_json(aid_json(found))
        return
    screen().print(draw_access(found))
    for note in found.notes:
        typer.echo(note)
