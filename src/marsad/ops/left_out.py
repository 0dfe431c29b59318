"""What linking compared with an incident and left out of it, nearest first, with why."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, product
from typing import Literal

from marsad.link.clustering import are_told_as_one, threshold
from marsad.link.facts import Facts
from marsad.link.filing import read_filing
from marsad.link.judged import read_judgements, standing
from marsad.link.keys import asked, hashed
from marsad.link.scoring import Reasons, conflicts, score, weigh
from marsad.model import Incident, Judgement
from marsad.store import View

__all__ = ["LeftOut", "Why", "find_left_out"]

Why = Literal["judged", "rejected", "under", "excluded", "elsewhere"]

OWN, OTHERS = 12, 160
"""Claims of the incident that are looked at, and claims beside them that each is weighed with."""
NEAR = 6.0
"""Log-odds under the threshold down to which something is near: 400 times less likely than what would do."""
SHOWN = 8
MEMBERS = 40
"""Claims of another incident that are looked at for what excludes it."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim that was compared with a claim of an incident and is not in it, with the incident that holds it.

    `score` is what speaks for `own` and `other` telling one happening, in log-odds: `reasons` and where the two
    begin; from `threshold` on they would be one. `why` they are not: a person judged them different (`judged`),
    `other` is `rejected`, they stay `under` what is needed, some claims of the two exclude each other (`excluded`,
    with that pair in `excluding` and what speaks against it in `against`), or the other fits `elsewhere` better.
    `incident` is None where no incident holds it.
    """

    own: str
    other: str
    incident: Incident | None
    score: float
    threshold: float
    reasons: Reasons
    why: Why
    judgement: Judgement | None = None
    excluding: tuple[str, str] | None = None
    against: Reasons = ()


@dataclass(frozen=True, slots=True)
class _Pair:
    own: Facts
    other: Facts
    score: float


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known of the incident: claims of it, the ids of all of them, and what people decided anywhere."""

    own: Sequence[Facts]
    claims: frozenset[str]
    rejected: frozenset[str]
    apart: Sequence[Judgement]

    def judged_apart(self, others: frozenset[str]) -> Judgement | None:
        """Return the last judgement that a claim of the incident and one of some others are different, or None."""
        found = (
            one for one in reversed(self.apart) if self.claims & {*one.subjects} and others & {*one.subjects}
        )
        return next(found, None)


def find_left_out(view: View, incident: Incident) -> tuple[LeftOut, ...]:
    """Return what came nearest to an incident and is not in it, at most one claim of each other incident.

    Claims meet as in linking: by the keys under which they are filed. Of a large incident the earliest claims are
    looked at, and of many claims beside it a part.
    """
    own = _facts(view, claims=incident.claims[:OWN])
    judged = view.judged(read_judgements)
    around = _Around(own, frozenset(incident.claims), judged.rejected, view.judged(_apart))
    best: dict[str, _Pair] = {}
    for pair in _pairs(own, _beside(view, own, around.claims)):
        if pair.score < threshold(pair.own, pair.other) - NEAR:
            continue
        known = best.get(pair.other.id)
        if known is None or _rank(pair) < _rank(known):
            best[pair.other.id] = pair
    held = _held(view, best)
    nearest = islice(_one_of_each(sorted(best.values(), key=_rank), held), SHOWN)
    return tuple(_told(view, pair, held.get(pair.other.id), around) for pair in nearest)


def _apart(judgements: Sequence[Judgement]) -> Sequence[Judgement]:
    return [one for one in standing(judgements) if one.verdict == "different"]


def _facts(view: View, *, claims: Collection[str]) -> list[Facts]:
    found = [read_filing(one.body) for one in view.filings(claims=claims)]
    return sorted(found, key=lambda fact: fact.order)


def _beside(view: View, own: Sequence[Facts], within: frozenset[str]) -> list[Facts]:
    """Return the claims that linking compares with those of an incident, those of the same reports first."""
    seen: dict[str, Facts] = {}
    keys = {hashed(key) for fact in own for key in asked(fact)}
    of_reports = view.filings(reports={fact.report for fact in own})
    for one in chain(of_reports, view.filings(keys=keys)):
        if one.claim not in within and one.claim not in seen:
            seen[one.claim] = read_filing(one.body)
            if len(seen) == OTHERS:
                break
    return list(seen.values())


def _pairs(own: Iterable[Facts], beside: Sequence[Facts]) -> Iterator[_Pair]:
    for mine, other in product(own, beside):
        if mine.family == other.family and mine.is_roundup == other.is_roundup:
            yield _Pair(mine, other, score(mine, other, same_as=are_told_as_one(mine, other)))


def _rank(pair: _Pair) -> tuple[float, str, str]:
    return -pair.score, pair.other.id, pair.own.id


def _held(view: View, claims: Collection[str]) -> Mapping[str, Incident]:
    holders = view.holders(claims).values()
    return {id: incident for incident in holders for id in incident.claims}


def _one_of_each(pairs: Iterable[_Pair], held: Mapping[str, Incident]) -> Iterator[_Pair]:
    seen: set[str] = set()
    for pair in pairs:
        holder = held.get(pair.other.id)
        name = holder.id if holder else pair.other.id
        if name not in seen:
            seen.add(name)
            yield pair


def _told(view: View, pair: _Pair, holder: Incident | None, around: _Around) -> LeftOut:
    """Return a pair with why it is not one."""
    as_one = are_told_as_one(pair.own, pair.other)
    there = frozenset(holder.claims if holder else (pair.other.id,))
    least = threshold(pair.own, pair.other)
    told = LeftOut(
        own=pair.own.id,
        other=pair.other.id,
        incident=holder,
        score=round(pair.score, 2),
        threshold=least,
        reasons=weigh(pair.own, pair.other, same_as=as_one),
        why="elsewhere",
    )
    if judgement := around.judged_apart(there):
        return replace(told, why="judged", judgement=judgement)
    if pair.other.id in around.rejected:
        return replace(told, why="rejected")
    if pair.score < least:
        return replace(told, why="under")
    members = _facts(view, claims=holder.claims[:MEMBERS]) if holder else [pair.other]
    for mine, other in product(around.own, members):
        if conflicts(mine, other) and not are_told_as_one(mine, other):
            against = tuple(reason for reason in weigh(mine, other) if reason[1] < 0)
            return replace(told, why="excluded", excluding=(mine.id, other.id), against=against)
    return told
