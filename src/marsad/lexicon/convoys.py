"""Aid on the move: what a clause about a convoy says has happened to it."""

from collections.abc import Mapping
from functools import cache
from typing import Literal, get_args

from marsad.errors import LexiconError
from marsad.lexicon.files import word_list, word_lists
from marsad.lexicon.phrases import PhraseIndex
from marsad.model import Claim

__all__ = ["ARRIVED", "STEPS", "Step", "convoy_step", "is_of_convoy", "moves"]

Step = Literal[
    "planned", "requested", "approved", "loaded", "departed", "suspended", "turned_back", "attacked",
    "arrived", "offloaded", "completed",
]  # fmt: skip
STEPS: tuple[Step, ...] = get_args(Step)
ARRIVED: frozenset[Step] = frozenset({"arrived", "offloaded", "completed"})
"""Steps that only a convoy has reached that has arrived."""

_BY_PHASE: Mapping[str, Step] = {
    "planned": "planned",
    "proposed": "planned",
    "agreed": "approved",
    "suspended": "suspended",
    "blocked": "suspended",
    "ended": "suspended",
    "resumed": "departed",
}
_HELD: frozenset[Step] = frozenset({"suspended", "turned_back"})
"""Where it is kept from going on: it waits, or it has been sent back."""
_BEFORE: frozenset[Step] = frozenset({"planned", "requested", "approved", "loaded"})


def is_of_convoy(claim: Claim) -> bool:
    """Tell whether a claim is about a convoy: aid that is planned, or aid or an evacuation in words of movement."""
    if claim.type == "aid" and _BY_PHASE.get(claim.phase) in _BEFORE:
        return True
    return claim.type in ("aid", "evacuation") and moves(claim.evidence.quote)


def moves(text: str) -> bool:
    """Tell whether a text names something in which aid or people are moved, such as a convoy or a lorry."""
    return next(_movement().find(text), None) is not None


def convoy_step(claim: Claim) -> Step | None:
    """Return how far a convoy has got by a claim about it; None where the claim does not say that.

    A claim that denies or doubts says nothing of that kind, and one that demands neither. A phase of the codebook
    goes before words; words of a planned movement may only make it more exact, and those of a blocked one say
    whether it waits or was sent back.
    """
    if claim.stance != "asserts" or claim.phase in ("demanded", "threatened"):
        return None
    by_phase = _BY_PHASE.get(claim.phase)
    trigger, evidence = (_said(text) for text in (claim.trigger.quote, claim.evidence.quote))
    if by_phase in _BEFORE:
        return _last((trigger | evidence) & (_BEFORE - {"planned"})) or by_phase
    if claim.phase == "blocked":
        return _last(trigger & _HELD) or _last(evidence & _HELD) or by_phase
    return by_phase or _last(trigger) or _last(evidence)


def _said(text: str) -> set[Step]:
    return {step for _, _, step in _steps().find(text)}


def _last(steps: set[Step]) -> Step | None:
    return max(steps, key=STEPS.index, default=None)


@cache
def _movement() -> PhraseIndex[bool]:
    return PhraseIndex.of((word, True) for word in word_list("convoys", "movement"))


@cache
def _steps() -> PhraseIndex[Step]:
    lists = word_lists("convoys", "steps")
    if set(lists) != set(STEPS):
        raise LexiconError(f"convoys.yaml: the steps are {', '.join(STEPS)}")
    return PhraseIndex.of((word, step) for step in STEPS for word in lists[step])
