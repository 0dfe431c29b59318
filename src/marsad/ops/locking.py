"""What is locked in a record, found while its claims are linked, and what is seen in the place of what is locked."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from marsad.link.build import tell
from marsad.link.clustering import Cluster
from marsad.link.corrections import correct_claims
from marsad.link.facts import Facts
from marsad.link.filing import read_filing
from marsad.link.judged import Judged
from marsad.link.keys import hashed
from marsad.link.locks import find_beside, find_locked, neighbour_keys
from marsad.model import Incident
from marsad.store import Filing, Lock, Opened, View

__all__ = ["Relocked", "Touched", "find_locks", "open_incident", "relock"]


def find_locks(
    view: View, facts: Iterable[Facts], incidents: Iterable[Incident], judged: Judged
) -> tuple[Lock, ...]:
    """Return the locks of a record from all of its claims and incidents."""
    convoys = {fact.id: fact for fact in facts if _matters(fact, judged)}
    incident_of = {id: incident.id for incident in incidents for id in incident.claims if id in convoys}
    locked = find_locked(convoys.values(), incident_of, judged)
    reports = sorted({convoys[id].report for id in locked})
    return tuple(lock for report in reports for lock in _locks_of(view, report, locked, judged))


def open_incident(
    incident: Incident, cluster: Cluster, hidden: Collection[str], judged: Judged
) -> Opened | None:
    """Return what is seen in the place of an incident some of whose claims are hidden; None where nothing is."""
    members = tuple(fact for fact in cluster.members if fact.id not in hidden)
    if not members or len(members) == len(cluster.members):
        return None
    links = tuple(link for link in cluster.links if not {link.left, link.right} & set(hidden))
    return Opened(incident.id, replace(tell(Cluster(members, links), judged), covers=incident.covers))


@dataclass(frozen=True, slots=True)
class Touched:
    """What linking has changed: claims taken apart and known now, incidents gone and linked, reports read anew.

    `clusters` are those of incidents that were told anew, by the id of the incident.
    """

    apart: Mapping[str, Facts]
    known: Collection[Facts]
    clusters: Mapping[str, Cluster]
    gone: Collection[str]
    linked: Collection[Incident]
    reports: Collection[str]


@dataclass(frozen=True, slots=True)
class Relocked:
    """What changes of the locks, as `Change` has it."""

    reread: Collection[str]
    locks: Collection[Lock]
    closed: Collection[str]
    opened: Collection[Opened]


def relock(view: View, touched: Touched, judged: Judged) -> Relocked:
    """Return what changes of the locks: those of touched convoys, of convoys near them, and of what they hide."""
    pool, locked = _locked_again(view, touched, judged)
    weighed = {*pool, *touched.apart}
    before = {id for id, lock in view.locks(claims=weighed).items() if not lock.is_beside}
    report_of = {fact.id: fact.report for fact in (*touched.apart.values(), *pool.values())}
    reread = {report_of[id] for id in locked ^ before}
    known = view.locks(reports={*reread, *touched.reports})
    reread |= {lock.report for lock in known.values()} | {pool[id].report for id in locked} & set(
        touched.reports
    )
    staying = {id for id, lock in known.items() if not lock.is_beside and id not in weighed}
    locks = [lock for report in sorted(reread) for lock in _locks_of(view, report, locked | staying, judged)]
    was, hides = known.keys(), {lock.claim for lock in locks}
    elsewhere = view.holders(was ^ hides)
    anew = {id: one for id, one in elsewhere.items() if id not in touched.gone}
    anew |= {incident.id: incident for incident in touched.linked}
    held = view.locks(claims={id for incident in anew.values() for id in incident.claims}).keys()
    hidden = (held - was) | hides
    opened = [
        found
        for incident in anew.values()
        if not hidden.isdisjoint(incident.claims)
        and (found := open_incident(incident, _cluster(view, incident, touched.clusters), hidden, judged))
    ]
    return Relocked(reread, locks, {*touched.gone, *anew}, opened)


def _locked_again(view: View, touched: Touched, judged: Judged) -> tuple[dict[str, Facts], frozenset[str]]:
    """Return the claims whose lock may change, and which of them are locked now."""
    known = {fact.id: fact for fact in touched.known if _matters(fact, judged)}
    incident_of = {
        fact.id: id
        for id, cluster in touched.clusters.items()
        for fact in cluster.members
        if fact.id in known
    }
    old = (fact for fact in touched.apart.values() if fact.step is not None)
    near = _near(view, (*known.values(), *old), touched)
    pool = {**near, **known}
    mates: dict[str, Facts] = {}
    for incident in view.holders(near).values():
        claims = set(incident.claims)
        mates |= {fact.id: fact for fact in map(_fact, view.filings(claims=claims)) if fact.step is not None}
        incident_of |= dict.fromkeys(claims, incident.id)
    around = {**_near(view, pool.values(), touched), **mates, **pool}
    return pool, find_locked(around.values(), incident_of, judged) & pool.keys()


def _near(view: View, facts: Iterable[Facts], touched: Touched) -> dict[str, Facts]:
    """Return the claims that may be about the convoys of some, out of those that linking has not touched."""
    keys = {hashed(key) for fact in facts for key in neighbour_keys(fact)}
    found = (_fact(one) for one in view.filings(keys=keys) if one.claim not in touched.apart)
    return {fact.id: fact for fact in found if fact.step is not None}


def _matters(fact: Facts, judged: Judged) -> bool:
    return fact.step is not None or fact.id in judged.locked


def _fact(filing: Filing) -> Facts:
    return read_filing(filing.body)


def _cluster(view: View, incident: Incident, clusters: Mapping[str, Cluster]) -> Cluster:
    if incident.id in clusters:
        return clusters[incident.id]
    facts = sorted(map(_fact, view.filings(claims=incident.claims)), key=lambda fact: fact.order)
    return Cluster(tuple(facts), incident.links)


def _locks_of(view: View, report: str, locked: Collection[str], judged: Judged) -> Iterator[Lock]:
    """Yield the locks of one report, by claim."""
    claims = list(view.claims(report))
    own = sorted(claim.id for claim in claims if claim.id in locked)
    # As read and as corrected: either may be what an answer shows.
    beside = find_beside([*claims, *correct_claims(claims, judged)], own) if own else ()
    yield from (Lock(id, report) for id in own)
    yield from (Lock(id, report, is_beside=True) for id in sorted(beside))
