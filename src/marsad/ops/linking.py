"""Linking the claims of a record into its incidents: all of them, or what new reports and judgements touch."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from marsad.errors import StoreError
from marsad.link.build import is_linked, tell
from marsad.link.clustering import Component, find_components, gather, ties
from marsad.link.covers import COVER_DAYS, is_covered, is_wide, types_beside, with_covers
from marsad.link.facts import Facts, read_facts
from marsad.link.filing import keys_of, linker, read_filing, write_filing
from marsad.link.judged import Judged, read_judgements
from marsad.link.keys import asked, hashed
from marsad.model import Incident, Judgement, Viewer
from marsad.ops.collector import without_collector
from marsad.ops.locking import Touched, find_locks, open_incident, relock
from marsad.ops.progress import Progress, silent
from marsad.store import Arrivals, Change, Filing, Lock, Opened, Store, View

__all__ = ["relink"]

MANY_REPORTS = 500
"""Reports from which on linking all claims anew is quicker than looking for what they touch, in a small record."""
SHARE = 0.1
"""And the share of all reports, in a large one."""
TRIES = 20
RECORD_WIDE = frozenset({"source"})
"""Verdicts that bear on any claim of the record."""


def relink(store: Store, *, always: bool = False, progress: Progress = silent) -> None:
    """Link the claims of a record where something came in since, or `always` all.

    What a few new reports and judgements cannot touch stays as it is: the incidents are those that linking all
    claims anew would give. Raises StoreError where others keep writing meanwhile.
    """
    with without_collector():
        _link(store, always=always, progress=progress)


def _link(store: Store, *, always: bool, progress: Progress) -> None:
    for _ in range(TRIES):
        with store.view(Viewer.OWNER) as view:
            if view.incidents_current() and view.knows_locks() and not always:
                return
            progress("linking", 0, None)
            basis, arrivals = view.basis(), None if always else _few(view)
            if arrivals is None:
                linked = _link_all(view)
            else:
                change = _link_arrivals(view, arrivals)
        with store.writer() as writer:
            if arrivals is None:
                writer.replace_incidents(
                    linked.incidents,
                    basis=basis,
                    filings=linked.filings,
                    linker=linker(),
                    locks=linked.locks,
                    opened=linked.opened,
                )
                return
            if writer.change_incidents(change, basis=basis, after=arrivals.after):
                return
    raise StoreError("other programs keep writing to this record; run the command again")


def _few(view: View) -> Arrivals | None:
    """Return what came in since the last linking, None where it is so much that all is better linked anew."""
    arrivals = view.arrivals(linker())
    if arrivals is None:
        return None
    verdicts = {one.verdict for one in _affected(list(view.judgements()), arrivals.judgements)}
    if verdicts & RECORD_WIDE:
        return None
    if len(arrivals.reports) <= MANY_REPORTS:
        return arrivals
    most = SHARE * view.counts("reports")["reports"]
    return arrivals if len(arrivals.reports) <= most else None


@dataclass(frozen=True, slots=True)
class _Linked:
    """All that linking makes of a record."""

    incidents: Iterable[Incident]
    filings: Iterable[Filing]
    locks: Iterable[Lock]
    opened: Iterable[Opened]


def _link_all(view: View) -> _Linked:
    judged = read_judgements(view.judgements())
    facts = [fact for report, claims in view.readings() for fact in read_facts(claims, report, judged)]
    components = list(find_components((fact for fact in facts if is_linked(fact, judged)), judged))
    clusters = [cluster for component in components for cluster in gather(component, judged)]
    told = list(with_covers([tell(cluster, judged) for cluster in clusters]))
    left_out = [Component((fact,)) for fact in facts if not is_linked(fact, judged)]
    locks = find_locks(view, facts, told, judged)
    hidden = {lock.claim for lock in locks}
    return _Linked(
        told,
        (one for component in (*components, *left_out) for one in _filings(component)),
        locks,
        (
            opened
            for incident, cluster in zip(told, clusters, strict=True)
            if not hidden.isdisjoint(incident.claims)
            and (opened := open_incident(incident, cluster, hidden, judged))
        ),
    )


def _filings(component: Component) -> Iterator[Filing]:
    name = component.facts[0].id
    for fact in component.facts:
        yield Filing(fact.id, fact.report, name, write_filing(fact), keys_of(fact))


def _link_arrivals(view: View, arrivals: Arrivals) -> Change:
    """Return what changes: the components that new or changed claims touch are taken apart and linked anew."""
    judgements = list(view.judgements())
    judged = read_judgements(judgements)
    subjects = {id for one in _affected(judgements, arrivals.judgements) for id in one.subjects}
    reports = {*arrivals.reports, *(one.report for one in view.filings(claims=subjects))}
    reread = {fact.id: fact for id in sorted(reports) for fact in _read(view, id, judged)}
    before = {one.claim: (one.component, read_filing(one.body)) for one in view.filings(reports=reports)}
    stay = {id for id, (_, fact) in before.items() if id not in subjects and reread.get(id) == fact}
    moved = (reread.keys() | before.keys()) - stay
    fresh = [fact for id, fact in reread.items() if id in moved]
    partners = {id for pair in judged.same if not pair.isdisjoint(moved) for id in pair}
    touched = {one.component for one in view.filings(claims=partners | moved)}
    touched |= _tied(view, fresh, judged, moved)
    touched |= set(_tied_within(fresh, (before[id] for id in sorted(stay)), judged))
    apart = {one.claim: one for one in view.filings(components=touched)}
    facts = {id: read_filing(one.body) for id, one in apart.items()}
    known = [*(fact for id, fact in facts.items() if id not in moved), *fresh]
    components = list(find_components((fact for fact in known if is_linked(fact, judged)), judged))
    clusters = [cluster for component in components for cluster in gather(component, judged)]
    told = [tell(cluster, judged) for cluster in clusters]
    left_out = [Component((fact,)) for fact in known if not is_linked(fact, judged)]
    gone, linked = _covered(view, view.holders(apart), told)
    by_id = {incident.id: cluster for incident, cluster in zip(told, clusters, strict=True)}
    relocked = relock(view, Touched(facts, known, by_id, gone, linked, reports), judged)
    filed = {
        one.claim: one
        for component in (*components, *left_out)
        for one in _filings(component)
        if one.claim in moved or one.component != apart[one.claim].component
    }
    return Change(
        gone,
        linked,
        dropped=[
            replace(one, keys=keys_of(facts[id])) for id, one in apart.items() if id in filed or id in moved
        ],
        filed=list(filed.values()),
        reread=relocked.reread,
        locks=relocked.locks,
        closed=relocked.closed,
        opened=relocked.opened,
    )


def _affected(judgements: Sequence[Judgement], new: Collection[str]) -> list[Judgement]:
    """Return the new judgements, and those that new ones withdraw or let hold again."""
    by_id = {one.id: one for one in judgements}
    waiting, found = [by_id[id] for id in new if id in by_id], {}
    while waiting:
        one = waiting.pop()
        if one.id not in found:
            found[one.id] = one
            waiting += [by_id[id] for id in one.subjects if id in by_id]
    return list(found.values())


def _read(view: View, report_id: str, judged: Judged) -> tuple[Facts, ...]:
    return read_facts(view.claims(report_id), view.report(report_id), judged)


def _tied(view: View, fresh: Iterable[Facts], judged: Judged, moved: Collection[str]) -> set[str]:
    """Return the components of which a claim may come to one incident with a new one, as its keys tell."""
    found: set[str] = set()
    for fact in fresh:
        if not is_linked(fact, judged):
            continue
        for one in view.filings(keys={hashed(key) for key in asked(fact)}):
            if one.claim in moved or one.component in found:
                continue
            other = read_filing(one.body)
            if is_linked(other, judged) and ties(fact, other) is not None:
                found.add(one.component)
    return found


def _tied_within(
    fresh: Iterable[Facts], staying: Iterable[tuple[str, Facts]], judged: Judged
) -> Iterator[str]:
    """Yield the same of the claims that stay in the reports of new ones, which need no key to meet."""
    beside: dict[str, list[Facts]] = defaultdict(list)
    for fact in fresh:
        if is_linked(fact, judged):
            beside[fact.report].append(fact)
    for component, other in staying:
        near = beside.get(other.report, ())
        if is_linked(other, judged) and any(ties(fact, other) is not None for fact in near):
            yield component


def _covered(
    view: View, before: dict[str, Incident], told: Iterable[Incident]
) -> tuple[set[str], list[Incident]]:
    """Return the ids of incidents that go and the incidents that come, round-ups with what they cover now."""
    after = {incident.id: incident for incident in told}
    narrow = [one for one in after.values() if not one.is_roundup]
    lost = {id for id, one in before.items() if not one.is_roundup}
    for one in [one for one in after.values() if one.is_roundup]:
        after[one.id] = replace(one, covers=_covers(view, one, lost, narrow))
    for roundup in _roundups_about(view, (*before.values(), *narrow)):
        if roundup.id not in before and roundup.id not in after:
            inside = {one.id for one in narrow if is_covered(one, roundup)}
            if not inside and lost.isdisjoint(roundup.covers):
                continue
            covers = tuple(sorted(({*roundup.covers} - lost) | inside))
            before[roundup.id], after[roundup.id] = roundup, replace(roundup, covers=covers)
    same = {id for id, one in after.items() if before.get(id) == one}
    return before.keys() - same, [one for id, one in after.items() if id not in same]


def _covers(
    view: View, roundup: Incident, lost: Collection[str], narrow: Iterable[Incident]
) -> tuple[str, ...]:
    """Return what a round-up covers, of what stays in the record and of what comes."""
    if not roundup.time or is_wide(roundup):
        return ()
    types, time = types_beside(roundup.type), roundup.time
    staying = (
        one for one in view.beginning(types, time.start, time.end, roundups=False) if one.id not in lost
    )
    return tuple(sorted(one.id for one in (*staying, *narrow) if is_covered(one, roundup)))


def _roundups_about(view: View, incidents: Iterable[Incident]) -> Iterator[Incident]:
    """Yield the round-ups that may cover some incidents, each once."""
    asked_for = {(one.type, one.time) for one in incidents if one.time and not one.is_roundup}
    seen: set[str] = set()
    for type, time in asked_for:
        first = date.fromordinal(max(1, time.start.toordinal() - COVER_DAYS))
        types = types_beside(type)
        for roundup in view.beginning(types, first, time.start, roundups=True, lasting=time.end):
            if roundup.id not in seen:
                seen.add(roundup.id)
                yield roundup
