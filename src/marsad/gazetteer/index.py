"""The place index: one SQLite file of places, their names and their skeletons."""

import json
import math
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from marsad.gazetteer.entry import Entry
from marsad.gazetteer.names import fold, skeleton, without_articles

__all__ = ["COLUMNS", "TABLES", "VERSION", "Named", "entry_row", "name_rows", "row_entry", "write_index"]

VERSION = 1
COLUMNS = "code, name, latitude, longitude, kind, country, admin1, population, radius_km, parents"
TABLES = f"""
CREATE TABLE place (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, latitude REAL NOT NULL,
    longitude REAL NOT NULL, kind TEXT NOT NULL, country TEXT NOT NULL, admin1 TEXT NOT NULL,
    population INTEGER NOT NULL, radius_km REAL NOT NULL, parents TEXT NOT NULL);
CREATE TABLE name (
    key TEXT NOT NULL, place INTEGER NOT NULL, weight INTEGER NOT NULL, article INTEGER NOT NULL,
    PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE skeleton (
    key TEXT NOT NULL, place INTEGER NOT NULL, weight INTEGER NOT NULL, sure INTEGER NOT NULL,
    PRIMARY KEY (key, place)) WITHOUT ROWID;
PRAGMA user_version = {VERSION};
"""
"""`weight` orders the places of one name, the likeliest first; `article` tells that the name lost an article;
`sure` that look-up, and not search alone, may take the place by this skeleton."""

WEIGHT_OF_KIND = {"country": 40, "region": -15}
"""In tenths of a power of ten of people: a country comes before any city, a region after its city."""
OTHER_NAME = -20
"""A place of another name counts as if it had a hundredth of its people: "Berea" is not Aleppo first."""


@dataclass(frozen=True, slots=True)
class Named:
    """A place with all its names: `main` those it goes by, `other` those it is known by as well.

    `sure` tells that its names are transliterations: all of them get a skeleton, and look-up may use it. Of
    other places only the main names do, for search.
    """

    entry: Entry
    main: tuple[str, ...]
    other: tuple[str, ...] = ()
    sure: bool = True


def _weight(entry: Entry) -> int:
    return round(10 * math.log10(max(entry.population, 0) + 1)) + WEIGHT_OF_KIND.get(entry.kind, 0)


def name_rows(
    place: int, named: Named
) -> tuple[list[tuple[str, int, int, int]], list[tuple[str, int, int, int]]]:
    """Return one place's rows of the name and of the skeleton table, each key once, with its best weight."""
    weight = _weight(named.entry)
    names: dict[str, tuple[str, int, int, int]] = {}
    skeletons: dict[str, tuple[str, int, int, int]] = {}
    for text, value in [*((n, weight) for n in named.main), *((n, weight + OTHER_NAME) for n in named.other)]:
        folded = fold(text)
        key = without_articles(folded)
        if not key or key in names:
            continue
        names[key] = (key, place, value, int(key != folded))
        if (named.sure or text in named.main) and _is_spelt(key) and (bones := skeleton(key)):
            skeletons.setdefault(bones, (bones, place, value, int(named.sure)))
    return list(names.values()), list(skeletons.values())


def _is_spelt(key: str) -> bool:
    """Tell whether a name is written in letters whose transliteration varies: Latin, Cyrillic, Arabic."""
    return key.isascii() or all(letter < "\u0780" for letter in key)


def entry_row(entry: Entry) -> tuple[str | float | int, ...]:
    """Return an entry as a row of COLUMNS."""
    return (
        entry.id,
        entry.name,
        entry.latitude,
        entry.longitude,
        entry.kind,
        entry.country,
        entry.admin1,
        entry.population,
        entry.radius_km,
        json.dumps(entry.parents, ensure_ascii=False),
    )


def row_entry(row: Sequence[Any]) -> Entry:
    """Return the entry of a row of COLUMNS."""
    code, name, latitude, longitude, kind, country, admin1, population, radius, parents = row
    above = tuple(json.loads(parents))
    return Entry(code, name, latitude, longitude, kind, country, admin1, population, radius, above)


def write_index(connection: sqlite3.Connection, places: Iterable[Named]) -> int:
    """Fill a new index with places, in their order, and return how many; equal places give equal bytes."""
    connection.executescript(TABLES)
    names: list[tuple[str, int, int, int]] = []
    skeletons: list[tuple[str, int, int, int]] = []
    count = 0
    slots = ", ".join("?" * 11)
    for count, named in enumerate(places, start=1):
        connection.execute(
            f"INSERT INTO place (id, {COLUMNS}) VALUES ({slots})", (count, *entry_row(named.entry))
        )
        of_name, of_skeleton = name_rows(count, named)
        names += of_name
        skeletons += of_skeleton
    # in the order of the keys, so that the tree is written once, dense, from left to right
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", sorted(names))
    connection.executemany("INSERT INTO skeleton VALUES (?, ?, ?, ?)", sorted(skeletons))
    connection.commit()
    return count
