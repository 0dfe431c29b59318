"""Tallies say of incidents what the incidents say themselves."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from tests.watch.happenings import KYIV, MONDAY, URUM, happening, records, toll

from marsad.model import Incident, Interval, Quantity, Viewer
from marsad.store import IncidentQuery, Store


def put(store: Store, incidents: list[Incident]) -> None:
    with store.view(Viewer.OWNER) as view:
        basis = view.basis()
    with store.writer() as writer:
        writer.replace_incidents(incidents, basis=basis)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=records())
def test_tallies_add_up_to_the_incidents(store: Store, record: list[Incident]) -> None:
    record = [replace(one, is_roundup=bool(one.covers)) for one in record]
    put(store, record)
    for query in (IncidentQuery(), IncidentQuery(country="SY"), IncidentQuery(type=("air_strike", "aid"))):
        with store.view(Viewer.OWNER) as view:
            tallies, found = list(view.tallies(query)), list(view.incidents(query))
        assert sorted(id for one in tallies for id in one.ids()) == sorted(one.id for one in found)
        assert sum(one.incidents for one in tallies) == len(found)
        for tally in tallies:
            own = [one for one in found if one.id in set(tally.ids())]
            for one in own:
                time = one.time
                assert (tally.start, tally.end) == ((time.start, time.end) if time else (None, None))
                assert (tally.precision, tally.grade) == (time.precision if time else "", one.grade)
                assert (tally.phase, tally.is_roundup) == (one.phase, one.is_roundup)
            tolls = [toll for one in own if (toll := one.toll_of("killed"))]
            highs = [toll.high for toll in tolls if toll.high is not None]
            assert tally.killed == (
                len(tolls), sum(t.low for t in tolls), sum(t.best for t in tolls), sum(highs), len(highs),
            )  # fmt: skip
            assert set(tally.ids("killed")) == {one.id for one in own if one.tolls}
            assert tally.killed.told == 0 or tally.strikes >= 1


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=records())
def test_tallies_of_one_harm_tell_round_ups_of_some_grades_one_by_one(
    store: Store, record: list[Incident]
) -> None:
    put(store, [replace(one, is_roundup=bool(one.covers)) for one in record])
    with store.view(Viewer.OWNER) as view:
        tallies = list(view.harm_tallies(IncidentQuery(), "killed", ("confirmed", "fair")))
        found = {one.id: one for one in view.incidents(IncidentQuery())}
    assert sorted(id for one in tallies for id in one.told + one.untold) == sorted(found)
    for tally in tallies:
        tolls = [found[id].toll_of("killed") for id in tally.told]
        assert tally.people.told == len(tolls)
        assert tally.people.best == sum(toll.best for toll in tolls if toll)
        assert all(not found[id].tolls for id in tally.untold)
        for one in (found[id] for id in tally.told + tally.untold):
            assert (tally.start, tally.grade) == (one.time.start if one.time else None, one.grade)
            assert (tally.phase, tally.is_roundup) == (one.phase, one.is_roundup)
        if tally.is_roundup and tally.grade in ("confirmed", "fair"):
            assert len(tally.told + tally.untold) == 1


def test_strikes_are_counted_as_sources_count_them(store: Store) -> None:
    put(
        store,
        [
            happening(1, count=Quantity(14, 14)),
            happening(2, count=Quantity(None, 5)),
            happening(3),
            happening(4, count=Quantity(2**70, None), tolls=(toll(2**65),)),
        ],
    )
    with store.view(Viewer.OWNER) as view:
        (tally,) = view.tallies(IncidentQuery())
    assert (tally.incidents, tally.strikes, tally.killed.best) == (4, 17, 10**12)


def test_a_circle_tells_points_apart_and_a_round_up_is_a_tally_of_its_own(store: Store) -> None:
    put(store, [happening(1), happening(2), happening(3, is_roundup=True), happening(4, place=KYIV)])
    with store.view(Viewer.OWNER) as view:
        found = list(view.tallies(IncidentQuery(near=(URUM.latitude, URUM.longitude, 5.0))))
        (point,) = view.points(IncidentQuery(near=(URUM.latitude, URUM.longitude, 5.0)), {"happened"})
    assert [(one.incidents, one.is_roundup, one.radius_km) for one in found] == [
        (2, False, 3.0),
        (1, True, 3.0),
    ]
    assert (point.latitude, point.radius_km, point.start, point.end) == (URUM.latitude, 3.0, MONDAY, MONDAY)


def test_voices_are_one_for_one_source_with_an_incident_that_it_tells(store: Store) -> None:
    later = Interval(MONDAY + timedelta(days=1), MONDAY + timedelta(days=1))
    put(
        store,
        [
            happening(1, roots=("medic", "SOHR")),
            happening(2, roots=("medic",)),
            happening(3, roots=(), time=later),
            happening(4, roots=("press",), place=KYIV),
        ],
    )
    with store.view(Viewer.OWNER) as view:
        voices = {one.start: one.voices for one in view.voices(IncidentQuery(country="SY"))}
        times = {one.start: one.incident for one in view.times(IncidentQuery(country="SY"))}
    assert len(voices[MONDAY]) == 2
    assert set(voices[MONDAY].values()) <= {happening(1).id, happening(2).id}
    assert voices[later.start] == {}
    assert times[MONDAY] == min(happening(1).id, happening(2).id)
    assert set(times) == {MONDAY, later.start}


def test_a_time_is_told_once_for_a_phase_whatever_the_grades(store: Store) -> None:
    record = [happening(1, grade="weak"), happening(2), happening(3, grade="contested", phase="planned")]
    put(store, record)
    with store.view(Viewer.OWNER) as view:
        times = {one.phase: one.incident for one in view.times(IncidentQuery(country="SY"))}
        told = len(list(view.times(IncidentQuery())))
    assert times == {"happened": min(record[0].id, record[1].id), "planned": record[2].id}
    assert told == len(times)


def test_incidents_are_found_by_ids_and_their_standing_without_reading_them(store: Store) -> None:
    record = [happening(1), happening(2, grade="weak", phase="planned"), happening(3)]
    put(store, record)
    wanted = {record[0].id, record[1].id, "incident-0"}
    with store.view(Viewer.OWNER) as view:
        assert {one.id for one in view.incidents_of(wanted)} == {record[0].id, record[1].id}
        assert set(view.standings(wanted)) == {
            (record[0].id, "fair", "happened"), (record[1].id, "weak", "planned"),
        }  # fmt: skip
