"""The user's own places: an index that files are added to."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from marsad.errors import GazetteerError
from marsad.gazetteer.entry import Entry
from marsad.gazetteer.formats import read_places
from marsad.gazetteer.index import COLUMNS, TABLES, VERSION, Named, entry_row, name_rows
from marsad.model import Issue

__all__ = ["add_places"]

SLOTS = ", ".join("?" * len(COLUMNS.split(", ")))


def add_places(target: Path, file: Path, *, name_field: str | None = None) -> Iterator[Issue | Entry]:
    """Add the places of a file to the user's own place index, and yield each new or changed one.

    `file` is a CSV (header with name, latitude, longitude, and any of kind, parent, pcode, other names, the
    last separated by `|`), a GeoJSON whose property `name_field` is the name, or a GeoNames country dump. A
    row that holds no place is yielded as an Issue with its line or feature number, and the rest loads. All
    places are in when the last one was taken, and none if the caller stops before. What is there is not added
    again.
    Raises GazetteerError when the file cannot be read at all, or the index cannot be written.
    """
    read = read_places(file, name_field=name_field)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(target)) as connection:
            _prepare(connection, target)
            # one transaction: it is rolled back where the caller leaves early or the process dies
            connection.execute("BEGIN IMMEDIATE")
            for place in read:
                if isinstance(place, Issue):
                    yield place
                elif _add(connection, place):
                    yield place.entry
            connection.commit()
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(f"cannot write your places to {target}: {error}") from error


def _prepare(connection: sqlite3.Connection, target: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == 0:
        connection.executescript(
            f"BEGIN; {TABLES} CREATE INDEX name_place ON name (place);"
            " CREATE INDEX skeleton_place ON skeleton (place); COMMIT;"
        )
    elif version != VERSION:
        raise GazetteerError(
            f"{target} is of version {version}, not {VERSION}: remove it and add your files again"
        )


def _add(connection: sqlite3.Connection, named: Named) -> bool:
    """Write one place unless it is there as it is, and tell whether it was written."""
    row = entry_row(named.entry)
    query = f"SELECT id, {COLUMNS} FROM place WHERE code = ?"
    there = connection.execute(query, (named.entry.id,)).fetchone()
    if there is None:
        written = connection.execute(f"INSERT INTO place ({COLUMNS}) VALUES ({SLOTS})", row)
        place = int(written.lastrowid or 0)
    else:
        place = there[0]
        if there[1:] == row and _names(connection, place) == set(name_rows(place, named)[0]):
            return False
        connection.execute(f"UPDATE place SET ({COLUMNS}) = ({SLOTS}) WHERE id = ?", (*row, place))
        connection.execute("DELETE FROM name WHERE place = ?", (place,))
        connection.execute("DELETE FROM skeleton WHERE place = ?", (place,))
    names, skeletons = name_rows(place, named)
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", names)
    connection.executemany("INSERT INTO skeleton VALUES (?, ?, ?, ?)", skeletons)
    return True


def _names(connection: sqlite3.Connection, place: int) -> set[tuple[str, int, int, int]]:
    return set(connection.execute("SELECT key, place, weight, article FROM name WHERE place = ?", (place,)))
