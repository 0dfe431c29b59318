"""A route on the ground: its length, its stretches, and where beside it a place lies."""

from itertools import pairwise
from math import cos, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import RouteError
from marsad.gazetteer import distance_km
from marsad.watch.risk.route import Circle, Plane, Route
from marsad.watch.risk.stretches import Corridor, corridor_of

URUM, ALEPPO = (36.15, 36.953), (36.2012, 37.1612)

latitudes = st.floats(-89.9, 89.9)
longitudes = st.floats(-180, 180)


@st.composite
def routes(draw: st.DrawFn) -> Route:
    """Lines and areas of up to some dozens of kilometres, anywhere on earth."""
    north, east = draw(latitudes), draw(longitudes)
    step = st.floats(-0.2, 0.2)

    def point() -> tuple[float, float]:
        wide = min(1 / max(cos(radians(north)), 0.01), 300)
        latitude = max(-90.0, min(90.0, north + draw(step)))
        longitude = (east + draw(step) * wide + 180) % 360 - 180
        return latitude, longitude

    def points(least: int) -> tuple[tuple[float, float], ...]:
        return tuple(point() for _ in range(draw(st.integers(least, 6))))

    lines = tuple(points(2) for _ in range(draw(st.integers(0, 3))))
    areas = tuple((points(3),) for _ in range(draw(st.integers(0, 2))))
    circles = () if lines or areas else (Circle("here", (north, east), draw(st.floats(0.1, 60))),)
    return Route(lines, areas, circles)


def corridor(*points: tuple[float, float], within_km: float = 10, stretch_km: float = 5) -> Corridor:
    return corridor_of(Route((points,)), within_km=within_km, stretch_km=stretch_km)


@given(latitudes, longitudes, st.floats(-3.9, 3.9), st.floats(0, 360))
def test_the_plane_keeps_distances_from_its_middle(
    north: float, east: float, away: float, turn: float
) -> None:
    plane = Plane((north, east))
    x, y = away * 100 * cos(radians(turn)), away * 100 * cos(radians(turn - 90))
    point = plane.take(x, y)
    assert distance_km((north, east), point) == pytest.approx((x * x + y * y) ** 0.5, rel=1e-4, abs=1e-3)
    assert plane.put(point) == pytest.approx((x, y), abs=1e-3)


def test_a_line_has_the_length_of_the_great_circle() -> None:
    assert corridor(URUM, ALEPPO).length_km == pytest.approx(distance_km(URUM, ALEPPO), rel=1e-3)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((70.0, 179.5), (70.0, -179.5)),  # over the date line
        ((89.5, 0.0), (89.5, 180.0)),  # over the pole
        ((-89.0, -90.0), (-88.5, 60.0)),
        ((78.2, 15.6), (78.9, 11.9)),
        ((0.0, 29.0), (-4.0, 33.0)),
    ],
)
def test_a_line_is_measured_alike_at_the_date_line_and_at_the_poles(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    found = corridor(one, other)
    assert found.length_km == pytest.approx(distance_km(one, other), rel=1e-3)
    middle = found.beside(found.plane.middle)
    assert middle.km == pytest.approx(found.length_km / 2, rel=1e-2)
    assert middle.off_km == pytest.approx(0, abs=0.01)


def test_a_file_that_cuts_a_line_at_the_date_line_gives_one_line() -> None:
    parts = Route((((70.0, 179.9), (70.0, 180.0)), ((70.0, -180.0), (70.0, -179.9))))
    assert [one.label for one in corridor_of(parts, within_km=1, stretch_km=10).stretches] == ["0–7.6 km"]


def test_kilometres_go_on_over_a_gap_which_has_no_length() -> None:
    parts = Route((((0.0, 0.0), (0.0, 0.1)), ((0.0, 1.0), (0.0, 1.1))))
    found = corridor_of(parts, within_km=1, stretch_km=10)
    assert found.length_km == pytest.approx(22.24, abs=0.05)
    assert found.beside((0.0, 1.05)).km == pytest.approx(16.7, abs=0.1)


def test_a_place_beside_the_line_has_its_kilometre_and_how_far_off_it_is() -> None:
    found = corridor((0.0, 0.0), (0.0, 0.5)).beside((0.05, 0.25))
    assert found.km == pytest.approx(27.8, abs=0.1)
    assert found.off_km == pytest.approx(5.56, abs=0.05)
    assert found.stretch == 6


@given(routes(), st.floats(0.5, 50))
def test_stretches_share_the_route_among_them(route: Route, stretch_km: float) -> None:
    try:
        found = corridor_of(route, within_km=5, stretch_km=stretch_km)
    except RouteError as error:
        assert "give" in str(error)
        return
    along = [one for one in found.stretches if one.start_km is not None]
    squares = [one for one in found.stretches if one.start_km is None]
    assert sum(one.size for one in along) == pytest.approx(found.length_km, abs=1e-6)
    assert all(one.end_km == pytest.approx(other.start_km) for one, other in pairwise(along))
    assert all(one.size <= stretch_km + 1e-6 for one in along)
    assert sum(one.size for one in squares) == pytest.approx(found.area_km2, rel=1e-6)
    assert [one.number for one in found.stretches] == list(range(1, len(found.stretches) + 1))


def test_a_place_is_an_area_of_its_radius() -> None:
    found = corridor_of(Route(circles=(Circle("Aleppo", ALEPPO, 14.4),)), within_km=10)
    assert found.area_km2 == pytest.approx(3.1416 * 14.4**2, rel=0.01)
    assert found.beside(ALEPPO).off_km == 0
    assert found.beside(ALEPPO).km is None


def test_an_outline_that_crosses_itself_is_an_area_all_the_same() -> None:
    bow = ((0.0, 0.0), (0.2, 0.2), (0.2, 0.0), (0.0, 0.2))
    assert corridor_of(Route(areas=((bow,),)), within_km=1).area_km2 == pytest.approx(247, rel=0.02)


def test_a_hole_is_no_part_of_an_area() -> None:
    outer = ((0.0, 0.0), (0.0, 0.3), (0.3, 0.3), (0.3, 0.0))
    hole = ((0.1, 0.1), (0.1, 0.2), (0.2, 0.2), (0.2, 0.1))
    found = corridor_of(Route(areas=((outer, hole),)), within_km=1)
    assert found.area_km2 == pytest.approx(8 * 123.6, rel=0.01)
    assert found.beside((0.15, 0.15)).off_km == pytest.approx(5.56, rel=0.02)


@pytest.mark.parametrize(
    ("route", "says"),
    [
        (Route((((0.0, 0.0), (0.0, 90.0)),)), "in parts"),
        (Route((((50.0, 1.0), (50.0, 8.0), (50.0, 16.0)),)), "in parts"),
        (Route(((URUM, URUM),)), "two different points"),
        (Route((((0.0, 0.0), (0.0, 8.0)),)), "--stretch"),
        (Route(circles=(Circle("Russia", (60.0, 90.0), 3000.0),)), "in parts"),
    ],
)
def test_a_route_that_cannot_be_assessed_is_refused_with_what_to_do(route: Route, says: str) -> None:
    with pytest.raises(RouteError, match=says):
        corridor_of(route, within_km=10, stretch_km=2)


@pytest.mark.parametrize(
    ("within", "stretch"), [(0, 5), (-1, 5), (501, 5), (float("nan"), 5), (10, 0), (10, 1e9)]
)
def test_widths_and_lengths_that_are_none_are_refused(within: float, stretch: float) -> None:
    with pytest.raises(RouteError, match="give"):
        corridor(URUM, ALEPPO, within_km=within, stretch_km=stretch)
