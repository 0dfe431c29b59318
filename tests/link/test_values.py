"""Values that people write."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import JudgementError
from marsad.link import values
from marsad.model import Interval, Place, Quantity


@pytest.mark.parametrize(
    ("words", "quantity"),
    [
        ("12", Quantity(12, 12)),
        ("12-20", Quantity(12, 20)),
        ("12–20", Quantity(12, 20)),
        ("12+", Quantity(12, None)),
        ("12-", Quantity(12, None)),
        ("At least 12", Quantity(12, None)),
        ("up to 20", Quantity(None, 20)),
        ("at most 20", Quantity(None, 20)),
        (" 0 ", Quantity(0, 0)),
    ],
)
def test_a_number_is_read_as_people_write_it(words: str, quantity: Quantity) -> None:
    assert values.read_quantity(words) == quantity


@pytest.mark.parametrize(
    "words", ["", "many", "-3", "20-12", "12.5", "1 000", "9" * 16, "1-" + "9" * 5000, "at least"]
)
def test_what_is_no_number_says_how_to_write_one(words: str) -> None:
    with pytest.raises(JudgementError, match="is no number"):
        values.read_quantity(words)


numbers = st.integers(0, 10**12)


@given(st.tuples(st.none() | numbers, st.none() | numbers).filter(lambda pair: pair != (None, None)))
def test_a_number_in_words_is_read_back(bounds: tuple[int | None, int | None]) -> None:
    low, high = bounds
    if low is not None and high is not None:
        low, high = sorted((low, high))
    assert values.read_quantity(str(Quantity(low, high))) == Quantity(low, high)


def test_days_are_read_alone_and_as_a_range() -> None:
    monday, wednesday = date(2016, 9, 19), date(2016, 9, 21)
    assert values.read_interval("2016-09-19") == Interval(monday, monday, "day")
    for words in ("2016-09-19/2016-09-21", "2016-09-19 to 2016-09-21"):
        assert values.read_interval(words) == Interval(monday, wednesday, "days")


@pytest.mark.parametrize("words", ["", "Monday", "2016-02-30", "2016-09-21/2016-09-19", "2016-09-19/x"])
def test_what_is_no_day_says_how_to_write_one(words: str) -> None:
    with pytest.raises(JudgementError, match="YYYY-MM-DD"):
        values.read_interval(words)


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(1, 400))
def test_days_in_words_are_read_back(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    assert values.read_interval(f"{start} to {end}") == Interval(start, end, "days")


def test_a_point_has_a_radius_and_may_have_a_name_and_a_country() -> None:
    place = values.read_place("36.15, 36.95, 2, Urum al-Kubra, west of Aleppo, SY")
    assert (place.name, place.country) == ("Urum al-Kubra, west of Aleppo", "SY")
    assert (place.latitude, place.longitude, place.radius_km, place.kind) == (36.15, 36.95, 2.0, "town")
    assert values.read_place("36.15,36.95,0.5").name == "36.15, 36.95"
    assert [values.read_place(f"1,1,{km}").kind for km in (1, 3, 30, 31)] == [
        "neighbourhood",
        "town",
        "city",
        "region",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "36.15,36.95",
        "Aleppo",
        "91,0,1",
        "0,181,1",
        "1,1,0",
        "1,1,-2",
        "nan,1,1",
        "1,1,nan",
        "1,1,inf",
        "{}",
        "{[",
        '{"name": "A", "latitude": "x"}',
        "{" + '"a":[' * 100_000,
    ],
)
def test_what_is_no_place_says_how_to_write_one(words: str) -> None:
    with pytest.raises(JudgementError, match="LATITUDE,LONGITUDE,RADIUS_KM"):
        values.read_place(words)


places = st.builds(
    Place,
    name=st.text(max_size=20),
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
    radius_km=st.floats(0.001, 20_000),
    country=st.sampled_from(["", "SY"]),
    gazetteer_id=st.text(max_size=10),
    kind=st.sampled_from(["city", "region"]),
    parents=st.lists(st.text(max_size=10), max_size=3).map(tuple),
)


@given(places)
def test_a_place_kept_as_a_value_is_read_back_whole(place: Place) -> None:
    assert values.read_place(values.place_text(place)) == place


@given(st.text(max_size=40))
def test_any_words_are_a_value_or_a_clear_refusal(words: str) -> None:
    for read in (
        values.read_quantity,
        values.read_interval,
        values.read_place,
        values.read_type,
        values.read_phase,
        values.read_stance,
        values.read_grade,
        values.read_source_kind,
        values.party_id,
    ):
        try:
            read(words)
        except JudgementError as error:
            assert str(error)


def test_names_of_the_codebook_and_parties_are_read_however_they_are_written() -> None:
    assert values.read_type("Air strike") == "air_strike"
    assert values.read_stance("DENIES") == "denies"
    assert values.read_grade("Discounted") == "discounted"
    assert values.read_source_kind("monitor") == "monitor"
    assert values.party_id("russia") == values.party_id("Russia") == "russia"
    with pytest.raises(JudgementError, match="choose one of air_strike, shelling"):
        values.read_type("strike")
    with pytest.raises(JudgementError, match=r"parties\.yaml"):
        values.party_id("Atlantis")
