"""A route or an area on the ground: where its lines and outlines run, in degrees and in kilometres on a plane."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asin, atan2, cos, degrees, hypot, pi, radians, sin, sqrt

from marsad.errors import RouteError

__all__ = ["EARTH_KM", "MOST_KM", "Circle", "Plane", "Point", "Route", "plane_of"]

Point = tuple[float, float]
"""Latitude and longitude in degrees."""

EARTH_KM = 6371.0088
MOST_KM = 500.0
"""How far a route may lie from its middle: up to there the plane is right to one part in a thousand."""
STEP_KM = 25.0
"""A line between two points is the great circle, drawn in steps of at most this length."""
FAR_KM = 2 * MOST_KM
"""From here on two points next to each other are no line of a route."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A place as an area: its name, its point and the kilometres that hold it."""

    name: str
    middle: Point
    radius_km: float


@dataclass(frozen=True, slots=True)
class Route:
    """What is assessed, in degrees: lines to travel along, areas as rings (the outer one first), and places.

    `names` are the places that it was made of, `country` is that of these, or "". `notes` say what of the input was
    left aside.
    """

    lines: tuple[tuple[Point, ...], ...] = ()
    areas: tuple[tuple[tuple[Point, ...], ...], ...] = ()
    circles: tuple[Circle, ...] = ()
    names: tuple[str, ...] = ()
    country: str = ""
    notes: tuple[str, ...] = ()

    def points(self) -> Iterable[Point]:
        """Yield every point that the route is given by."""
        for line in self.lines:
            yield from line
        for rings in self.areas:
            for ring in rings:
                yield from ring
        yield from (circle.middle for circle in self.circles)


@dataclass(frozen=True, slots=True)
class Plane:
    """A plane in kilometres that touches the earth in its middle, north up; x runs east, y north.

    It is the azimuthal equidistant projection of a sphere, which knows neither a date line nor, for a route near it,
    a pole.
    """

    middle: Point

    def put(self, point: Point) -> tuple[float, float]:
        """Return x and y of a point in degrees."""
        north, east = radians(self.middle[0]), radians(self.middle[1])
        latitude, turn = radians(point[0]), radians(point[1]) - east
        x = cos(latitude) * sin(turn)
        y = cos(north) * sin(latitude) - sin(north) * cos(latitude) * cos(turn)
        z = sin(north) * sin(latitude) + cos(north) * cos(latitude) * cos(turn)
        across = hypot(x, y)
        away = EARTH_KM * atan2(across, z)
        return (x / across * away, y / across * away) if across else (0.0, 0.0 if z > 0 else pi * EARTH_KM)

    def take(self, x: float, y: float) -> Point:
        """Return the point in degrees of x and y."""
        away = hypot(x, y)
        if not away:
            return self.middle
        north, angle = radians(self.middle[0]), away / EARTH_KM
        up = cos(angle) * sin(north) + y / away * sin(angle) * cos(north)
        side = away * cos(north) * cos(angle) - y * sin(north) * sin(angle)
        longitude = self.middle[1] + degrees(atan2(x * sin(angle), side))
        return degrees(asin(max(-1.0, min(1.0, up)))), (longitude + 180.0) % 360.0 - 180.0

    def path(self, points: Sequence[Point]) -> list[tuple[float, float]]:
        """Return points as a line on the plane, with steps between those far from each other."""
        return [self.put(point) for point in _steps(points)]


def plane_of(route: Route) -> Plane:
    """Return the plane round the middle of a route; raises RouteError for one that reaches too far from there."""
    points = list(dict.fromkeys(route.points()))
    for line in (*route.lines, *(ring for rings in route.areas for ring in rings)):
        for one, other in pairwise(line):
            if _distance(one, other) > FAR_KM:
                raise RouteError(
                    f"the route jumps from {_named(one)} to {_named(other)}; a route reaches at most "
                    f"{FAR_KM:.0f} km: give it in parts, and longitude before latitude in GeoJSON"
                )
    vectors = [_vector(point) for point in points]
    x, y, z = (sum(axis) / len(vectors) for axis in zip(*vectors, strict=True))
    middle = (degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x)))
    reach = max(_distance(middle, point) for point in points)
    reach = max([reach, *(_distance(middle, one.middle) + one.radius_km for one in route.circles)])
    if reach > MOST_KM:
        raise RouteError(
            f"the route reaches {reach:.0f} km from its middle, and {MOST_KM:.0f} km at most can be assessed "
            f"at once: give it in parts"
        )
    return Plane(middle)


def _steps(points: Sequence[Point]) -> list[Point]:
    found = list(points[:1])
    for one, other in pairwise(points):
        number = max(1, int(_distance(one, other) / STEP_KM) + 1)
        found += [_between(one, other, part / number) for part in range(1, number)]
        found.append(other)
    return found


def _between(one: Point, other: Point, share: float) -> Point:
    """Return the point at a share of the great circle between two points."""
    angle = _distance(one, other) / EARTH_KM
    near, far = sin((1 - share) * angle) / sin(angle), sin(share * angle) / sin(angle)
    x, y, z = (near * a + far * b for a, b in zip(_vector(one), _vector(other), strict=True))
    return degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x))


def _distance(one: Point, other: Point) -> float:
    south, north = radians(one[0]), radians(other[0])
    half = sin((north - south) / 2) ** 2
    half += cos(south) * cos(north) * sin(radians(other[1] - one[1]) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def _vector(point: Point) -> tuple[float, float, float]:
    latitude, longitude = radians(point[0]), radians(point[1])
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)


def _named(point: Point) -> str:
    return f"latitude {point[0]:g}, longitude {point[1]:g}"
