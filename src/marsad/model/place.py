"""A place: a point with a radius that says how sure the point is."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

__all__ = ["Place"]

EARTH_RADIUS_KM = 6371.0088  # the mean radius of WGS 84


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: degrees (WGS 84), a radius in kilometres that holds it, and the places it lies in.

    `name` is the name of the thing meant, also where the point is its city's (`gazetteer_id` is then the
    city's). `kind` is one of country, region, city, town, village, neighbourhood, feature. `parents` run from
    the nearest outwards, by name. `country` is ISO 3166 alpha-2 or "".
    """

    name: str
    latitude: float
    longitude: float
    radius_km: float
    country: str
    gazetteer_id: str
    kind: str = "city"
    parents: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ValueError(f"{self.name!r} lies outside the globe: {self.latitude}, {self.longitude}")
        if not self.radius_km > 0:
            raise ValueError(f"{self.name!r} has no radius")

    def distance_km(self, other: "Place") -> float:
        """Return the kilometres between the two points along the surface of a sphere (haversine)."""
        north, south = radians(self.latitude), radians(other.latitude)
        rise = sin((south - north) / 2) ** 2
        run = cos(north) * cos(south) * sin(radians(other.longitude - self.longitude) / 2) ** 2
        return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(rise + run)))
