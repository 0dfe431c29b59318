"""Open place indexes and look names up in them."""

import sqlite3
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from marsad.errors import GazetteerError
from marsad.gazetteer.entry import Entry
from marsad.gazetteer.index import COLUMNS, VERSION, row_entry
from marsad.gazetteer.names import fold, normalise, skeleton, without_articles

__all__ = ["Gazetteer", "open_gazetteer"]

MOST = 50
"""Places of one name that a look-up returns; more bear the commonest names, all of them small."""
ENOUGH_LETTERS = 6
"""Letters from which on a name is looked up by its skeleton: shorter ones meet too many others by chance."""
CACHED = 20_000
"""Names whose answers are kept."""
NO_SUCH_ARTICLE = 60
"""Weight lost where the name asked for and the place's name do not both have an article, or both none."""
PREFIX = 2
"""Letters of a skeleton that must be right when search allows for mistakes."""

_PLACE = ", ".join(f"p.{column}" for column in COLUMNS.split(", "))
_BY_NAME = (
    f"SELECT n.weight, n.article, {_PLACE} FROM name n CROSS JOIN place p ON p.id = n.place"
    f" WHERE n.key = ? ORDER BY n.weight DESC, p.id LIMIT {MOST}"
)
_BY_SKELETON = (
    f"SELECT s.weight, 0, {_PLACE} FROM skeleton s CROSS JOIN place p ON p.id = s.place"
    f" WHERE s.key = ? AND s.sure >= ? ORDER BY s.weight DESC, p.id LIMIT {MOST}"
)
_SKELETONS = "SELECT DISTINCT key FROM skeleton WHERE key >= ? AND key < ?"


class Gazetteer:
    """Place indexes opened for reading; places of an earlier file come before those of a later one."""

    def __init__(self, connections: Iterable[sqlite3.Connection]) -> None:
        self._connections = tuple(connections)
        self._cached: Callable[[str], tuple[Entry, ...]] = lru_cache(CACHED)(self._lookup)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Return the places of a name, the likeliest first, or () where there is none.

        Names are equal under `normalise`. A name of six letters or more that is nobody's is looked up by its
        skeleton as well, in the user's own places and in those of countries that write in Arabic letters.
        """
        return self._cached(name)

    def search(self, name: str, *, limit: int = 10) -> tuple[Entry, ...]:
        """Return places whose name is, is spelt like, or sounds like `name`, best first, at most `limit`.

        Names equal under `normalise` come first, those with the same article before the others, then names
        equal under `skeleton`; where there is neither, names whose skeleton begins alike and is one letter
        off (two in long names). Within each, an earlier file comes first, then more people.
        """
        bones = skeleton(name)
        found = [*self._by_name(name), *self._by_skeleton(bones, sure=0)]
        return _distinct(found or self._nearly(bones))[:limit]

    def close(self) -> None:
        """Close the files; nothing can be looked up afterwards."""
        for connection in self._connections:
            connection.close()

    def _lookup(self, name: str) -> tuple[Entry, ...]:
        found = self._by_name(name)
        if not found and len(normalise(name)) >= ENOUGH_LETTERS:
            found = self._by_skeleton(skeleton(name), sure=1)
        return _distinct(found)

    def _by_name(self, name: str) -> list[Entry]:
        folded = fold(name)
        key = without_articles(folded)
        has_article = key != folded
        found: list[Entry] = []
        for connection in self._connections:
            rows = connection.execute(_BY_NAME, (key,)).fetchall()
            if len(rows) > 1:
                rows.sort(key=lambda row: -row[0] + NO_SUCH_ARTICLE * (bool(row[1]) != has_article))
            found += [row_entry(row[2:]) for row in rows]
        return found

    def _by_skeleton(self, key: str, *, sure: int) -> list[Entry]:
        if not key:
            return []
        rows = (connection.execute(_BY_SKELETON, (key, sure)).fetchall() for connection in self._connections)
        return [row_entry(row[2:]) for of_file in rows for row in of_file]

    def _nearly(self, bones: str) -> list[Entry]:
        """Return the places whose skeleton begins like this one and differs in a letter or two."""
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        if len(bones) <= PREFIX:
            return []
        allowed = 1 if len(bones) < 8 else 2
        first = bones[:PREFIX]
        after = first[:-1] + chr(ord(first[-1]) + 1)
        keys = {
            row[0]
            for connection in self._connections
            for row in connection.execute(_SKELETONS, (first, after))
        }
        near = process.extract(
            bones, sorted(keys), scorer=Levenshtein.distance, score_cutoff=allowed, limit=MOST
        )
        found = [(away, entry) for key, away, _ in near for entry in self._by_skeleton(key, sure=0)]
        return [
            entry for _, entry in sorted(found, key=lambda item: (item[0], -item[1].population, item[1].id))
        ]


def _distinct(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.id, entry)
    return tuple(first.values())


def open_gazetteer(*files: Path) -> Gazetteer:
    """Open place indexes for reading, the one whose places come first first.

    Raises GazetteerError when a file is missing, is no place index, or is one of another version.
    """
    connections = []
    for file in files:
        if not file.is_file():
            raise GazetteerError(f"no place index at {file}: build it with `marsad gazetteer build`")
        connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        connections.append(connection)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise GazetteerError(
                f"{file} is no place index ({error}): delete it and build it again"
            ) from error
        if version != VERSION:
            raise GazetteerError(
                f"{file} is a place index of version {version}, not {VERSION}: build it again"
            )
    return Gazetteer(connections)
