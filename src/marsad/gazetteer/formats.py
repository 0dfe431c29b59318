"""Read places out of the files that people have: a GeoNames dump, a CSV, a GeoJSON."""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, cast

from marsad.errors import GazetteerError
from marsad.gazetteer.countries import country_code, country_name, country_names, region_names
from marsad.gazetteer.entry import KINDS, Entry, distance_km, kind_of_population, radius_of
from marsad.gazetteer.index import Named
from marsad.ids import content_id
from marsad.model import Issue

__all__ = ["read_places"]

DUMP_COLUMNS = 19
CSV_COLUMNS = ("name", "latitude", "longitude", "kind", "parent", "pcode", "other names")
NEEDED = ("name", "latitude", "longitude")
FIELD_LIMIT = 1_000_000
"""Characters in the longest field of a CSV that is read."""
REGION_RADIUS_KM = {"ADM1": 100.0, "ADM2": 40.0, "ADM3": 20.0, "ADM4": 10.0}
"""Kilometres that hold an administrative area of a dump, which gives a point alone."""
NEIGHBOURHOOD_KM = 3.0
"""Up to this radius a polygon of no stated kind is a neighbourhood, beyond it a region."""


def read_places(file: Path, *, name_field: str | None = None) -> Iterator[Named | Issue]:
    """Yield the places of a file, and an Issue with line or feature number for each row that holds none.

    `.csv` is a table with a header, `.geojson` and `.json` a GeoJSON whose property `name_field` is the name,
    `.tsv` and `.txt` a GeoNames country dump. Raises GazetteerError when the file as a whole cannot be read.
    """
    try:
        # bytes that are no UTF-8 spoil their row, not the file
        text = file.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise GazetteerError(f"cannot read {file}: {error.strerror}; give a file of places") from error
    suffix = file.suffix.lower()
    if suffix == ".csv":
        return _read_csv(text, file.name)
    if suffix in (".geojson", ".json"):
        return _read_geojson(text, file.name, name_field)
    if suffix in (".tsv", ".txt"):
        return _read_dump(text, file.name)
    raise GazetteerError(
        f"{file.name} is no place file: give a .csv, .geojson, or a GeoNames dump (.tsv, .txt)"
    )


def _point(latitude: object, longitude: object) -> tuple[float, float]:
    try:
        here = float(str(latitude)), float(str(longitude))
    except ValueError:
        raise ValueError(f"latitude {latitude!r} and longitude {longitude!r} are not both numbers") from None
    if not (-90 <= here[0] <= 90 and -180 <= here[1] <= 180):
        raise ValueError(f"latitude {here[0]} and longitude {here[1]} lie outside the globe")
    return here


def _entry_id(pcode: str, name: str, here: tuple[float, float]) -> str:
    return f"pcode:{pcode}" if pcode else content_id("place", name, round(here[0], 5), round(here[1], 5))


def _text(value: object) -> str:
    """Return a cell as one line of text, "" where it holds nothing or says that it holds nothing."""
    line = value.strip().splitlines()[0].strip() if isinstance(value, str) and value.strip() else ""
    if "\ufffd" in line:
        raise ValueError(f"{line!r} is not UTF-8: save the file as UTF-8")
    return "" if line.lower() in ("<null>", "null", "none", "n/a") else line


def _parents(parents: Iterable[str], name: str, country: str) -> tuple[str, ...]:
    """Return parents each once, without the place itself, the last one's country named as GeoNames does."""
    above = [parent for parent in parents if parent != name]
    outwards = [country_name(country) if country and country_code(p) == country else p for p in above]
    return tuple(dict.fromkeys(filter(None, (*outwards, country_name(country)))))


def _read_csv(text: str, where: str) -> Iterator[Named | Issue]:
    csv.field_size_limit(FIELD_LIMIT)
    rows = csv.reader(text.splitlines(keepends=True))
    try:
        header = [cell.strip().lower().replace("_", " ") for cell in next(rows, [])]
        if missing := [column for column in NEEDED if column not in header]:
            known = ", ".join(CSV_COLUMNS)
            raise GazetteerError(f"{where}: no column {', '.join(missing)}; the header may have {known}")
        for cells in rows:
            if any(cell.strip() for cell in cells):
                yield _issue_or(partial(_csv_place, header, cells), f"{where}:{rows.line_num}")
    except csv.Error as error:
        yield Issue(f"{where}:{rows.line_num}", f"{error}; nothing after this line is read")


def _issue_or(read: Callable[[], Named], where: str) -> Named | Issue:
    """Return the place that `read` gives, or an Issue where it raises ValueError."""
    try:
        place = read()
    except ValueError as error:
        return Issue(where, str(error))
    return place


def _csv_place(header: list[str], cells: list[str]) -> Named:
    row = {column: _text(cell) for column, cell in zip(header, cells, strict=False)}
    name, kind = row.get("name", ""), row.get("kind", "").lower() or "town"
    if not name:
        raise ValueError("the name is empty: give one, or remove the row")
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} is none of {', '.join(KINDS)}")
    here = _point(row.get("latitude", ""), row.get("longitude", ""))
    above = [part.strip() for part in row.get("parent", "").split(",") if part.strip()]
    country = country_code(above[-1]) if above else ""
    pcode = row.get("pcode", "")
    names = tuple(part.strip() for part in row.get("other names", "").split("|") if part.strip())
    parents, place = _parents(above, name, country), _entry_id(pcode, name, here)
    entry = Entry(place, name, *here, kind, country, "", 0, radius_of(kind), parents)
    return Named(entry, (name, *names), (pcode,) if pcode else ())


def _read_dump(text: str, where: str) -> Iterator[Named | Issue]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _issue_or(partial(_dump_place, line.rstrip("\r").split("\t")), f"{where}:{number}")


def _dump_place(cells: list[str]) -> Named:
    if len(cells) != DUMP_COLUMNS:
        raise ValueError(f"{len(cells)} columns where a GeoNames dump has {DUMP_COLUMNS}, between tabs")
    number, name, plain, others = cells[0], _text(cells[1]), _text(cells[2]), cells[3]
    feature, code, country, admin1 = cells[6], cells[7], cells[8].upper(), cells[10]
    if not number.isdecimal() or not name:
        raise ValueError(f"number {number!r} and name {name!r}: both must be there, the number in digits")
    if country and country not in country_names():
        raise ValueError(f"country {country!r} is no ISO 3166 alpha-2 code")
    here, people = _point(cells[4], cells[5]), int(cells[14]) if cells[14].isdecimal() else 0
    kind = _dump_kind(feature, code, people)
    region = region_names().get(f"{country}.{admin1}", "")
    parents = _parents((region,), name if kind == "region" else "", country)
    radius = REGION_RADIUS_KM.get(code, radius_of(kind, people))
    entry = Entry(f"geonames:{number}", name, *here, kind, country, admin1, people, radius, parents)
    return Named(entry, tuple(filter(None, (name, plain))), tuple(filter(None, others.split(","))))


def _dump_kind(feature: str, code: str, people: int) -> str:
    if feature == "P":
        return "neighbourhood" if code == "PPLX" else kind_of_population(people)
    if feature == "A":
        return "country" if code.startswith("PCL") else "region"
    return "region" if code in ("RGN", "AREA") else "feature"


def _read_geojson(text: str, where: str, name_field: str | None) -> Iterator[Named | Issue]:
    try:
        collection = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise GazetteerError(f"{where} is not valid JSON ({error}): export it again") from error
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise GazetteerError(f"{where} has no list of features: give a GeoJSON FeatureCollection")
    fields = sorted({key for f in features if isinstance(f, dict) for key in f.get("properties") or ()})
    if name_field is None or name_field not in fields:
        raise GazetteerError(f"{where}: choose the field that holds the name, one of {', '.join(fields)}")
    for number, feature in enumerate(features, start=1):
        yield _issue_or(partial(_feature_place, feature, name_field), f"{where}: feature {number}")


def _feature_place(feature: object, name_field: str) -> Named:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(feature, dict) or not isinstance(properties, dict):
        raise ValueError("no properties: give a GeoJSON Feature")
    name = _text(properties.get(name_field))
    if not name:
        raise ValueError(f"{name_field} is empty: fill it, or remove the feature")
    latitude, longitude, extent = _place_of(feature.get("geometry"))
    kind = _text(properties.get("kind")).lower()
    if kind not in KINDS:
        kind = _kind_of_extent(extent)
    stem = _stem(name_field)
    pcode = _pcode(properties, stem)
    parents, country = _levels(properties, name_field)
    names = [_text(properties[key]) for key in sorted(properties) if _is_other_name(key, stem)]
    radius = extent or radius_of(kind)
    entry = Entry(
        _entry_id(pcode, name, (latitude, longitude)),
        name,
        latitude,
        longitude,
        kind,
        country,
        "",
        0,
        radius,
        _parents(parents, name if _level(name_field) is not None else "", country),
    )
    return Named(entry, tuple(dict.fromkeys(filter(None, (name, *names)))), (pcode,) if pcode else ())


def _kind_of_extent(extent: float) -> str:
    if not extent:
        return "feature"
    return "neighbourhood" if extent <= NEIGHBOURHOOD_KM else "region"


def _place_of(geometry: object) -> tuple[float, float, float]:
    """Return a point inside a geometry, and the kilometres from it that hold the geometry (0 for a point)."""
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    try:
        outline: Any = shape(cast(Any, geometry))
        inside = outline.representative_point()
        longitude, latitude = inside.x, inside.y
        left, low, right, high = outline.bounds
    except (ShapelyError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"the geometry cannot be read ({error}): give a point or a polygon") from error
    here = _point(latitude, longitude)
    _point(low, left)
    _point(high, right)
    corners = outline.convex_hull
    edge = getattr(corners, "exterior", corners).coords
    reach = max(distance_km(here, (y, x)) for x, y, *_ in edge)
    return round(here[0], 6), round(here[1], 6), round(max(reach, 0.1), 2) if outline.area else 0.0


_LANGUAGE = re.compile(r"[_:\- .]?(?<=[_:\- .])([A-Za-z]{2,3}|ref|alt|local)(?=$|[_:\- .])", re.IGNORECASE)
_NAME_STEM = re.compile(r"(?:alt|other|official|local|int|short|old)?[_: ]?name?s?\d*", re.IGNORECASE)
_COUNTRY = re.compile(r"adm0_?pcode|iso.*|country", re.IGNORECASE)
_LEVEL = re.compile(r"adm(?:in)?_?(\d)", re.IGNORECASE)


def _stem(key: str) -> str:
    """Return a property's name without its language: `ADM4_AR` and `ADM4_EN` have one stem."""
    return _LANGUAGE.sub("", key).lower()


def _is_other_name(key: str, stem: str) -> bool:
    if "pcode" in key.lower():
        return False
    other = _stem(key)
    return other == stem or (bool(_NAME_STEM.fullmatch(stem)) and bool(_NAME_STEM.fullmatch(other)))


def _pcode(properties: Mapping[str, Any], stem: str) -> str:
    """Return the code of the place itself: `<stem>_PCODE`, or plain `PCODE`; others are of other areas."""
    wanted = {f"{stem}_pcode", f"{stem}pcode"} if _LEVEL.match(stem) else {"pcode"}
    return next((_text(properties[key]) for key in sorted(properties) if key.lower() in wanted), "")


def _level(key: str) -> int | None:
    match = _LEVEL.match(key)
    return int(match[1]) if match else None


def _levels(properties: Mapping[str, Any], name_field: str) -> tuple[list[str], str]:
    """Return the administrative areas a feature lies in, the nearest first, and its country's code."""
    own = _level(name_field)
    ending = _ending(name_field)
    areas = {
        level: _text(properties[key])
        for key in sorted(properties)
        if (level := _level(key)) is not None and "pcode" not in key.lower() and _ending(key) == ending
    }
    codes = [_text(properties[key]) for key in sorted(properties) if _COUNTRY.fullmatch(key)]
    country = next(filter(None, map(country_code, [*codes, areas.get(0, "")])), "")
    above = [name for level, name in sorted(areas.items(), reverse=True) if own is None or level < own]
    return above, country


def _ending(key: str) -> str:
    """Return what stands after a property's level or name, such as `_EN`, which tells the language."""
    return _LEVEL.sub("", re.sub(r"(?i)^name?s?", "", key)).lower().replace("name", "")
