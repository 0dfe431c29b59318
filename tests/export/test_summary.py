"""One incident as one row."""

from hypothesis import given
from tests.store.strategies import incidents

from marsad.export.summary import COLUMNS, summarise
from marsad.model import Incident


@given(incidents)
def test_a_row_has_every_column_and_its_tolls_are_those_of_the_incident(incident: Incident) -> None:
    row = summarise(incident)
    assert tuple(row.cells()) == COLUMNS
    killed = incident.toll_of("killed")
    assert (row.killed_low, row.killed_best, row.killed_high) == (
        (killed.low, killed.best, killed.high) if killed else (None, None, None)
    )
    assert ("killed" in row.open_ended) == (killed is not None and killed.high is None)
    said = {(one.root, one.actor or "the event") for one in incident.attributions if one.relation == "denies"}
    assert set(row.denied) == {f"{root}: {actor}" for root, actor in said}
