"""What people have decided about claims, as far as it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from marsad.model import Judgement

__all__ = ["Judged", "read_judgements"]


@dataclass(frozen=True, slots=True)
class Judged:
    """Claims to leave out, pairs to join in this order, and pairs that stay apart, by claim id."""

    rejected: frozenset[str] = frozenset()
    same: tuple[frozenset[str], ...] = ()
    different: frozenset[frozenset[str]] = frozenset()


def read_judgements(judgements: Iterable[Judgement]) -> Judged:
    """Return what stands: withdrawn judgements are ignored, and the later of accept and reject wins.

    A withdrawal may itself be withdrawn. A pair judged both same and different is different, until somebody
    withdraws that.
    """
    ordered = sorted(set(judgements), key=lambda judgement: (judgement.made, judgement.id))
    withdrawn: set[str] = set()
    for judgement in reversed(ordered):
        if judgement.verdict == "withdraw" and judgement.id not in withdrawn:
            withdrawn.add(judgement.subjects[0])
    standing = [judgement for judgement in ordered if judgement.id not in withdrawn]
    verdicts = {j.subjects[0]: j.verdict for j in standing if j.verdict in ("accept", "reject")}
    same = [frozenset(j.subjects) for j in standing if j.verdict == "same"]
    different = frozenset(frozenset(j.subjects) for j in standing if j.verdict == "different")
    return Judged(
        rejected=frozenset(claim for claim, verdict in verdicts.items() if verdict == "reject"),
        same=tuple(pair for pair in same if pair not in different),
        different=different,
    )
