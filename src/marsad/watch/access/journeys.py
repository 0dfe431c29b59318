"""Which statements are about one convoy: one incident, or one destination near in time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from marsad.ids import content_id
from marsad.lexicon.access import access_words
from marsad.lexicon.convoys import ARRIVED, Step, convoy_step, is_of_convoy, moves
from marsad.model import Claim
from marsad.watch.access.clauses import Where, is_general, is_wide, places_of, same_place, says, trucks_in
from marsad.watch.access.nearby import Nearby
from marsad.watch.statements import Happening, Statement

__all__ = [
    "CONVOY_TYPES",
    "NEAR_DAYS",
    "Journey",
    "Telling",
    "denied_step",
    "find_journeys",
    "is_about_all",
    "left_out",
    "tells_of_none",
]

CONVOY_TYPES = ("aid", "evacuation")

NEAR_DAYS = 10
"""Days within which two statements about one destination may be about one convoy: plans for a besieged place are
made by the month, and a second convoy in ten days is one that somebody reports as such."""
TURN_DAYS = 3
"""Days after an arrival from which on a departure, or another arrival, is that of the next convoy."""

_SETTING_OUT: frozenset[Step] = frozenset({"planned", "requested", "approved", "loaded"})


@dataclass(frozen=True, slots=True)
class Telling:
    """A statement about a convoy, the incident that it is in, how far the convoy has got by it, and its places."""

    statement: Statement
    incident: str
    step: Step | None
    places: tuple[Where, ...]

    @property
    def claim(self) -> Claim:
        """The claim as people have corrected it."""
        return self.statement.claim

    @property
    def looks_back(self) -> bool:
        """Whether it tells of an earlier plan without saying when it was made."""
        return (
            self.step in _SETTING_OUT
            and self.claim.time is None
            and says(access_words("looking_back"), self.claim.evidence.quote)
        )

    @property
    def day(self) -> date | None:
        """The day since which it holds: a plan holds from the day on which it is told."""
        day, published = self.statement.day, self.statement.published
        return min(day, published) if self.step == "planned" and day and published else day


@dataclass(frozen=True, slots=True)
class Journey:
    """The statements about one convoy, in the order in which they came out."""

    tellings: tuple[Telling, ...]

    @property
    def id(self) -> str:
        """The hash of the earliest claim's id."""
        return content_id("convoy", self.tellings[0].claim.id)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day that is told, or on which something was told."""
        days = [day for one in self.tellings if (day := one.day)]
        return (min(days), max(days)) if days else None

    @property
    def places(self) -> tuple[Where, ...]:
        """The places by which it is known: its destinations, or, where none is told, all of no known part."""
        return _goals(self.tellings)

    @property
    def order(self) -> tuple[bool, int, str]:
        """The place among convoys: the newest first, those of no day last."""
        days = self.days
        return days is None, -days[1].toordinal() if days else 0, self.id


def find_journeys(happenings: Iterable[Happening]) -> tuple[Journey, ...]:
    """Return the convoys that incidents of aid and evacuation tell of, newest first.

    Statements of one incident are about one convoy, and so are those about one destination within NEAR_DAYS; a plan
    that is told for days after the arrival begins another convoy.
    """
    units = [unit for happening in happenings for unit in _units(happening) if _is_convoy(unit)]
    dated = sorted(
        (unit for unit in units if _first(unit)), key=lambda unit: (_first(unit), unit[0].statement.order)
    )
    known: list[_Growing] = []
    nearby: Nearby[_Growing] = Nearby()
    for unit in dated:
        first, goals = _first(unit) or date.min, _goals(unit)
        fitting = [
            one
            for one in nearby.find(*goals)
            if (first - one.last).days <= NEAR_DAYS and one.takes(unit, goals)
        ]
        one = max(fitting, key=lambda one: one.last) if fitting else _Growing([])
        if not fitting:
            known.append(one)
        one.add(unit)
        nearby.add(one, *goals)
    found = [Journey(tuple(sorted(one.tellings, key=_order))) for one in known]
    found += [Journey(tuple(sorted(unit, key=_order))) for unit in units if not _first(unit)]
    return tuple(sorted(found, key=lambda one: one.order))


def left_out(happenings: Iterable[Happening]) -> tuple[str, ...]:
    """Return the ids of claims with words of convoys that are about none: all they do is demand, deny or plan aid."""
    return tuple(
        telling.claim.id
        for happening in happenings
        for unit in _units(happening)
        if not _is_convoy(unit)
        for telling in unit
    )


def is_about_all(claim: Claim) -> bool:
    """Tell whether a claim is about the sending of aid as such, stopped or to be taken up, and no one convoy."""
    words = claim.evidence.quote
    if claim.type not in CONVOY_TYPES or not is_general(words) or next(trucks_in(words), None):
        return False  # cheapest first: most claims have no word of aid as such
    step = _step(claim)
    if claim.phase in ("suspended", "resumed", "ended") or step == "suspended":
        return True
    is_open = claim.phase in ("demanded", "threatened") or step in _SETTING_OUT
    return is_open and not any(place.in_clause and not is_wide(place.place) for place in places_of(claim))


def tells_of_none(claim: Claim) -> bool:
    """Tell whether a claim says that nothing came, so that there is no convoy that it is about."""
    return says(access_words("nothing"), claim.evidence.quote)


def denied_step(claim: Claim) -> Step | None:
    """Return how far a convoy has got by what a claim denies or doubts; None where it asserts."""
    return None if claim.stance == "asserts" else _step(claim)


def _step(claim: Claim) -> Step | None:
    return convoy_step(replace(claim, stance="asserts"))


def _units(happening: Happening) -> Iterator[list[Telling]]:
    """Yield the statements of an incident that are about its convoy, then those about the next one."""
    of_convoy = [
        one
        for one in happening.statements
        if is_of_convoy(one.claim) and not is_about_all(one.claim) and not tells_of_none(one.claim)
    ]
    beside = [one for one in happening.statements if one not in of_convoy and _tells_delivery(one.claim)]
    tellings = [
        Telling(one, happening.incident.id, convoy_step(one.claim), places_of(one.claim))
        for one in (*of_convoy, *(beside if of_convoy else ()))
    ]
    tellings.sort(key=_order)
    arrived = _arrival(tellings)
    later = [one for one in tellings if arrived and _is_later_plan(one, arrived, timed=True)]
    for unit in ([one for one in tellings if one not in later], later):
        if unit:
            yield unit


def _tells_delivery(claim: Claim) -> bool:
    """Tell whether a claim's very trigger says that aid came; beside claims of a convoy it tells of that convoy."""
    trigger = replace(claim, evidence=claim.trigger)
    return claim.type == "aid" and claim.phase == "happened" and convoy_step(trigger) in ARRIVED


def _is_convoy(unit: Sequence[Telling]) -> bool:
    """Tell whether statements speak of a convoy: not all deny or demand, and a place or a vehicle is named."""
    claims = [
        one.claim
        for one in unit
        if one.claim.stance == "asserts" and one.claim.phase not in ("demanded", "threatened")
    ]
    return any(
        moves(claim.evidence.quote) or any(place.in_clause for place in places_of(claim)) for claim in claims
    )


def _order(telling: Telling) -> tuple[date, str, int]:
    return telling.statement.order


def _first(unit: Sequence[Telling]) -> date | None:
    return min((day for one in unit if (day := one.day)), default=None)


def _last(unit: Sequence[Telling]) -> date:
    return max((day for one in unit if (day := one.day)), default=date.min)


def _arrival(tellings: Sequence[Telling]) -> date | None:
    """Return the first day on which somebody says that the convoy arrived."""
    return min((day for one in tellings if one.step in ARRIVED and (day := one.day)), default=None)


def _is_later_plan(telling: Telling, arrived: date, *, timed: bool) -> bool:
    """Tell whether a plan is for days after an arrival; with `timed` only where the claim itself tells a day."""
    if telling.step not in _SETTING_OUT or telling.looks_back:
        return False
    time = telling.claim.time.interval if telling.claim.time else None
    if time:
        return time.end > arrived and time.start >= arrived
    published = telling.statement.published
    return not timed and published is not None and published > arrived


def _goals(tellings: Sequence[Telling]) -> tuple[Where, ...]:
    for role in ("destination", "place"):
        found = {
            (place.name, place.place): place
            for one in tellings
            for place in one.places
            if place.role == role and not is_wide(place.place)
        }
        if found:
            return tuple(found.values())
    return ()


@dataclass(slots=True)
class _Growing:
    """A convoy while statements are added."""

    tellings: list[Telling]
    last: date = field(init=False)
    arrived: date | None = field(init=False)
    goals: tuple[Where, ...] = field(init=False)

    def __post_init__(self) -> None:
        self._look()

    def add(self, unit: Sequence[Telling]) -> None:
        self.tellings += unit
        self._look()

    def takes(self, unit: Sequence[Telling], goals: Sequence[Where]) -> bool:
        """Tell whether statements may be about this convoy: one destination, and not the next journey."""
        if not any(same_place(one, other) for one in self.goals for other in goals):
            return False
        arrived = _arrival(unit)
        if arrived and any(_is_later_plan(one, arrived, timed=True) for one in self.tellings):
            return False
        return self.arrived is None or not self._is_next(unit, self.arrived)

    def _is_next(self, unit: Sequence[Telling], arrived: date) -> bool:
        steps = {one.step for one in unit}
        if any(_is_later_plan(one, arrived, timed=False) for one in unit) and not steps & ARRIVED:
            return True
        began = (
            _arrival(unit)
            if steps & ARRIVED
            else _first([one for one in unit if one.step and not one.looks_back])
        )
        return began is not None and (began - arrived).days >= TURN_DAYS and steps != {None}

    def _look(self) -> None:
        self.last, self.arrived = _last(self.tellings), _arrival(self.tellings)
        self.goals = _goals(self.tellings)
