"""Areas: the points that GeoNames gives countries and regions, and wide areas that have no seat."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from marsad.data import load_yaml

__all__ = ["WideArea", "area_points", "wide_areas"]


@dataclass(frozen=True, slots=True)
class WideArea:
    """An area of several countries or regions: its names, and the codes of what it is made of; or a sea.

    `number` is that of GeoNames, or 0 where it is not known. A sea has a point and a radius in km in place of `of`.
    """

    number: int
    names: tuple[str, ...]
    of: tuple[str, ...] = ()
    at: tuple[float, float] | None = None
    radius_km: float = 0.0


@cache
def area_points() -> Mapping[int, tuple[float, float]]:
    """Return latitude and longitude of countries, first-level regions and wide areas by GeoNames number.

    Small territories and regions that were redrawn of late are not among them.
    """
    source = files("marsad.gazetteer").joinpath("area_points.tsv")
    rows = (line.split("\t") for line in source.read_text(encoding="utf-8").splitlines())
    return {int(number): (float(latitude), float(longitude)) for number, latitude, longitude in rows}


@cache
def wide_areas() -> tuple[WideArea, ...]:
    """Return the wide areas of `areas.yaml`."""
    source = files("marsad.gazetteer").joinpath("areas.yaml")
    areas = load_yaml(source.read_text(encoding="utf-8"))
    return tuple(_area(key if isinstance(key, int) else 0, area) for key, area in areas.items())


def _area(number: int, area: Mapping[str, Any]) -> WideArea:
    at = (float(area["at"][0]), float(area["at"][1])) if "at" in area else None
    return WideArea(number, tuple(area["names"]), tuple(area.get("of", ())), at, float(area.get("km", 0)))
