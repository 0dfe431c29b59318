"""The dossier that comes with the project."""

from pathlib import Path

import pytest
from tests.ops.conftest import DOSSIER
from tests.workshop import PIPELINE, places_cache

from marsad.capture import CaptureOptions
from marsad.errors import CaptureError, StoreError
from marsad.model import Viewer
from marsad.ops.demo import Demo, demo
from marsad.ops.places import index_file
from marsad.store import open_store, verify


def run(into: Path, options: CaptureOptions, dossier: Path = DOSSIER) -> Demo:
    return demo(
        dossier, into, index=index_file(places_cache()), reader="learned", pipeline=PIPELINE, options=options
    )


def test_the_dossier_becomes_a_sound_record(shown: Demo) -> None:
    assert shown.summary.issues == ()
    assert shown.summary.added == 41
    with open_store(shown.record) as store:
        assert verify(store) == []
        with store.view(Viewer.OWNER) as view:
            assert tuple(view.incidents()) == shown.incidents


def test_a_folder_that_has_a_record_is_left_as_it_is(shown: Demo, options: CaptureOptions) -> None:
    with pytest.raises(StoreError, match="another folder"):
        run(Path(shown.record.removeprefix("sqlite:///")).parent, options)


def test_the_convoy_strike_is_contested_and_the_most_argued_incident_has_blame(shown: Demo) -> None:
    assert shown.argued
    incident = shown.argued.thing
    assert incident in shown.incidents
    assert incident.grade == "contested"
    assert any("Urum al-Kubra" in one.place_names and one.grade == "contested" for one in shown.incidents)
    relations = {said.relation for said in incident.attributions}
    assert "blames" in relations
    assert shown.reading and shown.reading.thing.id == shown.argued.claims[0].report


def test_a_folder_that_is_not_there_says_so(tmp_path: Path, options: CaptureOptions) -> None:
    with pytest.raises(CaptureError, match="--dossier"):
        run(tmp_path / "demo", options, dossier=tmp_path / "none")
