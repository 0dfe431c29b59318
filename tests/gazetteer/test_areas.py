"""Points of countries and regions, and wide areas."""

import pytest

from marsad.gazetteer import Gazetteer, distance_km
from marsad.gazetteer.areas import area_points, wide_areas


def test_points_lie_on_the_globe_and_hold_the_countries_at_war() -> None:
    points = area_points()
    assert all(-90 <= latitude <= 90 and -180 <= longitude <= 180 for latitude, longitude in points.values())
    assert points[163843] == (35.0, 38.0)


def test_every_wide_area_is_made_of_something_or_has_a_point() -> None:
    assert all(area.names and (area.of or (area.at and area.radius_km > 0)) for area in wide_areas())


@pytest.mark.parametrize(
    ("name", "point"), [("Syria", (35.0, 38.0)), ("Russia", (60.0, 100.0)), ("Texas", (31.25, -99.25))]
)
def test_a_country_or_region_stands_where_geonames_puts_it(
    geonames: Gazetteer, name: str, point: tuple[float, float]
) -> None:
    found = geonames.lookup(name)[0]
    assert distance_km((found.latitude, found.longitude), point) < 1


@pytest.mark.parametrize(
    ("name", "country"),
    [("Middle East", ""), ("Darfur", "SD"), ("Donbas", "UA"), ("Sinai", "EG"), ("Black Sea", ""), ("EU", "")],
)
def test_wide_areas_and_seas_are_regions(geonames: Gazetteer, name: str, country: str) -> None:
    assert ("region", country) in [(entry.kind, entry.country) for entry in geonames.lookup(name)]


def test_an_area_holds_nearly_all_its_cities(geonames: Gazetteer) -> None:
    darfur, nyala = geonames.lookup("Darfur")[0], geonames.lookup("Nyala")[0]
    here, there = (darfur.latitude, darfur.longitude), (nyala.latitude, nyala.longitude)
    assert distance_km(here, there) <= darfur.radius_km


def test_usual_names_of_regions_are_known_and_shown(geonames: Gazetteer) -> None:
    assert geonames.lookup("Dagestan")[0].name == "Dagestan"
    assert geonames.lookup("Makhachkala")[0].parents == ("Dagestan", "Russia")
