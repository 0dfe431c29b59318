"""Incidents from clusters: what most claims say, as finely as any says it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from marsad.codebook import load_codebook
from marsad.link.attribution import find_attributions
from marsad.link.blocking import days_of
from marsad.link.clustering import Cluster, find_clusters
from marsad.link.corrections import correct_claims, give_grades, stand_roots
from marsad.link.facts import Facts, read_facts, said
from marsad.link.grade import find_roots_told, grade
from marsad.link.judged import read_judgements
from marsad.link.roots import find_roots
from marsad.link.scoring import holds
from marsad.link.toll import count_tolls
from marsad.model import Claim, Incident, Interval, Judgement, Place, Quantity, Report

__all__ = ["link"]

T = TypeVar("T")

STANDING_FIGURE = "toll"  # the type that belongs to no single event


def link(
    claims: Iterable[Claim], reports: Mapping[str, Report], judgements: Iterable[Judgement] = ()
) -> tuple[Incident, ...]:
    """Return the incidents that claims tell, earliest first; the order of the arguments does not matter.

    `reports` maps report ids to reports and gives publishers and dates. Claims count as people have corrected
    them. Claims of type `toll` and rejected claims are in no incident; every other claim is in exactly one.
    """
    judged = read_judgements(judgements)
    kept = {
        claim.id: claim
        for claim in correct_claims(claims, judged)
        if claim.type != STANDING_FIGURE and claim.id not in judged.rejected
    }
    ordered = [kept[id] for id in sorted(kept)]
    roots = stand_roots(ordered, find_roots(ordered, reports), reports, judged)
    facts = [read_facts(claim, reports.get(claim.report), roots[claim.id]) for claim in ordered]
    told = [_Told(cluster, _incident(cluster)) for cluster in find_clusters(facts, judged)]
    return give_grades(_with_covers(told), judged)


@dataclass(frozen=True, slots=True)
class _Told:
    cluster: Cluster
    incident: Incident

    @property
    def is_roundup(self) -> bool:
        return any(fact.is_roundup for fact in self.cluster.members)


def _incident(cluster: Cluster) -> Incident:
    members = cluster.members
    telling = [fact for fact in members if fact.claim.stance == "asserts"] or list(members)
    attributions = find_attributions(members)
    given, reason = grade(members, attributions)
    return Incident(
        type=_type(telling),
        claims=tuple(fact.id for fact in members),
        time=_time(telling),
        place=_place(telling),
        place_names=_unique(
            spot.place.name if spot.place else name.span.quote
            for fact in members
            for spot, name in zip(fact.spots, fact.claim.places, strict=True)
        ),
        roots=find_roots_told(members),
        grade=given,
        grade_reason=reason,
        tolls=count_tolls(members),
        attributions=attributions,
        means=_unique(means.kind for fact in telling for means in fact.claim.means),
        count=_count(telling),
        phase=_phase(telling),
        links=cluster.links,
    )


def _type(telling: Sequence[Facts]) -> str:
    """Return the type that most claims tell; one that names the means goes before one that does not."""
    types = load_codebook().types
    votes = Counter(fact.claim.type for fact in telling)
    rank = list(types)
    return min(votes, key=lambda type: (-votes[type], types[type].unspecific, rank.index(type)))


def _phase(telling: Sequence[Facts]) -> str:
    """Return the phase of most claims that say it occurred, else of most; ties go to the latest."""
    occurred = [fact for fact in telling if fact.occurred] or list(telling)
    votes = Counter(fact.claim.phase for fact in occurred)
    return max(occurred, key=lambda fact: (votes[fact.claim.phase], fact.order)).claim.phase


def _time(telling: Sequence[Facts]) -> Interval | None:
    """Return the time that most claims give; ties go to the shorter, then the earlier."""
    votes = Counter(fact.time for fact in telling if fact.time)
    return min(votes, key=lambda time: (-votes[time], time.days, time), default=None)


def _place(telling: Sequence[Facts]) -> Place | None:
    """Return the finest place that a claim gives; ties go to what most give, then by name."""
    votes = Counter(spot.place for fact in telling for spot in fact.spots if spot.place)
    return min(
        votes,
        key=lambda place: (place.radius_km, -votes[place], place.name, place.gazetteer_id),
        default=None,
    )


def _count(telling: Sequence[Facts]) -> Quantity | None:
    """Return the number of happenings that most claims give; ties go to the lower."""
    votes = Counter(fact.claim.count.quantity for fact in telling if fact.claim.count)
    return min(votes, key=lambda quantity: (-votes[quantity], said(quantity), str(quantity)), default=None)


def _unique(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def _with_covers(told: Sequence[_Told]) -> tuple[Incident, ...]:
    """Give each round-up the ids of the narrower incidents inside its time, place and type."""
    by_day: dict[tuple[str, date], list[_Told]] = defaultdict(list)
    for one in told:
        if one.incident.time and not one.is_roundup:
            by_day[one.incident.type, one.incident.time.start].append(one)
    return tuple(
        replace(one.incident, covers=_covers(one, by_day)) if one.is_roundup else one.incident for one in told
    )


def _covers(roundup: _Told, by_day: Mapping[tuple[str, date], Sequence[_Told]]) -> tuple[str, ...]:
    time = roundup.incident.time
    if time is None:
        return ()
    return tuple(
        one.incident.id
        for day in days_of(time)
        for one in by_day.get((roundup.incident.type, day), ())
        if one.incident.time and one.incident.time.end <= time.end and _inside(one, roundup)
    )


def _inside(one: _Told, roundup: _Told) -> bool:
    """Tell whether an incident lies in a place of the round-up, and is not laid to somebody else."""
    outer = [spot for fact in roundup.cluster.members for spot in fact.spots]
    inner = [spot for fact in one.cluster.members for spot in fact.spots]
    blamed, doers = ({p for fact in t.cluster.members for p in fact.actors} for t in (roundup, one))
    if blamed and doers and blamed.isdisjoint(doers):
        return False
    return any(holds(o, i) or (o.known_as or o.name) == (i.known_as or i.name) for o in outer for i in inner)
