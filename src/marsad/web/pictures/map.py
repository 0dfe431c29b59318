"""A map that is drawn at once: lands, and a mark for the incidents of each type about each place."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, log2, radians

from marsad.codebook import load_codebook
from marsad.export.sheet.map import shape_of
from marsad.store import AtPlace
from marsad.web.pictures.lands import Box, lands_in

__all__ = ["Drawing", "Mark", "box_of", "draw_map", "family_of"]

WIDTH, HEIGHT = 720, 420
EDGE = 0.12
"""Part of the picture that is left round the outermost marks."""
SMALLEST = 0.3
"""Degrees from west to east that a map shows at least."""
OUTERMOST = 0.05
"""Part of the incidents that may lie outside of the picture on each side."""
CELLS = 28
"""Cells from west to east into which places are put together."""
MOST_MARKS = 250
FAMILIES = {
    "fighting": "fighting",
    "bombardment_and_attack": "fighting",
    "relief": "relief",
    "siege": "relief",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Incidents of one type about one place, in the units of the picture."""

    x: float
    y: float
    shape: str
    family: str
    size: float
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture: paths of lands, marks of which the many lie under the few, and how many incidents lie outside."""

    width: int
    height: int
    lands: tuple[str, ...]
    marks: tuple[Mark, ...]
    outside: int


def draw_map(
    places: Sequence[AtPlace], *, href: Callable[[AtPlace], str], label: Callable[[AtPlace], str]
) -> Drawing:
    """Return the map of places, north up, in equal degrees at the middle latitude."""
    box = box_of(places)
    west, south, east, north = box
    inside = [one for one in places if west <= one.longitude <= east and south <= one.latitude <= north]
    outside = sum(one.number for one in places) - sum(one.number for one in inside)
    across, up = WIDTH / (east - west), HEIGHT / (north - south)
    lands = (
        "M" + "L".join(f"{(x - west) * across:.0f},{(north - y) * up:.0f}" for x, y in ring) + "Z"
        for ring in lands_in(box, finest=(east - west) / WIDTH * 1.5)
    )
    marks = (
        Mark(
            round((one.longitude - west) * across, 1),
            round((north - one.latitude) * up, 1),
            shape_of(one.type),
            family_of(one.type),
            round(10 + 3 * log2(one.number), 1),
            label(one),
            href(one),
        )
        for one in _together(inside, (east - west) / CELLS)[:MOST_MARKS]
    )
    return Drawing(WIDTH, HEIGHT, tuple(lands), tuple(marks), outside)


def box_of(places: Sequence[AtPlace]) -> Box:
    """Return the box of a map of places, in the proportions of the picture; the whole world where there are none.

    It holds nearly all incidents: the few that lie far from the others would shrink these to a point.
    """
    if not places:
        return (-180.0, -75.0, 180.0, 85.0)
    longitudes = _inner([(one.longitude, one.number) for one in places])
    latitudes = _inner([(one.latitude, one.number) for one in places])
    x, y = (max(longitudes) + min(longitudes)) / 2, (max(latitudes) + min(latitudes)) / 2
    y = min(max(y, -80.0), 80.0)
    squeeze = cos(radians(y))
    wide = max(max(longitudes) - min(longitudes), SMALLEST) / (1 - 2 * EDGE)
    tall = max(max(latitudes) - min(latitudes), SMALLEST * squeeze) / (1 - 2 * EDGE)
    wide = min(max(wide, tall * WIDTH / HEIGHT / squeeze), 360.0)
    tall = min(wide * HEIGHT / WIDTH * squeeze, 178.0)
    return (x - wide / 2, max(y - tall / 2, -89.0), x + wide / 2, min(y + tall / 2, 89.0))


def _inner(weighted: Sequence[tuple[float, int]]) -> tuple[float, float]:
    """Return the bounds within which all values lie but the outermost."""
    ordered, total = sorted(weighted), sum(weight for _, weight in weighted)
    below, found = 0, []
    for value, weight in ordered:
        if below + weight > OUTERMOST * total and below < (1 - OUTERMOST) * total:
            found.append(value)
        below += weight
    return found[0], found[-1]


def family_of(type: str) -> str:
    """Return the family by which marks are coloured: fighting, relief or other."""
    return FAMILIES.get(load_codebook().types[type].family, "other")


def _together(places: Sequence[AtPlace], degrees: float) -> list[AtPlace]:
    """Put places of a type together that would lie on each other, the most incidents first."""
    cells: dict[tuple[int, int, str], list[AtPlace]] = defaultdict(list)
    for one in places:
        cells[(round(one.latitude / degrees), round(one.longitude / degrees), one.type)].append(one)
    found = [those[0] if len(those) == 1 else _merged(those) for those in cells.values()]
    return sorted(found, key=lambda one: (-one.number, one.id))


def _merged(places: Sequence[AtPlace]) -> AtPlace:
    number = sum(one.number for one in places)
    latitude = sum(one.latitude * one.number for one in places) / number
    longitude = sum(one.longitude * one.number for one in places) / number
    return AtPlace(latitude, longitude, places[0].type, number, min(one.id for one in places))
