"""Incidents as a map layer."""

import json
from typing import Any, BinaryIO

from marsad.export.summary import summarise
from marsad.export.told import walk
from marsad.model import Incident
from marsad.store import View

__all__ = ["feature", "write_geojson"]


def write_geojson(view: View, target: BinaryIO) -> None:
    """Write the incidents of a View as one FeatureCollection (RFC 7946), newest first."""
    target.write(b'{"type": "FeatureCollection", "features": [')
    for number, told in enumerate(walk(view)):
        line = json.dumps(feature(told.incident), ensure_ascii=False, default=str)
        target.write(f"{',' if number else ''}\n{line}".encode())
    target.write(b"\n]}\n")


def feature(incident: Incident) -> dict[str, Any]:
    """Return an incident as a Feature: a point with its `radius_km`, or null where nobody knows where."""
    properties = summarise(incident).cells()
    longitude, latitude = properties.pop("longitude"), properties.pop("latitude")
    point = {"type": "Point", "coordinates": [longitude, latitude]} if incident.place else None
    return {"type": "Feature", "id": properties.pop("id"), "geometry": point, "properties": properties}
