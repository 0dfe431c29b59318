"""The command `marsad` and its groups."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from types import FrameType
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from marsad.cli import (
    access,
    adding,
    asking,
    assessing,
    ceasefires,
    comparing,
    counting,
    demonstrating,
    evaluating,
    exporting,
    figures,
    importing,
    judging,
    places,
    reading,
    responding,
    reviewing,
    serving,
    trends,
)
from marsad.cli.face import ROLE
from marsad.errors import MarsadError
from marsad.model import Viewer

__all__ = ["app", "main"]


class Commands(TyperGroup):
    """The top of the commands: here an error made on purpose becomes one line and an exit code."""

    def invoke(self, ctx: Any) -> Any:  # Any: typer's own context type is private
        """Run a command; 2 for a MarsadError, 130 where the user interrupts."""
        with _interrupts_noted() as interrupted:
            try:
                return super().invoke(ctx)
            except typer.Exit:
                raise
            except (Exception, KeyboardInterrupt) as error:
                if isinstance(error, KeyboardInterrupt) or interrupted():
                    said, code = "interrupted; what was finished is kept, run the same command again", 130
                elif isinstance(error, MarsadError):
                    said, code = " ".join(str(error).split()), 2
                else:
                    raise
            typer.echo(f"marsad: {said}", err=True)
            raise typer.Exit(code)


@contextmanager
def _interrupts_noted() -> Iterator[Callable[[], bool]]:
    """Give a function that tells whether the user has interrupted what goes on in this block.

    A KeyboardInterrupt does not tell by itself: compiled code turns it into errors of its own, as NumPy does into an
    ImportError while it is being loaded.
    """
    noted = False

    def note(number: int, frame: FrameType | None) -> None:
        nonlocal noted
        noted = True
        signal.default_int_handler(number, frame)

    if (
        signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    ):  # the caller's own, or told to ignore it
        yield lambda: False
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield lambda: noted
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (reading, adding, asking, counting, comparing, reviewing, exporting, importing, evaluating):
    app.add_typer(module.app)
app.add_typer(access.app)
app.add_typer(assessing.app)
app.add_typer(responding.app)
app.add_typer(ceasefires.app)
app.add_typer(trends.app)
app.add_typer(judging.app, name="judge")
app.add_typer(places.app, name="gazetteer")
app.add_typer(figures.app)
app.add_typer(demonstrating.app)
app.add_typer(serving.app)
app.add_typer(serving.users, name="user")
app.add_typer(serving.tokens, name="token")


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"marsad {version('marsad')}")
        raise typer.Exit


@app.callback()
def marsad(
    show_version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit."),
    ] = False,
    viewer: Annotated[
        Viewer | None,
        typer.Option("--as", help="Read the record in this role (MARSAD_VIEWER).", show_default="owner"),
    ] = None,
) -> None:
    """Read reports of a war and keep a sourced record of it.

    Exit codes: 0 done, 1 something was skipped or does not verify, 2 wrong use or an error, 130 interrupted.
    """
    ROLE.set(viewer)


def main() -> None:
    """Run the command line."""
    app(prog_name="marsad")
