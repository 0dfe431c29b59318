"""The command `marsad` and its groups."""

from importlib.metadata import version
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
        try:
            return super().invoke(ctx)
        except MarsadError as error:
            typer.echo(f"marsad: {' '.join(str(error).split())}", err=True)
            raise typer.Exit(2) from None
        except KeyboardInterrupt:
            typer.echo("marsad: interrupted; what was finished is kept, run the same command again", err=True)
            raise typer.Exit(130) from None


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
