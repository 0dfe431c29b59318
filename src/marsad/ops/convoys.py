"""The convoys of a record: the newest, or one by its id."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import get_args

from marsad.errors import StoreError, UnknownIdError
from marsad.ids import content_id
from marsad.lexicon.convoys import Step
from marsad.model import Incident, Place, shifted
from marsad.ops.statements import find_happenings
from marsad.store import IncidentQuery, View
from marsad.watch.access.attacks import AFTER_DAYS, BEFORE_DAYS, places_hit, violent_types
from marsad.watch.access.clauses import within_km
from marsad.watch.access.convoys import Convoy, tell_convoy
from marsad.watch.access.journeys import CONVOY_TYPES, NEAR_DAYS, Journey, find_journeys, left_out
from marsad.watch.statements import Happening

__all__ = [
    "Asked",
    "Convoys",
    "Texts",
    "Violence",
    "find_convoy",
    "find_convoys",
    "locked_in",
    "looked_at",
    "newest",
    "show_convoy",
]

MARGIN_DAYS = 30
"""Days round those asked for in which statements about the same convoy or siege are looked for."""
LOOKS = (400, 1600)
"""Incidents looked at for the newest convoys: first few, then more where they do not make up enough."""
MOST = 1600
"""Incidents looked at for one convoy."""
FARTHEST_DAYS = 90
"""Days round a claim in which the other statements about its convoy are looked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for."""

    place: str = ""
    near: tuple[float, float, float] | None = None
    since: date | None = None
    until: date | None = None
    state: str = ""
    limit: int | None = None

    @property
    def query(self) -> IncidentQuery:
        """The condition on incidents, with days before and after; raises StoreError for days the wrong way round."""
        IncidentQuery(since=self.since, until=self.until)
        return IncidentQuery(
            place=self.place,
            near=self.near,
            since=self.since and shifted(self.since, -MARGIN_DAYS),
            until=self.until and shifted(self.until, MARGIN_DAYS),
        )

    def holds(self, first: date | None, last: date | None) -> bool:
        """Tell whether days meet those asked for; what has none meets only where none were asked for."""
        if first is None or last is None:
            return not (self.since or self.until)
        return not ((self.since and last < self.since) or (self.until and first > self.until))


@dataclass(frozen=True, slots=True)
class Convoys:
    """Convoys, newest first; `locked` are the ids of claims that not every viewer sees.

    `left_out` are claims with words of convoys that only demand or deny, or plan aid without saying where.
    """

    asked: Asked
    convoys: tuple[Convoy, ...]
    left_out: tuple[str, ...]
    notes: tuple[str, ...]
    locked: frozenset[str] = frozenset()


def find_convoys(view: View, asked: Asked) -> Convoys:
    """Return the newest convoys that fit, `limit` of them or 20.

    Raises StoreError for a state that is none and for days the wrong way round.
    """
    if asked.state and asked.state not in get_args(Step):
        raise StoreError(
            f"{asked.state!r} is no state of a convoy; choose one of {', '.join(get_args(Step))}"
        )
    limit, query = asked.limit or 20, asked.query
    if limit < 1:
        raise StoreError(f"a limit is at least 1, not {limit}")
    found: list[Convoy] = []
    notes: list[str] = []
    happenings: tuple[Happening, ...] = ()
    violence = Violence(view)
    for most in LOOKS:
        incidents, oldest = newest(view, CONVOY_TYPES, query, most)
        happenings = tuple(find_happenings(view, incidents))
        whole = [one for one in find_journeys(happenings) if _is_whole(one, oldest)]
        found = list(islice(_told(view, whole, asked, violence), limit))
        notes = [looked_at(len(incidents), oldest)] if oldest else []
        if len(found) == limit or not oldest:
            break
    return Convoys(
        asked=asked,
        convoys=tuple(found),
        left_out=left_out(happenings),
        notes=tuple(notes if len(found) < limit else ()),
        locked=locked_in(view, found),
    )


def find_convoy(view: View, id: str) -> Convoy | None:
    """Return the convoy of an id, of one of its claims or of one of its incidents, or None; ids may be cut short.

    Raises StoreError where the id begins more than one.
    """
    seed = _seed(view, id)
    if seed is None:
        return None
    journeys = find_journeys(find_happenings(view, _round(view, seed)))
    whole = [one for one in journeys if id.startswith("convoy-") and one.id.startswith(id)]
    holding = whole or [
        one for one in journeys if any(_is_meant(telling.claim.id, id) for telling in one.tellings)
    ]
    holding = holding or [
        one for one in journeys if any(telling.incident == seed.id for telling in one.tellings)
    ]
    return next(_told(view, holding[:1], Asked(), Violence(view)), None)


def show_convoy(view: View, id: str) -> Convoys:
    """Return the convoy that an id means, alone in an answer; raises StoreError where there is none."""
    convoy = find_convoy(view, id)
    if convoy is None:
        raise UnknownIdError(f"there is no convoy {id}; `marsad convoys` lists them")
    return Convoys(Asked(limit=1), (convoy,), (), (), locked_in(view, (convoy,)))


def locked_in(view: View, convoys: Iterable[Convoy]) -> frozenset[str]:
    """Return the locked claims that convoys and attacks on them rest on, for a viewer who sees them."""
    found = list(convoys)
    attacks = (claim for convoy in found for attack in convoy.attacks for claim in attack.claims)
    return view.locked({*attacks, *(claim for convoy in found for claim in convoy.claims)})


def newest(
    view: View, types: Sequence[str], query: IncidentQuery, most: int
) -> tuple[list[Incident], date | None]:
    """Return the newest incidents, by the day on which they were first told where they tell none.

    Beside them stands the oldest day looked at, None where there are no more.
    """
    found = tuple(view.told_on(replace(query, type=tuple(types), limit=most)))
    known = {one.id: one for one in view.incidents_of([id for id, _, _ in found])}
    inside = [known[id] for id, _, _ in found if id in known and query.is_met(known[id])]
    return inside, (found[-1][2] or date.min) if len(found) == most else None


def _is_whole(journey: Journey, oldest: date | None) -> bool:
    """Tell whether no statement about a convoy lies beyond the oldest day looked at."""
    days = journey.days
    return oldest is None or (days is not None and (days[0] - oldest).days > NEAR_DAYS)


def _told(
    view: View, journeys: Iterable[Journey], asked: Asked, violence: Callable[[Journey], Iterable[Happening]]
) -> Iterator[Convoy]:
    texts = Texts(view)
    for journey in journeys:
        days = journey.days or (None, None)
        if not asked.holds(*days):
            continue
        convoy = tell_convoy(journey, violence(journey), texts)
        if not asked.state or convoy.state == asked.state:
            yield convoy


class Texts(Mapping[str, str]):
    """The texts of reports by id, those that this viewer is given; read when they are asked for, at most so many."""

    def __init__(self, view: View, most: int | None = None) -> None:
        self._view, self._most = view, most
        self._read: dict[str, str] = {}

    def __getitem__(self, id: str) -> str:
        if id not in self._read and (self._most is None or len(self._read) < self._most):
            report = self._view.report(id)
            self._read[id] = report.text if report else ""
        if not self._read.get(id):
            raise KeyError(id)
        return self._read[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)


class Violence:
    """Looks for violent incidents at the places and days of convoys, of the first `most` or of all.

    The incidents of a day are fetched once: an index finds them, and two convoys of a week share most days.
    """

    def __init__(self, view: View, most: int | None = None) -> None:
        self._view, self._most, self._asked = view, most, 0
        self._days: dict[date, tuple[Incident, ...]] = {}
        self._told: dict[str, Happening] = {}

    @property
    def is_spent(self) -> bool:
        """Whether convoys were asked for beyond those that are looked at."""
        return self._most is not None and self._asked > self._most

    def __call__(self, journey: Journey) -> tuple[Happening, ...]:
        """Return the violent incidents that begin on those days, and no round-ups."""
        self._asked += 1
        if not journey.days or self.is_spent:
            return ()
        places = places_hit(journey)
        first, last = shifted(journey.days[0], -BEFORE_DAYS), shifted(journey.days[1], AFTER_DAYS)
        near = [
            one
            for day in _days(first, last)
            for one in self._on(day)
            if one.place and any(_reaches(one.place, place) for place in places)
        ]
        new = [one for one in near if one.id not in self._told]
        self._told |= {one.incident.id: one for one in find_happenings(self._view, new)}
        return tuple(self._told[one.id] for one in near)

    def _on(self, day: date) -> tuple[Incident, ...]:
        if day not in self._days:
            self._days[day] = tuple(self._view.beginning(violent_types(), day, day, roundups=False))
        return self._days[day]


def _reaches(one: Place, other: Place) -> bool:
    return within_km(one, other, max(one.radius_km, other.radius_km))


def _days(first: date, last: date) -> list[date]:
    return [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]


def _seed(view: View, id: str) -> Incident | None:
    """Return an incident of the convoy that an id means."""
    if id.startswith("incident-"):
        return view.incident(id)
    if id.startswith("convoy-"):
        id = _first_claim(view, id) or ""
    claim = view.claim(id) if id else None
    held = view.holders([claim.id]) if claim else {}
    return next(iter(held.values()), None)


def _first_claim(view: View, id: str) -> str | None:
    """Return the claim that gives a convoy its id: ids are hashes, so that all claims have to be tried."""
    found = _beginning(view.told_between(CONVOY_TYPES, None, None), id)
    # A claim that a person has given another type stands under the one that was read: incidents know better.
    found = found or _beginning(
        (claim for one in view.incidents(IncidentQuery(type=CONVOY_TYPES)) for claim in one.claims), id
    )
    if len(found) > 1:
        raise StoreError(f"{id!r} begins the id of more than one convoy; give more of its digits")
    return next(iter(found), None)


def _beginning(claims: Iterable[str], id: str) -> set[str]:
    """Return the claims that would give a convoy an id that begins so."""
    return {claim for claim in claims if content_id("convoy", claim).startswith(id)}


def _is_meant(claim: str, id: str) -> bool:
    return content_id("convoy", claim).startswith(id) or claim.removeprefix("claim-").startswith(
        id.removeprefix("claim-")
    )


def _round(view: View, seed: Incident) -> list[Incident]:
    """Return the incidents of aid and evacuation that may be about the convoy of one."""
    told = next(find_happenings(view, [seed])).statements
    days = [day for one in told if (day := one.day)]
    day = seed.time.end if seed.time else min(days, default=date.min)
    nearby = IncidentQuery(since=shifted(day, -FARTHEST_DAYS), until=shifted(day, FARTHEST_DAYS))
    places = {
        place.place
        for one in find_journeys(find_happenings(view, [seed]))
        for place in one.places
        if place.place
    }
    found = {seed.id: seed}
    for place in sorted(places, key=lambda one: (one.latitude, one.longitude)):
        query = replace(nearby, near=(place.latitude, place.longitude, place.radius_km))
        found |= {one.id: one for one in newest(view, CONVOY_TYPES, query, MOST)[0]}
    return list(found.values())


def looked_at(number: int, oldest: date | None) -> str:
    """Return in words how far back an answer goes."""
    return (
        f"The newest {number} incidents that fit were looked at, back to {oldest}; "
        "give a place or days for what is older."
    )
