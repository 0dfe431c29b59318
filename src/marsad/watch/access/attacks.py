"""Attacks on aid: violent incidents in which a convoy, its trucks or aid were hit."""

from collections.abc import Iterable
from datetime import date

from marsad.codebook import load_codebook
from marsad.lexicon.access import access_words
from marsad.model import Claim, Place
from marsad.watch.access.access import Attack, Blame
from marsad.watch.access.clauses import says, within_km
from marsad.watch.access.journeys import Journey
from marsad.watch.counted import has_occurred
from marsad.watch.statements import Happening

__all__ = [
    "AFTER_DAYS",
    "BEFORE_DAYS",
    "find_attacks",
    "hits_aid",
    "places_hit",
    "tells_hit",
    "violent_types",
]

BEFORE_DAYS, AFTER_DAYS = 1, 2
"""Days before and after those of a convoy in which an attack at one of its places may be one on it: news of a night
are dated by the day after, and a convoy is hit where it unloads."""
NARROW_KM = 10
"""A place of this radius or less: aid hit there on that day is hardly that of another convoy."""


def violent_types() -> tuple[str, ...]:
    """Return the types of the codebook in which somebody does harm on purpose."""
    return tuple(id for id, type in load_codebook().types.items() if type.violent)


def hits_aid(claim: Claim) -> bool:
    """Tell whether a claim of violence names aid, or what carries it, among what was hit."""
    return any(_is_aid(hit.span.quote) for hit in claim.targets)


def tells_hit(claim: Claim) -> bool:
    """Tell whether a claim's own words say that aid was hit: its targets may stand in another sentence."""
    return (
        claim.stance == "asserts"
        and claim.phase == "happened"
        and any(_is_aid(hit.span.quote) and hit.span.overlaps(claim.evidence) for hit in claim.targets)
    )


def _is_aid(words: str) -> bool:
    return says(access_words("aid_targets"), words) and not says(access_words("not_aid"), words)


def places_hit(journey: Journey) -> tuple[Place, ...]:
    """Return where an attack on a convoy may have been: its places with a point that are no regions or countries."""
    found = {
        place.place: None
        for one in journey.tellings
        for place in one.places
        if place.place and place.place.kind not in ("region", "country")
    }
    return tuple(found)


def find_attacks(journey: Journey, happenings: Iterable[Happening]) -> tuple[tuple[Attack, Happening], ...]:
    """Return the attacks at places and days of a convoy in which aid was hit, by day, each with its incident."""
    days, places = journey.days, places_hit(journey)
    if not days or not places:
        return ()
    found = []
    for one in happenings:
        where, when = one.incident.place, _days(one)
        if not where or not when or not has_occurred(one.incident):
            continue
        circles = [
            place for place in places if within_km(place, where, max(place.radius_km, where.radius_km))
        ]
        if circles and (when[0] - days[1]).days <= AFTER_DAYS and (days[0] - when[1]).days <= BEFORE_DAYS:
            told = [statement for statement in one.statements if hits_aid(statement.claim)]
            if told:
                found.append((_attack(one, min(circles, key=lambda place: place.radius_km), when[0]), one))
    return tuple(sorted(found, key=lambda pair: (pair[0].day or date.max, pair[0].incident)))


def _days(happening: Happening) -> tuple[date, date] | None:
    if time := happening.incident.time:
        return time.start, time.end
    published = [one.published for one in happening.statements if one.published]
    return (min(published), min(published)) if published else None


def _attack(happening: Happening, place: Place, day: date) -> Attack:
    incident = happening.incident
    told = {one.claim.id: one for one in happening.statements}
    widest = max(place.radius_km, incident.place.radius_km if incident.place else 0.0)
    return Attack(
        incident=incident.id,
        type=incident.type,
        day=day,
        grade=incident.grade,
        certain=widest <= NARROW_KM,
        blames=tuple(
            Blame(
                one.relation, one.root, one.actor, one.party, one.claim, told[one.claim].claim.evidence.quote
            )
            for one in incident.attributions
            if one.claim in told and (one.party or one.relation != "blames")
        ),
        claims=tuple(one.claim.id for one in happening.statements if hits_aid(one.claim)),
    )
