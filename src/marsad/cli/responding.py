"""`marsad response` and `alert`: what responders report, what is still open, and one incident handed on."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.face import (
    FormatOption,
    Output,
    RecordOption,
    WithLockedOption,
    open_record,
    open_view,
    print_json,
    screen,
    settings_of,
    viewer_outside,
)
from marsad.cli.filters import Filters, Least, NearOption, PlaceOption, SinceOption, UntilOption, WithinOption

if TYPE_CHECKING:
    from rich.table import Table

    from marsad.watch.response.reached import Figure, Said
    from marsad.watch.response.response import Response

__all__ = ["app", "response_lines", "responses_table"]

app = typer.Typer()

SHOWN = 20
"""How many incidents without a response are listed in text; JSON has all."""


@app.command()
def response(
    place: PlaceOption = "",
    near: NearOption = "",
    within: WithinOption = 25.0,
    since: SinceOption = None,
    until: UntilOption = None,
    only_open: Annotated[
        bool, typer.Option("--open", help="Only where nobody says that the work is contained or closed.")
    ] = False,
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """Show what responders report for incidents with harm, fire or rubble: open ones first, oldest first.

    Example: marsad response --near Aleppo --within 40 --since 2016-09-19
    """
    from marsad.ops.response import find_response
    from marsad.ops.telling import responses_json

    settings = settings_of(record=record)
    least = Least(killed=0, injured=0, missing=0, displaced=0, detained=0)
    query = Filters(None, since, until, near, within, place, "", "", "", None, least).query(settings)
    with open_view(settings) as view:
        found = find_response(view, query, open_only=only_open)
    if format is Output.JSON:
        asked = {
            "place": place,
            "near": near,
            "within": within,
            "since": since,
            "until": until,
            "open": only_open,
        }
        print_json(responses_json(found, asked))
        return
    console = screen()
    console.print(responses_table(found.responses))
    for one in found.responses:
        typer.echo("")
        for line in response_lines(one):
            typer.echo(line)
    if found.unreported:
        typer.echo("\nno response reported:")
        console.print(responses_table(found.unreported[:SHOWN]))
        if len(found.unreported) > SHOWN:
            typer.echo(f"and {len(found.unreported) - SHOWN} more; --format json lists them")
    for note in found.notes:
        typer.echo(note)


@app.command()
def alert(
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="The incident's id.")],
    out: Annotated[
        Path, typer.Argument(metavar="OUT.xml", help="The file to write; what is there is replaced.")
    ],
    sender: Annotated[str, typer.Option(help="Who sends it, as the alert's readers know you.")] = "marsad",
    with_locked: WithLockedOption = False,
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """Write one incident as an alert of the Common Alerting Protocol 1.2, and note that in the journal.

    It is a restricted draft, unless `marsad judge alert` says otherwise.

    Example: marsad alert incident-3f9c alert.xml --sender desk@example.org
    """
    from marsad.ops.alerting import write_alert

    settings = settings_of(record=record)
    viewer = viewer_outside(settings, with_locked=with_locked)
    with open_record(settings) as store:
        done = write_alert(store, incident, out, sender=sender, viewer=viewer)
    if format is Output.JSON:
        print_json(asdict(done))
    else:
        typer.echo(f"{out}\n{done.kind} {done.identifier}\nsha256 {done.sha256}\nhead   {done.head}")


def responses_table(responses: "Iterable[Response]") -> "Table":
    """Return responses as a table: what happened, who responds, how far they are, whom they reached."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("when", "what", "where", "response", "team", "last step", "rescued", "still under rubble"):
        table.add_column(title)
    table.add_column("id", no_wrap=True)
    for one in responses:
        table.add_row(
            str(one.time.start) if one.time else "not known",
            Text(one.type.replace("_", " ")),
            Text(", ".join(one.place_names) or (one.place.name if one.place else "not known")),
            Text(one.status, style="bold red" if one.status == "open" else ""),
            Text(", ".join(team.name for team in one.teams) or "not known"),
            Text(_last_step(one)),
            Text(_figure(one.rescued_alive)),
            Text(_figure(one.under_rubble)),
            one.incident[: len("incident-") + 8],
        )
    return table


def response_lines(response: "Response") -> Iterator[str]:
    """Yield one response in full, each value with its claims."""
    where = ", ".join(response.place_names) or "place not known"
    day = str(response.time.start) if response.time else "day not known"
    yield f"{response.type.replace('_', ' ')}, {where}, {day}: {response.status} · {response.incident}"
    for team in response.teams:
        yield f"  team           {team.name} [{', '.join(team.claims)}]"
    for task in response.tasks:
        yield f"  task           {task.name} [{', '.join(task.claims)}]"
    for step in response.steps:
        manner = f" ({step.manner})" if step.manner else ""
        said = f"{step.day or 'day not known'}, {step.who}: “{_line(step.quote)}” [{step.claim}]"
        yield f"  {step.step.replace('_', ' ')}{manner}: {said}"
    yield from _people_lines(response)
    for strike in response.second_strike:
        yield f"  SECOND STRIKE  {strike.basis}: {', '.join(strike.incidents)}"
        yield from (f"                 {_said(said)}" for said in strike.told)
    for title, told in (("needs", response.needs), ("hindered", response.hindered)):
        yield from (f"  {title:<14} {_said(said)}" for said in told)
    for clash in response.contradictions:
        yield f"  contradiction  {clash.what} [{', '.join(clash.claims)}]"


def _people_lines(response: "Response") -> Iterator[str]:
    figures = (
        ("rescued alive", response.rescued_alive),
        ("recovered dead", response.recovered_dead),
        ("under rubble", response.under_rubble),
        *(
            (f"{one.how} to {one.facility.replace('_', ' ')}" if one.facility else one.how, one.people)
            for one in response.moved
        ),
        *((f"{one.group.replace('_', ' ')} {one.kind}", one.people) for one in response.responders_hurt),
    )
    for title, figure in figures:
        claims = f" [{', '.join(figure.claims)}]" if figure else ""
        yield f"  {title:<14} {_figure(figure)}{claims}"


def _said(said: "Said") -> str:
    return f"{said.day or 'day not known'}, {said.who}: “{_line(said.quote)}” [{said.claim}]"


def _line(quote: str) -> str:
    return " ".join(quote.split())


def _last_step(response: "Response") -> str:
    if not response.steps:
        return "not known"
    last = response.steps[-1]
    manner = f" ({last.manner})" if last.manner else ""
    return f"{last.step.replace('_', ' ')}{manner}, {last.day or 'day not known'}"


def _figure(figure: "Figure | None") -> str:
    """Return a number of people as people write it; "not known" where nobody tells of any."""
    if figure is None:
        return "not known"
    if figure.low is None:
        return "number not told"
    if figure.high is None:
        return f"{figure.low} or more"
    return str(figure.low) if figure.low == figure.high else f"{figure.low}–{figure.high}"
