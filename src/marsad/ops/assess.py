"""A risk sheet: the route that is asked for, what a record holds of it, and the facts of both."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice
from pathlib import Path

from marsad.errors import RouteError
from marsad.gazetteer import Entry, Gazetteer
from marsad.link.filing import read_filing
from marsad.model import Incident, Viewer, shifted
from marsad.ops.places import entries_named
from marsad.ops.statements import find_happenings, statements_of
from marsad.store import IncidentQuery, Store, View
from marsad.watch.risk.control import CONTROL_TYPES
from marsad.watch.risk.corridor import Found, assess, is_beside, is_by
from marsad.watch.risk.pace import EARLIER
from marsad.watch.risk.route import Circle, Route
from marsad.watch.risk.routefile import read_route
from marsad.watch.risk.sheet import Asked, Sheet
from marsad.watch.risk.stretches import STRETCH_KM, Corridor, corridor_of
from marsad.watch.statements import Happening, Statement

__all__ = ["Question", "find_sheet", "route_of", "route_through"]

MOST_DAYS = 3660
WIDEST_KM = 50.0
"""The widest radius of a place that is neither a region nor a country; those are asked for by themselves."""
REACH_DAYS = 92
"""How long before the days a time may begin that reaches into them: what is told of longer tells nothing of them."""
CONTROLS = 400
"""Incidents of ground that changed hands, the newest, whose claims are read."""
UNDATED = 2000
"""Incidents of no day by the route that are looked at."""
BATCH = 200


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a record: a route, up to which day (None: the newest report's), how many days, how wide."""

    route: Route
    days: int = 7
    within_km: float = 10.0
    until: date | None = None
    stretch_km: float = STRETCH_KM


def route_of(given: Sequence[str], gazetteer: Gazetteer | None) -> Route:
    """Return the route in a GeoJSON file, or through places given by name or as "36.2,37.16"; one place is an area.

    "NAME, WHERE" says in which place a place lies. Raises RouteError for what is no route, and GazetteerError for a
    place that nobody knows.
    """
    words = [one.strip() for one in given if one.strip()]
    if not words:
        raise RouteError("no route is given; give a GeoJSON file or the names of places: --route FROM TO")
    if len(words) == 1 and is_file(words[0]):
        return _of_file(Path(words[0]))
    if mixed := next((one for one in words if is_file(one)), None):
        raise RouteError(f"{mixed} is a file among places; give one GeoJSON file alone, or places")
    if gazetteer is None:
        raise RouteError("places need place names; run `marsad gazetteer build`")
    return route_through(words, gazetteer)


def route_through(places: Sequence[str], gazetteer: Gazetteer) -> Route:
    """Return the route through places as `route_of` has it; no file is looked at, whatever a place is called."""
    words = [one.strip() for one in places if one.strip()]
    if not words:
        raise RouteError("no route is given; give the names of places")
    return _through([_chosen(one, gazetteer) for one in words])


def is_file(given: str) -> bool:
    """Tell whether a route is given as a file: by its ending, or because it is there."""
    if given.lower().endswith((".geojson", ".json")):
        return True
    try:
        return Path(given).is_file()
    except (OSError, ValueError):
        return False


def find_sheet(store: Store, viewer: Viewer, question: Question) -> Sheet:
    """Return the risk sheet of a route from what a record shows to a viewer.

    Raises RouteError for a route, a width or days that make no sense.
    """
    if not 1 <= question.days <= MOST_DAYS:
        raise RouteError(f"a sheet is of 1 to {MOST_DAYS} days, not {question.days}; give --days 7")
    corridor = corridor_of(question.route, within_km=question.within_km, stretch_km=question.stretch_km)
    with store.view(viewer) as view:
        oldest, newest = view.published()
        until = question.until or newest
        if until is None:
            raise RouteError(
                "the record has no report with a date to count back from; give --until YYYY-MM-DD"
            )
        asked = Asked(
            since=shifted(until, 1 - question.days),
            until=until,
            days=question.days,
            within_km=question.within_km,
            stretch_km=question.stretch_km,
            until_from="asked for" if question.until else "the day of the newest report in the record",
            record_from=oldest,
            viewer=str(viewer),
        )
        around = _Around(view, corridor, asked)
        placed = [*around.dated(), *around.wide()]
        asked = replace(asked, country=question.route.country or _country(placed, corridor))
        around = replace(around, asked=asked)
        found = Found(
            happenings=tuple(find_happenings(view, around.concerned(placed))) + tuple(around.undated()),
            earlier=tuple(around.earlier()),
            unplaced=tuple(around.unplaced()),
            control=tuple(around.control()),
            ceasefire=tuple(around.ceasefire()),
        )
        sheet = assess(corridor, asked, found)
        return replace(sheet, notes=(*sheet.notes, *around.doubts(sheet)))


@dataclass(frozen=True, slots=True)
class _Around:
    """What a record holds round a corridor, each asked for by what its tables are sorted by."""

    view: View
    corridor: Corridor
    asked: Asked

    def _near(self, wider_km: float = 0.0) -> tuple[float, float, float]:
        return *self.corridor.plane.middle, (
            self.corridor.reach_km + self.corridor.within_km
        ) * 1.01 + wider_km

    def dated(self) -> Iterator[Incident]:
        """Yield the incidents of the days round the route."""
        reach = self.asked.within_km + WIDEST_KM
        for query in self._of_days(IncidentQuery(near=self._near(WIDEST_KM))):
            yield from self._by_route(query, reach)

    def wide(self) -> Iterator[Incident]:
        """Yield the incidents of the days of which only a region or a country is told."""
        for query in self._of_days(IncidentQuery(area=True)):
            yield from self.view.incidents(query)

    def _of_days(self, query: IncidentQuery) -> Iterator[IncidentQuery]:
        """Yield the query for what begins in the days, and for what began before and reaches into them."""
        since = self.asked.since
        yield replace(query, begins=(since, self.asked.until))
        if (before := shifted(since, -1)) < since:
            yield replace(query, begins=(shifted(since, -REACH_DAYS), before), since=since)

    def _by_route(self, query: IncidentQuery, reach_km: float) -> Iterator[Incident]:
        """Yield the incidents of a query within some kilometres of the route; no others are decoded."""
        ids = [
            id
            for id, latitude, longitude in self.view.spots(query)
            if self.corridor.beside((latitude, longitude)).off_km <= reach_km
        ]
        return self.view.incidents_of(ids)

    def concerned(self, incidents: Iterable[Incident]) -> Iterator[Incident]:
        """Yield those that are on the route or may be, each once."""
        for one in {one.id: one for one in incidents}.values():
            if is_beside(one, self.corridor) or is_by(one, self.corridor, self.asked.country):
                yield one

    def undated(self) -> Iterator[Happening]:
        """Yield the happenings of no day by the route that a report of the days tells."""
        found = self.view.incidents(IncidentQuery(near=self._near(WIDEST_KM), undated=True, limit=UNDATED))
        for one in find_happenings(self.view, self.concerned(found)):
            if any(
                said.published and self.asked.since <= said.published <= self.asked.until
                for said in one.statements
            ):
                yield one

    def earlier(self) -> Iterator[Incident]:
        """Yield the incidents on the route in the periods before the days."""
        asked = self.asked
        first, last = shifted(asked.since, -asked.days * (EARLIER + 1)), shifted(asked.since, -1)
        if last < asked.since:
            query = IncidentQuery(near=self._near(), begins=(first, last))
            yield from self._by_route(query, asked.within_km)

    def unplaced(self) -> Iterator[Incident]:
        """Yield the incidents of the days that tell no place, in reports of the route's country or of none."""
        found = self.view.incidents(IncidentQuery(unplaced=True, begins=(self.asked.since, self.asked.until)))
        while some := tuple(islice(found, BATCH)):
            filed = self.view.filings(claims={one.claims[0] for one in some})
            land = {filing.claim: read_filing(filing.body).land for filing in filed}
            for one in some:
                told = land.get(one.claims[0], "")
                if not self.asked.country or told in ("", self.asked.country):
                    yield one

    def control(self) -> Iterator[Statement]:
        """Yield who says what of who holds the ground, up to the last day."""
        query = IncidentQuery(type=CONTROL_TYPES, near=self._near(WIDEST_KM), limit=CONTROLS)
        found = chain(
            self.view.incidents(replace(query, until=self.asked.until)),
            self.view.incidents(replace(query, undated=True)),
        )
        for one in find_happenings(self.view, self.concerned(found)):
            yield from (said for said in one.statements if said.claim.type in CONTROL_TYPES)

    def ceasefire(self) -> Iterator[Statement]:
        """Yield what reports of the days say of a ceasefire."""
        ids = [
            claim.id
            for claim in self.view.claims_published(("ceasefire",), self.asked.since, self.asked.until)
        ]
        yield from statements_of(self.view, ids).values()

    def doubts(self, sheet: Sheet) -> Iterator[str]:
        """Yield what makes it doubtful that the route is the one that was meant."""
        latitude, longitude, km = self._near()
        if sheet.on_route or self.corridor.route.names or not abs(longitude) <= 90:
            return
        mirrored = IncidentQuery(near=(longitude, latitude, km), limit=1)
        if any(self.view.incidents(mirrored)) and not any(
            self.view.incidents(replace(mirrored, near=(latitude, longitude, km)))
        ):
            yield (
                "The record holds nothing by this route, but it does where latitude and longitude are swapped: "
                "check that the file writes longitude first."
            )


def _country(incidents: Iterable[Incident], corridor: Corridor) -> str:
    """Return the country of most incidents on the route, or ""."""
    told = Counter(
        one.place.country for one in incidents if one.place and one.place.country and is_beside(one, corridor)
    )
    return min(told, key=lambda code: (-told[code], code), default="")


def _of_file(path: Path) -> Route:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RouteError(f"{path} cannot be read ({error.strerror}); give a GeoJSON file or places") from None
    except UnicodeDecodeError:
        raise RouteError(f"{path} is no text in UTF-8: export it again as GeoJSON") from None
    return read_route(text, str(path))


def _chosen(name: str, gazetteer: Gazetteer) -> tuple[Entry, int]:
    """Return the likeliest place of a name, and how many bear it."""
    found = entries_named(name, gazetteer)
    return found[0], len(found)


def _through(places: Sequence[tuple[Entry, int]]) -> Route:
    entries = [entry for entry, _ in places]
    points = [(entry.latitude, entry.longitude) for entry in entries]
    countries = {entry.country for entry in entries}
    names = tuple(_name(entry) for entry in entries)
    country = countries.pop() if len(countries) == 1 else ""
    notes = tuple(
        f"{number} places are called {entry.name}; taken is {_name(entry)}. Another is meant by “NAME, WHERE”."
        for entry, number in places
        if number > 1
    )
    if len(entries) == 1:
        (entry,) = entries
        circle = Circle(entry.name, points[0], entry.radius_km)
        return Route(circles=(circle,), names=names, country=country, notes=notes)
    if len(set(points)) < 2:
        raise RouteError(f"{entries[0].name} is one place; give another to go to, or it alone for the area")
    line = "The line runs straight from place to place: no road is known. A GeoJSON file gives one."
    return Route(lines=(tuple(points),), names=names, country=country, notes=(*notes, line))


def _name(entry: Entry) -> str:
    inside = ", ".join((entry.name, *entry.parents))
    return f"{inside} ({entry.kind}, {entry.id})" if entry.id else inside
