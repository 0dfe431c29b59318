"""A corridor: a route cut into stretches, and where beside it a place lies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, hypot, sqrt
from typing import Any

from shapely import Geometry, LineString, Polygon, STRtree, box, make_valid, prepare, unary_union
from shapely import Point as PlanePoint
from shapely.ops import substring

from marsad.errors import RouteError
from marsad.watch.risk.route import Plane, Point, Route, plane_of

__all__ = ["STRETCH_KM", "Beside", "Corridor", "Stretch", "corridor_of"]

STRETCH_KM = 5.0
"""How long a stretch is where nobody says."""
MOST_STRETCHES = 400
CELLS = 100
"""In about so many squares an area is cut, where they would be smaller than a stretch is long."""
JOINED_KM = 0.001
"""Parts of a line that end so near to where the next begins are one: a file cuts lines at the date line."""
LEAST = 1e-6
"""Kilometres, or square kilometres, below which nothing is left to assess."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the route: of a line from one kilometre to another, or a square of an area (both None).

    `lines` are its lines or outlines in degrees; `shape` is it on the corridor's plane.
    """

    number: int
    start_km: float | None
    end_km: float | None
    size: float
    lines: tuple[tuple[Point, ...], ...]
    shape: Any  # shapely's geometries

    @property
    def label(self) -> str:
        """What people call it: "5–10 km", or "square 3"."""
        if self.start_km is None or self.end_km is None:
            return f"square {self.number}"
        return f"{_km(self.start_km)}–{_km(self.end_km)} km"


@dataclass(frozen=True, slots=True)
class Beside:
    """Where a place lies: the kilometre of a line nearest to it (None in an area), and how far off the route."""

    km: float | None
    off_km: float
    stretch: int


@dataclass(frozen=True, slots=True)
class Corridor:
    """A route on its plane with all within some kilometres of it, cut into stretches.

    `length_km` is that of the lines, `area_km2` that of the areas. `reach_km` is how far the route goes from
    the middle of the plane.
    """

    route: Route
    plane: Plane
    within_km: float
    stretch_km: float
    stretches: tuple[Stretch, ...]
    length_km: float
    area_km2: float
    reach_km: float
    tree: Any  # shapely's index of the stretches
    known: dict[Point, Beside] = field(default_factory=dict, compare=False, repr=False)

    def beside(self, point: Point) -> Beside:
        """Return where beside the route a point lies: by the nearest stretch, the first of equally near ones."""
        # Many incidents share a point, and asking takes a tenth of a millisecond.
        if point not in self.known:
            self.known[point] = self._beside(point)
        return self.known[point]

    def _beside(self, point: Point) -> Beside:
        here = PlanePoint(self.plane.put(point))
        near, away = self.tree.query_nearest(here, return_distance=True)
        stretch = self.stretches[int(min(near))]
        km = None
        if stretch.start_km is not None:
            km = stretch.start_km + float(stretch.shape.project(here))
        return Beside(km, float(away[0]), stretch.number)

    def touched(self, point: Point, radius_km: float) -> tuple[int, ...]:
        """Return the numbers of the stretches within a radius of a point."""
        found = self.tree.query(PlanePoint(self.plane.put(point)), predicate="dwithin", distance=radius_km)
        return tuple(sorted(self.stretches[int(index)].number for index in found))


def corridor_of(route: Route, *, within_km: float, stretch_km: float = STRETCH_KM) -> Corridor:
    """Return the corridor of a route; raises RouteError for lengths that are none and for what is too large."""
    if not 0 < within_km <= 500:
        raise RouteError(f"a corridor is up to 500 km wide on each side, not {within_km:g}; give 10")
    if not 0.01 <= stretch_km <= 500:
        raise RouteError(f"a stretch is 0.01 to 500 km long, not {stretch_km:g}; give 5")
    plane = plane_of(route)
    lines = _joined([LineString(plane.path(line)) for line in route.lines])
    area = _area(route, plane)
    length = sum(line.length for line in lines)
    if length < LEAST and area.area < LEAST:
        raise RouteError("the route has no length and its area no size: give two different points or more")
    count = sum(_parts(line.length, stretch_km) for line in lines)
    if count > MOST_STRETCHES:
        raise RouteError(
            f"the route of {length:.0f} km has {count} stretches of {stretch_km:g} km, and {MOST_STRETCHES} fit on "
            f"a sheet: give --stretch {ceil(length / MOST_STRETCHES) + 1}, or the route in parts"
        )
    cut = [*_along(lines, stretch_km, plane), *_squares(area, stretch_km, plane)]
    stretches = tuple(
        Stretch(number, start, end, size, drawn, shape)
        for number, (start, end, size, drawn, shape) in enumerate(cut, start=1)
    )
    corners = [corner for one in stretches for corner in _corners(one.shape)]
    return Corridor(
        route=route,
        plane=plane,
        within_km=within_km,
        stretch_km=stretch_km,
        stretches=stretches,
        length_km=length,
        area_km2=area.area,
        reach_km=max(hypot(x, y) for x, y in corners),
        tree=STRtree([one.shape for one in stretches]),
    )


Cut = tuple[float | None, float | None, float, tuple[tuple[Point, ...], ...], Any]


def _joined(lines: Sequence[Any]) -> list[Any]:
    """Return lines on the plane, each that goes on where the one before ends joined to it; none without a length."""
    found: list[list[tuple[float, float]]] = []
    for line in lines:
        coordinates = list(line.coords)
        if (
            found
            and hypot(found[-1][-1][0] - coordinates[0][0], found[-1][-1][1] - coordinates[0][1]) <= JOINED_KM
        ):
            found[-1] += coordinates[1:]
        else:
            found.append(coordinates)
    return [line for line in map(LineString, found) if line.length >= LEAST]


def _parts(length: float, stretch_km: float) -> int:
    return max(1, ceil(length / stretch_km - LEAST))


def _along(lines: Sequence[Any], stretch_km: float, plane: Plane) -> Iterator[Cut]:
    """Yield the lines in stretches, the last of each line as short as it has to be."""
    before = 0.0
    for line in lines:
        number = _parts(line.length, stretch_km)
        for part in range(number):
            start = part * stretch_km
            end = line.length if part == number - 1 else start + stretch_km
            shape = substring(line, start, end)
            yield before + start, before + end, end - start, (_degrees(shape.coords, plane),), shape
        before += line.length


def _area(route: Route, plane: Plane) -> Any:
    """Return the areas of a route as one, on the plane."""
    shapes: list[Geometry] = []
    for rings in route.areas:
        outer, *holes = ([*plane.path([*ring, ring[0]])] for ring in rings)
        shapes.append(make_valid(Polygon(outer, holes)))
    shapes += [PlanePoint(plane.put(one.middle)).buffer(one.radius_km) for one in route.circles]
    return unary_union([part for shape in shapes for part in _polygons(shape)])


def _squares(area: Any, stretch_km: float, plane: Plane) -> Iterator[Cut]:
    """Yield an area in squares, from north to south and west to east, those at its edge cut off there."""
    if area.area < LEAST:
        return
    left, low, right, high = area.bounds
    side = max(stretch_km, sqrt(area.area / CELLS), (right - left) / CELLS, (high - low) / CELLS)
    prepare(area)
    for row in range(max(1, ceil((high - low) / side - LEAST))):
        for column in range(max(1, ceil((right - left) / side - LEAST))):
            x, y = left + column * side, high - row * side
            square = box(x, y - side, x + side, y)
            if not area.intersects(square):
                continue
            shapes = _polygons(area.intersection(square))
            size = sum(shape.area for shape in shapes)
            if size > 0:
                drawn = tuple(_degrees(shape.exterior.coords, plane) for shape in shapes)
                yield None, None, size, drawn, unary_union(shapes)


def _polygons(shape: Any) -> list[Any]:
    if shape.geom_type == "Polygon":
        return [shape] if shape.area > 0 else []
    return [one for part in getattr(shape, "geoms", ()) for one in _polygons(part)]


def _corners(shape: Any) -> Iterator[tuple[float, float]]:
    if shape.geom_type == "LineString":
        yield from shape.coords
    for polygon in _polygons(shape):
        yield from polygon.exterior.coords


def _degrees(coordinates: Any, plane: Plane) -> tuple[Point, ...]:
    points = (plane.take(x, y) for x, y, *_ in coordinates)
    return tuple((round(north, 6), round(east, 6)) for north, east in points)


def _km(km: float) -> str:
    return f"{km:.1f}".removesuffix(".0")
