"""`marsad add`, `rebuild` and `verify`: filling a record and keeping it right."""

from dataclasses import asdict
from typing import Annotated

import typer

from marsad.cli.face import (
    FormatOption,
    Output,
    PublishedOption,
    PublisherOption,
    RecordOption,
    capture_options,
    finish,
    open_to_write,
    open_tools,
    print_json,
    progress_bar,
    settings_of,
)
from marsad.errors import ConfigError
from marsad.model import Viewer

__all__ = ["app"]

app = typer.Typer()


@app.command()
def add(
    sources: Annotated[list[str], typer.Argument(metavar="PATHS", help="Files, folders, addresses, or -.")],
    columns: Annotated[
        str, typer.Option(help="What the columns of a table hold, as text=COLUMN,title=COLUMN and so on.")
    ] = "",
    published: PublishedOption = None,
    publisher: PublisherOption = "",
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """Take reports into the record: capture, read, locate, link.

    What is there already is passed over, so that a run that was cut short is completed by the next.

    Example: marsad add reports/ articles.csv --columns text=article_content,published=date
    """
    from marsad.ops.add import add as add_reports

    settings = settings_of(record=record)
    options = capture_options(settings, published, publisher, _columns(columns))
    with (
        progress_bar() as progress,
        open_to_write(settings) as store,
        open_tools(settings, progress) as workshop,
    ):
        done = add_reports(sources, store, workshop, options, progress=progress)
    if format is Output.JSON:
        print_json(asdict(done))
    else:
        typer.echo(
            f"{done.added} reports added with {done.claims} claims, {done.known} known before, "
            f"{len(done.issues)} skipped, {len(done.notices)} not read; "
            f"the record now tells {done.incidents} incidents"
        )
    finish(done.issues, done.notices)


@app.command()
def rebuild(record: RecordOption = None, format: FormatOption = Output.TEXT) -> None:
    """Read every report of the record again and link anew; print the digest before and after.

    Example: marsad rebuild
    """
    from marsad.cli.judged import orphan_lines
    from marsad.ops.rebuild import rebuild as rebuild_record
    from marsad.ops.telling import orphans_json

    settings = settings_of(record=record)
    with (
        progress_bar() as progress,
        open_to_write(settings) as store,
        open_tools(settings, progress) as workshop,
    ):
        done = rebuild_record(store, workshop, progress=progress)
    if format is Output.JSON:
        print_json({**asdict(done), "orphaned": orphans_json(done.orphaned)})
    else:
        typer.echo(f"before {done.before}\nafter  {done.after}")
        typer.echo(
            f"{done.changed} reports read differently; the record now tells {done.incidents} incidents"
        )
        for orphan in done.orphaned:
            typer.echo("\n".join(orphan_lines(orphan)))
    finish(done.issues, done.notices)


@app.command()
def verify(record: RecordOption = None, format: FormatOption = Output.TEXT) -> None:
    """Check the record against itself: journal, originals, ids, words; print the head of its journal.

    A chain that was rewritten as a whole looks good: compare the head with one that was kept elsewhere.

    Example: marsad verify
    """
    from marsad.store import verify as verify_store

    with open_to_write(settings_of(record=record)) as store:
        problems = verify_store(store)
        with store.view(Viewer.OWNER) as view:
            head, counts = view.head(), view.counts()
    if format is Output.JSON:
        print_json({"problems": problems, "head": head, "counts": counts})
    else:
        for problem in problems:
            typer.echo(problem)
        typer.echo(f"{len(problems)} problems in {counts['reports']} reports and {counts['journal']} entries")
        typer.echo(f"head {head}")
    if problems:
        raise typer.Exit(1)


def _columns(columns: str) -> dict[str, str] | None:
    """Return a column map written as "text=body,title=head"."""
    pairs = [pair.partition("=") for pair in columns.split(",") if pair]
    if any(not (field and sign and column) for field, sign, column in pairs):
        raise ConfigError(f"{columns!r} maps no columns; write it as text=COLUMN,title=COLUMN")
    return {field.strip(): column.strip() for field, _, column in pairs} or None
