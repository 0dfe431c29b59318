"""The countries under a map, from Natural Earth as the build of the scripts brings it."""

import json
from functools import cache

import shapely

from marsad.web.assets import STATIC

__all__ = ["Box", "lands_in"]

Box = tuple[float, float, float, float]
"""West, south, east and north in degrees."""


def lands_in(box: Box, *, finest: float) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Return the land in a box, as rings of longitude and latitude without details under `finest` degrees.

    None where the countries were not built.
    """
    tree = _outlines()
    if tree is None:
        return ()
    rings: list[tuple[tuple[float, float], ...]] = []
    for number in tree.query(shapely.box(*box)):
        clipped = shapely.clip_by_rect(tree.geometries[number], *box).simplify(finest)
        for part in shapely.get_parts(clipped):
            if part.geom_type == "Polygon" and not part.is_empty:
                rings.append(tuple(part.exterior.coords))
    return tuple(rings)


@cache
def _outlines() -> shapely.STRtree | None:
    source = STATIC / "built" / "countries.json"
    if not source.is_file():
        return None
    countries = json.loads(source.read_text("utf-8"))
    rings = (ring for country in countries.values() for ring in country["rings"] if len(ring) > 3)
    return shapely.STRtree([shapely.make_valid(shapely.Polygon(ring)) for ring in rings])
