"""`marsad demo`: the whole chain on an example dossier."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.asking import print_shown
from marsad.cli.drawing import incident_table
from marsad.cli.face import finish, progress_bar, screen, settings_of

__all__ = ["app"]

app = typer.Typer()


@app.command()
def demo(
    dossier: Annotated[
        Path, typer.Option(metavar="DIR", help="A folder of reports, with a places.csv or not.")
    ] = Path("examples/aleppo-2016-09"),
    into: Annotated[Path, typer.Option(metavar="DIR", help="Where the record goes.")] = Path(".demo"),
) -> None:
    """Read a dossier into a fresh record and print what is in it.

    Printed are its incidents, the one about which most is said of who did it, and the reading of the first
    report of that.

    Example: marsad demo --into demo-record
    """
    from marsad.capture import CaptureOptions
    from marsad.ops.demo import demo as make_demo
    from marsad.ops.places import ensure_index

    settings = settings_of()
    options = CaptureOptions(today=date.today())
    with progress_bar() as progress:
        index = ensure_index(settings.cache, progress=progress)
        done = make_demo(
            dossier,
            into,
            index=index,
            reader=settings.reader,
            pipeline=settings.pipeline,
            options=options,
            progress=progress,
        )
    console = screen()
    console.rule(
        f"{len(done.incidents)} incidents in {done.summary.added} reports with {done.summary.claims} claims"
    )
    console.print(incident_table(done.incidents))
    if done.argued and done.reading:
        console.rule("The incident about which most is said of who did it")
        print_shown(done.argued)
        console.rule("The reading of the first report that tells it")
        print_shown(done.reading)
    console.rule("Ask the record yourself")
    for command in ("incidents", "ceasefires", "convoys", "response --open"):
        typer.echo(f"marsad {command} --record {done.record}")
    console.rule("Look at it in the browser")
    typer.echo(f"marsad desk --record {done.record.removeprefix('sqlite:///')}")
    typer.echo("serves it at http://127.0.0.1:8000/")
    finish(done.summary.issues, done.summary.notices)
