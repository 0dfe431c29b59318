"""`marsad export` and `schema`: handing a record out, and what the JSON looks like."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.face import (
    FormatOption,
    Output,
    RecordOption,
    WithLockedOption,
    open_record,
    print_json,
    settings_of,
    viewer_outside,
)
from marsad.errors import ConfigError

__all__ = ["app"]

app = typer.Typer()


@app.command()
def export(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="jsonl (all of it), csv, geojson, acled, ged, hxl, ftm, xlsx, ceasefires or breaches.",
        ),
    ],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write; what is there is replaced.")],
    with_locked: WithLockedOption = False,
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """Write the record to a file, and note in its journal that this was done.

    What is locked, such as the road of a convoy that has not arrived, is not in the file unless you say so.

    Example: marsad export csv incidents.csv
    """
    from marsad.ops.export import export as export_record

    settings = settings_of(record=record)
    with open_record(settings) as store:
        done = export_record(store, kind, out, viewer=viewer_outside(settings, with_locked=with_locked))
    if format is Output.JSON:
        print_json(asdict(done))
    else:
        typer.echo(f"{out}\nsha256 {done.sha256}\nhead   {done.head}")


@app.command()
def schema(what: Annotated[str, typer.Argument(metavar="WHAT", help="claims or incidents.")]) -> None:
    """Print the JSON schema of a reading ("claims") or of an incident.

    Example: marsad schema claims
    """
    import json

    from marsad.export.records import SCHEMAS, schema_of

    if what not in SCHEMAS:
        raise ConfigError(f"there is no schema of {what!r}; choose one of {', '.join(SCHEMAS)}")
    typer.echo(json.dumps(schema_of(what), indent=2))
