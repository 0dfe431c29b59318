"""The response of a record: what responders report for the incidents that a question finds."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from marsad.codebook import load_codebook
from marsad.model import shifted
from marsad.ops.collector import without_collector
from marsad.ops.statements import find_happenings
from marsad.store import IncidentQuery, Outline, View
from marsad.store.query import distance_km
from marsad.watch.response.response import RESPONDING, Response, find_responses
from marsad.watch.response.ties import REACH_DAYS

__all__ = ["MOST", "Responses", "find_response", "response_to"]

MOST = 1_000
"""How many incidents one answer looks at: reading one with its claims takes some 0.5 ms."""
MOST_AROUND = 20_000
"""How many incidents round them are looked at, by their columns only."""
REACH_KM = 25.0
"""How far from an incident's point responders' places may lie, with all radii and claims elsewhere in the town."""
NEAR_KM = 12.0
"""How far two incidents' points may lie apart where one statement may be about either."""
WHOLE_KM = 3_000.0
"""From here on a circle round the incidents leaves nothing out that matters, and costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Responses:
    """The responses to incidents, open ones first and oldest first, and the incidents with none reported.

    `notes` say what was left out and how the answer is to be read.
    """

    responses: tuple[Response, ...]
    unreported: tuple[Response, ...]
    notes: tuple[str, ...]


@without_collector()
def find_response(view: View, query: IncidentQuery, *, open_only: bool = False) -> Responses:
    """Return what responders report for the incidents that a query finds, whatever its types and limit.

    With `open_only` those that somebody reports as contained or closed are left out. Raises StoreError for a
    query that makes no sense.
    """
    asked, notes = _asked(view, query)
    found = _answer(view, asked, notes)
    told = [one for one in found if one.status != "no response reported"]
    silent = [one for one in found if one.status == "no response reported"]
    if open_only:
        told = [one for one in told if one.status == "open"]
    return Responses(tuple(told), tuple(silent), (*notes, *_reading(told, silent)))


def response_to(view: View, incident_id: str) -> Response | None:
    """Return the response to one incident by its whole id, None where it needs none and nobody tells of one."""
    incident = view.incident(incident_id)
    if incident is None:
        return None
    time, place = incident.time, incident.place
    point = (place.latitude, place.longitude) if place else None
    start, end = (time.start, time.end) if time else (None, None)
    outline = Outline(incident.id, incident.type, incident.phase, start, end, point)
    return next(iter(_answer(view, [outline], [])), None)


@cache
def _subjects() -> tuple[str, ...]:
    """Return the types of incidents that may need responders."""
    return tuple(id for id, type in load_codebook().types.items() if type.violent or id == "fire")


@cache
def _crews() -> tuple[str, ...]:
    """Return the types of incidents that tell of responders alone."""
    return tuple(type for type in RESPONDING if type not in _subjects())


def _asked(view: View, query: IncidentQuery) -> tuple[list[Outline], list[str]]:
    """Return what a query finds, the newest where that is more than one answer looks at."""
    wanted = replace(query, type=(*_subjects(), "rescue"), sort="newest", limit=MOST + 1)
    found = list(view.outlines(wanted, by_day=True))
    if len(found) <= MOST:
        return found, []
    found = found[:MOST]
    oldest = next((one.start for one in reversed(found) if one.start), None)
    note = (
        "the question finds more incidents than one answer looks at: only the newest were, "
        f"from {oldest} on; ask for a place or for fewer days"
    )
    return found, [note]


def _answer(view: View, asked: Sequence[Outline], notes: list[str]) -> tuple[Response, ...]:
    """Return the responses to some incidents, held against all others that a statement may be about."""
    if not asked:
        return ()
    own_crews = {one.id: one for one in asked if one.type in _crews()}
    own_subjects = {one.id: one for one in asked if one.type in _subjects()}
    near, _ = _meeting(_around(view, asked, _crews(), notes), own_subjects.values())
    crews = own_crews | {one.id: one for one in near}
    unplaced = view.told_beside(own_subjects, _crews(), unplaced=True)
    unplaced |= {id for id, one in own_crews.items() if one.point is None}
    rivals = view.told_beside(unplaced, _subjects())
    if crews:
        _, met = _meeting(crews.values(), _around(view, [*asked, *crews.values()], _subjects(), notes))
        rivals |= {one.id for one in met}
    return find_responses(
        tuple(find_happenings(view, view.incidents_of(own_subjects.keys() | rivals))),
        tuple(find_happenings(view, view.incidents_of(crews.keys() | unplaced))),
        asked={one.id for one in asked},
    )


def _around(
    view: View, those: Collection[Outline], types: tuple[str, ...], notes: list[str]
) -> tuple[Outline, ...]:
    """Return what happened round some incidents while responders may have been at work on them, and undated."""
    starts = [one.start for one in those if one.start]
    ends = [one.end for one in those if one.end]
    near = _circle([one.point for one in those if one.point])
    query = IncidentQuery(type=types, near=near, limit=MOST_AROUND)
    found = list(view.outlines(replace(query, undated=True)))
    if starts and ends:
        days = (shifted(min(starts), -REACH_DAYS), shifted(max(ends), REACH_DAYS))
        dated = replace(query, since=days[0], until=days[1])
        found += view.outlines(dated, by_day=types == _subjects())
    if len(found) >= MOST_AROUND:
        notes.append("so much happened round these incidents that only the newest of it was looked at")
    return tuple(found)


def _circle(points: Sequence[tuple[float, float]]) -> tuple[float, float, float] | None:
    """Return a circle that holds all points and what lies near them, None where it would hold too much."""
    if not points:
        return None
    north, east = zip(*points, strict=True)
    middle = (min(north) + max(north)) / 2, (min(east) + max(east)) / 2
    radius = max(distance_km(middle, point) for point in points) + REACH_KM
    return (*middle, radius) if radius < WHOLE_KM else None


def _meeting(
    crews: Iterable[Outline], subjects: Iterable[Outline]
) -> tuple[tuple[Outline, ...], tuple[Outline, ...]]:
    """Return the crews and the incidents that lie near each other in place and days."""
    cells: dict[tuple[int, int], list[Outline]] = {}
    for crew in crews:
        if crew.point:
            cells.setdefault(_cell(crew.point), []).append(crew)
    met: dict[str, Outline] = {}
    needing = []
    for subject in subjects:
        found = [crew for crew in _in_cells(cells, subject.point) if _may_be_of(crew, subject)]
        met |= {crew.id: crew for crew in found}
        needing += [subject] if found else []
    return tuple(met.values()), tuple(needing)


def _in_cells(
    cells: dict[tuple[int, int], list[Outline]], point: tuple[float, float] | None
) -> Iterator[Outline]:
    if point is None:
        return
    north, east = _cell(point)
    for rise in (-1, 0, 1):
        for run in (-1, 0, 1):
            yield from cells.get((north + rise, east + run), ())


def _cell(point: tuple[float, float]) -> tuple[int, int]:
    """Return a square of half a degree; two points within NEAR_KM are in neighbouring ones up to 75° north."""
    return int(point[0] * 2 // 1), int(point[1] * 2 // 1)


def _may_be_of(crew: Outline, other: Outline) -> bool:
    if not (crew.point and other.point):
        return False
    if crew.end and other.start and crew.end < other.start:
        return False
    if crew.start and other.end and (crew.start - other.end).days > REACH_DAYS:
        return False
    return distance_km(crew.point, other.point) <= NEAR_KM


def _reading(told: Sequence[Response], silent: Sequence[Response]) -> Iterator[str]:
    if any(one.rivals for response in told for one in response.ties):
        yield "some claims of responders fit several incidents and stand under each: their people are not added"
    if silent:
        yield "no response reported does not mean that nobody came: no report of the record tells of it"
