from pathlib import Path

import pytest

from marsad.errors import GazetteerError
from marsad.gazetteer import Gazetteer, build_geonames
from marsad.gazetteer.geonames import _is_name


def test_build_holds_cities_regions_and_countries(geonames: Gazetteer) -> None:
    city, region = geonames.lookup("Aleppo")[:2]
    assert (city.kind, city.country, city.parents) == ("city", "SY", ("Aleppo", "Syria"))
    assert (region.kind, region.country, region.parents) == ("region", "SY", ("Syria",))
    country = geonames.lookup("Syria")[0]
    assert (country.kind, country.id, country.parents) == ("country", "geonames:163843", ())
    assert 100 < country.radius_km < 1000


@pytest.mark.parametrize(
    "name", ["Syria", "Syrian Arab Republic", "UK", "U.S.", "DRC", "Burma", "Ivory Coast", "Russia"]
)
def test_countries_are_found_by_the_names_in_use(geonames: Gazetteer, name: str) -> None:
    assert geonames.lookup(name)[0].kind == "country"


@pytest.mark.parametrize(
    ("name", "country"), [("Anbar", "IQ"), ("Tigray", "ET"), ("Gaza Strip", "PS"), ("North Kivu", "CD")]
)
def test_first_level_regions_are_found_by_name(geonames: Gazetteer, name: str, country: str) -> None:
    best = geonames.lookup(name)[0]
    assert (best.kind, best.country) == ("region", country)


def test_every_parent_of_a_city_is_a_name_from_inside_out(geonames: Gazetteer) -> None:
    assert geonames.lookup("Kharkiv")[0].parents[-1] == "Ukraine"


def test_failed_build_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("not a folder")
    with pytest.raises(GazetteerError, match="name a folder"):
        build_geonames(tmp_path / "taken" / "geonames.sqlite")


def test_interrupted_build_leaves_no_file(tmp_path: Path) -> None:
    def stop(done: int, total: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_geonames(tmp_path / "geonames.sqlite", progress=stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "is_name"),
    [("Halab", True), ("حلب", True), ("al-Bab", True), ("ALP", False), ("a lei po", False), ("", True)],
)
def test_codes_and_machine_romanisations_are_no_names(text: str, is_name: bool) -> None:
    assert _is_name(text) is is_name
