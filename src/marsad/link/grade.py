"""How well founded an incident is: one rule, told in words."""

from collections.abc import Collection, Sequence
from itertools import combinations

from marsad.lexicon.parties import allied
from marsad.link.facts import Facts
from marsad.link.roots import Root, independent
from marsad.model import Attribution, Grade

__all__ = ["find_roots_told", "grade"]


def grade(members: Sequence[Facts], attributions: Sequence[Attribution]) -> tuple[Grade, str]:
    """Return the grade of an incident and the reason, which names the sources.

    In this order: contested, where sources blame different sides or somebody denies it; confirmed, where the
    blamed side accepts; fair, where two or more independent sources tell it; weak, where one does. What only
    the doer tells is not confirmed: it takes another source that blames the same side.
    """
    countries = {spot.place.country for fact in members for spot in fact.spots if spot.place}
    for reason in (_rival(attributions, countries), _denied(attributions, members)):
        if reason:
            return "contested", reason
    if reason := _accepted(attributions):
        return "confirmed", reason
    told = find_roots_told(members)
    if len(told) > 1:
        return "fair", f"{len(told)} independent sources tell it: {_listed(told)}"
    if told:
        return "weak", f"only one independent source tells it: {told[0]}"
    return "weak", "no source asserts it; it is only doubted"


def find_roots_told(members: Sequence[Facts]) -> tuple[str, ...]:
    """Return the labels of the independent sources that assert it, in order.

    An outlet's own voice does not count where its report quotes a source for the same incident, nor where it
    prints what another has printed before.
    """
    asserting = [fact for fact in members if fact.stance == "asserts"]
    quoted = {fact.report for fact in asserting if not fact.root.outlet}
    printed: dict[str, Root] = {}
    roots = []
    for fact in asserting:
        if not fact.root.outlet:
            roots.append(fact.root)
        elif fact.report not in quoted:
            roots.append(printed.setdefault(fact.words, fact.root) if fact.words else fact.root)
    return independent(roots)


def _rival(attributions: Sequence[Attribution], countries: Collection[str]) -> str:
    """Tell who blames whom, where two sources blame parties that do not fight on one side."""
    blames = [a for a in attributions if a.party and a.relation in ("blames", "admits")]
    for left, right in combinations(blames, 2):
        if left.root == right.root or left.party == right.party or allied(left.party, right.party, countries):
            continue
        if _names_both(blames, left, right):
            continue
        return f"{_says(left)}, {_says(right)}"
    return ""


def _names_both(blames: Sequence[Attribution], left: Attribution, right: Attribution) -> bool:
    """Tell whether one of the two sources blames both parties, so that the other does not contradict it."""
    parties = {root: {a.party for a in blames if a.root == root} for root in (left.root, right.root)}
    return right.party in parties[left.root] or left.party in parties[right.root]


def _denied(attributions: Sequence[Attribution], members: Sequence[Facts]) -> str:
    """Tell who denies what, unless the same source admits it later."""
    order = {fact.id: place for place, fact in enumerate(members)}
    admitted = {a.root: order[a.claim] for a in attributions if a.relation == "admits"}
    for denial in attributions:
        if denial.relation == "denies" and admitted.get(denial.root, -1) < order[denial.claim]:
            blame = next(
                (a for a in attributions if a.relation == "blames" and a.party == denial.party), None
            )
            says = f"{denial.root} denies {f'that {denial.actor} did it' if denial.actor else 'it'}"
            return f"{_says(blame)}, {says}" if blame and blame.root != denial.root else says
    return ""


def _accepted(attributions: Sequence[Attribution]) -> str:
    for admission in attributions:
        blame = next((a for a in attributions if a.relation == "blames" and a.party == admission.party), None)
        if admission.relation == "admits" and blame:
            return f"{_says(blame)}, {admission.root} accepts it"
    return ""


def _says(attribution: Attribution) -> str:
    if attribution.relation == "admits":
        return f"{attribution.root} says it did it"
    return f"{attribution.root} blames {attribution.actor}"


def _listed(labels: Sequence[str]) -> str:
    return ", ".join(labels[:-1]) + " and " + labels[-1]
