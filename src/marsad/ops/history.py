"""What people decided about some claims and sources, also what they took back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from marsad.link.judged import standing
from marsad.model import Judgement
from marsad.store import View

__all__ = ["Decided", "History", "find_history", "find_standing", "history_of"]


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement, and the one that withdrew it; None where it stands."""

    judgement: Judgement
    withdrawn: Judgement | None = None


@dataclass(frozen=True, slots=True)
class History:
    """All that was decided: judgements by what they are about, and by the ids of those what withdrew them."""

    about: Mapping[str, tuple[Judgement, ...]]
    withdrawn: Mapping[str, Judgement]

    def of(self, subjects: Collection[str]) -> tuple[Decided, ...]:
        """Return the judgements about any of some ids, oldest first, each with what withdrew it.

        Withdrawals that hold stand beside what they withdraw and have no row of their own; withdrawn ones have.
        """
        found = self._about(subjects)
        ids, more = set(found), set(found)
        while more:  # a withdrawal is about a judgement, and may be withdrawn itself
            found |= self._about(more)
            more, ids = found.keys() - ids, set(found)
        ordered = sorted(found.values(), key=lambda one: (one.made, one.id))
        return tuple(
            Decided(one, self.withdrawn.get(one.id))
            for one in ordered
            if one.verdict != "withdraw" or one.id in self.withdrawn
        )

    def standing(self, subjects: Collection[str]) -> tuple[Judgement, ...]:
        """Return the judgements about any of some ids that nobody has withdrawn, oldest first."""
        found = (one for id, one in self._about(subjects).items() if id not in self.withdrawn)
        return tuple(sorted(found, key=lambda one: (one.made, one.id)))

    def _about(self, subjects: Collection[str]) -> dict[str, Judgement]:
        return {one.id: one for subject in subjects for one in self.about.get(subject, ())}


def find_history(view: View, subjects: Collection[str]) -> tuple[Decided, ...]:
    """Return what people decided about any of some ids, oldest first."""
    return view.judged(history_of).of(subjects)


def find_standing(view: View, subjects: Collection[str]) -> tuple[Judgement, ...]:
    """Return the judgements about any of some ids that nobody has withdrawn, oldest first."""
    return view.judged(history_of).standing(subjects)


def history_of(judgements: Iterable[Judgement]) -> History:
    """Return the history that judgements are."""
    every = tuple(judgements)
    about: dict[str, list[Judgement]] = defaultdict(list)
    for one in every:
        for subject in one.subjects:
            about[subject].append(one)
    withdrawn = {one.subjects[0]: one for one in standing(every) if one.verdict == "withdraw"}
    return History({subject: tuple(some) for subject, some in about.items()}, withdrawn)
