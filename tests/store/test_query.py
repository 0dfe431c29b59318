"""Incidents near a point, anywhere on the globe."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ops.keeping import keep
from tests.store.factories import BRIDGE, captured, claims, incident
from tests.watch.truces import say, september

from marsad.errors import StoreError
from marsad.model import Incident, Viewer
from marsad.store import IncidentQuery, Store
from marsad.store.query import distance_km

_POINTS = [
    (latitude, longitude)
    for latitude in (-90, -89.5, -45, -0.1, 0, 33.3, 60, 89.9, 90)
    for longitude in (-180, -179.9, -90.5, 0, 0.2, 44.4, 135, 179.5, 180)
]


def test_distances_are_those_on_the_globe() -> None:
    aleppo, damascus = (36.2021, 37.1343), (33.5138, 36.2765)
    assert distance_km(aleppo, damascus) == pytest.approx(309, abs=1)
    assert distance_km(aleppo, aleppo) == 0
    assert distance_km((0, 179.5), (0, -179.5)) == pytest.approx(111.2, abs=0.1)
    assert distance_km((90, 0), (-90, 0)) == pytest.approx(20_015, abs=1)


@given(
    st.tuples(st.floats(-90, 90), st.floats(-180, 180)) | st.sampled_from(_POINTS),
    st.floats(0.01, 21_000) | st.sampled_from([1.0, 60.0, 10_007.0, 10_008.0]),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_near_leaves_out_nothing_that_is_near(store: Store, point: tuple[float, float], km: float) -> None:
    with store.view(Viewer.OWNER) as view:
        there, basis = {found.place for found in view.incidents()}, view.basis()
    if not there:
        first = claims(captured(1).report)[0]
        points = [replace(BRIDGE, latitude=latitude, longitude=longitude) for latitude, longitude in _POINTS]
        linked = [
            replace(incident(first, place=place), claims=(f"claim-{number}",))
            for number, place in enumerate(points)
        ]
        with store.writer() as writer:
            writer.replace_incidents(linked, basis=basis)
    with store.view(Viewer.OWNER) as view:
        near = [found.place for found in view.incidents(IncidentQuery(near=(*point, km)))]
    places = [(place.latitude, place.longitude) for place in near if place]
    assert sorted(places) == sorted(each for each in _POINTS if distance_km(point, each) <= km)


@pytest.mark.parametrize(
    "conditions",
    [
        {"since": date(2020, 1, 2), "until": date(2020, 1, 1)},
        {"near": (91, 0, 1)},
        {"near": (0, 181, 1)},
        {"near": (0, 0, 0)},
        {"near": (float("nan"), 0, 1)},
        {"limit": 0},
        {"injured": -1},
        {"sort": "oldest"},
        {"source": "?!"},
        {"text": "?!"},
        {"place": "?!"},
    ],
)
def test_a_question_that_makes_no_sense_is_refused(conditions: dict[str, object]) -> None:
    with pytest.raises(StoreError):
        IncidentQuery(**conditions)  # type: ignore[arg-type]  # the fields differ in type


def test_claims_are_told_between_days_by_their_report_or_their_incident(store: Store) -> None:
    dossier = september()
    early = say(dossier, "A truce was agreed", "agreed", 1, published=date(2016, 12, 1), at=date(2016, 3, 1))
    keep(store, dossier)
    with store.view(Viewer.OWNER) as view:
        everything = view.told_between(("ceasefire",), None, None)
        assert everything == {claim.id for claim in dossier.claims}
        assert early.id in view.told_between(("ceasefire",), date(2016, 3, 1), date(2016, 3, 1))
        assert early.id in view.told_between(("ceasefire",), date(2016, 12, 1), None)
        assert view.told_between(("ceasefire",), None, date(2016, 2, 1)) == set()
        assert view.told_between(("talks",), None, None) == set()
        assert view.span() == (date(2016, 3, 1), max(one.time.start for one in view.incidents() if one.time))


def test_incidents_are_asked_for_by_country(store: Store) -> None:
    keep(store, september())
    with store.view(Viewer.OWNER) as view:
        assert view.span() is not None
        assert view.span({"SY"}) == view.span({"SD", "SY"}) == view.span()
        assert view.span({"SD"}) is None
        assert list(view.incidents(IncidentQuery(country="SY"))) == list(view.incidents())
        assert list(view.incidents(IncidentQuery(country="SD"))) == []


def test_incidents_of_a_grade_come_by_their_dead_and_go_on_from_any(store: Store) -> None:
    with store.view(Viewer.OWNER) as view:
        basis = view.basis()
    linked: list[Incident] = []
    for number in (3, 12, 12, 40, None):
        one = incident(claims(captured(number or 1).report)[0], grade="contested")
        linked.append(replace(one, claims=(f"claim-{len(linked)}",), tolls=one.tolls if number else ()))
    others = [replace(linked[3], claims=("claim-a",), grade="weak")]
    with store.writer() as writer:
        writer.replace_incidents([*linked, *others], basis=basis)

    def killed(after: str = "", least: int = 0) -> list[tuple[int | None, str]]:
        with store.view(Viewer.OWNER) as view:
            found = list(view.deadly("contested", least=least, after=after))
        return [(toll.best if (toll := one.toll_of("killed")) else None, one.id) for one in found]

    every = killed()
    assert [number for number, _ in every] == [40, 12, 12, 3, None]
    assert [number for number, _ in killed(least=12)] == [40, 12, 12]
    for place, (_, id) in enumerate(every, start=1):
        assert killed(after=id) == every[place:]
    assert killed(after="incident-gone") == every
