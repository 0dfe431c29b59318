"""What leaves a record: readings, and all of it as a bundle, a table or a map; one module a format.

Each of FORMATS is a function that writes the record, as a View shows it, to an open binary file.
"""

from collections.abc import Callable, Mapping
from typing import BinaryIO

from marsad.export.bundle import write_bundle
from marsad.export.csv import write_csv
from marsad.export.geojson import write_geojson
from marsad.store import View

__all__ = ["FORMATS"]

FORMATS: Mapping[str, Callable[[View, BinaryIO], None]] = {
    "jsonl": write_bundle,
    "csv": write_csv,
    "geojson": write_geojson,
}
