"""Why claims are or are not one happening: what linking weighs between them, and where they differ."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product

from marsad.lexicon.parties import load_parties
from marsad.link.build import is_linked
from marsad.link.clustering import are_told_as_one, threshold
from marsad.link.facts import Facts, read_facts
from marsad.link.judged import Judged, read_judgements
from marsad.link.keys import find_pairs
from marsad.link.scoring import Reasons, conflicts, score, weigh
from marsad.model import HARM_KINDS, Claim, HarmKind, Interval, Judgement, Report

__all__ = ["Comparison", "Contrast", "Pair", "compare"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims as linking weighs them, in log-odds: `start` plus the weights of `reasons` is `score`.

    `joins` tells whether that reaches the threshold. `compared` tells whether linking looks at the two at all:
    they share a day and place, words, a toll or a report. `conflicts` tells whether no incident may hold both.
    """

    left: str
    right: str
    score: float
    start: float
    reasons: Reasons
    threshold: float
    joins: bool
    compared: bool
    conflicts: bool
    one_is_roundup: bool


@dataclass(frozen=True, slots=True)
class Contrast:
    """One thing that both sides tell of: what they share, and what only one of them says."""

    facet: str
    shared: tuple[str, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides, each of claims: whether they fit, why in words, and the pairs that decide it.

    `best` is the pair that speaks most for one happening, `worst` the one that speaks most against it; both are
    None where a side has no claim that is linked. Of all `pairs` so many are `conflicting`. `days_apart` is 0
    where times meet, `km_apart` the least distance between two points; None where nobody tells. `judgements`
    are those about claims of both sides.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    fits: bool
    reasons: tuple[str, ...]
    best: Pair | None
    worst: Pair | None
    pairs: int
    conflicting: int
    days_apart: int | None
    km_apart: float | None
    contrasts: tuple[Contrast, ...]
    judgements: tuple[Judgement, ...]


def compare(
    left: Sequence[Claim],
    right: Sequence[Claim],
    reports: Mapping[str, Report],
    *,
    context: Iterable[Claim] = (),
    judgements: Iterable[Judgement] = (),
) -> Comparison:
    """Return how two sides of claims compare, by what linking weighs, were there no other claims.

    `context` are the claims of their reports, which say whom a short name means and what is told as one.
    `judgements` are those that stand.
    """
    standing = tuple(judgements)
    judged = read_judgements(standing)
    facts = _facts([*left, *right, *context], reports, judged)
    here, there = ([facts[claim.id] for claim in side if claim.id in facts] for side in (left, right))
    weighing = _Weighing(_meeting([*here, *there]))
    pairs = [weighing.pair(a, b) for a, b in product(here, there) if a.id != b.id]
    best, worst = max(pairs, key=_likeliness, default=None), min(pairs, key=_unlikeness, default=None)
    about = _about(standing, {claim.id for claim in left}, {claim.id for claim in right})
    return Comparison(
        left=tuple(claim.id for claim in left),
        right=tuple(claim.id for claim in right),
        fits=_fits(best, worst, about),
        reasons=(*_unlinked([*left, *right], facts, judged), *_reasons(best, worst, about)),
        best=best,
        worst=worst,
        pairs=len(pairs),
        conflicting=sum(pair.conflicts for pair in pairs),
        days_apart=min(
            (a.time.gap(b.time) for a, b in product(here, there) if a.time and b.time), default=None
        ),
        km_apart=_km_apart(here, there),
        contrasts=tuple(_contrasts(here, there, reports)),
        judgements=about,
    )


def _likeliness(pair: Pair) -> tuple[bool, bool, float, bool, list[str]]:
    # By ids at last, so that the sides may be swapped.
    return pair.compared, pair.joins, pair.score, not pair.conflicts, sorted((pair.left, pair.right))


def _unlikeness(pair: Pair) -> tuple[bool, float, list[str]]:
    return not pair.conflicts, pair.score, sorted((pair.left, pair.right))


def _km_apart(here: Iterable[Facts], there: Iterable[Facts]) -> float | None:
    spots = product(
        (spot for fact in here for spot in fact.spots), (spot for fact in there for spot in fact.spots)
    )
    distances = (one.place.distance_km(other.place) for one, other in spots if one.place and other.place)
    return min((round(distance, 1) for distance in distances), default=None)


@dataclass(frozen=True, slots=True)
class _Weighing:
    """What is known of claims before two of them are weighed: which pairs meet."""

    meeting: frozenset[frozenset[str]]

    def pair(self, left: Facts, right: Facts) -> Pair:
        as_one = are_told_as_one(left, right)
        reasons = weigh(left, right, same_as=as_one)
        value = score(left, right, same_as=as_one)
        least = threshold(left, right)
        return Pair(
            left=left.id,
            right=right.id,
            score=round(value, 2),
            start=round(value - sum(weight for _, weight in reasons), 2),
            reasons=reasons,
            threshold=least,
            joins=value >= least,
            compared=frozenset((left.id, right.id)) in self.meeting,
            conflicts=conflicts(left, right) and not as_one,
            one_is_roundup=left.is_roundup != right.is_roundup,
        )


def _facts(claims: Iterable[Claim], reports: Mapping[str, Report], judged: Judged) -> dict[str, Facts]:
    by_report: dict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        by_report[claim.report][claim.id] = claim
    return {
        fact.id: fact
        for report, told in by_report.items()
        for fact in read_facts(told.values(), reports.get(report), judged)
        if is_linked(fact, judged)
    }


def _meeting(facts: Sequence[Facts]) -> frozenset[frozenset[str]]:
    """Return the pairs of claims that linking compares."""
    return frozenset(frozenset((facts[i].id, facts[j].id)) for i, j in find_pairs(facts))


def _about(judgements: Sequence[Judgement], left: set[str], right: set[str]) -> tuple[Judgement, ...]:
    """Return the judgements about a claim of each side, or about one claim of them alone."""
    return tuple(
        one
        for one in judgements
        if (len(one.subjects) == 1 and not (left | right).isdisjoint(one.subjects))
        or (not left.isdisjoint(one.subjects) and not right.isdisjoint(one.subjects))
    )


def _fits(best: Pair | None, worst: Pair | None, judgements: Sequence[Judgement]) -> bool:
    verdicts = {judgement.verdict for judgement in judgements}
    if best is None or worst is None or "different" in verdicts:
        return False
    return "same" in verdicts or (best.compared and best.joins and not worst.conflicts)


def _unlinked(claims: Sequence[Claim], facts: Mapping[str, Facts], judged: Judged) -> Iterator[str]:
    for claim in claims:
        if claim.id not in facts:
            why = "rejected" if claim.id in judged.rejected else "a count that belongs to no single event"
            yield f"{claim.id} is {why}: it is in no incident"


def _reasons(best: Pair | None, worst: Pair | None, judgements: Sequence[Judgement]) -> Iterator[str]:
    for judgement in judgements:
        if judgement.verdict in ("same", "different"):
            left, right = judgement.subjects
            yield (
                f"{judgement.author} judged {left} and {right} {judgement.verdict}: {judgement.reason} "
                f"({judgement.id})"
            )
    if best is None or worst is None:
        return
    if best.compared:
        side = "reaches" if best.joins else "stays under"
        yield f"the pair that fits best has {best.score:+.2f}, which {side} {best.threshold:+.2f}"
    else:
        yield "no two of them are compared: they share no report, no day with a place or toll, and no words"
    if worst.conflicts:
        against = [f"{name} {weight:+.1f}" for name, weight in worst.reasons if weight < 0]
        if worst.one_is_roundup:
            against.insert(0, "one sums up several happenings and the other tells one")
        yield f"{worst.left} and {worst.right} exclude each other: {', '.join(against) or 'too little for one'}"


def _contrasts(
    left: Sequence[Facts], right: Sequence[Facts], reports: Mapping[str, Report]
) -> Iterator[Contrast]:
    for facet, values in _facets(reports).items():
        here, there = ({value: None for fact in side for value in values(fact)} for side in (left, right))
        if here or there:
            yield Contrast(
                facet,
                shared=tuple(value for value in here if value in there),
                left=tuple(value for value in here if value not in there),
                right=tuple(value for value in there if value not in here),
            )


def _facets(reports: Mapping[str, Report]) -> Mapping[str, Callable[[Facts], Iterable[str]]]:
    """Return what is held against each other, in order, as words of one claim."""
    return {
        "type": lambda fact: [fact.type],
        "phase": lambda fact: [fact.phase],
        "stance": lambda fact: [fact.stance],
        "time": lambda fact: [_days(fact.time)] if fact.time else [],
        "place": lambda fact: [spot.place.name if spot.place else spot.quote for spot in fact.spots],
        "party": lambda fact: [load_parties()[party].name for party in sorted(fact.parties)],
        "target": lambda fact: fact.targets,
        "means": lambda fact: sorted(fact.means),
        "count": lambda fact: [str(fact.count)] if fact.count else [],
        **{kind: partial(_harm, kind=kind) for kind in HARM_KINDS},
        "source": lambda fact: [fact.root.label],
        "report": lambda fact: [_report(fact, reports)],
    }


def _harm(fact: Facts, kind: HarmKind) -> list[str]:
    number = fact.harm_of(kind)
    return [str(number)] if number else []


def _days(time: Interval) -> str:
    return str(time.start) if time.start == time.end else f"{time.start} to {time.end}"


def _report(fact: Facts, reports: Mapping[str, Report]) -> str:
    report = reports.get(fact.report)
    parts = (report.publisher, str(report.published or "no date")) if report else ()
    return " ".join(part for part in (*parts, fact.report) if part)
