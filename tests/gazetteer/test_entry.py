import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.gazetteer.entry import distance_km, kind_of_population, radius_of, spread

points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("population", "kind"), [(2_000_000, "city"), (6_000, "town"), (700, "village"), (0, "town")]
)
def test_kind_follows_population(population: int, kind: str) -> None:
    assert kind_of_population(population) == kind


def test_radius_of_a_city_grows_with_its_people_within_bounds() -> None:
    assert radius_of("city", 50_000) == 3.0
    assert radius_of("city", 50_000) < radius_of("city", 1_000_000) < radius_of("city", 50_000_000) == 15.0


@given(points, points)
def test_distance_is_symmetric_and_bounded(here: tuple[float, float], there: tuple[float, float]) -> None:
    assert distance_km(here, there) == pytest.approx(distance_km(there, here), abs=1e-6)
    assert 0 <= distance_km(here, there) <= 20_016


def test_spread_keeps_its_middle_across_the_date_line() -> None:
    latitude, longitude, radius = spread([(0.0, 179.0, 1000), (0.0, -179.0, 1000)])
    assert latitude == pytest.approx(0)
    assert abs(longitude) == pytest.approx(180)
    assert radius == pytest.approx(111.2, abs=0.1)


def test_spread_leans_towards_people() -> None:
    _, longitude, _ = spread([(0.0, 0.0, 1_000_000), (0.0, 10.0, 1_000)])
    assert longitude < 0.1
