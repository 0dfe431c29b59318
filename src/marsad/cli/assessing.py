"""The command that makes a risk sheet of a route or an area."""

import json
from contextlib import closing
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.face import RecordOption, open_places, open_record, parse_day, screen, settings_of
from marsad.errors import ExportError
from marsad.model import Viewer

if TYPE_CHECKING:
    from marsad.config import Settings
    from marsad.watch.risk.route import Route
    from marsad.watch.risk.sheet import Sheet

__all__ = ["app"]

app = typer.Typer()


class Form(StrEnum):
    """How a sheet is given."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


@app.command()
def assess(
    more: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PLACE]...", help="Further places that the route goes through."),
    ] = None,
    route: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE|PLACE", help="A GeoJSON file, or the first place; one place is an area."),
    ] = None,
    days: Annotated[int, typer.Option(help="Of how many days, up to the last one.")] = 7,
    within: Annotated[
        float, typer.Option(metavar="KM", help="How far from the route, in kilometres.")
    ] = 10.0,
    until: Annotated[
        str | None, typer.Option(help="The last day, YYYY-MM-DD.", show_default="that of the newest report")
    ] = None,
    stretch: Annotated[float, typer.Option(metavar="KM", help="How long a stretch of the route is.")] = 5.0,
    format: Annotated[
        Form, typer.Option("--format", help="Text for people, JSON for programs, or a page to print.")
    ] = Form.TEXT,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it to a file.")] = None,
    with_locked: Annotated[
        bool, typer.Option("--with-locked", help="What is locked too, in a page or file, for who may see it.")
    ] = False,
    record: RecordOption = None,
) -> None:
    """State what reports tell of a route or an area, who says it, and how much is not known.

    Example: marsad assess --route "Urum al-Kubra" Aleppo --days 7 --within 10
    """
    from marsad.ops.assess import Question, find_sheet

    settings = settings_of(record=record)
    question = Question(
        route=_route([*(route or []), *(more or [])], settings),
        days=days,
        within_km=within,
        until=parse_day(until),
        stretch_km=stretch,
    )
    leaves = format is Form.HTML or out is not None
    viewer = Viewer.PUBLIC if leaves and not with_locked else settings.viewer
    with open_record(settings) as store:
        sheet = find_sheet(store, viewer, question)
    if format is Form.TEXT and out is None:
        from marsad.cli.assessed import print_sheet

        print_sheet(sheet, screen())
    else:
        _give(_written(sheet, format), out)


def _route(given: list[str], settings: "Settings") -> "Route":
    """Return the route; place names are opened only where there are places."""
    from marsad.ops.assess import is_file, route_of

    if not given or any(map(is_file, given)):
        return route_of(given, None)
    with open_places(settings) as gazetteer:
        return route_of(given, gazetteer)


def _written(sheet: "Sheet", format: Form) -> str:
    if format is Form.JSON:
        return json.dumps(asdict(sheet), ensure_ascii=False, default=str)
    if format is Form.HTML:
        from marsad.export.sheet import sheet_html

        return sheet_html(sheet)
    from io import StringIO

    from rich.console import Console

    from marsad.cli.assessed import print_sheet

    with closing(StringIO()) as page:
        print_sheet(sheet, Console(file=page, width=140, highlight=False))
        return page.getvalue()


def _give(text: str, out: Path | None) -> None:
    if out is None:
        typer.echo(text)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ExportError(f"{out} cannot be written ({error.strerror}); give another file") from None
    typer.echo(f"written to {out}")
