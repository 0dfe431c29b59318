"""Gathers claims that tell one happening: the surest pairs first, and no member may conflict with another.

Pairs that score enough are edges. What no edge ties together never comes to one incident, so that each component
of claims and edges is gathered for itself, and a new claim changes nothing but the components that it touches.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from marsad.link.facts import Facts
from marsad.link.judged import Judged
from marsad.link.keys import find_pairs
from marsad.link.scoring import JUDGED_SAME, conflicts, is_hopeless, score, weigh
from marsad.link.weights import load_weights
from marsad.model import Link

__all__ = ["Cluster", "Component", "are_told_as_one", "find_components", "gather", "threshold", "ties"]

Edge = tuple[float, int, int]
"""The log-odds of a pair, and the places of its claims among those of the component, lower first."""


@dataclass(frozen=True, slots=True)
class Component:
    """Claims in order, and all edges between them."""

    facts: tuple[Facts, ...]
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims of one happening, earliest first, and the links that brought them together."""

    members: tuple[Facts, ...]
    links: tuple[Link, ...] = ()


def ties(left: Facts, right: Facts) -> float | None:
    """Return the log-odds of two claims where these may bring them together, else None.

    A denial or doubt needs less to come to what is asserted.
    """
    if left.family != right.family or left.is_roundup != right.is_roundup:
        return None
    same_as = are_told_as_one(left, right)
    if not same_as and is_hopeless(left, right):
        return None
    value = score(left, right, same_as=same_as)
    return value if value >= threshold(left, right) else None


def threshold(left: Facts, right: Facts) -> float:
    """Return the log-odds that two claims must have to come together."""
    weights = load_weights()
    is_denial = (left.stance == "asserts") != (right.stance == "asserts")
    return weights.attach if is_denial else weights.join


def find_components(facts: Iterable[Facts], judged: Judged) -> Iterator[Component]:
    """Yield the components of claims, in order of their first; each claim is in exactly one."""
    ordered = sorted(facts, key=lambda fact: fact.order)
    place = {fact.id: index for index, fact in enumerate(ordered)}
    home = list(range(len(ordered)))
    edges: list[Edge] = []
    for i, j in find_pairs(ordered):
        left, right = ordered[i], ordered[j]
        value = ties(left, right)
        if value is not None:
            edges.append((value, i, j))
            _unite(home, i, j)
    for pair in judged.same:
        known = [place[id] for id in sorted(pair) if id in place]
        for i, j in pairwise(known):
            _unite(home, i, j)
    yield from _split(ordered, edges, home)


def gather(component: Component, judged: Judged) -> tuple[Cluster, ...]:
    """Return the clusters of one component, in order of their first claim.

    Asserting claims gather first; a denial or doubt then joins what it plainly speaks of.
    """
    gathering = _Gathering(component, judged)
    gathering.join_judged()
    gathering.join_alike(asserted=2)
    gathering.join_spoken_of()
    gathering.join_alike(asserted=0)
    return gathering.clusters()


class _Gathering:
    """Clusters while they grow: which claim is in which, and why."""

    def __init__(self, component: Component, judged: Judged) -> None:
        self._facts = component.facts
        self._edges = component.edges
        self._judged = judged
        self._place = {fact.id: index for index, fact in enumerate(component.facts)}
        self._home = list(range(len(component.facts)))
        self._members = {index: [index] for index in self._home}
        self._links: dict[int, list[Link]] = defaultdict(list)

    def join_judged(self) -> None:
        """Join what people judged to be the same, unless that would join what they judged different."""
        for pair in self._judged.same:
            known = [self._place[id] for id in sorted(pair) if id in self._place]
            if len(known) == 2 and not self._kept_apart(*known):
                self._join(*known, judged=True)

    def join_alike(self, *, asserted: int) -> None:
        """Join pairs over even odds, the surest first, as long as no two members conflict.

        `asserted` is how many of the pair are to be assertions: 2, or 0 for denials that have joined nothing.
        """
        alone = {index for index, home in enumerate(self._home) if len(self._members[home]) == 1}
        join = load_weights().join
        refused: set[tuple[int, int]] = set()
        for value, i, j in sorted(self._edges, key=lambda edge: (-edge[0], edge[1], edge[2])):
            if value < join or self._asserted(i) + self._asserted(j) != asserted:
                continue
            if asserted == 0 and not {i, j} <= alone:
                continue
            homes = self._homes(i, j)
            if homes[0] == homes[1] or homes in refused:
                continue
            if self._fits(i, j):
                self._join(i, j)
            else:
                refused.add(homes)

    def join_spoken_of(self) -> None:
        """Let each denial or doubt that is alone join what it plainly speaks of."""
        near: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for value, i, j in self._edges:
            if self._asserted(i) != self._asserted(j):
                other, asserted = (j, i) if self._asserted(i) else (i, j)
                if len(self._members[self._home[other]]) == 1:
                    near[other].append((value, asserted))
        found = [(other, self._plainest(other, near[other])) for other in sorted(near)]
        for other, target in found:
            if target is not None and self._fits(other, target):
                self._join(target, other)

    def clusters(self) -> tuple[Cluster, ...]:
        """Return what has gathered."""
        return tuple(
            Cluster(
                tuple(self._facts[index] for index in sorted(members)),
                tuple(sorted(self._links[home], key=lambda link: (link.left, link.right))),
            )
            for home, members in sorted(self._members.items())
        )

    def _plainest(self, other: int, near: Sequence[tuple[float, int]]) -> int | None:
        """Return the claim of the one cluster that a denial fits clearly better than all others, or None."""
        best: dict[int, tuple[float, int]] = {}
        for value, target in near:
            home = self._home[target]
            if home not in best or (-value, target) < (-best[home][0], best[home][1]):
                best[home] = value, target
        ranked = sorted(best.values(), key=lambda found: (-found[0], found[1]))
        fitting = [(value, target) for value, target in ranked if self._fits(other, target)]
        if not fitting:
            return None
        if len(fitting) > 1 and fitting[0][0] - fitting[1][0] < load_weights().attach_margin:
            return None
        return fitting[0][1]

    def _asserted(self, index: int) -> bool:
        return self._facts[index].stance == "asserts"

    def _homes(self, i: int, j: int) -> tuple[int, int]:
        left, right = self._home[i], self._home[j]
        return (left, right) if left < right else (right, left)

    def _fits(self, i: int, j: int) -> bool:
        """Tell whether the clusters of two claims hold nothing that conflicts across them."""
        if self._kept_apart(i, j):
            return False
        return not any(
            conflicts(self._facts[a], self._facts[b]) and not self._istold_as_one(a, b)
            for a in self._members[self._home[i]]
            for b in self._members[self._home[j]]
        )

    def _join(self, i: int, j: int, *, judged: bool = False) -> None:
        """Make the clusters of two claims one; the earlier claim's cluster lives on."""
        kept, gone = self._homes(i, j)
        if kept == gone:
            return
        for index in self._members[gone]:
            self._home[index] = kept
        self._members[kept] += self._members.pop(gone)
        left, right = self._facts[min(i, j)], self._facts[max(i, j)]
        same_as = self._istold_as_one(i, j)
        reasons, value = weigh(left, right, same_as=same_as), score(left, right, same_as=same_as)
        if judged:
            weight = load_weights().reasons[JUDGED_SAME]
            reasons, value = (*reasons, (JUDGED_SAME, weight)), value + weight
        self._links[kept] += [*self._links.pop(gone, []), Link(left.id, right.id, round(value, 2), reasons)]

    def _kept_apart(self, i: int, j: int) -> bool:
        if not self._judged.different:
            return False
        return any(
            frozenset((self._facts[a].id, self._facts[b].id)) in self._judged.different
            for a in self._members[self._home[i]]
            for b in self._members[self._home[j]]
        )

    def _istold_as_one(self, i: int, j: int) -> bool:
        return are_told_as_one(self._facts[i], self._facts[j])


def are_told_as_one(left: Facts, right: Facts) -> bool:
    """Tell whether their report tells two claims as one event."""
    return bool(left.told_as) and left.told_as == right.told_as


def _unite(home: list[int], i: int, j: int) -> None:
    left, right = _root(home, i), _root(home, j)
    home[max(left, right)] = min(left, right)


def _root(home: list[int], index: int) -> int:
    while home[index] != index:
        home[index] = index = home[home[index]]
    return index


def _split(facts: Sequence[Facts], edges: Iterable[Edge], home: list[int]) -> Iterator[Component]:
    members: dict[int, list[int]] = defaultdict(list)
    for index in range(len(facts)):
        members[_root(home, index)].append(index)
    between: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        between[_root(home, edge[1])].append(edge)
    for root, indices in members.items():
        place = {index: number for number, index in enumerate(indices)}
        own = between.pop(root, ())
        yield Component(
            tuple(facts[index] for index in indices),
            tuple((value, place[i], place[j]) for value, i, j in own),
        )
