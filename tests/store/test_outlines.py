"""What columns tell of incidents, and which incidents share reports, on each kind of database."""

from dataclasses import replace

import pytest
from tests.link.telling import BUSTAN, IDLIB, MONDAY, Dossier
from tests.ops.keeping import put

from marsad.errors import StoreError
from marsad.model import Span, Viewer
from marsad.ops.linking import relink
from marsad.store import IncidentQuery, Outline, Store


def filled(store: Store) -> dict[str, str]:
    """A strike and rescue work without a place in one report, and another strike; ids of incidents by type."""
    dossier = Dossier()
    strike = dossier.tell("air_strike", place=BUSTAN, killed=3)
    said = dossier.reports[strike.report].text[:6]
    rescue = replace(strike, type="rescue", trigger=Span(0, 6, said), places=(), harm=())
    shelling = dossier.tell("shelling", place=IDLIB, published=None, day=None)
    put(store, dossier.reports[strike.report], [strike, rescue])
    put(store, dossier.reports[shelling.report], [shelling])
    relink(store)
    with store.view(Viewer.OWNER) as view:
        return {one.type: one.id for one in view.incidents()}


@pytest.mark.parametrize(
    "query",
    [
        IncidentQuery(),
        IncidentQuery(type="air_strike"),
        IncidentQuery(near=(BUSTAN.latitude, BUSTAN.longitude, 5.0)),
        IncidentQuery(until=MONDAY, limit=1),
    ],
)
def test_outlines_are_those_of_the_incidents_that_a_query_finds(store: Store, query: IncidentQuery) -> None:
    filled(store)
    with store.view(Viewer.OWNER) as view:
        assert list(view.outlines(query)) == [
            Outline(
                one.id,
                one.type,
                one.phase,
                one.time.start if one.time else None,
                one.time.end if one.time else None,
                (one.place.latitude, one.place.longitude) if one.place else None,
            )
            for one in view.incidents(query)
        ]


def test_outlines_are_not_found_by_their_sources(store: Store) -> None:
    with store.view(Viewer.OWNER) as view, pytest.raises(StoreError, match="ask for the incidents"):
        list(view.outlines(IncidentQuery(source="wire")))


def test_incidents_of_one_report_are_beside_each_other(store: Store) -> None:
    ids = filled(store)
    with store.view(Viewer.OWNER) as view:
        assert view.told_beside([ids["air_strike"]], ["rescue", "shelling"]) == {ids["rescue"]}
        assert view.told_beside([ids["rescue"]], ["air_strike"]) == {ids["air_strike"]}
        assert view.told_beside([ids["rescue"]], ["air_strike"], unplaced=True) == frozenset()
        assert view.told_beside([ids["shelling"]], ["air_strike", "rescue"]) == frozenset()
        assert view.told_beside([], ["rescue"]) == frozenset()


def test_incidents_are_fetched_by_their_ids(store: Store) -> None:
    ids = filled(store)
    with store.view(Viewer.OWNER) as view:
        found = list(view.incidents_of([ids["rescue"], ids["shelling"], "incident-ffff"]))
    assert {one.type for one in found} == {"rescue", "shelling"}
