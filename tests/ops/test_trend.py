"""The intensity of an area in a record, and what a source says of it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.link.telling import ALEPPO, BUSTAN, KALASSEH, MONDAY, URUM, Dossier
from tests.ops.keeping import keep
from tests.watch.happenings import KYIV, SYRIA, happening, records
from tests.workshop import places_cache

from marsad.errors import ConfigError, GazetteerError
from marsad.gazetteer import Gazetteer, open_gazetteer
from marsad.model import Incident, Interval, Quantity, Viewer
from marsad.ops.places import index_file
from marsad.ops.trend import area_of, find_check, find_trend, told_place
from marsad.store import Store
from marsad.watch.intensity.comparison import Checked, Question
from marsad.watch.intensity.series import Area
from marsad.watch.intensity.trend_figures import Asked, Trend

WEDNESDAY, THURSDAY = MONDAY + timedelta(days=2), MONDAY + timedelta(days=3)
DISTRICTS = Area((BUSTAN, KALASSEH))


@pytest.fixture
def gazetteer() -> Iterator[Gazetteer]:
    with closing(open_gazetteer(index_file(places_cache()))) as gazetteer:
        yield gazetteer


def put(store: Store, *incidents: Incident) -> None:
    with store.view(Viewer.OWNER) as view:
        basis = view.basis()
    with store.writer() as writer:
        writer.replace_incidents(incidents, basis=basis)


def trend(store: Store, area: Area, **asked: Any) -> Trend:
    with store.view(Viewer.OWNER) as view:
        return find_trend(view, area, Asked(**{"by": "day", "types": (), **asked}))


def check(store: Store, words: str, area: Area, day: date = THURSDAY, **asked: Any) -> Checked:
    with store.view(Viewer.OWNER) as view:
        return find_check(view, area, words, Question(day, **asked))


@pytest.fixture
def dossier(store: Store) -> Store:
    """A truce, some strikes elsewhere, and the night of two districts."""
    told = Dossier()
    told.tell("ceasefire", by="the army", phase="in_force", day=MONDAY - timedelta(days=7), place=SYRIA)
    told.tell("air_strike", by="a medic", day=MONDAY, place=URUM, killed=12)
    told.tell("air_strike", by="SOHR", day=MONDAY, place=URUM, killed=12)
    told.tell("shelling", by="a medic", day=MONDAY + timedelta(days=1), place=BUSTAN)
    night = Interval(WEDNESDAY, THURSDAY, "night")
    for place in (BUSTAN, KALASSEH):
        for by, count in (("SOHR", 7), ("a media centre", 5)):
            told.tell("air_strike", by=by, day=night, place=place, count=count, killed=4, published=THURSDAY)
    keep(store, told)
    return store


def test_the_night_of_the_two_districts_is_the_most_intense_in_the_covered_period(dossier: Store) -> None:
    found = trend(dossier, DISTRICTS, by="night")
    rank = next(rank for rank in found.ranks if rank.measure == "strikes")
    assert (rank.key, rank.place) == ("2016-09-21/2016-09-22", 1)
    assert rank.words == "the most in the covered period, which begins 2016-09-11"
    assert (found.covered.begins, found.covered.area_begins) == (date(2016, 9, 11), date(2016, 9, 20))


def test_the_most_intense_raids_in_months_cannot_be_told_beyond_the_record(dossier: Store) -> None:
    found = check(dossier, "the most intense raids there in months", DISTRICTS, by="night")
    assert found.verdict == "cannot be told"
    assert found.words == "the record here reaches back only to 2016-09-11, within which it is the most"


def test_a_truce_is_looked_up_in_the_record(dossier: Store) -> None:
    found = check(dossier, "the deadliest night since the truce", Area((SYRIA,)), MONDAY)
    assert found.rule.since == MONDAY - timedelta(days=7)
    assert found.rule.event_incident


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=records())
def test_an_incident_of_another_country_changes_nothing(store: Store, record: list[Incident]) -> None:
    here = [replace(one, is_roundup=bool(one.covers)) for one in record if one.place not in (None, KYIV)]
    put(store, *here)
    before = trend(store, DISTRICTS), trend(store, Area((SYRIA,)), by="night")
    put(store, *here, happening(999, place=KYIV))
    assert (trend(store, DISTRICTS), trend(store, Area((SYRIA,)), by="night")) == before


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=records())
def test_every_number_can_be_followed(store: Store, record: list[Incident]) -> None:
    put(store, *(replace(one, is_roundup=bool(one.covers)) for one in record))
    walk(asdict(trend(store, Area((SYRIA,)), by="week")))
    walk(asdict(check(store, "worst week on record", Area((SYRIA,)))))


def walk(value: Any, key: str = "") -> None:
    """Go through JSON data: beside a number stand the ids that it counts, none only where it is 0 or null."""
    if isinstance(value, list | tuple):
        for one in value:
            walk(one, key)
    if not isinstance(value, dict) or key in ("asked", "place", "rule"):
        return
    numbers = [one for one in value.values() if isinstance(one, int | float) and not isinstance(one, bool)]
    if numbers:
        assert "claims" in value or "incidents" in value, value
        assert value.get("claims") or value.get("incidents") or not any(numbers), value
    for name, one in value.items():
        walk(one, name)


def test_a_round_up_counts_only_where_what_it_covers_does_not(store: Store) -> None:
    weak = happening(1, grade="weak")
    roundup = happening(2, is_roundup=True, covers=(weak.id,))
    put(store, weak, roundup)
    (period,) = trend(store, Area((SYRIA,))).periods
    assert (period.standing.incidents, period.with_weak.incidents) == ((roundup.id,), (weak.id,))


def test_one_point_of_two_circles_counts_once_and_a_wider_place_is_left_out(store: Store) -> None:
    both = happening(1, place=BUSTAN, count=Quantity(3, 3))
    city = happening(2, place=replace(ALEPPO, latitude=BUSTAN.latitude, longitude=BUSTAN.longitude))
    put(store, both, city)
    (period,) = trend(store, Area((BUSTAN, KALASSEH), within_km=3)).periods
    assert (period.standing.incidents, period.standing.strikes) == ((both.id,), 3)
    assert [(one.key, one.incidents) for one in trend(store, Area((BUSTAN,), within_km=3)).left_out] == [
        ("wider", (city.id,))
    ]


def test_an_empty_record_answers_that_it_covers_nothing(store: Store) -> None:
    assert trend(store, DISTRICTS).covered.begins is None
    assert check(store, "worst night in years", DISTRICTS).verdict == "cannot be told"


def test_places_are_found_by_name_point_and_in_the_record(dossier: Store, gazetteer: Gazetteer) -> None:
    with dossier.view(Viewer.OWNER) as view:
        told = partial(told_place, view)
        area = area_of(["Urum al-Kubra", "al-Kalasseh", "36.1,37.1"], gazetteer, told, within_km=2)
        assert [place.name for place in area.places] == ["Urum al-Kubra", "al-Kalasseh", "36.1,37.1"]
        for names, within, error in (
            (["Xyzzyville"], None, GazetteerError),
            (["?!"], None, GazetteerError),
            ([], None, ConfigError),
            (["36.1,37.1"], None, ConfigError),
            (["99,37.1"], 2.0, ConfigError),
            (["Aleppo"], -1.0, ConfigError),
        ):
            with pytest.raises(error):
                area_of(names, gazetteer, told, within_km=within)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"by": "hour"}, "night, day, week, month"),
        ({"measure": "fear"}, "incidents, strikes"),
        ({"types": ("airstrike",)}, "choose from air_strike"),
        ({"trailing": 0}, "at least 1"),
        ({"since": THURSDAY, "until": MONDAY}, "swap"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(store: Store, asked: dict[str, Any], reason: str) -> None:
    with pytest.raises(ConfigError, match=reason):
        trend(store, DISTRICTS, **asked)
