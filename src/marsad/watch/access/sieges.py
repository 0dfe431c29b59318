"""Sieges and places hard to reach: how each stands, by whose word, and what is told for and against it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from marsad.ids import content_id
from marsad.lexicon.access import STATUSES, Criterion, Status, access_words, load_criteria
from marsad.lexicon.convoys import ARRIVED, moves
from marsad.lexicon.parties import load_parties
from marsad.lexicon.sources import resolve_source
from marsad.model import Place, Stance
from marsad.watch.access.access import Contradiction, Label, Number, Stage, Told
from marsad.watch.access.clauses import Where, is_one_place, name_of, people_in, same_place, says
from marsad.watch.access.convoys import Convoy, constraints_of, told
from marsad.watch.access.cut_off import CUT_OFF, Saying, find_sayings, is_cut_off
from marsad.watch.access.nearby import Nearby
from marsad.watch.statements import Happening

__all__ = ["By", "Criteria", "Mark", "Siege", "Tally", "find_sieges"]

REST_DAYS = 30
"""Days after a siege was lifted from which on a claim that the place is besieged tells of another siege."""
HELPERS = ("un", "ngo", "responder", "medic")
"""Kinds of sources that besiege nobody."""

Kind = Literal["siege", "hard to reach"]


@dataclass(frozen=True, slots=True)
class Mark:
    """How a place stands by one source: it asserts, denies or doubts the status."""

    status: Status
    stance: Stance
    day: date | None
    source: str
    claim: str
    incident: str
    quote: str


@dataclass(frozen=True, slots=True)
class By:
    """Who besieges, by one source."""

    name: str
    party: str
    source: str
    claim: str
    quote: str


@dataclass(frozen=True, slots=True)
class Criteria:
    """One of the three criteria of a besieged area: who says that it is met, and who says that it is not.

    Where both are empty nobody tells.
    """

    id: Criterion
    name: str
    supports: tuple[Told, ...]
    opposes: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many convoys, by their ids, with the claims that say so."""

    number: int
    convoys: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Siege:
    """A place that is, or was, cut off, or that aid was kept from.

    `status` is the latest that somebody asserts, None where nobody says that the place is besieged; `contested` where
    sources differ. `since` is the first day that a claim itself tells, `first_told` the first day of any claim;
    `until` the day on which it was lifted, where the latest word is that it was.
    """

    id: str
    kind: Kind
    name: str
    place: Place | None
    status: Status | None
    contested: bool
    since: date | None
    first_told: date | None
    until: date | None
    by: tuple[By, ...]
    history: tuple[Mark, ...]
    criteria: tuple[Criteria, ...]
    people_inside: tuple[Number, ...]
    last_arrival: Stage | None
    arrived: Tally
    turned_back: Tally
    kept_out: tuple[Told, ...]
    constraints: tuple[Label, ...]
    contradictions: tuple[Contradiction, ...]
    claims: tuple[str, ...]
    incidents: tuple[str, ...]


def find_sieges(happenings: Iterable[Happening], convoys: Sequence[Convoy] = ()) -> tuple[Siege, ...]:
    """Return the sieges and places hard to reach that incidents of sieges, aid and evacuation tell of, latest first.

    `convoys` are those of the same incidents: they tell whether aid came in.
    """
    areas: list[_Area] = []
    nearby: Nearby[_Area] = Nearby()
    for saying in sorted(find_sayings(happenings), key=lambda one: (one.statement.order, one.where.name)):
        fitting = [area for area in nearby.find(saying.where) if area.takes(saying)]
        if fitting:
            fitting[-1].sayings.append(saying)
        else:
            areas.append(_Area(saying.where, [saying]))
            nearby.add(areas[-1], saying.where)
    going: Nearby[Convoy] = Nearby()
    for convoy in convoys:
        going.add(convoy, *_goals(convoy))
    sieges = [_siege(area, _here(area, going)) for area in areas if area.is_closed]
    return tuple(sorted(sieges, key=lambda one: (-_last(one).toordinal(), one.id)))


def _last(siege: Siege) -> date:
    days = [day for day in (*(m.day for m in siege.history), *(t.day for t in siege.kept_out)) if day]
    return max(days, default=date.min)


@dataclass(slots=True)
class _Area:
    """A place while statements are added."""

    where: Where
    sayings: list[Saying] = field(default_factory=list)

    @property
    def is_closed(self) -> bool:
        return any(one.is_closing for one in self.sayings)

    def takes(self, other: Saying) -> bool:
        if not is_one_place(self.where, other.where):
            return False
        lifted = [
            day
            for one in self.sayings
            if one.status == "lifted" and one.stance == "asserts" and (day := one.statement.day)
        ]
        day = other.statement.day
        is_again = other.status in CUT_OFF and lifted and day
        return not (is_again and day and (day - max(lifted)).days > REST_DAYS)


def _siege(area: _Area, here: Sequence[Convoy]) -> Siege:
    sayings = area.sayings
    history = tuple(sorted((_mark(one, one.status) for one in sayings if one.status), key=_rank))
    latest = next((mark for mark in reversed(history) if mark.stance == "asserts"), None)
    arrivals = [stage for convoy in here for stage in convoy.stages if stage.step in ARRIVED]
    arrivals.sort(key=lambda stage: (stage.day or date.min, stage.claim))
    rivals = tuple(_contradictions(history))
    first = min(sayings, key=lambda one: one.statement.order)
    since, first_told = _begun(sayings)
    return Siege(
        id=content_id("siege", first.claim.id, area.where.name),
        kind="siege" if history else "hard to reach",
        name=area.where.name,
        place=area.where.place,
        status=latest.status if latest else None,
        contested=bool(rivals),
        since=since,
        first_told=first_told,
        until=latest.day if latest and latest.status == "lifted" else None,
        by=tuple(_besiegers(sayings)),
        history=history,
        criteria=_judged(sayings, arrivals),
        people_inside=tuple(_people(sayings)),
        last_arrival=arrivals[-1] if arrivals else None,
        arrived=_tally(here, ARRIVED),
        turned_back=_tally([one for one in here if not _has(one, ARRIVED)], frozenset({"turned_back"})),
        kept_out=tuple(told(one.statement) for one in sayings if "aid_kept_out" in one.supports),
        constraints=_constraints(sayings),
        contradictions=rivals,
        claims=tuple(dict.fromkeys(one.claim.id for one in sayings)),
        incidents=tuple(dict.fromkeys(one.incident for one in sayings)),
    )


def _begun(sayings: Sequence[Saying]) -> tuple[date | None, date | None]:
    """Return the first day for which a claim of a siege tells one, and the first day on which anything was told."""
    told = [
        one.claim.time.interval.start
        for one in sayings
        if one.claim.time and one.claim.type == "siege" and is_cut_off(one.status, one.stance)
    ]
    return min(told, default=None), min((day for one in sayings if (day := one.statement.day)), default=None)


def _constraints(sayings: Iterable[Saying]) -> tuple[Label, ...]:
    """Return OCHA's constraints by claims of aid kept out or of people kept in; a siege is one by itself."""
    stopped = (one for one in sayings if one.supports and one.claim.type != "siege")
    return constraints_of((one.claim.id, one.claim.evidence.quote) for one in stopped)


def _mark(saying: Saying, status: Status) -> Mark:
    one = saying.statement
    said = one.day, one.root.label, one.claim.id, saying.incident, one.claim.evidence.quote
    return Mark(status, saying.stance, *said)


def _rank(mark: Mark) -> tuple[date, int, str]:
    return mark.day or date.min, STATUSES.index(mark.status), mark.claim


def _here(area: _Area, going: Nearby[Convoy]) -> list[Convoy]:
    """Return the convoys that go to a place."""
    return [
        convoy
        for convoy in going.find(area.where)
        if any(same_place(goal, area.where) for goal in _goals(convoy))
    ]


def _goals(convoy: Convoy) -> list[Where]:
    return [
        Where(stop.role, stop.name, stop.words, stop.place, True)
        for stop in convoy.stops
        if stop.role in ("destination", "place")
    ]


def _besiegers(sayings: Iterable[Saying]) -> Iterator[By]:
    """Yield who besieges the place by claims of a siege: actors in their words that do not bring help."""
    parties = load_parties()
    for one in sayings:
        if one.claim.type != "siege" or not is_cut_off(one.status, one.stance):
            continue
        for actor in one.claim.actors:
            body = resolve_source(actor.span.quote)
            is_helper = (body and body.kind in HELPERS) or moves(actor.span.quote)
            if actor.span.overlaps(one.claim.evidence) and not is_helper:
                name = parties[actor.party].name if actor.party in parties else name_of(actor)
                label = one.statement.root.label
                yield By(name, actor.party, label, one.claim.id, one.claim.evidence.quote)


def _judged(sayings: Sequence[Saying], arrivals: Sequence[Stage]) -> tuple[Criteria, ...]:
    found = []
    for id, criterion in load_criteria().items():
        supports = [told(one.statement) for one in sayings if id in one.supports]
        opposes = [told(one.statement) for one in sayings if id in one.opposes]
        if id == "aid_kept_out":
            known = {one.claim for one in opposes}
            opposes += [
                Told(stage.claim, stage.source, stage.day, stage.quote)
                for stage in arrivals
                if stage.claim not in known
            ]
        found.append(Criteria(id, criterion.name, tuple(supports), tuple(dict.fromkeys(opposes))))
    return tuple(found)


def _people(sayings: Iterable[Saying]) -> Iterator[Number]:
    for one in sayings:
        words = one.claim.evidence.quote
        if (
            one.claim.type == "siege"
            and one.claim.stance == "asserts"
            and says(access_words("people_inside"), words)
        ):
            for quantity, unit, quote in people_in(words, any_number=True):
                source = one.statement.root.label
                yield Number(unit, "inside", quantity.low, quantity.high, source, quote, (one.claim.id,))


def _has(convoy: Convoy, steps: frozenset[str]) -> bool:
    return any(stage.step in steps for stage in convoy.stages)


def _tally(convoys: Iterable[Convoy], steps: frozenset[str]) -> Tally:
    found = [convoy for convoy in convoys if _has(convoy, steps)]
    claims = tuple(stage.claim for convoy in found for stage in convoy.stages if stage.step in steps)
    return Tally(len(found), tuple(convoy.id for convoy in found), claims)


def _contradictions(history: Sequence[Mark]) -> Iterator[Contradiction]:
    """Yield where one source says that the place is cut off and another denies it, or says that it is open again."""
    by_source: Mapping[str, Mark] = {mark.source: mark for mark in history if mark.stance == "asserts"}
    cut = [mark for mark in by_source.values() if mark.status in CUT_OFF]
    for other in by_source.values():
        later = [
            mark
            for mark in cut
            if mark.source != other.source and (mark.day or date.max) >= (other.day or date.min)
        ]
        if other.status == "lifted" and later:
            words = f"{other.source} says that it was lifted; cut off by {', '.join(mark.source for mark in later)}"
            yield Contradiction(words, (*(mark.claim for mark in later), other.claim))
    for mark in history:
        against = [one for one in history if one.stance == "asserts" and one.status == mark.status]
        against = [one for one in against if one.source != mark.source]
        if mark.stance != "asserts" and against:
            verb = "denies" if mark.stance == "denies" else "doubts"
            words = f"{mark.source} {verb} that it is {mark.status}; {against[-1].source} says so"
            yield Contradiction(words, (against[-1].claim, mark.claim))
