"""Where an incident is counted."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.watch.happenings import ALEPPO, BUSTAN, KYIV, MONDAY, PROVINCE, SEA, SYRIA, URUM, blames, happening

from marsad.model import Interval, Place
from marsad.watch.rows import By, Level, find_rows

NIGHT = Interval(date(2016, 9, 25), date(2016, 9, 26), "night")


@pytest.mark.parametrize(
    ("time", "by", "keys"),
    [
        (Interval(MONDAY, MONDAY), "day", ["2016-09-19"]),
        (Interval(MONDAY, MONDAY), "week", ["2016-W38"]),
        (Interval(MONDAY, MONDAY), "month", ["2016-09"]),
        (Interval(date(2016, 9, 25), date(2016, 9, 26)), "week", "several"),
        (NIGHT, "day", ["2016-09-25"]),
        (NIGHT, "week", ["2016-W38"]),
        (Interval(date(2016, 9, 19), date(2016, 9, 25), "week"), "week", ["2016-W38"]),
        (Interval(date(2016, 9, 19), date(2016, 9, 25), "week"), "day", "several"),
        (Interval(date(2016, 9, 1), date(2016, 9, 30), "month"), "month", ["2016-09"]),
        (Interval(date(2016, 9, 1), date(2016, 9, 30), "month"), "week", "several"),
        (Interval(date(2017, 1, 1), date(2017, 1, 1)), "week", ["2016-W52"]),
        (None, "day", "undated"),
    ],
)
def test_a_time_goes_to_the_row_that_holds_it(time: Interval | None, by: By, keys: list[str] | str) -> None:
    rows = find_rows(happening(time=time), by)
    assert (rows if isinstance(rows, str) else [row.key for row in rows]) == keys


@given(st.dates(), st.sampled_from(["day", "week", "month"]))
def test_every_day_has_one_row(day: date, by: By) -> None:
    rows = find_rows(happening(time=Interval(day, day)), by)
    assert isinstance(rows, tuple)
    assert [bool(row.key and row.label) for row in rows] == [True]


@pytest.mark.parametrize(
    ("place", "level", "keys"),
    [
        (URUM, "country", "SY"),
        (URUM, "region", "SY/Aleppo"),
        (URUM, "place", "SY/Aleppo/Urum al-Kubra"),
        (BUSTAN, "region", "SY/Aleppo"),
        (BUSTAN, "place", "SY/Aleppo/Aleppo/Bustan al-Qasr"),
        (ALEPPO, "place", "SY/Aleppo/Aleppo"),
        (PROVINCE, "country", "SY"),
        (PROVINCE, "region", "SY/Aleppo"),
        (PROVINCE, "place", "wider"),
        (SYRIA, "country", "SY"),
        (SYRIA, "region", "wider"),
        (SYRIA, "place", "wider"),
        (SEA, "country", "wider"),
        (SEA, "region", "wider"),
        (KYIV, "region", "wider"),
        (KYIV, "place", "UA/Kyiv"),
        (None, "country", "unplaced"),
    ],
)
def test_a_place_goes_to_the_row_that_holds_it(place: Place | None, level: Level, keys: str) -> None:
    rows = find_rows(happening(place=place), "place", level)
    assert (rows if isinstance(rows, str) else rows[0].key) == keys


def test_rows_of_places_are_named_as_people_write_them() -> None:
    labels = [find_rows(happening(place=URUM), "place", level) for level in ("country", "region", "place")]
    assert [rows[0].label for rows in labels if not isinstance(rows, str)] == [
        "Syria",
        "Aleppo, Syria",
        "Urum al-Kubra, Aleppo, Syria",
    ]


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ([blames("russia")], ["russia"]),
        ([blames("russia"), blames("russia"), blames("syria_government")], ["russia", "syria_government"]),
        ([blames("russia", "admits")], ["russia"]),
        ([blames("russia", "denies")], None),
        ([blames("")], None),
        ([blames("unheard of")], ["unheard of"]),
    ],
)
def test_an_incident_is_in_the_row_of_each_party_blamed_for_it(said: Any, keys: list[str] | None) -> None:
    rows = find_rows(happening(attributions=tuple(said)), "party")
    assert (None if isinstance(rows, str) else [row.key for row in rows]) == keys
    assert keys or rows == "nobody"
