from hypothesis import given
from hypothesis import strategies as st

from marsad.store import AtPlace
from marsad.web.pictures.map import HEIGHT, WIDTH, box_of, draw_map

PLACES = st.builds(
    AtPlace,
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.sampled_from(["air_strike", "aid", "protest"]),
    st.integers(1, 10**6),
    st.from_regex(r"\Aincident-[0-9a-f]{16}\Z"),
)


@given(st.lists(PLACES, max_size=30))
def test_every_incident_is_on_the_picture_or_counted_outside(places: list[AtPlace]) -> None:
    drawing = draw_map(places, href=lambda one: "/", label=lambda one: str(one.number))
    assert all(-1 <= mark.x <= WIDTH + 1 and -1 <= mark.y <= HEIGHT + 1 for mark in drawing.marks)
    assert sum(int(mark.label) for mark in drawing.marks) + drawing.outside == sum(
        one.number for one in places
    )


@given(st.lists(PLACES, min_size=1, max_size=30))
def test_a_box_has_an_inside(places: list[AtPlace]) -> None:
    west, south, east, north = box_of(places)
    assert west < east
    assert south < north


def test_one_incident_far_away_does_not_shrink_the_others() -> None:
    near = [
        AtPlace(36.0 + number / 100, 37.0, "air_strike", 10, f"incident-{number:016x}")
        for number in range(10)
    ]
    far = AtPlace(40.7, -74.0, "talks", 1, "incident-f")
    assert box_of([*near, far]) == box_of(near)
    assert draw_map([*near, far], href=lambda one: "/", label=lambda one: "").outside == 1
