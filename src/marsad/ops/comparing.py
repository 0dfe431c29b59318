"""Comparing two incidents or claims of a record: why linking makes them one, or does not."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from marsad.errors import StoreError
from marsad.ids import content_id
from marsad.link.compare import Comparison, compare
from marsad.model import Claim, Incident, Link, Report
from marsad.ops.review import standing
from marsad.ops.show import Shown, find
from marsad.store import View

__all__ = ["Compared", "find_comparison"]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two things of a record, by id, and how they compare.

    `incident` is the id of the incident that holds all their claims, "" where none does; `chain` are the links
    that lead in it from the one to the other. `outcome` is that in words. `commands` are what a person can do
    about it.
    """

    left: str
    right: str
    outcome: str
    incident: str
    chain: tuple[Link, ...]
    comparison: Comparison
    commands: tuple[str, ...]


def find_comparison(view: View, left: str, right: str) -> Compared:
    """Return how two incidents or claims compare, given by their ids or the beginnings of them.

    A claim is compared with the other claims of its incident. Raises StoreError for an id of nothing or of a
    report, and for one thing given twice.
    """
    sides = (find(view, left), find(view, right))
    for shown in sides:
        if isinstance(shown.thing, Report):
            raise StoreError(
                f"{shown.thing.id} is a report; compare claims of it, which `marsad show {shown.thing.id}` lists"
            )
    one, other = (shown.thing.id for shown in sides)
    if one == other:
        raise StoreError(f"{one} is given twice; give the ids of two")
    here, there = _apart(sides)
    reports = {**sides[0].reports, **sides[1].reports}
    context = [claim for report in sorted(reports) for claim in view.claims(report)]
    found = compare(here, there, reports, context=context, judgements=standing(view.judgements()))
    holder = _holder(view, [*here, *there])
    chain = _chain(holder, here, there) if holder else ()
    return Compared(
        left=one,
        right=other,
        outcome=_outcome(found, holder, chain),
        incident=holder.id if holder else "",
        chain=chain,
        comparison=found,
        commands=tuple(_commands(found)),
    )


def _apart(sides: Sequence[Shown]) -> tuple[Sequence[Claim], Sequence[Claim]]:
    """Return the claims of both, those of a claim's incident without itself."""
    left, right = (shown.claims for shown in sides)
    if len(set(left) & set(right)) == 0:
        return left, right
    here, there = (
        tuple(claim for claim in shown.claims if isinstance(shown.thing, Claim) or claim not in other)
        for shown, other in zip(sides, (right, left), strict=True)
    )
    if not here or not there:
        alone = (here or there)[0]
        raise StoreError(f"{alone.id} is all that its incident tells; compare it with another incident")
    return here, there


def _holder(view: View, claims: Sequence[Claim]) -> Incident | None:
    """Return the incident that holds all of the claims, or None."""
    holder = view.incident(content_id("incident", claims[0].id))
    return holder if holder and {claim.id for claim in claims} <= set(holder.claims) else None


def _chain(incident: Incident, here: Iterable[Claim], there: Iterable[Claim]) -> tuple[Link, ...]:
    """Return the fewest links that lead from one side to the other."""
    goal = {claim.id for claim in there}
    ways: dict[str, tuple[Link, ...]] = {claim.id: () for claim in here}
    waiting = deque(ways)
    while waiting:
        at = waiting.popleft()
        if at in goal:
            return ways[at]
        for link in incident.links:
            if at in (link.left, link.right):
                beyond = link.right if at == link.left else link.left
                if beyond not in ways:
                    ways[beyond] = (*ways[at], link)
                    waiting.append(beyond)
    return ()


def _outcome(found: Comparison, holder: Incident | None, chain: Sequence[Link]) -> str:
    if holder and (found.fits or not chain):
        return f"they are one incident, {holder.id}"
    if holder:
        return f"they are one incident, {holder.id}, by way of other claims: by themselves they do not fit"
    if found.best is None:
        return "one of them has no claim that linking takes"
    if found.fits:
        return "they fit by themselves and are two: with other claims they conflict, or one fits elsewhere better"
    return "they are not one"


def _commands(found: Comparison) -> Iterable[str]:
    about = [judgement for judgement in found.judgements if judgement.verdict in ("same", "different")]
    if about:
        return [f"marsad judge withdraw {judgement.id} --reason WHY" for judgement in about]
    if found.best is None:
        return []
    pair = f"{found.best.left} {found.best.right} --reason WHY"
    return [f"marsad judge {verdict} {pair}" for verdict in ("same", "different")]
