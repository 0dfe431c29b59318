import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.errors import GazetteerError
from marsad.gazetteer import Entry, add_places, open_gazetteer
from marsad.model import Issue

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "syria_city_neighbourhoods.geojson"
CELLS = "100|Kafr Sample|Kafr Sample|Kafr Sampel,كفر|36.1|37.1|P|PPL|SY||09||||6000||0|Asia/Damascus|2020"
ROW = CELLS.replace("|", "\t")


def added(folder: Path, name: str, content: str, **options: Any) -> list[Entry | Issue]:
    file = folder / name
    file.write_text(content, encoding="utf-8", newline="")
    return list(add_places(folder / "own.sqlite", file, **options))


def feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def collection(*features: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_csv_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    header = "kind,other names,longitude,name,latitude,parent"
    text = f'{header}\ntown,Azez|Azaz City,37.05,Azaz,36.58,"Aleppo, Syria"\n'
    (entry,) = added(tmp_path, "p.csv", text)
    assert isinstance(entry, Entry)
    assert (entry.country, entry.parents, entry.radius_km) == ("SY", ("Aleppo", "Syria"), 3.0)
    assert open_gazetteer(tmp_path / "own.sqlite").lookup("Azez") == (entry,)


def test_bad_rows_are_issues_with_their_line_and_the_rest_loads(tmp_path: Path) -> None:
    rows = ("A,1,1,town", ",1,1,town", "B,north,1,town", "C,91,1,town", "D,1,1,planet", "E,2,2,town")
    text = "\n".join(("name,latitude,longitude,kind", *rows))
    result = added(tmp_path, "p.csv", text)
    assert [item.where for item in result if isinstance(item, Issue)] == [
        f"p.csv:{line}" for line in (3, 4, 5, 6)
    ]
    assert [item.name for item in result if isinstance(item, Entry)] == ["A", "E"]


def test_the_same_file_twice_adds_nothing_twice(tmp_path: Path) -> None:
    text = "name,latitude,longitude\nAzaz,36.58,37.05\n"
    assert len(added(tmp_path, "p.csv", text)) == 1
    assert added(tmp_path, "p.csv", text) == []
    assert len(open_gazetteer(tmp_path / "own.sqlite").lookup("Azaz")) == 1


def test_a_changed_row_of_one_pcode_replaces_the_old_one(tmp_path: Path) -> None:
    added(tmp_path, "p.csv", "name,latitude,longitude,pcode\nOldham,36.58,37.05,SY1\n")
    added(tmp_path, "p.csv", "name,latitude,longitude,pcode\nNewham,36.58,37.05,SY1\n")
    gazetteer = open_gazetteer(tmp_path / "own.sqlite")
    assert gazetteer.lookup("Oldham") == ()
    assert [entry.name for entry in gazetteer.lookup("SY1")] == ["Newham"]


def test_a_caller_who_stops_adds_nothing(tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    file.write_text("name,latitude,longitude\nAzaz,36.58,37.05\nMare,36.48,37.19\n")
    reading = add_places(tmp_path / "own.sqlite", file)
    next(reading)
    reading.close()  # type: ignore[attr-defined]  # it is a generator
    assert open_gazetteer(tmp_path / "own.sqlite").lookup("Azaz") == ()


def test_geonames_dump_is_read_with_region_and_country(tmp_path: Path) -> None:
    entry, issue = added(tmp_path, "SY.txt", f"{ROW}\nbroken\tline\n")
    assert isinstance(entry, Entry)
    assert (entry.id, entry.kind, entry.parents) == ("geonames:100", "town", ("Aleppo", "Syria"))
    assert isinstance(issue, Issue)
    assert issue.where == "SY.txt:2"


def test_geojson_takes_point_radius_parents_and_other_names(tmp_path: Path) -> None:
    square = {
        "type": "Polygon",
        "coordinates": [[[37, 36], [37.01, 36], [37.01, 36.01], [37, 36.01], [37, 36]]],
    }
    properties = {
        "NAME_EN": "Sample Quarter",
        "NAME_AR": "حي المثال",
        "PCODE": "N1",
        "PREV_PCODE": "X9",
        "ADM1_EN": "Aleppo",
        "ADM1_AR": "حلب",
        "ADM0_EN": "Syrian Arab Republic",
        "ADM0_PCODE": "SY",
    }
    (entry,) = added(tmp_path, "n.geojson", collection(feature(square, **properties)), name_field="NAME_EN")
    assert isinstance(entry, Entry)
    assert (entry.id, entry.kind, entry.country, entry.parents) == (
        "pcode:N1",
        "neighbourhood",
        "SY",
        ("Aleppo", "Syria"),
    )
    assert 0.5 < entry.radius_km < 1.0
    gazetteer = open_gazetteer(tmp_path / "own.sqlite")
    assert gazetteer.lookup("حي المثال") == (entry,)
    assert gazetteer.lookup("حلب") == ()


def test_bad_features_are_issues_with_their_number(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [37, 36]}
    features = [
        feature(point, n="A"),
        feature(None, n="B"),
        feature(point, n=""),
        "no feature",
        feature({"type": "Point", "coordinates": []}, n="C"),
    ]
    result = added(tmp_path, "n.geojson", collection(*features), name_field="n")
    assert [item.where for item in result if isinstance(item, Issue)] == [
        f"n.geojson: feature {i}" for i in (2, 3, 4, 5)
    ]
    assert [item.name for item in result if isinstance(item, Entry)] == ["A"]


def test_unchosen_name_field_lists_the_fields(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="one of NAME_AR, NAME_EN"):
        added(tmp_path, "n.geojson", collection(feature(None, NAME_EN="a", NAME_AR="b")))


@pytest.mark.parametrize(
    ("name", "content"),
    [("p.csv", "name,lat\nA,1\n"), ("p.csv", ""), ("n.geojson", "{"), ("n.json", "[]"), ("p.xlsx", "x")],
)
def test_unreadable_files_are_refused(tmp_path: Path, name: str, content: str) -> None:
    with pytest.raises(GazetteerError):
        added(tmp_path, name, content)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=200), st.text(alphabet='a1.,"|\n\r', max_size=60)))
def test_any_csv_text_gives_places_and_issues(tmp_path: Path, text: str) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    result = added(tmp_path, "p.csv", f"name,latitude,longitude,parent\n{text}")
    assert all(isinstance(item, Entry | Issue) for item in result)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.sampled_from(ROW.split("\t")), st.text(max_size=8)), max_size=20))
def test_any_dump_row_gives_a_place_or_an_issue(tmp_path: Path, cells: list[str]) -> None:
    text = "\t".join(cells).encode("utf-8", "replace").decode("utf-8")
    assert all(isinstance(item, Entry | Issue) for item in added(tmp_path, "d.txt", text))


json_values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "coordinates", "n"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["Point", "Polygon", "MultiPolygon", "GeometryCollection", "x"]), json_values)
def test_any_geometry_gives_a_place_or_an_issue(tmp_path: Path, kind: str, coordinates: object) -> None:
    geometry = {"type": kind, "coordinates": coordinates}
    result = added(tmp_path, "n.geojson", collection(feature(geometry, n="A")), name_field="n")
    assert all(isinstance(item, Entry | Issue) for item in result)


@pytest.mark.skipif(not SHARED.exists(), reason="shared/data is not beside the repository")
def test_neighbourhoods_of_syrian_cities_load_whole(tmp_path: Path) -> None:
    result = list(add_places(tmp_path / "own.sqlite", SHARED, name_field="NAME_EN"))
    assert len(result) == 414
    assert not [item for item in result if isinstance(item, Issue)]
    gazetteer = open_gazetteer(tmp_path / "own.sqlite")
    for name in ("Bustan al-Qasr", "Bustan Al Qasr", "Bostan al-Kasr"):
        assert gazetteer.lookup(name)[0].parents[0] == "Aleppo"
    assert list(add_places(tmp_path / "own.sqlite", SHARED, name_field="NAME_EN")) == []
