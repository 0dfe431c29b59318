"""Nothing that is at one place is missed."""

from hypothesis import given
from hypothesis import strategies as st

from marsad.model import Place
from marsad.watch.access.clauses import Where, is_one_place, same_place
from marsad.watch.access.nearby import Nearby


@st.composite
def wheres(draw: st.DrawFn) -> Where:
    name = draw(st.sampled_from(["Madaya", "Zabadani", "al-Waer"]))
    if draw(st.booleans()) and draw(st.booleans()):
        return Where("place", name, name, None, True)
    latitude = draw(st.sampled_from([36.0, 36.1, -89.9, 89.95, 0.0]) | st.floats(-90, 90))
    longitude = draw(st.sampled_from([37.0, 37.2, -179.95, 179.95]) | st.floats(-180, 180))
    radius = draw(st.sampled_from([1.0, 3.0, 15.0, 60.0, 200.0]))
    kind = draw(st.sampled_from(["town", "city", "region"]))
    id = draw(st.sampled_from(["gn-1", "gn-2", f"{latitude}/{longitude}"]))
    return Where("place", name, name, Place(name, latitude, longitude, radius, "SY", id, kind), True)


@given(st.lists(wheres(), max_size=8), wheres())
def test_it_finds_all_that_are_at_one_place_with_another(known: list[Where], asked: Where) -> None:
    nearby: Nearby[Where] = Nearby()
    for where in known:
        nearby.add(where, where)
    found = {id(where) for where in nearby.find(asked)}
    assert {id(one) for one in known if same_place(one, asked) or is_one_place(one, asked)} <= found


def test_what_is_far_is_not_looked_at_and_the_oldest_is_first() -> None:
    near = [Where("place", name, name, Place(name, 36.0, 37.0, 3.0, "SY", name), True) for name in "ab"]
    far = Where("place", "c", "c", Place("c", 10.0, 10.0, 3.0, "TD", "c"), True)
    nearby: Nearby[str] = Nearby()
    for where in (*near, far):
        nearby.add(where.name, where)
    assert nearby.find(near[1]) == ("a", "b")
