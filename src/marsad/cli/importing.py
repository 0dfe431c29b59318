"""`marsad import`: taking in what another record handed out."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.face import (
    FormatOption,
    Output,
    RecordOption,
    open_to_write,
    print_json,
    progress_bar,
    settings_of,
)

__all__ = ["app"]

app = typer.Typer()


@app.command(name="import")
def import_(
    bundle: Annotated[
        Path, typer.Argument(metavar="BUNDLE", help="A file that `marsad export jsonl` wrote.")
    ],
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """Take a bundle into the record: check all of it, add what is missing, link anew.

    Example: marsad import record.zip --record copy.db
    """
    from marsad.ops.importing import import_bundle

    with progress_bar() as progress, open_to_write(settings_of(record=record)) as store:
        done = import_bundle(bundle, store, progress=progress)
    if format is Output.JSON:
        print_json(asdict(done))
        return
    typer.echo(
        f"{done.reports} reports with {done.claims} claims and {done.judgements} judgements added, "
        f"{done.known} known before; the record now tells {done.incidents} incidents"
    )
    typer.echo(f"bundle {done.bundle}\ntold   {done.told}\ndigest {done.digest}")
