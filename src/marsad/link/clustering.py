"""Gathers claims that tell one happening: the surest pairs first, and no member may conflict with another."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from marsad.link.blocking import days_of, find_pairs
from marsad.link.facts import Facts
from marsad.link.judged import Judged
from marsad.link.scoring import conflicts, score, weigh
from marsad.model import Link

__all__ = ["Cluster", "find_clusters"]

JOIN = 0.0  # even odds: in doubt, two incidents stay two
ATTACH = -1.5  # a denial speaks of something told elsewhere, so it needs less
ATTACH_MARGIN = 1.0  # but it must be plain of what
JUDGED = 20.0
DENIAL_DAYS = 1


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims of one happening, earliest first, and the links that brought them together."""

    members: tuple[Facts, ...]
    links: tuple[Link, ...] = ()


def find_clusters(facts: Iterable[Facts], judged: Judged) -> tuple[Cluster, ...]:
    """Return the clusters of all claims, in order of their first; each claim is in exactly one.

    Asserting claims gather first; a denial or doubt then joins what it plainly speaks of.
    """
    ordered = sorted(facts, key=lambda fact: fact.order)
    asserted = [fact for fact in ordered if fact.claim.stance == "asserts"]
    others = [fact for fact in ordered if fact.claim.stance != "asserts"]
    same_as = _same_as(ordered)
    gathering = _Gathering(ordered, judged, same_as)
    gathering.join_judged()
    gathering.join_alike(asserted)
    for fact, target in _spoken_of(others, gathering, asserted):
        gathering.join(target, fact)
    gathering.join_alike([fact for fact in others if gathering.is_alone(fact)])
    return gathering.clusters()


class _Gathering:
    """Clusters while they grow: which claim is in which, and why."""

    def __init__(self, facts: Sequence[Facts], judged: Judged, same_as: dict[str, int]) -> None:
        self._facts = {fact.id: fact for fact in facts}
        self._judged = judged
        self._same_as = same_as
        self._home = {fact.id: fact.id for fact in facts}
        self._members = {fact.id: [fact] for fact in facts}
        self._links: dict[str, list[Link]] = defaultdict(list)

    def join_judged(self) -> None:
        """Join what people judged to be the same, unless that would join what they judged different."""
        for pair in self._judged.same:
            left, right = sorted(pair)
            if left in self._facts and right in self._facts and not self._kept_apart(left, right):
                self.join(self._facts[left], self._facts[right], judged=True)

    def join_alike(self, facts: Sequence[Facts]) -> None:
        """Join what scores over even odds, the surest first, as long as no two members conflict."""
        scored = [(self.score(facts[i], facts[j]), i, j) for i, j in find_pairs(facts)]
        refused: set[frozenset[str]] = set()
        for _, i, j in sorted((s for s in scored if s[0] >= JOIN), key=lambda s: (-s[0], s[1], s[2])):
            left, right = facts[i], facts[j]
            homes = frozenset((self._home[left.id], self._home[right.id]))
            if len(homes) == 1 or homes in refused:
                continue
            if self.fits(left, right):
                self.join(left, right)
            else:
                refused.add(homes)

    def score(self, left: Facts, right: Facts) -> float:
        """Return the log-odds of a pair, knowing what its report tells as one."""
        return score(left, right, same_as=self._told_as_one(left, right))

    def fits(self, left: Facts, right: Facts) -> bool:
        """Tell whether the clusters of two claims hold nothing that conflicts across them."""
        if self._kept_apart(left.id, right.id):
            return False
        return not any(
            conflicts(a, b) and not self._told_as_one(a, b)
            for a in self._members[self._home[left.id]]
            for b in self._members[self._home[right.id]]
        )

    def join(self, left: Facts, right: Facts, *, judged: bool = False) -> None:
        """Make the clusters of two claims one; the earlier claim's cluster lives on."""
        homes = sorted({self.home(fact) for fact in (left, right)}, key=lambda id: self._facts[id].order)
        if len(homes) < 2:
            return
        kept, gone = homes
        for fact in self._members[gone]:
            self._home[fact.id] = kept
        self._members[kept] += self._members.pop(gone)
        reasons = weigh(left, right, same_as=self._told_as_one(left, right))
        value = self.score(left, right)
        if judged:
            reasons, value = (*reasons, ("judged the same", JUDGED)), value + JUDGED
        first, second = sorted((left, right), key=lambda fact: fact.order)
        link = Link(first.id, second.id, round(value, 2), reasons)
        self._links[kept] += [*self._links.pop(gone, []), link]

    def is_alone(self, fact: Facts) -> bool:
        """Tell whether a claim has joined nothing yet."""
        return len(self._members[self._home[fact.id]]) == 1

    def home(self, fact: Facts) -> str:
        """Return the name of the cluster that a claim is in now."""
        return self._home[fact.id]

    def clusters(self) -> tuple[Cluster, ...]:
        """Return what has gathered."""
        found = [
            Cluster(
                tuple(sorted(members, key=lambda fact: fact.order)),
                tuple(sorted(self._links[home], key=lambda link: (link.left, link.right))),
            )
            for home, members in self._members.items()
        ]
        return tuple(sorted(found, key=lambda cluster: cluster.members[0].order))

    def _kept_apart(self, left: str, right: str) -> bool:
        if not self._judged.different:
            return False
        return any(
            frozenset((a.id, b.id)) in self._judged.different
            for a in self._members[self._home[left]]
            for b in self._members[self._home[right]]
        )

    def _told_as_one(self, left: Facts, right: Facts) -> bool:
        group = self._same_as.get(left.id)
        return group is not None and group == self._same_as.get(right.id)


def _same_as(facts: Sequence[Facts]) -> dict[str, int]:
    """Return a group number for each claim that its report tells together with others."""
    home = {fact.id: fact.id for fact in facts}

    def find(id: str) -> str:
        while home[id] != id:
            home[id] = id = home[home[id]]
        return id

    reports = {fact.id: fact.claim.report for fact in facts}
    for fact in facts:
        for other in fact.claim.same_as:
            if reports.get(other) == fact.claim.report:
                home[max(find(fact.id), find(other))] = min(find(fact.id), find(other))
    numbers: dict[str, int] = {}
    return {id: numbers.setdefault(find(id), len(numbers)) for id in home}


def _spoken_of(
    others: Sequence[Facts], gathering: _Gathering, asserted: Sequence[Facts]
) -> list[tuple[Facts, Facts]]:
    """Return each denial or doubt with the claim that it speaks of, where that is plain."""
    by_day: dict[tuple[str, date], list[Facts]] = defaultdict(list)
    by_report: dict[tuple[str, str], list[Facts]] = defaultdict(list)
    for fact in asserted:
        by_report[fact.family, fact.claim.report].append(fact)
        if fact.time and not fact.is_roundup:
            for day in days_of(fact.time, slack=DENIAL_DAYS):
                by_day[fact.family, day].append(fact)
    found = []
    for fact in filter(gathering.is_alone, others):
        days = days_of(fact.time, slack=DENIAL_DAYS) if fact.time and not fact.is_roundup else ()
        near = [f for day in days for f in by_day[fact.family, day]]
        if target := _plainest(fact, [*by_report[fact.family, fact.claim.report], *near], gathering):
            found.append((fact, target))
    return found


def _plainest(fact: Facts, near: Iterable[Facts], gathering: _Gathering) -> Facts | None:
    """Return the claim of the one cluster that a denial fits clearly better than all others, or None."""
    best: dict[str, tuple[float, Facts]] = {}
    for candidate in near:
        value = gathering.score(fact, candidate)
        home = gathering.home(candidate)
        if home not in best or (-value, candidate.order) < (-best[home][0], best[home][1].order):
            best[home] = (value, candidate)
    ranked = sorted(best.values(), key=lambda found: (-found[0], found[1].order))
    fitting = [found for found in ranked if found[0] >= ATTACH and gathering.fits(fact, found[1])]
    if not fitting or (len(fitting) > 1 and fitting[0][0] - fitting[1][0] < ATTACH_MARGIN):
        return None
    return fitting[0][1]
