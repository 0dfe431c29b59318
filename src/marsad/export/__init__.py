"""What leaves a record: readings, and all of it in the formats that others read; one module a format.

Each of FORMATS is a function that writes the record, as a View shows it, to a binary file that is open for writing
and reading.
"""

from collections.abc import Callable, Mapping
from typing import BinaryIO

from marsad.export.acled import write_acled
from marsad.export.bundle import write_bundle
from marsad.export.csv import write_csv
from marsad.export.ftm import write_ftm
from marsad.export.ged import write_ged
from marsad.export.geojson import write_geojson
from marsad.export.hxl import write_hxl
from marsad.export.xlsx import write_xlsx
from marsad.store import View

__all__ = ["FORMATS"]

FORMATS: Mapping[str, Callable[[View, BinaryIO], None]] = {
    "jsonl": write_bundle,
    "csv": write_csv,
    "geojson": write_geojson,
    "acled": write_acled,
    "ged": write_ged,
    "hxl": write_hxl,
    "ftm": write_ftm,
    "xlsx": write_xlsx,
}
