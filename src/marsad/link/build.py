"""Incidents from clusters: what most claims say, as finely as any says it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from marsad.codebook import load_codebook
from marsad.link.attribution import find_attributions
from marsad.link.clustering import Cluster, find_components, gather
from marsad.link.copies import is_copy
from marsad.link.corrections import give_grades
from marsad.link.covers import with_covers
from marsad.link.facts import Facts, read_facts
from marsad.link.grade import find_roots_told, grade
from marsad.link.judged import Judged, read_judgements
from marsad.link.roots import Root, one_of_each
from marsad.link.toll import count_tolls
from marsad.model import Claim, Incident, Interval, Judgement, Place, Quantity, Report

__all__ = ["is_linked", "link", "link_facts", "tell", "with_one_voice"]

T = TypeVar("T")

STANDING_FIGURE = "toll"
"""The type that belongs to no single event."""


def link(
    claims: Iterable[Claim], reports: Mapping[str, Report], judgements: Iterable[Judgement] = ()
) -> tuple[Incident, ...]:
    """Return the incidents that claims tell, earliest first; the order of the arguments does not matter.

    `reports` maps report ids to reports and gives publishers, dates and texts. Claims count as people have corrected
    them. Claims of type `toll` and rejected claims are in no incident; every other claim is in exactly one.
    """
    judged = read_judgements(judgements)
    by_report: dict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        by_report[claim.report][claim.id] = claim
    facts = [
        fact
        for report, told in sorted(by_report.items())
        for fact in read_facts(told.values(), reports.get(report), judged)
    ]
    return link_facts(facts, judged)


def link_facts(facts: Iterable[Facts], judged: Judged) -> tuple[Incident, ...]:
    """Return the incidents that claims tell, from what linking knows of them."""
    linked = (fact for fact in facts if is_linked(fact, judged))
    clusters = [
        cluster for component in find_components(linked, judged) for cluster in gather(component, judged)
    ]
    clusters.sort(key=lambda cluster: cluster.members[0].order)
    return tuple(with_covers([tell(cluster, judged) for cluster in clusters]))


def is_linked(told: Claim | Facts, judged: Judged) -> bool:
    """Tell whether a claim belongs to an incident at all."""
    return told.type != STANDING_FIGURE and told.id not in judged.rejected


def tell(cluster: Cluster, judged: Judged) -> Incident:
    """Return the incident that a cluster tells, with the grade that people gave it, without what it covers."""
    (incident,) = give_grades((_incident(cluster),), judged)
    return incident


def _incident(cluster: Cluster) -> Incident:
    members = with_one_voice(cluster.members)
    telling = [fact for fact in members if fact.stance == "asserts"] or list(members)
    attributions = find_attributions(members)
    given, reason = grade(members, attributions)
    return Incident(
        type=_type(telling),
        claims=tuple(fact.id for fact in members),
        time=_time(telling),
        place=_place(telling),
        place_names=_unique(
            spot.place.name if spot.place else spot.quote for fact in members for spot in fact.spots
        ),
        roots=find_roots_told(members),
        grade=given,
        grade_reason=reason,
        tolls=count_tolls(members),
        attributions=attributions,
        means=_unique(means for fact in telling for means in fact.means),
        count=_count(telling),
        phase=_phase(telling),
        is_roundup=members[0].is_roundup,
        links=cluster.links,
    )


def _type(telling: Sequence[Facts]) -> str:
    """Return the type that most claims tell; one that names the means goes before one that does not."""
    types = load_codebook().types
    votes = Counter(fact.type for fact in telling)
    rank = list(types)
    return min(votes, key=lambda type: (-votes[type], types[type].unspecific, rank.index(type)))


def _phase(telling: Sequence[Facts]) -> str:
    """Return the phase of most claims that say it occurred, else of most; ties go to the latest."""
    occurred = [fact for fact in telling if fact.occurred] or list(telling)
    votes = Counter(fact.phase for fact in occurred)
    return max(occurred, key=lambda fact: (votes[fact.phase], fact.order)).phase


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
    votes = Counter(fact.count for fact in telling if fact.count)
    return min(votes, key=lambda quantity: (-votes[quantity], quantity.said, str(quantity)), default=None)


def _unique(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def with_one_voice(members: Sequence[Facts]) -> tuple[Facts, ...]:
    """Return the claims, each source under the one name that the incident's reports give it most fully.

    What an outlet says in a copy of another's report is said by the outlet that printed it first.
    """
    countries = {country for fact in members for country in fact.countries}
    known_as = one_of_each((fact.root for fact in members), countries)
    printed: list[Facts] = []
    heard = []
    for fact in members:
        root = known_as[fact.root]
        if root.outlet:
            root = _first_print(fact, printed)
        told = fact if root == fact.root else replace(fact, root=root)
        heard.append(told)
        if root.outlet:
            printed.append(told)
    return tuple(heard)


def _first_print(fact: Facts, printed: Sequence[Facts]) -> Root:
    return next((one.root for one in printed if is_copy(one.printed, fact.printed)), fact.root)
