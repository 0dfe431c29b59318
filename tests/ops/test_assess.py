"""A risk sheet of a record: the route that is asked for, and what the record holds by it."""

import json
from contextlib import closing
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.link.telling import ALEPPO, BUSTAN, MONDAY, URUM, Dossier
from tests.ops.keeping import keep
from tests.watch.following import unfollowed
from tests.workshop import places_cache

from marsad.errors import GazetteerError, RouteError
from marsad.gazetteer import Gazetteer, open_gazetteer
from marsad.model import Interval, Place, Viewer
from marsad.ops.assess import Question, find_sheet, is_file, route_of
from marsad.ops.places import index_file
from marsad.store import Store
from marsad.watch.risk.route import Route
from marsad.watch.risk.sheet import Sheet

ROAD = Route((((36.15, 36.95), (36.19, 37.15)),))
SYRIA = Place("Syria", 35.0, 38.5, 312.0, "SY", "gn-163843", "country")
KYIV = Place("Kyiv", 50.45, 30.52, 5.0, "UA", "gn-703448", "city", ("Ukraine",))


@pytest.fixture
def places() -> Gazetteer:
    return open_gazetteer(index_file(places_cache()))


def sheet(store: Store, route: Route = ROAD, **asked: object) -> Sheet:
    return find_sheet(store, Viewer.OWNER, replace(Question(route), **asked))  # type: ignore[arg-type]


def apart(found: Sheet) -> dict[str, int]:
    return {one.key: one.number for one in found.apart}


def full() -> Dossier:
    """A convoy struck and denied on the road, a clinic near it, older violence, a siege, two truces, a far war."""
    dossier = Dossier()
    dossier.tell(place=URUM, by="Observatory", targets="aid convoy", killed=12)
    dossier.tell(place=URUM, by="ministry", targets="aid convoy", stance="denies")
    dossier.tell("shelling", place=BUSTAN, targets="field hospital", day=MONDAY - timedelta(days=1))
    old = MONDAY - timedelta(days=9)
    dossier.tell("shelling", place=BUSTAN, day=old, published=old)
    dossier.tell("shelling", place=BUSTAN, day=date(2016, 1, 4), published=date(2016, 1, 5))
    dossier.tell("siege", place=BUSTAN, day=None, by="monitor")
    dossier.tell("ceasefire", phase="ended", by="army", place=SYRIA, day=MONDAY)
    dossier.tell("ceasefire", phase="in_force", by="envoy", day=None)
    dossier.tell("armed_clash", place=ALEPPO)
    dossier.tell("protest", place=SYRIA)
    dossier.tell("explosion")
    dossier.tell("abduction", place=URUM, day=None)
    dossier.tell("fire", place=URUM, day=Interval(MONDAY - timedelta(days=12), MONDAY, "days"))
    dossier.tell("air_strike", place=KYIV)
    return dossier


def test_a_record_is_told_by_the_road(store: Store) -> None:
    keep(store, full())
    found = sheet(store, within_km=9.0)  # Aleppo is wider
    assert (found.asked.until, found.asked.country) == (MONDAY + timedelta(days=1), "SY")
    assert [(one.type, one.grade) for one in found.on_route] == [
        ("air_strike", "contested"),
        ("shelling", "weak"),
    ]
    assert found.aid_attacks[0].incident == found.on_route[0].id
    assert found.medic_attacks[0].incident == found.on_route[1].id
    assert [one.type for one in found.somewhere] == ["armed_clash"]
    # the truce of the country is a happening of the country too
    assert apart(found) == {"reaching": 1, "undated": 2, "country": 2, "unplaced": 1}
    assert sorted(one.phase for one in found.ceasefire) == ["ended", "in_force"]
    assert [len(one.said) for one in found.control] == [0, 1]
    assert found.trend.before and found.trend.before.told.number == 1


def test_every_figure_of_a_record_can_be_followed_to_ids_that_are_there(store: Store) -> None:
    keep(store, full())
    found = asdict(sheet(store))
    assert unfollowed(json.loads(json.dumps(found, default=str))) == []
    with store.view(Viewer.OWNER) as view:
        known = {one.id for one in view.incidents()} | {one.id for one in view.claims()}
    assert set(ids(found)) <= known


def ids(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [*value.get("claims", ()), *value.get("incidents", ())]
        return own + [id for inner in value.values() for id in ids(inner)]
    return [id for inner in value for id in ids(inner)] if isinstance(value, list | tuple) else []


def test_a_report_of_another_place_changes_no_sheet(store: Store) -> None:
    dossier = full()
    keep(store, dossier)
    before = sheet(store)
    dossier.tell("shelling", place=KYIV, killed=3)
    dossier.tell("ceasefire", place=KYIV, phase="ended")
    keep(store, dossier)
    assert sheet(store) == before


def test_days_before_the_first_report_have_no_reports_anywhere(store: Store) -> None:
    keep(store, full())
    found = sheet(store, until=date(2010, 5, 1))
    assert {one.reports for one in found.stretches} == {"no reports"}
    assert (found.on_route, found.ceasefire, found.known.incidents) == ((), (), ())
    assert any("before the first report" in note for note in found.notes)


@pytest.mark.parametrize("until", [date.min, date.max])
def test_the_ends_of_the_calendar_are_days_too(store: Store, until: date) -> None:
    keep(store, full())
    assert sheet(store, until=until, days=3000).on_route == ()


def test_an_empty_record_asks_for_a_day(store: Store) -> None:
    with pytest.raises(RouteError, match="--until"):
        sheet(store)
    assert sheet(store, until=MONDAY).known.stretches == 0


@pytest.mark.parametrize("days", [0, -3, 100_000])
def test_a_number_of_days_that_is_none_is_refused(store: Store, days: int) -> None:
    with pytest.raises(RouteError, match="--days"):
        sheet(store, days=days)


def test_a_route_whose_coordinates_look_swapped_is_doubted(store: Store) -> None:
    keep(store, full())
    swapped = Route(tuple(tuple((east, north) for north, east in line) for line in ROAD.lines))
    assert any("swapped" in note for note in sheet(store, swapped).notes)
    assert not any("swapped" in note for note in sheet(store).notes)


def test_places_make_a_line_and_one_place_an_area(places: Gazetteer) -> None:
    with closing(places):
        line = route_of(["Urum al-Kubra", "Aleppo, Syria"], places)
        area = route_of(["Aleppo"], places)
        point = route_of(["36.2,37.16"], places)
    assert (line.lines, line.country) == ((((36.15, 36.953), (36.202, 37.16)),), "SY")
    assert "no road is known" in line.notes[-1]
    assert (area.lines, area.circles[0].name) == ((), "Aleppo")
    assert point.circles[0].middle == (36.2, 37.16)


@pytest.mark.parametrize("name", ["Atlantis", "Aleppo, Atlantis", "91,0", ","])
def test_a_place_that_nobody_knows_is_refused_with_what_to_do(places: Gazetteer, name: str) -> None:
    with closing(places), pytest.raises(GazetteerError, match=r"give|LATITUDE"):
        route_of(["Urum al-Kubra", name], places)


def test_a_route_from_a_place_to_itself_is_refused(places: Gazetteer) -> None:
    with closing(places), pytest.raises(RouteError, match="alone for the area"):
        route_of(["Aleppo", "Halab"], places)


def test_a_file_is_read_as_geojson(tmp_path: Path) -> None:
    file = tmp_path / "road.geojson"
    file.write_text(json.dumps({"type": "LineString", "coordinates": [[37, 36], [37.1, 36]]}), "utf-8-sig")
    assert route_of([str(file)], None).lines == (((36, 37), (36, 37.1)),)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([], "no route is given"),
        (["  "], "no route is given"),
        (["missing.geojson"], "cannot be read"),
        (["road.geojson", "Aleppo"], "among places"),
        (["Aleppo"], "marsad gazetteer"),
    ],
)
def test_what_gives_no_route_is_refused(given: list[str], says: str) -> None:
    with pytest.raises(RouteError, match=says):
        route_of(given, None)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "road.geojson").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RouteError, match="UTF-8"):
        route_of([str(tmp_path / "road.geojson")], None)


@pytest.mark.parametrize("given", ["Aleppo", "a\0b", "x" * 5000])
def test_what_is_there_as_no_file_is_a_name(given: str) -> None:
    assert not is_file(given)
