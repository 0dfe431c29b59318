"""Where something is, as datasets of events code it: only what the gazetteer makes sure."""

from functools import cache

from marsad.gazetteer.countries import country_name, region_names
from marsad.model import Place

__all__ = ["acled_precision", "admin1", "place_text", "ucdp_precision"]

SETTLEMENTS = ("city", "town", "village")
POINT_KM = 5.0  # up to here a feature is a point: a bridge, a hill, a camp
NEAR_KM = 25.0  # UCDP's own bound of "a limited area round a point"
AREA_KM = 30.0  # as in linking: from here on a place is an area


def place_text(place: Place) -> str:
    """Return a place in words: its name, what it lies in, and the radius that holds it."""
    return f"{', '.join((place.name, *place.parents))} (± {place.radius_km:g} km)"


def admin1(place: Place) -> str:
    """Return the first-level region that a place of GeoNames lies in or is, "" where that is not sure.

    Your own places and what was placed by its neighbourhood only have parents of no certain level.
    """
    if not place.gazetteer_id.startswith("geonames:") or not place.country:
        return ""
    *inner, last = place.parents or ("",)
    if last != country_name(place.country):
        return ""
    if place.kind in SETTLEMENTS and len(inner) == 1:
        return inner[0]
    if place.kind == "neighbourhood" and len(inner) == 2:
        return inner[1]
    return place.name if _is_first_level(place) else ""


def acled_precision(place: Place) -> int | None:
    """Return ACLED's geo_precision: 1 a town, 2 a small part of a region, 3 a larger region; None a country."""
    if place.kind == "country":
        return None
    if place.radius_km >= AREA_KM:
        return 3
    if place.kind in (*SETTLEMENTS, "neighbourhood"):
        return 1
    return 1 if place.kind == "feature" and place.radius_km <= POINT_KM else 2


def ucdp_precision(place: Place) -> int | None:
    """Return UCDP's where_prec: 1 exact, 2 up to 25 km round a point, 4 first-level region, 6 country; else None.

    Levels below the first (3), lines and parts of countries (5) and water (7) cannot be told apart here.
    """
    if place.kind == "country":
        return 6
    if _is_first_level(place):
        return 4
    if place.radius_km > NEAR_KM:
        return None
    if place.kind in (*SETTLEMENTS, "neighbourhood"):
        return 1
    return 1 if place.kind == "feature" and place.radius_km <= POINT_KM else 2


def _is_first_level(place: Place) -> bool:
    in_country = place.parents == (country_name(place.country),) and place.gazetteer_id.startswith(
        "geonames:"
    )
    return place.kind == "region" and in_country and place.name in _regions(place.country)


@cache
def _regions(country: str) -> frozenset[str]:
    return frozenset(name for code, name in region_names().items() if code.startswith(f"{country}."))
