"""What people decided about some claims and sources, also what they took back."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from marsad.link.judged import standing
from marsad.model import Judgement
from marsad.store import View

__all__ = ["Decided", "find_history", "history_of"]


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement, and the one that withdrew it; None where it stands."""

    judgement: Judgement
    withdrawn: Judgement | None = None


def find_history(view: View, subjects: Collection[str]) -> tuple[Decided, ...]:
    """Return the judgements about any of some ids, oldest first, each with what withdrew it.

    Withdrawals that hold stand beside what they withdraw and have no row of their own; withdrawn ones have.
    """
    return history_of(view.judgements(), subjects)


def history_of(judgements: Iterable[Judgement], subjects: Collection[str]) -> tuple[Decided, ...]:
    """Return the same out of judgements that are at hand: all that a View shows."""
    every = sorted(judgements, key=lambda one: (one.made, one.id))
    valid = standing(every)
    withdrawn = {one.subjects[0]: one for one in valid if one.verdict == "withdraw"}
    wanted = set(subjects)
    found = []
    for one in every:  # a withdrawal comes after what it withdraws
        if wanted.isdisjoint(one.subjects):
            continue
        wanted.add(one.id)
        if one.verdict != "withdraw" or one.id in withdrawn:
            found.append(Decided(one, withdrawn.get(one.id)))
    return tuple(found)
