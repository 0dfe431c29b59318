"""The map layer, by RFC 7946."""

import io
import json
from pathlib import Path

from marsad.export.geojson import write_geojson
from marsad.model import Viewer
from marsad.store import View, open_store


def test_incidents_are_points_with_a_radius_and_unlocated_ones_have_no_geometry(view: View) -> None:
    target = io.BytesIO()
    write_geojson(view, target)
    collection = json.loads(target.getvalue())
    assert collection["type"] == "FeatureCollection"
    located, unlocated = sorted(collection["features"], key=lambda feature: feature["geometry"] is None)
    assert located["geometry"] == {"type": "Point", "coordinates": [40.1408, 35.3359]}
    assert located["properties"]["radius_km"] == 1.0
    assert located["properties"]["sources"] == ["medic"]
    assert unlocated["geometry"] is None
    assert {feature["id"] for feature in (located, unlocated)} == {
        incident.id for incident in view.incidents()
    }


def test_an_empty_record_is_an_empty_collection(tmp_path: Path) -> None:
    target = io.BytesIO()
    with open_store(f"sqlite:///{tmp_path / 'empty.db'}") as store, store.view(Viewer.OWNER) as view:
        write_geojson(view, target)
    assert json.loads(target.getvalue()) == {"type": "FeatureCollection", "features": []}
