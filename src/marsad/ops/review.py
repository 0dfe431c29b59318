"""Judgements: what people decide about the program's reading, each a row with who, when and why."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from marsad.errors import JudgementError
from marsad.model import Judgement, Verdict
from marsad.ops.add import relink
from marsad.store import Store, View

__all__ = ["judge", "standing", "withdraw"]

OPPOSITE: dict[Verdict, Verdict] = {"same": "different", "different": "same"}


def judge(
    store: Store, verdict: Verdict, claims: Sequence[str], *, author: str, made: datetime, reason: str
) -> Judgement:
    """Record a verdict on claims, given by their ids or the beginnings of them, and link anew.

    `accept` and `reject` are about one claim, `same` and `different` about two. Raises JudgementError where a
    claim is not there, nobody signs, no reason is given, or the opposite stands about the same two claims.
    """
    with store.view() as view:
        subjects = tuple(_claim_id(view, claim) for claim in claims)
        made_now = _signed(verdict, subjects, author=author, made=made, reason=reason)
        for other in standing(view.judgements()):
            if other.verdict == OPPOSITE.get(verdict) and set(other.subjects) == set(subjects):
                raise JudgementError(
                    f"{other.author} judged these two {other.verdict}; withdraw that first: "
                    f"marsad judge withdraw {other.id}"
                )
    return _record(store, made_now)


def withdraw(store: Store, judgement: str, *, author: str, made: datetime, reason: str) -> Judgement:
    """Record that a judgement, given by its id or the beginning of it, no longer holds, and link anew.

    It stays in the record. Raises JudgementError where no such judgement stands.
    """
    with store.view() as view:
        judgements = list(view.judgements())
    found = [one.id for one in judgements if one.id.removeprefix("judgement-").startswith(_digits(judgement))]
    if len(found) != 1:
        problem = "begins more than one judgement" if found else "is no judgement of this record"
        raise JudgementError(f"{judgement!r} {problem}; `marsad judge list` shows their ids")
    if found[0] not in {one.id for one in standing(judgements)}:
        raise JudgementError(f"{found[0]} is withdrawn already; nothing is left to do")
    return _record(store, _signed("withdraw", tuple(found), author=author, made=made, reason=reason))


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that nobody has withdrawn, oldest first; a withdrawal may be withdrawn too."""
    ordered = sorted(set(judgements), key=lambda judgement: (judgement.made, judgement.id))
    withdrawn: set[str] = set()
    for one in reversed(ordered):
        if one.verdict == "withdraw" and one.id not in withdrawn:
            withdrawn.add(one.subjects[0])
    return tuple(one for one in ordered if one.id not in withdrawn)


def _digits(judgement: str) -> str:
    return judgement.lower().removeprefix("judgement-")


def _claim_id(view: View, start: str) -> str:
    claim = view.claim(start)
    if claim is None:
        raise JudgementError(
            f"the record holds no claim {start!r}; `marsad show INCIDENT` lists the ids of its claims"
        )
    return claim.id


def _signed(
    verdict: Verdict, subjects: tuple[str, ...], *, author: str, made: datetime, reason: str
) -> Judgement:
    if not author.strip():
        raise JudgementError("a judgement needs a name; give --author or set MARSAD_AUTHOR")
    if not reason.strip():
        raise JudgementError("a judgement needs a reason; give --reason")
    try:
        return Judgement(verdict, subjects, author.strip(), made, reason.strip())
    except ValueError as error:
        raise JudgementError(f"{error}; give as many different ids") from None


def _record(store: Store, judgement: Judgement) -> Judgement:
    with store.writer() as writer:
        writer.add_judgement(judgement)
    relink(store)
    return judgement
