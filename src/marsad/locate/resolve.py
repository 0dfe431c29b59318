"""Choose the place that a name means in one report, or none."""

import math
from collections.abc import Iterable, Mapping, Sequence

from marsad.gazetteer import Entry, distance_km, normalise
from marsad.locate.cues import Mention
from marsad.locate.geography import Geography

__all__ = ["choose"]

# All weights are in powers of ten of people: a place that fits better by 1 may be ten times smaller.
COUNTRY, REGION = 4.0, -2.5
"""A country is meant before a city of its name, a region after it, unless the words say "province"."""
UNCOUNTED = 3.0
"""What a place of unknown population counts: a thousand people."""
OTHER_NAME = -1.0
"""The place goes by another name as a rule."""
COUNTRY_NAMED, COUNTRY_SHARE = 1.0, 3.0
"""The report names the country; and the more of its places lie there."""
PARENT_NAMED = 2.0
"""The report names the region, or the city, that the place lies in."""
STATED = 5.0
"""The words beside the name say that it lies there: "Paris, Texas"."""
NEARBY, NEARBY_KM = 1.5, 150.0
"""Another place of the report lies within so many kilometres."""
CUED = 3.0
"""The words say "province" and it is one; or "town" and it is one."""
SURE_BY = 1.0
"""The best must lead places elsewhere by this much: ten times the people, or a better fit."""
ELSEWHERE_KM = 50.0
"""Candidates nearer than this to the best are the same place to a reader of the map."""
KNOWN_BY_ITSELF = 5.0
"""A place that fits nothing else in the report must be as known as a city of 100,000."""


def choose(
    mentions: Sequence[Mention],
    candidates: Sequence[Entry],
    geography: Geography,
    wholes: Iterable[str],
    near: Sequence[tuple[float, float]] = (),
) -> Entry | None:
    """Return the candidate that all mentions of one name mean in a report, or None where that is not sure.

    `wholes` are the names that the text says it lies in; `near` are points of other places of the report.
    """
    stated = frozenset(normalise(name) for name in wholes)
    shares = geography.shares(without=normalise(mentions[0].core))
    names = geography.names - {normalise(mention.core) for mention in mentions}

    def score(entry: Entry) -> float:
        return _prior(entry, mentions) + _fit(entry, shares, names, stated, near)

    scored = sorted(
        ((score(entry), -order, entry) for order, entry in enumerate(candidates)),
        key=lambda item: item[:2],
        reverse=True,
    )
    if not scored:
        return None
    best_score, _, best = scored[0]
    rival = next((value for value, _, entry in scored[1:] if _elsewhere(best, entry)), None)
    if rival is not None and best_score - rival < SURE_BY:
        return None
    return best if _is_supported(best, mentions, shares, names | stated, near) else None


def _is_supported(
    best: Entry,
    mentions: Sequence[Mention],
    shares: Mapping[str, float],
    names: frozenset[str],
    near: Sequence[tuple[float, float]],
) -> bool:
    """Tell whether the report, or its own fame, makes a place likely that has no rival.

    A neighbourhood needs its city in the report: their names are too many and too alike for a country to do.
    """
    parents = best.parents if best.country not in shares else best.parents[:-1]
    if any(normalise(parent) in names for parent in parents):
        return True
    if best.kind in ("neighbourhood", "feature"):
        here = best.latitude, best.longitude
        return any(distance_km(here, point) <= ELSEWHERE_KM for point in near)
    known = _prior(best, mentions) - (REGION if best.kind == "region" else 0.0)
    return best.country in shares or best.kind == "country" or known >= KNOWN_BY_ITSELF


def _elsewhere(best: Entry, entry: Entry) -> bool:
    apart = distance_km((best.latitude, best.longitude), (entry.latitude, entry.longitude))
    holds = max((e.radius_km for e in (best, entry) if e.kind == "region"), default=0.0)
    return apart > max(ELSEWHERE_KM, holds)


def _prior(entry: Entry, mentions: Sequence[Mention]) -> float:
    """Return how likely a place is meant before anything is known of the report."""
    people = math.log10(entry.population + 1) if entry.population else UNCOUNTED
    kind = COUNTRY if entry.kind == "country" else REGION if entry.kind == "region" else 0.0
    wide = entry.kind in ("country", "region")
    name = normalise(entry.name)
    other = 0.0 if wide or any(normalise(mention.core) == name for mention in mentions) else OTHER_NAME
    cues = {mention.cue for mention in mentions} - {""}
    cued = CUED if ("region" in cues and wide) or ("settlement" in cues and not wide) else 0.0
    return people + kind + other + cued


def _is_stated(entry: Entry, stated: frozenset[str]) -> bool:
    return any(normalise(parent) in stated for parent in entry.parents)


def _fit(
    entry: Entry,
    shares: Mapping[str, float],
    names: frozenset[str],
    stated: frozenset[str],
    near: Sequence[tuple[float, float]],
) -> float:
    """Return how well a place fits the countries, regions and places that the report names."""
    score = 0.0
    if share := shares.get(entry.country, 0.0):
        score += COUNTRY_NAMED + COUNTRY_SHARE * share
    if any(normalise(parent) in names for parent in entry.parents[:-1]):
        score += PARENT_NAMED
    if _is_stated(entry, stated):
        score += STATED
    here = entry.latitude, entry.longitude
    if any(distance_km(here, point) <= NEARBY_KM for point in near):
        score += NEARBY
    return score
