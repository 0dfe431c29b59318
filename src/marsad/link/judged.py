"""What people have decided about claims, as far as it stands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from marsad.model import Judgement

__all__ = ["Judged", "latest", "read_judgements", "standing"]


@dataclass(frozen=True, slots=True)
class Judged:
    """What stands, by claim id: claims to leave out, pairs to join in this order, pairs that stay apart.

    `corrections` are those of each claim in order of time, one a field; `grades` the grade given to the incident
    that holds a claim; `sources` what is known of a root source, by its id, one a field. `locked` are claims that a
    person has locked, `released` those that a person has released, with the day of that.
    """

    rejected: frozenset[str] = frozenset()
    same: tuple[frozenset[str], ...] = ()
    different: frozenset[frozenset[str]] = frozenset()
    corrections: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)
    grades: Mapping[str, Judgement] = field(default_factory=dict)
    sources: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    released: Mapping[str, date] = field(default_factory=dict)


def read_judgements(judgements: Iterable[Judgement]) -> Judged:
    """Return what stands: withdrawn judgements are ignored, and the later of two that exclude each other wins.

    A pair judged both same and different is different, until somebody withdraws that.
    """
    valid = standing(judgements)
    verdicts = {j.subjects[0]: j.verdict for j in valid if j.verdict in ("accept", "reject")}
    locks = {j.subjects[0]: j for j in valid if j.verdict in ("lock", "release")}
    same = [frozenset(j.subjects) for j in valid if j.verdict == "same"]
    different = frozenset(frozenset(j.subjects) for j in valid if j.verdict == "different")
    return Judged(
        rejected=frozenset(claim for claim, verdict in verdicts.items() if verdict == "reject"),
        same=tuple(pair for pair in same if pair not in different),
        different=different,
        corrections=_by_subject(latest(j for j in valid if j.verdict == "correct")),
        grades={j.subjects[0]: j for j in valid if j.verdict == "grade"},
        sources=_by_subject(latest(j for j in valid if j.verdict == "source")),
        locked=frozenset(claim for claim, j in locks.items() if j.verdict == "lock"),
        released={claim: j.made.date() for claim, j in locks.items() if j.verdict == "release"},
    )


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that nobody has withdrawn, oldest first; a withdrawal may be withdrawn too."""
    once = {judgement.id: judgement for judgement in judgements}.values()
    ordered = sorted(once, key=lambda judgement: (judgement.made, judgement.id))
    withdrawn: set[str] = set()
    for judgement in reversed(ordered):
        if judgement.verdict == "withdraw" and judgement.id not in withdrawn:
            withdrawn.add(judgement.subjects[0])
    return tuple(judgement for judgement in ordered if judgement.id not in withdrawn)


def latest(judgements: Iterable[Judgement]) -> Sequence[Judgement]:
    """Return the last of those about one field of one subject, in the order given."""
    last = {(judgement.subjects, judgement.field): judgement for judgement in judgements}
    return sorted(last.values(), key=lambda judgement: (judgement.made, judgement.id))


def _by_subject(judgements: Iterable[Judgement]) -> dict[str, tuple[Judgement, ...]]:
    grouped: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        grouped[judgement.subjects[0]].append(judgement)
    return {subject: tuple(made) for subject, made in grouped.items()}
