"""`marsad read`: what reports say, without keeping it."""

from typing import Annotated

import typer

from marsad.cli.face import (
    FormatOption,
    Output,
    PublishedOption,
    PublisherOption,
    capture_options,
    finish,
    open_tools,
    progress_bar,
    settings_of,
)
from marsad.model import Issue, Notice

__all__ = ["app"]

app = typer.Typer()


@app.command()
def read(
    source: Annotated[str, typer.Argument(help="A file, a folder, an address, or - for standard input.")],
    published: PublishedOption = None,
    publisher: PublisherOption = "",
    format: FormatOption = Output.TEXT,
) -> None:
    """Read reports and print their claims, each with its words; nothing is kept.

    JSON is one object a line, one line a report, as `marsad schema claims` describes it.

    Example: marsad read story.txt --published 2016-09-19
    """
    from marsad.export.reading import reading_of
    from marsad.export.text import reading_text
    from marsad.ops.read import read as read_reports

    settings = settings_of()
    options = capture_options(settings, published, publisher)
    issues: list[Issue] = []
    notices: list[Notice] = []
    with progress_bar() as progress, open_tools(settings, progress) as workshop:
        for found in read_reports(source, workshop, options):
            if isinstance(found, Issue):
                issues.append(found)
            elif isinstance(found, Notice):
                notices.append(found)
            elif format is Output.JSON:
                typer.echo(reading_of(*found).model_dump_json())
            else:
                typer.echo(reading_text(*found))
    finish(issues, notices)
