"""Judging at the desk, for its pages and its API: who may say what, in whose name, and how it is recorded."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime

from marsad.errors import JudgementError, NotAllowedError
from marsad.model import Judgement, Verdict
from marsad.ops.review import Decision, Signature, record_all, standing, with_place
from marsad.web.caller import Caller
from marsad.web.desk import Desk
from marsad.web.permissions import Permission

__all__ = ["NEEDS", "USUAL", "Said", "author_of", "decide", "last_answer", "require"]

NEEDS: Mapping[Verdict, Permission] = {
    "accept": Permission.JUDGE,
    "reject": Permission.JUDGE,
    "same": Permission.JUDGE,
    "different": Permission.JUDGE,
    "correct": Permission.JUDGE,
    "grade": Permission.GRADE,
    "source": Permission.GRADE,
    "lock": Permission.RELEASE,
    "release": Permission.RELEASE,
    "alert": Permission.RELEASE,
    "withdraw": Permission.JUDGE,
}
"""What each verdict needs; withdrawing needs what the withdrawn verdict does, and of another person GRADE as well."""
USUAL: Mapping[Verdict, str] = {
    "accept": "its words say so",
    "reject": "its words do not say so",
    "same": "same place, time and people",
    "different": "another place, time or people",
    "correct": "its words say so",
}
"""The reason of a verdict that is given without one, as the page says beside its button; others need one."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says at the desk: in whose name, why, and which judgements they had seen; None: not told."""

    author: str
    reason: str
    known: Collection[str] | None = None


def require(caller: Caller, verdict: Verdict) -> None:
    """Raise NotAllowedError where a caller may not give a verdict."""
    if not caller.may(NEEDS[verdict]):
        raise NotAllowedError(
            f"the role of {caller.role} may not say {verdict}, which needs the right to {NEEDS[verdict]}; "
            "ask an admin of this desk"
        )


def author_of(desk: Desk, caller: Caller, given: str = "") -> str:
    """Return in whose name a caller judges: their own, the one of the settings, or the one that the owner gives.

    "" where the owner has given none.
    """
    return caller.name or desk.settings.author.strip() or given.strip()


def last_answer(judgements: Sequence[Judgement], author: str) -> tuple[Judgement, ...]:
    """Return what an author said last and has not withdrawn: all judgements of one answer have one time."""
    own = [
        one for one in standing(judgements) if author and one.author == author and one.verdict != "withdraw"
    ]
    return tuple(one for one in own if one.made == own[-1].made)


def decide(desk: Desk, caller: Caller, decisions: Iterable[Decision], said: Said) -> tuple[Judgement, ...]:
    """Record what a caller says, all of it or, where one part of it cannot be, none of it.

    Raises NotAllowedError, JudgementError, StaleError and GazetteerError as `ops.review.record` does.
    """
    asked = tuple(with_place(one, lambda: nullcontext(desk.places())) for one in decisions)
    if not asked:
        raise JudgementError("nothing is judged; choose a claim")
    verdict = asked[0].verdict
    reason = said.reason.strip() or USUAL.get(verdict, "")
    if not said.author:
        raise JudgementError("a judgement needs a name; write yours beside the reason")
    if not reason:
        raise JudgementError(f"say why: {verdict} needs a reason")
    with desk.view(caller) as view:
        judgements = tuple(view.judgements())
        for one in asked:
            require(caller, one.verdict)
            if one.verdict == "withdraw":
                _require_withdrawing(caller, one, judgements, said.author)
    signature = Signature(said.author, datetime.now(UTC), reason)
    made = record_all(desk.store, asked, signature, known=said.known, viewer=caller.role, link=desk.link)
    if NEEDS[verdict] is Permission.RELEASE:
        desk.answers.expire()
    return made


def _require_withdrawing(
    caller: Caller, decision: Decision, judgements: Sequence[Judgement], author: str
) -> None:
    by_id = {one.id: one for one in judgements}
    # An id may be cut short; where it means none or several, `check` says so.
    starts = tuple(id.lower().removeprefix("judgement-") for id in decision.subjects)
    for one in judgements:
        if not one.id.removeprefix("judgement-").startswith(starts):
            continue
        if one.author != author and not caller.may(Permission.GRADE):
            raise NotAllowedError(
                f"the role of {caller.role} withdraws its own judgements only, and this one is by {one.author}; "
                "ask an editor"
            )
        taken: Judgement | None = one
        while taken is not None and taken.verdict == "withdraw":  # what it takes back would hold again
            taken = by_id.get(taken.subjects[0])
        if taken is not None:
            require(caller, taken.verdict)
