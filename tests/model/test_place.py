"""Points on the globe, with a radius."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model import Place

HALF_TURN_KM = 20015.1  # half of a great circle of the mean radius


def place(latitude: float, longitude: float, radius_km: float = 5.0) -> Place:
    return Place("somewhere", latitude, longitude, radius_km, country="", gazetteer_id="test:1")


places = st.builds(place, st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(90.1, 0), (-91, 0), (0, 180.5), (0, -181), (float("nan"), 0)]
)
def test_place_refuses_a_point_outside_the_globe(latitude: float, longitude: float) -> None:
    with pytest.raises(ValueError, match="outside the globe"):
        place(latitude, longitude)


@pytest.mark.parametrize("radius", [0, -1, float("nan")])
def test_place_refuses_to_be_without_a_radius(radius: float) -> None:
    with pytest.raises(ValueError, match="no radius"):
        place(36.2, 37.16, radius)


@pytest.mark.parametrize(
    ("left", "right", "kilometres"),
    [
        (place(0, 0), place(0, 90), HALF_TURN_KM / 2),
        (place(0, 0), place(0, 180), HALF_TURN_KM),
        (place(90, 0), place(-90, 77), HALF_TURN_KM),
        (place(0, 179.5), place(0, -179.5), HALF_TURN_KM / 180),
        (place(60, 0), place(60, 180), HALF_TURN_KM / 3),
    ],
)
def test_distance_km_of_points_on_great_circles(left: Place, right: Place, kilometres: float) -> None:
    assert left.distance_km(right) == pytest.approx(kilometres, rel=1e-4)


@given(places, places)
def test_distance_km_is_symmetric_and_within_half_a_turn(left: Place, right: Place) -> None:
    assert left.distance_km(right) == pytest.approx(right.distance_km(left), abs=1e-6)
    assert 0 <= left.distance_km(right) <= HALF_TURN_KM + 0.1


@given(places)
def test_distance_km_to_itself_is_nothing(here: Place) -> None:
    assert here.distance_km(here) == 0
