"""Reads a route from GeoJSON: lines and areas; anything else is refused with what is needed."""

import json
from collections import Counter
from collections.abc import Iterator
from math import isfinite
from typing import Any

from marsad.errors import RouteError
from marsad.watch.risk.route import Point, Route

__all__ = ["read_route"]

MOST_POINTS = 200_000
"""Points of a route that are taken; a road drawn metre by metre has fewer."""
NEEDED = "a route needs a LineString, a MultiLineString, a Polygon or a MultiPolygon"


def read_route(text: str, where: str) -> Route:
    """Return the lines and areas of a GeoJSON text, in its order; `where` names the file in errors.

    Raises RouteError for what is no GeoJSON, for one without a line or area, and for points that are none.
    """
    try:
        value: Any = json.loads(text)  # Any: JSON data
        found = list(_geometries(value, where))
    except ValueError as error:
        raise RouteError(f"{where} is not valid JSON ({error}): export it again as GeoJSON") from None
    except RecursionError:
        raise RouteError(f"{where} is nested too deeply for a route: export it again as GeoJSON") from None
    lines: list[tuple[Point, ...]] = []
    areas: list[tuple[tuple[Point, ...], ...]] = []
    aside: Counter[str] = Counter()
    for kind, coordinates in found:
        match kind:
            case "LineString":
                lines.append(_line(coordinates, where))
            case "MultiLineString":
                lines += [_line(part, where) for part in _list(coordinates, where)]
            case "Polygon":
                areas.append(_rings(coordinates, where))
            case "MultiPolygon":
                areas += [_rings(part, where) for part in _list(coordinates, where)]
            case _:
                aside[kind] += 1
    told = ", ".join(f"{number} {kind}" for kind, number in sorted(aside.items()))
    if not lines and not areas:
        raise RouteError(f"{where} holds {told or 'no geometry'}, and {NEEDED}: add one of these")
    if sum(map(len, lines)) + sum(len(ring) for rings in areas for ring in rings) > MOST_POINTS:
        raise RouteError(
            f"{where} has more than {MOST_POINTS} points: simplify its lines, or give it in parts"
        )
    notes = (f"{told} in {where} left aside: only lines and areas are a route",) if told else ()
    return Route(tuple(lines), tuple(areas), notes=notes)


def _geometries(value: Any, where: str) -> Iterator[tuple[str, Any]]:
    """Yield kind and coordinates of every geometry, the nested ones too."""
    if not isinstance(value, dict) or not isinstance(value.get("type"), str):
        raise RouteError(f'{where} is no GeoJSON: an object with "type" is needed, and {NEEDED}')
    kind = value["type"]
    if kind == "FeatureCollection":
        for feature in _list(value.get("features"), where):
            yield from _geometries(feature, where)
    elif kind == "GeometryCollection":
        for geometry in _list(value.get("geometries"), where):
            yield from _geometries(geometry, where)
    elif kind == "Feature":
        if value.get("geometry") is not None:
            yield from _geometries(value["geometry"], where)
    else:
        yield kind, value.get("coordinates")


def _rings(coordinates: Any, where: str) -> tuple[tuple[Point, ...], ...]:
    rings = tuple(_points(ring, where) for ring in _list(coordinates, where))
    if not rings or any(len(set(ring)) < 3 for ring in rings):
        raise RouteError(f"{where} has a polygon of fewer than three points: give each ring three or more")
    return rings


def _line(coordinates: Any, where: str) -> tuple[Point, ...]:
    points = _points(coordinates, where)
    if len(set(points)) < 2:
        told = "no point" if not points else "one point alone"
        raise RouteError(f"{where} has a line of {told}: give each line two different points or more")
    return points


def _points(coordinates: Any, where: str) -> tuple[Point, ...]:
    return tuple(_point(pair, where) for pair in _list(coordinates, where))


def _point(pair: Any, where: str) -> Point:
    if not isinstance(pair, list) or len(pair) < 2 or not all(map(_is_number, pair[:2])):
        raise RouteError(f"{where} has {_short(pair)} where a point is needed: write [longitude, latitude]")
    longitude, latitude = (float(number) for number in pair[:2])
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        hint = (
            "it looks swapped"
            if abs(longitude) <= 90 and abs(latitude) <= 180
            else "it lies nowhere on earth"
        )
        raise RouteError(
            f"{where} has the point {_short(pair)}: {hint}; write [longitude, latitude] in degrees (WGS 84)"
        )
    return latitude, longitude


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise RouteError(f"{where} has {_short(value)} where a list is needed: export it again as GeoJSON")
    return value


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return isfinite(value)
    except OverflowError:
        return False


def _short(value: Any) -> str:
    text = json.dumps(value, default=str)
    return text if len(text) <= 60 else f"{text[:57]}…"
