"""What each verdict of a judgement needs of whoever gives it."""

from collections.abc import Mapping

from marsad.errors import JudgementError
from marsad.model import Verdict
from marsad.store import View
from marsad.web.caller import Caller
from marsad.web.permissions import Permission

__all__ = ["NEEDS", "require_verdict"]

NEEDS: Mapping[Verdict, Permission] = {
    "accept": Permission.JUDGE,
    "reject": Permission.JUDGE,
    "correct": Permission.JUDGE,
    "same": Permission.JUDGE,
    "different": Permission.JUDGE,
    "withdraw": Permission.JUDGE,  # of one's own; that of another needs GRADE, that of a lock or release RELEASE
    "grade": Permission.GRADE,
    "source": Permission.GRADE,
    "lock": Permission.RELEASE,
    "release": Permission.RELEASE,
    "alert": Permission.RELEASE,
}


def require_verdict(caller: Caller, author: str, verdict: Verdict, subject: str, view: View) -> None:
    """Raise NotSignedIn or NotAllowed where a caller, signing as `author`, may not give a verdict on a subject.

    To withdraw a judgement takes the right to give it, and the right to grade where it is another's.
    """
    caller.require(NEEDS[verdict])
    if verdict != "withdraw":
        return
    digits = subject.lower().removeprefix("judgement-")
    found = [one for one in view.judgements() if one.id.removeprefix("judgement-").startswith(digits)]
    if len(found) != 1:
        raise JudgementError(f"{subject!r} is no judgement, or begins more than one; give its whole id")
    caller.require(NEEDS[found[0].verdict])
    if found[0].author != author:
        caller.require(Permission.GRADE)
