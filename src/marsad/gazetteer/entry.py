"""One place of the gazetteer, and how wide a place of its kind is."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

__all__ = ["KINDS", "Entry", "Lookup", "distance_km", "kind_of_population", "radius_of", "spread"]

KINDS = ("country", "region", "city", "town", "village", "neighbourhood", "feature")

EARTH_KM = 6371.0
RADIUS_KM = {
    "country": 500.0,
    "region": 50.0,
    "town": 3.0,
    "village": 2.0,
    "neighbourhood": 1.0,
    "feature": 1.0,
}
"""Kilometres that hold a place of a kind where nothing better is known of its extent."""
CITY_RADIUS_KM = (3.0, 15.0)
"""The least and the most radius of a city."""
PEOPLE_PER_KM2 = 3200
"""How densely a city is taken to be peopled, which turns its population into a radius."""
CITY_PEOPLE, TOWN_PEOPLE = 50_000, 5_000
"""From how many people on a settlement counts as a city, and as a town."""
SPREAD_SHARE = 0.95
"""Share of the settlements of an area that its radius holds; the rest are outliers, mostly islands."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that the gazetteer knows.

    `id` is `geonames:<number>`, `pcode:<code>` or `place-<hash>`. `kind` is one of KINDS, `country` ISO 3166
    alpha-2 or "". `admin1` is the first-level code as GeoNames gives it, or "". Degrees are WGS 84;
    `radius_km` holds the place. `population` 0 means unknown. `parents` run from the nearest outwards.
    """

    id: str
    name: str
    latitude: float
    longitude: float
    kind: str
    country: str
    admin1: str
    population: int
    radius_km: float
    parents: tuple[str, ...]


def kind_of_population(population: int) -> str:
    """Return the kind of a settlement by its people; one that nobody counted is taken for a town."""
    if population >= CITY_PEOPLE:
        return "city"
    return "town" if population >= TOWN_PEOPLE or population <= 0 else "village"


def radius_of(kind: str, population: int = 0) -> float:
    """Return the kilometres that hold a place of a kind: a city's from its people, the others' a constant."""
    if kind != "city":
        return RADIUS_KM[kind]
    least, most = CITY_RADIUS_KM
    return round(min(most, max(least, math.sqrt(max(population, 0) / (math.pi * PEOPLE_PER_KM2)))), 1)


def distance_km(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Return the great-circle distance of two points given as (latitude, longitude) in degrees."""
    south, west, north, east = map(math.radians, (*here, *there))
    across = math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, math.sin((north - south) / 2) ** 2 + across)))


def spread(
    points: Iterable[tuple[float, float, int]], *, at: tuple[float, float] | None = None
) -> tuple[float, float, float]:
    """Return latitude and longitude of an area, `at` or the middle of its settlements, and its radius.

    Points are (latitude, longitude, people); the middle is the mean weighted by people, taken on the sphere
    so that an area across the date line keeps its middle. The radius holds SPREAD_SHARE of the points.
    """
    settlements = list(points)
    middle = at or _middle(settlements)
    away = sorted(distance_km(middle, (latitude, longitude)) for latitude, longitude, _ in settlements)
    reach = away[min(len(away) - 1, int(len(away) * SPREAD_SHARE))]
    return (*middle, round(max(reach, 5.0), 1))


def _middle(settlements: Iterable[tuple[float, float, int]]) -> tuple[float, float]:
    x = y = z = 0.0
    for latitude, longitude, people in settlements:
        lat, lon, weight = math.radians(latitude), math.radians(longitude), max(people, 500)
        x += weight * math.cos(lat) * math.cos(lon)
        y += weight * math.cos(lat) * math.sin(lon)
        z += weight * math.sin(lat)
    north, east = math.atan2(z, math.hypot(x, y)), math.atan2(y, x)
    return round(math.degrees(north), 5), round(math.degrees(east), 5)


Lookup = Callable[[str], Sequence[Entry]]
"""What gives the entries that a name may mean, the likeliest first."""
