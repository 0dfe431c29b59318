"""What a record itself adds up for a place and a time, to stand beside the figures of sources."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from marsad.codebook import load_codebook
from marsad.model import Grade, Incident, Sum
from marsad.watch.counted import COUNTING_GRADES

__all__ = ["Addend", "Extent", "OwnSum", "Part", "add_up", "addend_of"]


@dataclass(frozen=True, slots=True)
class Addend:
    """Incidents that begin on one day and are of one grade and phase: all of them give a number, or none does.

    `day` is None for those of which no day is told.
    """

    day: date | None
    grade: Grade
    phase: str
    is_roundup: bool
    people: Sum
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Incidents that are left out, with the sums of people in those of them that give a number; None: none does."""

    key: str
    label: str
    low: int | None
    best: int | None
    high: int | None
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extent:
    """On how many days an incident begins, from the first to the last of them, with one incident of each day."""

    first: date
    last: date
    days: int
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnSum:
    """The people in the incidents of a record that count, are in a place and begin in a time.

    `incidents` are those that give a number. All bounds are None where none does, `high` also where one of them is
    "at least". `untold` count and give no number. `left_out` are incidents that do not count, by reason. `extent` is
    None where the record has no incident of that place and time.
    """

    since: date | None
    until: date | None
    low: int | None
    best: int | None
    high: int | None
    incidents: tuple[str, ...]
    untold: tuple[str, ...]
    left_out: tuple[Part, ...]
    extent: Extent | None


LEFT_OUT: Mapping[str, str] = {
    "weak": "weak",
    "contested": "contested",
    "discounted": "discounted",
    "round-up": "round-ups of incidents counted one by one, or not well enough founded",
    "not happened": "planned, demanded, threatened or only proposed",
    "undated": "of which no day is told",
}


def addend_of(incident: Incident, kind: str, group: str = "") -> Addend:
    """Return one incident as it is added up for one kind of harm and group."""
    toll = next((one for one in incident.tolls if (one.kind, one.group) == (kind, group)), None)
    people = Sum(0, 0, 0, 0, 0)
    if toll:
        people = Sum(1, toll.low, toll.best, toll.high or 0, int(toll.high is not None))
    day = incident.time.start if incident.time else None
    return Addend(day, incident.grade, incident.phase, incident.is_roundup, people, (incident.id,))


def add_up(
    addends: Iterable[Addend],
    *,
    since: date | None,
    until: date | None,
    doubles: frozenset[str] = frozenset(),
) -> OwnSum:
    """Return the sum of the addends of one place over incidents that begin on some days, both included.

    A well-founded round-up is an addend of its own; `doubles` are the ids of those that do not count because
    what they sum up is counted incident by incident. The sums over two times that follow each other make that over
    both.
    """
    parts: dict[str, list[Addend]] = defaultdict(list)
    by_day: dict[date, str] = {}
    for one in addends:
        day = one.day
        if day is not None:
            if (since and day < since) or (until and day > until):
                continue
            by_day.setdefault(day, one.incidents[0])
        parts[_part(one, doubles)].append(one)
    counted = parts.pop("", [])
    whole = _sums("", "", counted)
    return OwnSum(
        since=since,
        until=until,
        low=whole.low,
        best=whole.best,
        high=whole.high,
        incidents=_ids(one for one in counted if one.people.told),
        untold=_ids(one for one in counted if not one.people.told),
        left_out=tuple(_sums(key, label, parts[key]) for key, label in LEFT_OUT.items() if key in parts),
        extent=_extent(by_day),
    )


def _part(one: Addend, doubles: frozenset[str]) -> str:
    """Return why incidents do not count, "" where they do."""
    if not load_codebook().phases[one.phase].occurred:
        return "not happened"
    if one.grade == "discounted":
        return "discounted"
    if one.is_roundup and (one.grade not in COUNTING_GRADES or not doubles.isdisjoint(one.incidents)):
        return "round-up"
    if one.grade not in COUNTING_GRADES:
        return one.grade
    return "" if one.day is not None else "undated"


def _ids(addends: Iterable[Addend]) -> tuple[str, ...]:
    return tuple(sorted(id for one in addends for id in one.incidents))


def _sums(key: str, label: str, addends: Sequence[Addend]) -> Part:
    told, bounded = (sum(getattr(one.people, name) for one in addends) for name in ("told", "bounded"))
    low, best, high = (sum(getattr(one.people, name) for one in addends) for name in ("low", "best", "high"))
    return Part(
        key=key,
        label=label,
        low=low if told else None,
        best=best if told else None,
        high=high if told and bounded == told else None,
        incidents=_ids(addends),
    )


def _extent(by_day: Mapping[date, str]) -> Extent | None:
    if not by_day:
        return None
    days = sorted(by_day)
    return Extent(days[0], days[-1], len(days), tuple(by_day[day] for day in days))
