"""Choose the places that the names of one report mean, or none where that is not sure."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from marsad.gazetteer import Entry, distance_km, normalise
from marsad.locate.cues import Mention
from marsad.locate.geography import Geography

__all__ = ["Name", "resolve"]

# All weights are in powers of ten of people: a place that fits better by 1 may be ten times smaller.
COUNTRY, REGION, SEATLESS = 4.0, -2.5, 1.0
"""A country is meant before a city of its name; a region after a city of its name, unless the words say
"province"; and a first-level region before any town of its name."""
SEAT_SHARE = 20
"""A city of its name comes before a region if it has at least one in so many of its people."""
UNCOUNTED = 3.0
"""What a place of unknown population counts: a thousand people."""
ABOVE_COUNTRIES = 7.0
"""What a sea or an area of several countries counts, whose people are many or none: ten million."""
OTHER_NAME = -1.0
"""The place goes by another name as a rule."""
COUNTRY_NAMED, COUNTRY_SHARE = 1.0, 4.0
"""The report names the country; and the more of its places lie there."""
ENOUGH_SHARE = 0.1
"""Share of what a report names from which on it names a country for certain."""
LEAST_CHANCE = 0.05
"""Less likely candidates of a name say nothing of the countries that a report is about."""
WEIGHT_OF_PLACE = 0.5
"""What a place counts towards its country; a country itself counts 1."""
PARENT_NAMED = 2.0
"""The report names the region, or the city, that the place lies in."""
STATED = 5.0
"""The words beside the name say that it lies there: "Paris, Texas"."""
NEARBY, MOST_NEARBY = 1.5, 3.5
"""Another place of the report lies near; and what many of them count at most."""
CELL = 1.0
"""Degrees of a cell of the map: what lies in one cell or in cells side by side lies near."""
SMALL_KM = 150.0
"""Radius up to which an area counts as near what lies beside its point."""
SHARPNESS = (0.5, 0.5, 1.0, 1.0)
"""The names of a report are weighed so often by each other's likely places, the less likely ones counting less
each time: at 1, a place is ten times as likely whose weight leads by 1."""
CUED = 3.0
"""The words say "province" and it is one; or "town" and it is one."""
SURE_BY = 0.6
"""The best must lead places elsewhere by this much: four times the people, or a better fit."""
ELSEWHERE_KM = 50.0
"""Candidates nearer than this to the best are the same place to a reader of the map."""
KNOWN_BY_ITSELF, KNOWN_ALONE = 5.0, 3.5
"""A place that fits nothing else in the report must be as known as a city of 100,000; in a report that names no
other place, as a town of 3,000."""

SETTLEMENTS = frozenset({"city", "town", "village"})
OF_THE_WORLD = "geonames:"
"""How the ids of places begin that are not the user's own."""
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a report: all its mentions, the places of that name, and what the text says it lies in."""

    mentions: Sequence[Mention]
    candidates: Sequence[Entry]
    wholes: frozenset[str]

    @property
    def key(self) -> str:
        """The name in its strict form."""
        return normalise(self.mentions[0].core)


def resolve(names: Sequence[Name], geography: Geography) -> list[Entry | None]:
    """Return the place that each name of a report means, or None where that is not sure.

    Every candidate is weighed by its people, by the words beside the name, and by how well it fits what the
    report names: countries, regions, and the likeliest places of its other names, which are weighed again in turn.
    """
    context = geography.names | {name.key for name in names}
    bases = [[_base(entry, name, context) for entry in name.candidates] for name in names]
    scores = bases
    shares: list[Mapping[str, float]] = []
    near: list[list[float]] = []
    for sharpness in SHARPNESS:
        chances = [_chances(of_name, sharpness) for of_name in scores]
        near, shares = _nearby(names, chances), _shares(names, chances, geography)
        scores = [
            [
                base + _worth(support) + _at_home(entry, of_country)
                for entry, base, support in zip(name.candidates, of_name, supports, strict=True)
            ]
            for name, of_name, supports, of_country in zip(names, bases, near, shares, strict=True)
        ]
    settled = zip(names, scores, near, shares, strict=True)
    return [_decide(name, of_name, supports, set(home), context) for name, of_name, supports, home in settled]


def _shares(
    names: Sequence[Name], chances: Sequence[Sequence[float]], geography: Geography
) -> list[Mapping[str, float]]:
    """Return for each name the share of each country in what the report names besides: no name supports itself."""
    keys = {name.key for name in names}
    told: list[tuple[str, Mapping[str, float]]] = []
    for (key, country), weight in geography.weights.items():
        if country and key not in keys:
            told.append((key, {country: weight}))
    for name, of_name in zip(names, chances, strict=True):
        countries: defaultdict[str, float] = defaultdict(float)
        for entry, chance in zip(name.candidates, of_name, strict=True):
            if entry.country and chance >= LEAST_CHANCE:
                countries[entry.country] += chance * (1.0 if entry.kind == "country" else WEIGHT_OF_PLACE)
        told.append((name.key, countries))
    return [_share([weights for key, weights in told if not _same(key, name.key)]) for name in names]


def _share(told: Iterable[Mapping[str, float]]) -> Mapping[str, float]:
    weights: defaultdict[str, float] = defaultdict(float)
    for countries in told:
        for country, weight in countries.items():
            weights[country] += weight
    total = sum(weights.values())
    return {country: weight / total for country, weight in weights.items()}


def _same(one: str, other: str) -> bool:
    """Tell whether one name holds the other: "Dublin City" says nothing of where Dublin is."""
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _at_home(entry: Entry, shares: Mapping[str, float]) -> float:
    share = shares.get(entry.country, 0.0)
    return COUNTRY_NAMED * min(1.0, share / ENOUGH_SHARE) + COUNTRY_SHARE * share


def _chances(scores: Sequence[float], sharpness: float) -> list[float]:
    """Return how likely each candidate of a name is, all together 1."""
    if not scores:
        return []
    best = max(scores)
    weights = [10 ** (sharpness * (score - best)) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


def _worth(support: float) -> float:
    return min(MOST_NEARBY, NEARBY * math.log2(1 + support))


def _cell(entry: Entry) -> Cell:
    return math.floor(entry.latitude / CELL), math.floor(entry.longitude / CELL)


def _around(cell: Cell) -> tuple[Cell, ...]:
    return tuple((cell[0] + north, cell[1] + east) for north in (-1, 0, 1) for east in (-1, 0, 1))


def _nearby(names: Sequence[Name], chances: Sequence[Sequence[float]]) -> list[list[float]]:
    """Return for each candidate how many of the report's other names are likely to lie near it."""
    heat: defaultdict[Cell, dict[str, float]] = defaultdict(dict)
    for name, of_name in zip(names, chances, strict=True):
        for entry, chance in zip(name.candidates, of_name, strict=True):
            if _is_point(entry):
                here = heat[_cell(entry)]
                here[name.key] = max(chance, here.get(name.key, 0.0))
    return [[_support(entry, name.key, heat) for entry in name.candidates] for name in names]


def _support(entry: Entry, key: str, heat: Mapping[Cell, Mapping[str, float]]) -> float:
    if not _is_point(entry):
        return 0.0
    best: dict[str, float] = {}
    for cell in _around(_cell(entry)):
        for other, chance in heat.get(cell, {}).items():
            if other != key:
                best[other] = max(chance, best.get(other, 0.0))
    return sum(best.values())


def _is_point(entry: Entry) -> bool:
    """Tell whether a place is small enough to lie near others: a settlement, a county, a small country."""
    return entry.radius_km <= SMALL_KM


def _base(entry: Entry, name: Name, context: frozenset[str]) -> float:
    """Return how likely a place is before the report's other names are placed."""
    return _prior(entry, name) + _fit(entry, name, context)


def _prior(entry: Entry, name: Name) -> float:
    """Return how likely a place is meant before anything is known of the report."""
    people = math.log10(entry.population + 1) if entry.population else UNCOUNTED
    if entry.kind == "region" and not entry.country:
        people = ABOVE_COUNTRIES
    wide = entry.kind in ("country", "region")
    own = normalise(entry.name)
    other = 0.0 if wide or name.key == own else OTHER_NAME
    cues = {mention.cue for mention in name.mentions} - {""}
    cued = CUED if ("region" in cues and wide) or ("settlement" in cues and not wide) else 0.0
    return people + _kind(entry, name) + other + cued


def _kind(entry: Entry, name: Name) -> float:
    """Weigh a country or region against the settlements of its name."""
    if entry.kind == "country":
        return COUNTRY
    if entry.kind != "region":
        return 0.0
    cities = [e for e in name.candidates if e.kind in SETTLEMENTS]
    seats = (e for e in cities if e.country == entry.country)
    if len(entry.parents) > 1 or any(_outweighs(e, entry) or e.admin1 == entry.admin1 for e in seats):
        return REGION
    return 0.0 if any(_outweighs(city, entry) for city in cities) else SEATLESS


def _outweighs(city: Entry, region: Entry) -> bool:
    return city.population * SEAT_SHARE > region.population


def _fit(entry: Entry, name: Name, context: frozenset[str]) -> float:
    """Return how well a place fits the names of regions in the report, and the words beside its own."""
    parents = _parents(entry)
    named = any(parent in context and parent != name.key for parent in parents[:-1])
    return PARENT_NAMED * named + STATED * (not name.wholes.isdisjoint(parents))


def _parents(entry: Entry) -> tuple[str, ...]:
    return tuple(normalise(parent) for parent in entry.parents)


def _decide(
    name: Name, scores: Sequence[float], near: Sequence[float], home: Set[str], context: frozenset[str]
) -> Entry | None:
    """Return the best candidate of a name unless another one elsewhere comes close, or nothing speaks for it."""
    order = sorted(range(len(scores)), key=lambda n: (-scores[n], n))
    if not order:
        return None
    best = name.candidates[order[0]]
    rival = next((scores[n] for n in order[1:] if _elsewhere(best, name.candidates[n])), None)
    if rival is not None and scores[order[0]] - rival < SURE_BY:
        return None
    return best if _is_supported(best, name, near[order[0]], home, context) else None


def _is_supported(best: Entry, name: Name, near: float, home: Set[str], context: frozenset[str]) -> bool:
    """Tell whether the report, or its own fame, makes a place likely that has no rival.

    A neighbourhood needs its city in the report: their names are too many and too alike for a country to do.
    """
    named = (context | name.wholes) - {name.key}
    parents = _parents(best) if best.country not in home else _parents(best)[:-1]
    if not named.isdisjoint(parents):
        return True
    if best.kind in ("neighbourhood", "feature"):
        return near >= 0.5
    if not best.id.startswith(OF_THE_WORLD):
        return True  # whoever added a place of their own means it
    fame = math.log10(best.population + 1) + (0.0 if normalise(best.name) == name.key else OTHER_NAME)
    enough = KNOWN_BY_ITSELF if home else KNOWN_ALONE
    above = best.kind == "country" or (best.kind == "region" and not best.country)
    return above or best.country in home or fame >= enough


def _elsewhere(best: Entry, entry: Entry) -> bool:
    apart = distance_km((best.latitude, best.longitude), (entry.latitude, entry.longitude))
    holds = max((e.radius_km for e in (best, entry) if e.kind == "region"), default=0.0)
    return apart > max(ELSEWHERE_KM, holds)
