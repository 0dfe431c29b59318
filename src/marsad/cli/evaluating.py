"""`marsad evaluate`: how well the reader reads."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.cli.face import FormatOption, Output, ReaderOption, open_tools, print_json, progress_bar, screen, settings_of

if TYPE_CHECKING:
    from marsad.ops.evaluate import Evaluation
    from marsad.ops.scoring import Score

__all__ = ["app"]

app = typer.Typer()


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A folder of annotated texts (*.json).")],
    errors: Annotated[int, typer.Option(metavar="N", help="Also print the first N differences.")] = 0,
    reader: ReaderOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """Read annotated texts and print how well what was read agrees with what people read.

    Example: marsad evaluate tests/gold --errors 20
    """
    from marsad.ops.evaluate import evaluate as evaluate_reader

    with progress_bar() as progress, open_tools(settings_of(reader=reader), progress) as workshop:
        done = evaluate_reader(gold, workshop, progress=progress)
    faults = done.scores.faults[:errors]
    if format is Output.JSON:
        print_json(_as_json(done) | {"errors": [{n: getattr(f, n) for n in f.__slots__} for f in faults]})
        return
    _print_table(done)
    for fault in faults:
        typer.echo(f"{fault.document}  {fault.kind}  {fault.detail}: {' '.join(fault.quote.split())[:110]}")


def _print_table(done: "Evaluation") -> None:
    from rich.table import Table

    table = Table("", "precision", "recall", "F1", "gold", "read", box=None, header_style="bold")
    for name, score in {"claims": done.scores.claims, **done.scores.slots}.items():
        shares = (f"{share:.3f}" for share in (score.precision, score.recall, score.f1))
        table.add_row(name, *shares, str(score.gold), str(score.read))
    screen().print(table)
    grounding = "nothing read" if done.grounding is None else f"{done.grounding:.4f}"
    typer.echo(
        f"{done.documents} texts · type accuracy {done.scores.type_accuracy:.3f} · "
        f"mean slot F1 {done.scores.mean_slot_f1:.3f} · grounding {grounding}"
    )


def _as_json(done: "Evaluation") -> dict[str, Any]:
    scores = done.scores
    return {
        "documents": done.documents,
        "claims": _shares(scores.claims),
        "slots": {name: _shares(score) for name, score in scores.slots.items()},
        "type_accuracy": scores.type_accuracy,
        "mean_slot_f1": scores.mean_slot_f1,
        "grounding": done.grounding,
    }


def _shares(score: "Score") -> dict[str, float]:
    names = ("precision", "recall", "f1", "gold", "read")
    return {name: getattr(score, name) for name in names}
