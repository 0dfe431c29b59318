"""`marsad read`: what reports say, without keeping it."""

from enum import StrEnum
from typing import Annotated

import typer

from marsad.cli.face import (
    PublishedOption,
    PublisherOption,
    ReaderOption,
    capture_options,
    finish,
    open_tools,
    progress_bar,
    settings_of,
)
from marsad.errors import CaptureError
from marsad.model import Issue, Notice

__all__ = ["app"]

app = typer.Typer()


class Printed(StrEnum):
    """How a reading is printed."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


PrintedOption = Annotated[
    Printed, typer.Option("--format", help="Text, JSON for programs, or HTML, a page to look at and pass on.")
]


@app.command()
def read(
    source: Annotated[str, typer.Argument(help="A file, a folder, an address, or - for standard input.")],
    published: PublishedOption = None,
    publisher: PublisherOption = "",
    reader: ReaderOption = None,
    format: PrintedOption = Printed.TEXT,
) -> None:
    """Read reports and print their claims, each with its words; nothing is kept.

    JSON is one object a line, one line a report, as `marsad schema claims` describes it.
    HTML is a page of one report with its claims marked in the text; it needs no network.

    Example: marsad read story.txt --published 2016-09-19

    Example: marsad read report.txt --format html > report.html
    """
    from marsad.export.html import reading_html
    from marsad.export.reading import reading_of
    from marsad.export.text import reading_text
    from marsad.ops.read import read as read_reports

    settings = settings_of(reader=reader)
    options = capture_options(settings, published, publisher)
    issues: list[Issue] = []
    notices: list[Notice] = []
    pages: list[str] = []
    with progress_bar() as progress, open_tools(settings, progress) as workshop:
        for found in read_reports(source, workshop, options):
            if isinstance(found, Issue):
                issues.append(found)
            elif isinstance(found, Notice):
                notices.append(found)
            elif format is Printed.JSON:
                typer.echo(reading_of(*found).model_dump_json())
            elif format is Printed.TEXT:
                typer.echo(reading_text(*found))
            elif pages:
                raise CaptureError(
                    f"{source} holds several reports, and a page shows one: name a file of one"
                )
            else:
                pages.append(reading_html(*found))
    for page in pages:
        typer.echo(page.encode(), nl=False)
    finish(issues, notices)
