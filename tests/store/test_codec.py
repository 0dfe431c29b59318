"""Models through JSON, and through the record."""

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store import strategies

from marsad.errors import StoreError, TamperError
from marsad.model import Captured, Claim, Incident, Judgement, Link, Place, Quantity, Report, Viewer
from marsad.store import Store, verify
from marsad.store.codec import decode, encode
from marsad.store.search import words

# The record grows from example to example: each only adds to it.
one_record = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(strategies.captures().flatmap(lambda taken: strategies.claims_of(taken.report)))
@settings(deadline=None)
def test_claims_survive_json(claims: list[Claim]) -> None:
    for claim in claims:
        assert decode(Claim, encode(claim)) == claim
        assert encode(decode(Claim, encode(claim))) == encode(claim)


@given(strategies.incidents, strategies.judgements)
@settings(deadline=None)
def test_incidents_and_judgements_survive_json(incident: Incident, judgement: Judgement) -> None:
    assert decode(Incident, encode(incident)) == incident
    assert decode(Judgement, encode(judgement)) == judgement
    assert decode(Judgement, encode(judgement)).id == judgement.id


@given(st.text())
def test_text_that_is_no_model_is_told_as_tampering(body: str) -> None:
    with pytest.raises(TamperError):
        decode(Report, body)


def test_a_model_that_breaks_its_own_rules_is_told_as_tampering() -> None:
    with pytest.raises(TamperError):
        decode(Quantity, '{"low":3,"high":2}')


@pytest.mark.parametrize(
    "value", [Place(name=7, latitude=0, longitude=0, radius_km=1, country="", gazetteer_id=""),  # type: ignore[arg-type]  # a wrong type is the case
              Link("a", "b", math.nan, ())],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused(value: object) -> None:
    with pytest.raises(StoreError, match="correct it"):
        encode(value)


@given(st.data(), strategies.captures())
@one_record
def test_any_report_with_its_claims_comes_back_and_is_found(
    store: Store, data: st.DataObject, taken: Captured
) -> None:
    report = taken.report
    claims = data.draw(strategies.claims_of(report))
    with store.writer() as writer:
        added = writer.add_report(taken, claims)
        writer.replace_claims(report.id, claims)
    with store.view(Viewer.OWNER) as view:
        if added:
            assert view.report(report.id) == report
        original = view.original(taken.original.sha256)
        assert original is None or original.data == taken.original.data
        assert list(view.claims(report.id)) == claims
        asked = words(report.text)
        hits = view.search_text(report.text, limit=10_000)
        assert (report.id in {hit.report for hit in hits}) == bool(asked)
    assert verify(store) == []


@given(
    st.lists(strategies.incidents, max_size=4, unique_by=lambda incident: incident.id), strategies.judgements
)
@one_record
def test_any_incidents_and_judgement_come_back(
    store: Store, incidents: list[Incident], judgement: Judgement
) -> None:
    with store.writer() as writer:
        writer.add_judgement(judgement)
    with store.view(Viewer.OWNER) as view:
        basis = view.basis()
    with store.writer() as writer:
        writer.replace_incidents(incidents, basis=basis)
    with store.view(Viewer.OWNER) as view:
        assert {incident.id: incident for incident in view.incidents()} == {
            incident.id: incident for incident in incidents
        }
        assert judgement.id in {kept.id for kept in view.judgements()}
    assert verify(store) == []
