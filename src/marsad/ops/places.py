"""Place names for reading: the world's, compiled once into a cache, and the user's own."""

from collections.abc import Iterator
from pathlib import Path

from marsad.errors import GazetteerError
from marsad.gazetteer import Entry, Gazetteer, build_geonames, normalise
from marsad.gazetteer.entry import radius_of
from marsad.gazetteer.geonames import EDITION
from marsad.gazetteer.index import VERSION
from marsad.model import Place
from marsad.ops.collector import without_collector
from marsad.ops.progress import Progress, silent

__all__ = ["ensure_index", "entries_named", "index_file", "place_files", "place_named", "point_of"]

SHOWN = 6
"""Places of one name that an error lists."""


def index_file(cache: Path) -> Path:
    """Return where the compiled index of the world's places belongs in a cache folder."""
    return cache / f"geonames-{VERSION}.{EDITION}.sqlite"


def ensure_index(cache: Path, *, again: bool = False, progress: Progress = silent) -> Path:
    """Return the compiled index of the world's places; compile it where it is not there, or `again`."""
    index = index_file(cache)
    if again or not index.is_file():
        with without_collector():
            build_geonames(index, progress=lambda done, total: progress("compiling place names", done, total))
    return index


def place_files(own: Path, cache: Path, *, progress: Progress = silent) -> tuple[Path, ...]:
    """Return the place indexes, the user's own first; the world's is compiled where it is missing."""
    return tuple(_existing(own, ensure_index(cache, progress=progress)))


def point_of(place: str, gazetteer: Gazetteer) -> tuple[float, float]:
    """Return latitude and longitude of a place given by name or as "36.2,37.16".

    Raises GazetteerError for a name that is nobody's.
    """
    entry = _read_point(place) or _best(place, gazetteer)
    if entry is None:
        raise GazetteerError(
            f"no place is called {place!r}; try `marsad gazetteer search`, or give LATITUDE,LONGITUDE"
        )
    return entry


def place_named(name: str, gazetteer: Gazetteer) -> Place:
    """Return the one place that a name means; "NAME, WHERE" says in which place it lies, its kind or its id.

    Raises GazetteerError for a name that is nobody's, and for one that several places bear.
    """
    bare, _, where = name.partition(",")
    named = gazetteer.lookup(bare.strip())
    found = [entry for entry in named if not where.strip() or _lies(entry, where.strip())]
    if not found:
        raise GazetteerError(
            f"no place is called {name!r}; try `marsad gazetteer search`, or give LATITUDE,LONGITUDE,RADIUS_KM,NAME"
        )
    if len(found) > 1:
        choices = "; ".join(
            f"{entry.name}, {entry.id} ({', '.join((entry.kind, *entry.parents))})" for entry in found[:SHOWN]
        )
        raise GazetteerError(f"{len(found)} places are called {name!r}; give one of: {choices}")
    (entry,) = found
    return Place(
        name=entry.name,
        latitude=entry.latitude,
        longitude=entry.longitude,
        radius_km=entry.radius_km,
        country=entry.country,
        gazetteer_id=entry.id,
        kind=entry.kind,
        parents=entry.parents,
    )


def entries_named(name: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Return the places that a name or "36.2,37.16" may mean, the likeliest first; "NAME, WHERE" as in `place_named`.

    Raises GazetteerError for a name that is nobody's, and for a point that lies nowhere on earth.
    """
    if point := _read_point(name):
        latitude, longitude = point
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise GazetteerError(f"{name!r} lies nowhere on earth; give LATITUDE,LONGITUDE in degrees")
        bare = f"{latitude:g}, {longitude:g}"
        return (Entry("", bare, latitude, longitude, "feature", "", "", 0, radius_of("feature"), ()),)
    bare, _, where = name.partition(",")
    named = gazetteer.lookup(bare.strip())
    found = tuple(entry for entry in named if not where.strip() or _lies(entry, where.strip()))
    if not found:
        raise GazetteerError(
            f"no place is called {name!r}; try `marsad gazetteer search`, add it with `marsad gazetteer add`, "
            "or give LATITUDE,LONGITUDE"
        )
    return found


def _lies(entry: Entry, where: str) -> bool:
    return normalise(where) in map(normalise, (*entry.parents, entry.country, entry.kind, entry.id))


def _existing(*files: Path) -> Iterator[Path]:
    yield from (file for file in files if file.is_file())


def _read_point(place: str) -> tuple[float, float] | None:
    latitude, comma, longitude = place.partition(",")
    try:
        return (float(latitude), float(longitude)) if comma else None
    except ValueError:
        return None


def _best(place: str, gazetteer: Gazetteer) -> tuple[float, float] | None:
    found: tuple[Entry, ...] = gazetteer.search(place, limit=1)
    return (found[0].latitude, found[0].longitude) if found else None
