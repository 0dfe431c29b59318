"""`marsad gazetteer`: the place names that reading goes by."""

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.face import FormatOption, Output, finish, print_json, progress_bar, screen, settings_of
from marsad.model import Issue

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="Build, extend and ask the index of place names.")


@app.command()
def build() -> None:
    """Compile the world's place names anew; other commands do it where it was never done.

    Example: marsad gazetteer build
    """
    from marsad.ops.places import ensure_index

    with progress_bar() as progress:
        index = ensure_index(settings_of().cache, again=True, progress=progress)
    typer.echo(f"{index} ({index.stat().st_size / 1e6:.0f} MB)")


@app.command()
def add(
    file: Annotated[Path, typer.Argument(help="A CSV, a GeoJSON file, or a country file of GeoNames.")],
    name_field: Annotated[
        str | None, typer.Option(help="The property of a GeoJSON feature that is its name.")
    ] = None,
) -> None:
    """Add your own places; they go before the world's, and reading knows them from then on.

    Example: marsad gazetteer add places.csv
    """
    from marsad.gazetteer import add_places

    found = list(add_places(settings_of().own_places, file, name_field=name_field))
    issues = [one for one in found if isinstance(one, Issue)]
    typer.echo(f"{len(found) - len(issues)} places new or changed, {len(issues)} rows skipped")
    finish(issues)


@app.command()
def search(
    name: Annotated[str, typer.Argument(help="A name, in any of its spellings.")],
    limit: Annotated[int, typer.Option(help="At most so many, best first.")] = 10,
    format: FormatOption = Output.TEXT,
) -> None:
    """Find places by name, forgiving about the ways to spell it.

    Example: marsad gazetteer search "Bustan Al Qasr"
    """
    from contextlib import closing

    from rich.table import Table
    from rich.text import Text

    from marsad.gazetteer import open_gazetteer
    from marsad.ops.places import place_files

    settings = settings_of()
    with progress_bar() as progress:
        files = place_files(settings.own_places, settings.cache, progress=progress)
    with closing(open_gazetteer(*files)) as gazetteer:
        found = gazetteer.search(name, limit=limit)
    if format is Output.JSON:
        print_json([{field: getattr(entry, field) for field in entry.__slots__} for entry in found])
        return
    table = Table(
        "name", "kind", "in", "latitude", "longitude", "± km", "people", "id", box=None, header_style="bold"
    )
    for entry in found:
        table.add_row(
            Text(entry.name),
            entry.kind,
            Text(", ".join(entry.parents)),
            f"{entry.latitude:.4f}",
            f"{entry.longitude:.4f}",
            f"{entry.radius_km:g}",
            f"{entry.population:,}" if entry.population else "",
            entry.id,
        )
    screen().print(table)
