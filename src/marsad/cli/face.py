"""What the commands share: options, settings, how results, progress and skipped things are printed."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from contextvars import ContextVar
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from marsad.config import Settings, load_settings
from marsad.errors import ConfigError
from marsad.model import Issue, Notice, Viewer

if TYPE_CHECKING:
    from marsad.capture import CaptureOptions
    from marsad.gazetteer import Gazetteer
    from marsad.ops.workshop import Workshop
    from marsad.store import Store, View

__all__ = [
    "ROLE",
    "FormatOption",
    "Output",
    "PublishedOption",
    "PublisherOption",
    "RecordOption",
    "WithLockedOption",
    "capture_options",
    "finish",
    "open_places",
    "open_record",
    "open_to_write",
    "open_tools",
    "open_view",
    "parse_day",
    "print_json",
    "progress_bar",
    "screen",
    "settings_of",
    "viewer_outside",
]


ROLE: ContextVar[str | None] = ContextVar("role", default=None)
"""The role that this run of the program was asked to read in, None where it was not."""


class Output(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[Output, typer.Option("--format", help="Text for people or JSON for programs.")]
RecordOption = Annotated[
    str | None, typer.Option("--record", metavar="URL", help="Database URL, or path of an SQLite file.")
]

WithLockedOption = Annotated[
    bool, typer.Option("--with-locked", help="Put in what is locked as well; for those who may see it.")
]
PublishedOption = Annotated[str | None, typer.Option(help="The day of publication, YYYY-MM-DD.")]
PublisherOption = Annotated[str, typer.Option(help="Who published it.")]
ReaderOption = Annotated[
    str | None, typer.Option(help="Who reads: learned or rules (MARSAD_READER).", show_default="learned")
]


def settings_of(**overrides: str | bool | None) -> Settings:
    """Return the settings of this process; an override that is not None wins over the environment.

    So does the role that `marsad --as ROLE` gives.
    """
    return load_settings(os.environ, viewer=ROLE.get(), **overrides)


def screen() -> Console:
    """Return where people look: as wide as the terminal, or wide enough for tables where there is none."""
    return Console(width=None if sys.stdout.isatty() else 140, highlight=False)


def print_json(value: Any) -> None:  # Any: JSON data
    """Print one JSON value on one line."""
    typer.echo(json.dumps(value, ensure_ascii=False, default=str))


def finish(issues: Iterable[Issue], notices: Iterable[Notice] = ()) -> None:
    """Print what was skipped or not read, a line each, to standard error; exit with 1 where there is anything."""
    lines = [f"skipped {issue.where}: {issue.reason}" for issue in issues]
    lines += [f"not read {notice.where}: {notice.reason}" for notice in notices]
    for line in lines:
        typer.echo(line, err=True)
    if lines:
        raise typer.Exit(1)


def parse_day(day: str | None) -> date | None:
    """Return a day given as YYYY-MM-DD; raises ConfigError for anything else."""
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        raise ConfigError(f"{day!r} is no day; write it as 2016-09-19") from None


def capture_options(
    settings: Settings, published: str | None, publisher: str, columns: Mapping[str, str] | None = None
) -> "CaptureOptions":
    """Return what a capture of today goes by; raises ConfigError for a day that is none."""
    from marsad.capture import CaptureOptions

    return CaptureOptions(
        today=date.today(),
        published=parse_day(published),
        publisher=publisher,
        columns=columns,
        allow_private=settings.allow_private,
    )


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int | None], None]]:
    """Give a function that shows how far work is, on standard error; silent where that is no terminal."""
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        task = bars.add_task("starting", total=None)
        yield lambda stage, done, total: bars.update(task, description=stage, completed=done, total=total)


@contextmanager
def open_tools(settings: Settings, progress: Callable[[str, int, int | None], None]) -> Iterator["Workshop"]:
    """Load what reading needs; place names are compiled first where they have not been."""
    from marsad.ops.places import place_files
    from marsad.ops.workshop import open_workshop

    files = place_files(settings.own_places, settings.cache, progress=progress)
    progress("loading the reader", 0, None)
    with closing(open_workshop(*files, reader=settings.reader, pipeline=settings.pipeline)) as workshop:
        yield workshop


@contextmanager
def open_places(settings: Settings) -> Iterator["Gazetteer"]:
    """Open the place names, compiled first where they have not been."""
    from marsad.gazetteer import open_gazetteer
    from marsad.ops.places import place_files

    with progress_bar() as progress:
        files = place_files(settings.own_places, settings.cache, progress=progress)
    with closing(open_gazetteer(*files)) as gazetteer:
        yield gazetteer


@contextmanager
def open_view(settings: Settings) -> Iterator["View"]:
    """Open the record of the settings and give a View of it for their viewer."""
    with open_record(settings) as store, store.view(settings.viewer) as view:
        yield view


def viewer_outside(settings: Settings, *, with_locked: bool) -> Viewer:
    """Return whom something that leaves the record is made for: the public, unless the user states the right.

    Raises ConfigError for a user who has no such right.
    """
    return settings.viewer_outside(with_locked=with_locked)


def open_to_write(settings: Settings) -> "Store":
    """Open the record of the settings for its owner; raises ConfigError for anybody else."""
    settings.require_owner()
    return open_record(settings)


def open_record(settings: Settings) -> "Store":
    """Open the record of the settings; the folder of the usual one is made where it is missing."""
    from marsad.store import open_store

    if settings.record == settings.home_record:
        settings.home.mkdir(parents=True, exist_ok=True)
    return open_store(settings.record)
