"""`marsad judge`: what people decide about the program's reading."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from marsad.cli.face import FormatOption, Output, RecordOption, open_record, print_json, settings_of
from marsad.model import Verdict

__all__ = ["app"]

app = typer.Typer(
    no_args_is_help=True, help="Record judgements of people, which always win over the program."
)

ClaimArgument = Annotated[str, typer.Argument(metavar="CLAIM", help="The id of a claim, or its beginning.")]
OtherArgument = Annotated[str, typer.Argument(metavar="OTHER", help="The id of another claim.")]
ReasonOption = Annotated[str, typer.Option(help="Why; others will read it.")]
AuthorOption = Annotated[str | None, typer.Option(help="Who judges [MARSAD_AUTHOR].")]


@app.command()
def accept(
    claim: ClaimArgument, reason: ReasonOption = "", author: AuthorOption = None, record: RecordOption = None
) -> None:
    """Judge that a claim was read rightly.

    Example: marsad judge accept claim-3f9c --reason "as the text says"
    """
    _judge("accept", (claim,), reason=reason, author=author, record=record)


@app.command()
def reject(
    claim: ClaimArgument, reason: ReasonOption = "", author: AuthorOption = None, record: RecordOption = None
) -> None:
    """Judge that a claim was read wrongly; it leaves its incident.

    Example: marsad judge reject claim-3f9c --reason "a film is meant"
    """
    _judge("reject", (claim,), reason=reason, author=author, record=record)


@app.command()
def same(
    claim: ClaimArgument,
    other: OtherArgument,
    reason: ReasonOption = "",
    author: AuthorOption = None,
    record: RecordOption = None,
) -> None:
    """Judge that two claims tell one happening.

    Example: marsad judge same claim-3f9c claim-81aa --reason "both the strike of Monday evening"
    """
    _judge("same", (claim, other), reason=reason, author=author, record=record)


@app.command()
def different(
    claim: ClaimArgument,
    other: OtherArgument,
    reason: ReasonOption = "",
    author: AuthorOption = None,
    record: RecordOption = None,
) -> None:
    """Judge that two claims tell different happenings; they are never linked.

    Example: marsad judge different claim-3f9c claim-81aa --reason "one is the warehouse, one the market"
    """
    _judge("different", (claim, other), reason=reason, author=author, record=record)


@app.command()
def withdraw(
    judgement: Annotated[
        str, typer.Argument(metavar="JUDGEMENT", help="The id of a judgement, or its beginning.")
    ],
    reason: ReasonOption = "",
    author: AuthorOption = None,
    record: RecordOption = None,
) -> None:
    """Withdraw a judgement; it stays in the record and no longer counts.

    Example: marsad judge withdraw judgement-3f9c --reason "the original says otherwise"
    """
    from marsad.ops import review

    settings = settings_of(record=record, author=author)
    with open_record(settings) as store:
        made = review.withdraw(
            store, judgement, author=settings.author, made=datetime.now(UTC), reason=reason
        )
    typer.echo(f"recorded {made.id}")


@app.command("list")
def list_judgements(record: RecordOption = None, format: FormatOption = Output.TEXT) -> None:
    """List all judgements, oldest first; those that no longer stand are marked.

    Example: marsad judge list
    """
    from marsad.export.records import record_of
    from marsad.ops.review import standing

    with open_record(settings_of(record=record)) as store, store.view() as view:
        judgements = list(view.judgements())
    valid = {judgement.id for judgement in standing(judgements)}
    if format is Output.JSON:
        print_json([record_of(judgement) | {"stands": judgement.id in valid} for judgement in judgements])
        return
    for one in judgements:
        mark = "" if one.id in valid else " (withdrawn)"
        typer.echo(
            f"{one.id}{mark}  {one.made:%Y-%m-%d} {one.author}: {one.verdict} {' '.join(one.subjects)}"
        )
        typer.echo(f"   {one.reason}")


def _judge(
    verdict: Verdict, claims: tuple[str, ...], *, reason: str, author: str | None, record: str | None
) -> None:
    from marsad.ops import review

    settings = settings_of(record=record, author=author)
    with open_record(settings) as store:
        made = review.judge(
            store, verdict, claims, author=settings.author, made=datetime.now(UTC), reason=reason
        )
    typer.echo(f"recorded {made.id}")
