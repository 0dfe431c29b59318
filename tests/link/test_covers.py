"""What a round-up covers is found without comparing it with every incident."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.link.covers import is_covered, with_covers
from marsad.model import Incident, Interval, Place

START = date(2016, 9, 1)

NAMES = ("Damra", "Fosul", "Gatib", "Halek", "Jomun", "Karef", "Lobaz", "Mirsa")

places = st.builds(
    Place,
    name=st.sampled_from(NAMES),
    latitude=st.floats(35, 37) | st.floats(-90, 90),
    longitude=st.floats(36, 38) | st.floats(-180, 180),
    radius_km=st.floats(1, 3000),
    country=st.sampled_from(["SY", "TR"]),
    gazetteer_id=st.integers(0, 9).map(str),
    kind=st.sampled_from(["city", "region", "country", "neighbourhood"]),
    parents=st.just(()) | st.sampled_from(NAMES).map(lambda name: (name,)),
)
incidents = st.builds(
    Incident,
    type=st.just("attack"),
    claims=st.just(("claim",)),
    time=st.integers(0, 1).map(lambda day: Interval(START, START + timedelta(days=day))),
    place=places | st.none(),
    place_names=st.just(()) | st.sampled_from(NAMES).map(lambda name: (name,)),
    roots=st.just(("A",)),
    grade=st.just("weak"),
    grade_reason=st.just(""),
    is_roundup=st.booleans(),
)
told = st.lists(incidents, min_size=2, max_size=6).map(
    lambda some: [replace(one, claims=(f"claim-{number}",)) for number, one in enumerate(some)]
)


def by_comparing_each(incidents: Sequence[Incident]) -> list[tuple[str, ...]]:
    return [tuple(sorted(inner.id for inner in incidents if is_covered(inner, outer))) for outer in incidents]


@settings(max_examples=400)
@given(told)
def test_round_ups_cover_what_comparing_each_with_each_finds(told: list[Incident]) -> None:
    assert [one.covers for one in with_covers(told)] == by_comparing_each(told)


@pytest.mark.parametrize(
    ("centre", "inside"),
    [((0.0, 179.99), (0.0, -179.99)), ((89.99, 0.0), (89.99, 180.0)), ((60.0, 24.99), (60.0, 25.15))],
)
def test_a_city_covers_what_lies_in_it_across_the_lines_of_the_globe(
    centre: tuple[float, float], inside: tuple[float, float]
) -> None:
    day = Interval(START, START)
    city = Place("City", *centre, 10.0, "FI", "1", "city")
    town = Place("Town", *inside, 1.0, "FI", "2", "town")
    roundup = Incident("attack", ("claim-1",), day, city, (), ("A",), "weak", "", is_roundup=True)
    strike = Incident("attack", ("claim-2",), day, town, (), ("A",), "weak", "")
    covers = [one.covers for one in with_covers([roundup, strike])]
    assert covers == [(strike.id,), ()]


def test_a_region_covers_what_the_gazetteer_puts_in_it_however_far_from_its_point() -> None:
    day = Interval(START, START)
    region = Place("Damra", 36.0, 37.0, 10.0, "SY", "1", "region")
    town = Place("Fosul", 34.0, 39.0, 1.0, "SY", "2", "town", parents=("Damra",))
    roundup = Incident("attack", ("claim-1",), day, region, (), ("A",), "weak", "", is_roundup=True)
    strike = Incident("attack", ("claim-2",), day, town, (), ("A",), "weak", "")
    assert [one.covers for one in with_covers([strike, roundup])] == [(), (strike.id,)]
