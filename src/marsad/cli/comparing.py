"""`marsad compare`: why two incidents or claims are one, or are not."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.face import FormatOption, Output, RecordOption, open_view, print_json, screen, settings_of

if TYPE_CHECKING:
    from rich.console import RenderableType

    from marsad.link.compare import Contrast, Pair
    from marsad.ops.comparing import Compared

__all__ = ["app", "draw_comparison"]

app = typer.Typer()


@app.command()
def compare(
    left: Annotated[
        str, typer.Argument(metavar="ONE", help="The id of an incident or claim, or its beginning.")
    ],
    right: Annotated[str, typer.Argument(metavar="OTHER", help="The id of another.")],
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """Show why two incidents or claims are one or are not: what speaks for it, and what against.

    Example: marsad compare incident-3f9c incident-81aa
    """
    from marsad.ops.comparing import find_comparison

    with open_view(settings_of(record=record)) as view:
        compared = find_comparison(view, left, right)
    if format is Output.JSON:
        from marsad.ops.telling import compared_json

        print_json(compared_json(compared))
    else:
        screen().print(draw_comparison(compared))


def draw_comparison(compared: "Compared") -> "RenderableType":
    """Return a comparison for a terminal: the outcome, the two pairs, what is shared, and what can be done."""
    from rich.console import Group
    from rich.text import Text

    found = compared.comparison
    parts: list[RenderableType] = [
        Text(f"{compared.left} and {compared.right}: {compared.outcome}", style="bold"),
        *(Text(f"  {reason}") for reason in found.reasons),
    ]
    for link in compared.chain:
        parts.append(Text(f"  linked: {link.left} and {link.right}, {link.score:+.2f}"))
    if found.best and found.worst:
        parts += ["", Text(f"The best of {found.pairs} pairs, of which {found.conflicting} conflict", "bold")]
        parts += _pair(found.best)
        if found.worst != found.best:
            parts += ["", Text("The pair that speaks most against it", style="bold"), *_pair(found.worst)]
    parts += ["", *_shared(compared)]
    if compared.commands:
        parts += [
            "",
            Text("To judge", style="bold"),
            *(Text(f"  {command}") for command in compared.commands),
        ]
    return Group(*parts)


def _pair(pair: "Pair") -> "Iterator[RenderableType]":
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    table.add_column()
    table.add_row(f"{pair.start:+.2f}", "at the outset")
    for name, weight in pair.reasons:
        table.add_row(f"{weight:+.2f}", Text(name))
    table.add_row(f"{pair.score:+.2f}", f"in all; from {pair.threshold:+.2f} on they are one", style="bold")
    yield Text(f"  {pair.left} and {pair.right}")
    yield table
    if not pair.compared:
        yield Text("  linking does not compare these two", style="dim")
    if pair.conflicts:
        yield Text("  no incident may hold both", style="bold red")


def _shared(compared: "Compared") -> "Iterator[RenderableType]":
    from rich.table import Table
    from rich.text import Text

    found = compared.comparison
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("", "shared", compared.left, compared.right):
        table.add_column(title)
    for contrast in found.contrasts:
        table.add_row(contrast.facet, *(Text(cell) for cell in _cells(contrast)))
    yield table
    if found.days_apart is not None:
        yield Text(f"days apart: {found.days_apart}")
    if found.km_apart is not None:
        yield Text(f"kilometres apart: {found.km_apart:g}")


def _cells(contrast: "Contrast") -> tuple[str, str, str]:
    shared, left, right = ("; ".join(values) for values in (contrast.shared, contrast.left, contrast.right))
    return shared, left, right
