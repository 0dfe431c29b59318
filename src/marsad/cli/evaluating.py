"""`marsad evaluate`: how well the reader reads, and what it gets wrong."""

from collections.abc import Mapping
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from marsad.cli.face import (
    FormatOption,
    Output,
    ReaderOption,
    open_tools,
    print_json,
    progress_bar,
    screen,
    settings_of,
)

if TYPE_CHECKING:
    from rich.table import Table

    from marsad.ops.evaluate import Evaluation
    from marsad.ops.faults import FaultReport
    from marsad.ops.scoring import Score

__all__ = ["app"]

app = typer.Typer()

EXAMPLES = 3
"""How many examples of a cause are shown where nobody says."""
WIDTH = 110


class By(StrEnum):
    """What claims are counted by."""

    WAR = "war"
    PUBLISHER = "publisher"
    TYPE = "type"


class _ErrorsMayStandAlone(TyperCommand):
    """A command whose `--errors` needs no number behind it, which typer's own options do."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # Any: typer's own context type is private
        """Put the usual number behind an `--errors` that has none."""
        for at in range(len(args) - 1, -1, -1):
            if args[at] == "--errors" and not "".join(args[at + 1 : at + 2]).lstrip("-").isdigit():
                args = [*args[: at + 1], str(EXAMPLES), *args[at + 1 :]]
        return super().parse_args(ctx, args)


@app.command(cls=_ErrorsMayStandAlone)
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A folder of annotated texts (*.json).")],
    errors: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=0, help=f"Also print faults by cause with N examples each; alone: {EXAMPLES}."
        ),
    ] = None,
    by: Annotated[
        By | None, typer.Option(help="Also print how well claims are found by each of these.")
    ] = None,
    reader: ReaderOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """Read annotated texts and print how well what was read agrees with what people read.

    Example: marsad evaluate tests/gold --errors --by type
    """
    from marsad.ops.evaluate import evaluate as evaluate_reader
    from marsad.ops.faults import report_faults

    with progress_bar() as progress, open_tools(settings_of(reader=reader), progress) as workshop:
        done = evaluate_reader(gold, workshop, progress=progress)
    claims_by = done.claims_by(by.value) if by else None
    faults = report_faults(done.faults(), examples=errors) if errors is not None else None
    if format is Output.JSON:
        told = {"by": {by.value: _all_shares(claims_by)}} if by and claims_by is not None else {}
        print_json(_as_json(done) | told | ({"faults": asdict(faults)} if faults else {}))
        return
    _print_scores(done)
    if by and claims_by is not None:
        named = {name or "not said": claims_by[name] for name in sorted(claims_by)}
        screen().print("", _table(by.value, named))
    if faults:
        _print_faults(faults)


def _print_scores(done: "Evaluation") -> None:
    scores = done.scores
    beside = {name: (scores.found[name].f1, scores.at_most(name)) for name in scores.slots}
    screen().print(_table("", {"claims": scores.claims, **scores.slots}, beside))
    grounding = "nothing read" if done.grounding is None else f"{done.grounding:.4f}"
    typer.echo(
        f"{len(done.documents)} texts · type accuracy {scores.type_accuracy:.3f} · "
        f"mean slot F1 {scores.mean_slot_f1:.3f} · grounding {grounding}"
    )


def _table(
    title: str, scores: "Mapping[str, Score]", beside: "Mapping[str, tuple[float, float]] | None" = None
) -> "Table":
    """Return a table of scores; `beside` gives some of them F1 in found claims, and what it would be at most."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title, "precision", "recall", "F1", "gold", "read", box=None, header_style="bold")
    for heading in ("found", "at most") if beside else ():
        table.add_column(heading)
    for name, score in scores.items():
        shares = (f"{share:.3f}" for share in (score.precision, score.recall, score.f1))
        more = (f"{share:.3f}" for share in (beside or {}).get(name, ()))
        table.add_row(Text(name), *shares, str(score.gold), str(score.read), *more)
    return table


def _print_faults(faults: "FaultReport") -> None:
    """Print how many faults each field and type has, then each cause with its examples."""
    from rich.table import Table

    from marsad.ops.faults import KINDS

    fields = Table("faults in", *KINDS, "share", box=None, header_style="bold")
    for name, counts in faults.fields.items():
        share = sum(counts.values()) / max(1, faults.total)
        fields.add_row(name, *(str(counts[kind]) for kind in KINDS), f"{share:.1%}")
    types = Table("claims of type", *KINDS[:2], "read as another type", box=None, header_style="bold")
    for name, counts in faults.types.items():
        others = ", ".join(f"{one.read} {one.count}" for one in faults.confusions if one.gold == name)
        types.add_row(name, *(str(counts[kind]) for kind in KINDS[:2]), others)
    screen().print("", fields, "", types)
    typer.echo(f"\n{faults.total} faults by cause: in gold → as read")
    for cause in faults.causes:
        typer.echo(f"\n{cause.field} {cause.kind}: {cause.why}  {cause.count} ({cause.share:.1%})")
        for fault in cause.examples:
            typer.echo(f"  {fault.document}  {fault.gold or '–'} → {fault.read or '–'}")
            typer.echo(f"    “{' '.join(fault.quote.split())[:WIDTH]}”")


def _as_json(done: "Evaluation") -> dict[str, Any]:
    scores = done.scores
    return {
        "documents": len(done.documents),
        "claims": _shares(scores.claims),
        "slots": {
            name: _shares(score) | {"f1_found": scores.found[name].f1, "f1_at_most": scores.at_most(name)}
            for name, score in scores.slots.items()
        },
        "type_accuracy": scores.type_accuracy,
        "mean_slot_f1": scores.mean_slot_f1,
        "grounding": done.grounding,
    }


def _all_shares(scores: "Mapping[str, Score]") -> dict[str, dict[str, float]]:
    return {name: _shares(score) for name, score in scores.items()}


def _shares(score: "Score") -> dict[str, float]:
    names = ("precision", "recall", "f1", "gold", "read")
    return {name: getattr(score, name) for name in names}
