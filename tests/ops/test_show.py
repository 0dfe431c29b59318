"""Finding one thing by its id."""

from pathlib import Path

import pytest

from marsad.capture import CaptureOptions
from marsad.errors import StoreError
from marsad.model import Claim, Incident, Report, Viewer
from marsad.ops.add import add
from marsad.ops.show import find, most_argued
from marsad.ops.workshop import Workshop
from marsad.store import Store


def test_each_kind_is_found_by_the_beginning_of_its_id(
    folder: Path, store: Store, workshop: Workshop, options: CaptureOptions
) -> None:
    add([str(folder)], store, workshop, options)
    with store.view(Viewer.OWNER) as view:
        incident = next(view.incidents())
        claim = next(view.claims(incident=incident.id))
        for thing in (incident, claim, view.report(claim.report)):
            assert isinstance(thing, Incident | Claim | Report)
            whole, bare = find(view, thing.id), find(view, thing.id.partition("-")[2])
            assert whole == bare
            assert whole.thing == thing
            assert claim in whole.claims
            assert claim.report in whole.reports


@pytest.mark.parametrize(
    ("id", "reason"), [("claim-ff", "holds nothing"), ("person-12", "no id"), ("zz", "holds nothing")]
)
def test_an_id_of_nothing_says_where_ids_are_found(store: Store, id: str, reason: str) -> None:
    with store.view(Viewer.OWNER) as view, pytest.raises(StoreError, match=reason):
        find(view, id)


def test_an_empty_record_has_nothing_to_argue_about(store: Store) -> None:
    with store.view(Viewer.OWNER) as view:
        assert most_argued(view) is None


def test_the_contested_incident_is_the_most_argued(
    folder: Path, store: Store, workshop: Workshop, options: CaptureOptions
) -> None:
    add([str(folder)], store, workshop, options)
    with store.view(Viewer.OWNER) as view:
        argued = most_argued(view)
        assert argued
        assert (argued.type, argued.grade) == ("air_strike", "contested")
