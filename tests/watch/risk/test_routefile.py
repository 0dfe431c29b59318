"""A route from GeoJSON: what is taken, and what is refused with what to do."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import MarsadError, RouteError
from marsad.watch.risk.routefile import read_route
from marsad.watch.risk.stretches import corridor_of

LINE = {"type": "LineString", "coordinates": [[36.953, 36.15], [37.1612, 36.2012, 380]]}
SQUARE = {"type": "Polygon", "coordinates": [[[36, 36], [36.2, 36], [36.2, 36.2], [36, 36.2], [36, 36]]]}
POINT = {"type": "Point", "coordinates": [37, 36]}


def feature(geometry: object) -> dict[str, object]:
    return {"type": "Feature", "properties": {"name": "M5"}, "geometry": geometry}


def read(value: object) -> Any:
    return read_route(json.dumps(value), "road.geojson")


def test_a_line_is_read_as_latitude_and_longitude() -> None:
    assert read(LINE).lines == (((36.15, 36.953), (36.2012, 37.1612)),)


def test_lines_and_areas_of_a_collection_are_taken_and_points_are_named_as_left_aside() -> None:
    many = {"type": "MultiLineString", "coordinates": [LINE["coordinates"], [[38, 36], [39, 36]]]}
    areas = {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"]]}
    nested = {"type": "GeometryCollection", "geometries": [areas, POINT]}
    found = read(
        {"type": "FeatureCollection", "features": [*map(feature, (LINE, many, SQUARE, nested, None))]}
    )
    assert (len(found.lines), len(found.areas)) == (3, 2)
    assert "1 Point" in found.notes[0]


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (POINT, "holds 1 Point, and a route needs a LineString"),
        (feature(None), "holds no geometry, and a route needs"),
        ({"type": "FeatureCollection", "features": []}, "holds no geometry"),
        ({"type": "FeatureCollection"}, "a list is needed"),
        ({"features": []}, "no GeoJSON"),
        ([], "no GeoJSON"),
        ("road", "no GeoJSON"),
        ({"type": "LineString", "coordinates": []}, "no point"),
        ({"type": "LineString", "coordinates": [[37, 36]]}, "one point alone"),
        ({"type": "LineString", "coordinates": [[37, 36], [37, 36]]}, "two different points"),
        ({"type": "LineString"}, "a list is needed"),
        ({"type": "LineString", "coordinates": [[37, "36"], [38, 36]]}, "longitude, latitude"),
        ({"type": "LineString", "coordinates": [[37], [38, 36]]}, "longitude, latitude"),
        ({"type": "LineString", "coordinates": [[36, 137], [36, 138]]}, "swapped"),
        ({"type": "LineString", "coordinates": [[370, 36], [371, 36]]}, "nowhere on earth"),
        ({"type": "LineString", "coordinates": [[10**400, 36], [37, 36]]}, "point is needed"),
        ({"type": "LineString", "coordinates": [[True, 36], [37, 36]]}, "point is needed"),
        ({"type": "Polygon", "coordinates": []}, "fewer than three"),
        ({"type": "Polygon", "coordinates": [[[1, 1], [2, 2], [1, 1]]]}, "fewer than three"),
    ],
)
def test_what_is_no_route_is_refused_with_what_is_there_and_what_is_needed(value: object, says: str) -> None:
    with pytest.raises(RouteError, match=says) as raised:
        read(value)
    assert "road.geojson" in str(raised.value)


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, '{"type": "LineString", "coordinates": [[NaN, 1], [2, 3]]}']
)
def test_a_text_that_is_no_geojson_is_refused(text: str) -> None:
    with pytest.raises(RouteError, match="road"):
        read_route(text, "road")


numbers = st.one_of(st.floats(), st.integers(-400, 400), st.floats(-90, 90), st.none(), st.text(max_size=3))
nests: st.SearchStrategy[Any] = st.recursive(
    numbers, lambda inner: st.lists(inner, max_size=5), max_leaves=30
)
pairs = st.tuples(st.floats(-180, 180), st.floats(-90, 90)).map(list)
lines = st.lists(pairs, max_size=6)
polygons = st.lists(lines, max_size=3)
kinds = ["LineString", "MultiLineString", "Polygon", "MultiPolygon", "Point", "Feature", "Circle", 3, None]
geometries = st.fixed_dictionaries(
    {"type": st.sampled_from(kinds)},
    optional={"coordinates": st.one_of(nests, pairs, lines, polygons, st.lists(polygons, max_size=2))},
)
values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(geometries, nests),
    lambda inner: st.one_of(
        st.fixed_dictionaries({"type": st.just("Feature"), "geometry": inner}),
        st.fixed_dictionaries(
            {"type": st.just("FeatureCollection"), "features": st.lists(inner, max_size=3)}
        ),
        st.fixed_dictionaries(
            {"type": st.just("GeometryCollection"), "geometries": st.lists(inner, max_size=3)}
        ),
    ),
    max_leaves=6,
)


@given(values)
def test_any_json_is_a_route_or_an_error_that_says_what_to_do(value: Any) -> None:
    try:
        route = read_route(json.dumps(value), "road")
        found = corridor_of(route, within_km=10, stretch_km=50)
    except MarsadError as error:
        assert any(word in str(error) for word in ("give", "add", "write", "export", "needed"))
        return
    for stretch in found.stretches:
        assert found.beside(stretch.lines[0][0]).off_km < 1


@given(st.text(max_size=60))
def test_any_text_is_a_route_or_an_error(text: str) -> None:
    with pytest.raises(RouteError):
        read_route(text, "road")
