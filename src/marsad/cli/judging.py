"""`marsad judge`: what people decide about the program's reading."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.face import (
    FormatOption,
    Output,
    RecordOption,
    open_places,
    open_to_write,
    open_view,
    print_json,
    settings_of,
)
from marsad.model import Verdict

if TYPE_CHECKING:
    from marsad.ops.review import Decision

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
    _judge_claims("accept", (claim,), reason=reason, author=author, record=record)


@app.command()
def reject(
    claim: ClaimArgument, reason: ReasonOption = "", author: AuthorOption = None, record: RecordOption = None
) -> None:
    """Judge that a claim was read wrongly; it leaves its incident.

    Example: marsad judge reject claim-3f9c --reason "a film is meant"
    """
    _judge_claims("reject", (claim,), reason=reason, author=author, record=record)


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
    _judge_claims("same", (claim, other), reason=reason, author=author, record=record)


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
    _judge_claims("different", (claim, other), reason=reason, author=author, record=record)


@app.command()
def correct(
    claim: ClaimArgument,
    field: Annotated[
        str, typer.Argument(metavar="FIELD", help="What was misread, such as killed, time, place or party.")
    ],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="What the report says, or none where it does not tell.")
    ],
    reason: ReasonOption = "",
    author: AuthorOption = None,
    record: RecordOption = None,
) -> None:
    """Put a value in place of one that was read wrongly; the claim as read stays beside it.

    The fields are type, phase, stance, killed, injured, missing, displaced, detained, count, time, place, party
    and source. A place is LATITUDE,LONGITUDE,RADIUS_KM[,NAME[,COUNTRY]] or a name of the gazetteer.

    Example: marsad judge correct claim-3f9c killed "at least 12" --reason "120 is a slip of the wire"
    """
    from marsad.ops.review import Decision

    _judge(Decision("correct", (claim,), field, value), reason=reason, author=author, record=record)


@app.command()
def grade(
    incident: Annotated[
        str, typer.Argument(metavar="INCIDENT", help="The id of an incident, or its beginning.")
    ],
    value: Annotated[str, typer.Argument(metavar="GRADE", help="The grade, such as discounted.")],
    reason: ReasonOption = "",
    author: AuthorOption = None,
    record: RecordOption = None,
) -> None:
    """Give an incident another grade than the rule does; that of the rule stays beside it.

    Example: marsad judge grade incident-3f9c discounted --reason "the footage is of 2014"
    """
    from marsad.ops.review import Decision

    _judge(Decision("grade", (incident,), value=value), reason=reason, author=author, record=record)


@app.command()
def source(
    name: Annotated[str, typer.Argument(metavar="SOURCE", help="A source by its name or its root id.")],
    kind: Annotated[str, typer.Option(help="Its kind, such as monitor or media.")] = "",
    party: Annotated[str, typer.Option(help="The party it stands by, or none.")] = "",
    reason: ReasonOption = "",
    author: AuthorOption = None,
    record: RecordOption = None,
) -> None:
    """Judge what kind of source somebody is, and on which side; it holds in the whole record.

    Example: marsad judge source "Hero Press" --kind media --party russia --reason "run by the ministry"
    """
    from marsad.ops.review import source_decisions

    decisions = source_decisions(name, kind=kind, party=party)
    _judge(*decisions, reason=reason, author=author, record=record)


@app.command()
def lock(
    claim: ClaimArgument, reason: ReasonOption = "", author: AuthorOption = None, record: RecordOption = None
) -> None:
    """Lock a claim: it and its report are in no export, and nobody without the right to it sees them.

    Example: marsad judge lock claim-3f9c --reason "it names the witness"
    """
    _judge_claims("lock", (claim,), reason=reason, author=author, record=record)


@app.command()
def release(
    subject: Annotated[
        str,
        typer.Argument(
            metavar="CONVOY|CLAIM|INCIDENT", help="What is locked, by its id or the beginning of it."
        ),
    ],
    reason: ReasonOption = "",
    author: AuthorOption = None,
    record: RecordOption = None,
) -> None:
    """Release what is locked: what has been told of that convoy until now.

    Example: marsad judge release convoy-3f9c --reason "all drivers are back, says the convoy leader"
    """
    from marsad.ops.review import release_decisions

    with open_view(settings_of(record=record)) as view:
        decisions = release_decisions(view, subject)
    _judge(*decisions, reason=reason, author=author, record=record)


@app.command()
def alert(
    incident: Annotated[
        str, typer.Argument(metavar="INCIDENT", help="The id of an incident, or its beginning.")
    ],
    audience: Annotated[str, typer.Argument(metavar="AUDIENCE", help="restricted or public.")],
    reason: ReasonOption = "",
    author: AuthorOption = None,
    record: RecordOption = None,
) -> None:
    """Let an incident be told as an actual alert, to some or to all; without this it is a restricted draft.

    Example: marsad judge alert incident-3f9c restricted --reason "the crews have agreed"
    """
    from marsad.ops.review import Decision

    _judge(Decision("alert", (incident,), value=audience), reason=reason, author=author, record=record)


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
    _judge_claims("withdraw", (judgement,), reason=reason, author=author, record=record)


@app.command("list")
def list_judgements(
    orphaned: Annotated[
        bool, typer.Option("--orphaned", help="Only those that apply to nothing any more, and why.")
    ] = False,
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """List all judgements, oldest first; those that no longer stand are marked.

    Example: marsad judge list
    """
    from marsad.cli.judged import judgement_line, orphan_lines
    from marsad.ops.orphans import find_orphans
    from marsad.ops.review import standing
    from marsad.ops.telling import judgements_json, orphans_json

    with open_view(settings_of(record=record)) as view:
        judgements = list(view.judgements())
        orphans = find_orphans(view) if orphaned else ()
    if orphaned and format is Output.JSON:
        print_json(orphans_json(orphans))
        return
    if orphaned:
        for orphan in orphans:
            typer.echo("\n".join(orphan_lines(orphan)))
        typer.echo(f"{len(orphans)} judgements apply to nothing")
        return
    if format is Output.JSON:
        print_json(judgements_json(judgements))
        return
    valid = {judgement.id for judgement in standing(judgements)}
    for one in judgements:
        mark = "" if one.id in valid else " (withdrawn)"
        typer.echo(f"{one.id}{mark}  {judgement_line(one)}")
        typer.echo(f"   {one.reason}")


def _judge_claims(
    verdict: Verdict, subjects: tuple[str, ...], *, reason: str, author: str | None, record: str | None
) -> None:
    from marsad.ops.review import Decision

    _judge(Decision(verdict, subjects), reason=reason, author=author, record=record)


def _judge(*decisions: "Decision", reason: str, author: str | None, record: str | None) -> None:
    from marsad.ops import review

    settings = settings_of(record=record, author=author)
    located = [review.with_place(one, lambda: open_places(settings)) for one in decisions]
    with open_to_write(settings) as store:
        for decision in located:
            signature = review.Signature(settings.author, datetime.now(UTC), reason)
            typer.echo(f"recorded {review.record(store, decision, signature).id}")
