"""How well founded an incident is: one rule, told in words."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from marsad.lexicon.parties import allied
from marsad.link.facts import Facts
from marsad.link.roots import Root, independent
from marsad.model import Attribution, Grade, Incident

__all__ = ["find_roots_told", "grade", "rule_in_words", "would_change"]

RULE: Mapping[Grade, str] = {
    "contested": "sources blame rival sides, or somebody denies it and has not taken that back",
    "confirmed": "the blamed side accepts it, and another source blames that side too",
    "fair": "two or more independent sources tell it",
    "weak": "one independent source tells it, or none asserts it",
    "discounted": "a person set it aside; no rule gives this grade",
}
"""When an incident has a grade; the first that holds, in this order."""


def rule_in_words() -> str:
    """Return the rule of the grade in one sentence, in the order in which it is tried."""
    return "; ".join(f"{name}: {when}" for name, when in RULE.items())


def grade(members: Sequence[Facts], attributions: Sequence[Attribution]) -> tuple[Grade, str]:
    """Return the grade of an incident and the reason, which names the sources.

    In this order: contested, where sources blame different sides or somebody denies it; confirmed, where the
    blamed side accepts; fair, where two or more independent sources tell it; weak, where one does. What only
    the doer tells is not confirmed: it takes another source that blames the same side.
    """
    countries = {spot.place.country for fact in members for spot in fact.spots if spot.place}
    order = [fact.id for fact in members]
    return _graded(attributions, find_roots_told(members), order=order, countries=countries)


def would_change(incident: Incident, countries: Collection[str] = ()) -> tuple[str, ...]:
    """Return what would give an incident another grade by the rule, a sentence each.

    Each is found by trying: the same rule is asked again with the denial taken back, or with one side blamed.
    `countries` (ISO 3166) are those of its places, which decide who is allied.
    """
    if (incident.rule_grade or incident.grade) == "contested":
        return tuple(_would_settle(incident, countries))
    return tuple(_would_raise(incident))


def _would_settle(incident: Incident, countries: Collection[str]) -> Iterator[str]:
    """Yield what would end a contest: each denial taken back, one side blamed by all, then all of it."""
    said = incident.attributions
    deniers = tuple(dict.fromkeys(a.root for a in said if a.relation == "denies"))
    blamed = {a.party: a.actor for a in reversed(said) if a.party and a.relation in ("blames", "admits")}
    sides = tuple(blamed) if _rival(said, countries) else ()
    undenied = [a for a in said if a.relation != "denies"]
    for root in deniers:
        without = [a for a in said if a.relation != "denies" or a.root != root]
        yield _if(incident, without, countries, f"{root} taking back its denial would")
    for party in sides:
        one_side = [a for a in said if not _blames_rival(a, party, countries)]
        yield _if(incident, one_side, countries, f"all sources blaming {blamed[party]} alone would")
    if len(deniers) > 1:
        yield _if(incident, undenied, countries, "all denials taken back would")
    for party in sides if deniers else ():
        one_side = [a for a in undenied if not _blames_rival(a, party, countries)]
        yield _if(
            incident, one_side, countries, f"no denial left and all blaming {blamed[party]} alone would"
        )


def _would_raise(incident: Incident) -> Iterator[str]:
    """Yield what would give an uncontested incident another grade."""
    grade_now = incident.rule_grade or incident.grade
    if grade_now == "weak":
        told = "a second independent source" if incident.roots else "two independent sources that assert it"
        yield f"{told} would make it fair"
    if grade_now in ("weak", "fair"):
        blamed = dict.fromkeys(a.actor for a in incident.attributions if a.relation == "blames" and a.party)
        admitting = dict.fromkeys(a.actor for a in incident.attributions if a.relation == "admits")
        yield from (f"{actor} accepting it would make it confirmed" for actor in blamed)
        yield from (f"another source that blames {actor} would make it confirmed" for actor in admitting)
        if not blamed and not admitting:
            yield "a source that blames a side, and that side accepting it, would make it confirmed"
    if grade_now != "discounted":
        yield "a denial, or a source that blames a rival side, would make it contested"


def _if(
    incident: Incident, attributions: Sequence[Attribution], countries: Collection[str], what: str
) -> str:
    """Tell what the grade would be if sources said this."""
    then, reason = _graded(attributions, incident.roots, order=incident.claims, countries=countries)
    return f"{what} make it {then}" if then != "contested" else f"{what} not be enough: {reason}"


def _blames_rival(attribution: Attribution, party: str, countries: Collection[str]) -> bool:
    is_blame = bool(attribution.party) and attribution.relation in ("blames", "admits")
    return is_blame and attribution.party != party and not allied(attribution.party, party, countries)


def _graded(
    attributions: Sequence[Attribution],
    told: Sequence[str],
    *,
    order: Sequence[str],
    countries: Collection[str],
) -> tuple[Grade, str]:
    """Return the grade and its reason from who says what, the sources that tell it, and the order of claims."""
    for reason in (_rival(attributions, countries), _denied(attributions, order)):
        if reason:
            return "contested", reason
    if reason := _accepted(attributions):
        return "confirmed", reason
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


def _denied(attributions: Sequence[Attribution], claims: Sequence[str]) -> str:
    """Tell who denies what, unless the same source admits it later."""
    order = {claim: place for place, claim in enumerate(claims)}
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
