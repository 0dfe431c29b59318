"""What a record itself adds up for a place and a time, to stand beside the figures of sources."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Literal

from marsad.codebook import load_codebook
from marsad.model import Grade, HarmKind, Incident, Sum, Tally
from marsad.watch.counted import COUNTING_GRADES

__all__ = ["Addend", "Extent", "OwnSum", "Part", "add_up", "addend_from", "addend_of", "merge"]


@dataclass(frozen=True, slots=True)
class Addend:
    """Incidents that begin on one day and count for one reason, or do not: the people in them, and their ids.

    `day` is None where none is told. `part` is why they do not count, "" where they do. `told` give a number,
    `untold` give none.
    """

    day: date | None
    part: str
    people: Sum
    told: tuple[str, ...]
    untold: tuple[str, ...]


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


def addend_of(incident: Incident, kind: HarmKind, group: str = "", doubles: Collection[str] = ()) -> Addend:
    """Return one incident as it is added up for one kind of harm and group.

    `doubles` are the ids of the well-founded round-ups that do not count, because what they sum up is counted
    incident by incident.
    """
    toll = incident.toll_of(kind, group)
    people = _NOBODY
    if toll:
        people = Sum(1, toll.low, toll.best, toll.high or 0, int(toll.high is not None))
    day, ids = incident.time.start if incident.time else None, (incident.id,)
    is_double = incident.is_roundup and (incident.grade not in COUNTING_GRADES or incident.id in doubles)
    part = _part(incident.grade, incident.phase, is_double=is_double, is_dated=day is not None)
    return Addend(day, part, people, ids if toll else (), () if toll else ids)


def addend_from(tally: Tally, kind: Literal["killed", "injured"], doubles: Collection[str] = ()) -> Addend:
    """Return a tally of the store as it is added up; `doubles` as for `addend_of`."""
    people = tally.killed if kind == "killed" else tally.injured
    told = sorted(tally.ids(kind)) if people.told else []
    known = frozenset(told)
    untold = sorted(id for id in tally.ids() if id not in known) if people.told < tally.incidents else []
    is_double = tally.is_roundup and (
        tally.grade not in COUNTING_GRADES or not known.union(untold).isdisjoint(doubles)
    )
    part = _part(tally.grade, tally.phase, is_double=is_double, is_dated=tally.start is not None)
    return Addend(tally.start, part, people, tuple(told), tuple(untold))


def _part(grade: Grade, phase: str, *, is_double: bool, is_dated: bool) -> str:
    """Return why incidents do not count, "" where they do."""
    if not load_codebook().phases[phase].occurred:
        return "not happened"
    if grade == "discounted":
        return "discounted"
    if is_double:
        return "round-up"
    if grade not in COUNTING_GRADES:
        return grade
    return "" if is_dated else "undated"


def merge(addends: Iterable[Addend]) -> tuple[Addend, ...]:
    """Return addends of one day and part as one, by day, for sums over many times."""
    alike: dict[tuple[date | None, str], list[Addend]] = defaultdict(list)
    for one in addends:
        alike[one.day, one.part].append(one)
    merged = (
        those[0]
        if len(those) == 1
        else Addend(day, part, _sum(those), _ids(those, "told"), _ids(those, "untold"))
        for (day, part), those in alike.items()
    )
    return tuple(sorted(merged, key=lambda one: (one.day or date.min, one.part)))


def add_up(addends: Iterable[Addend], *, since: date | None, until: date | None) -> OwnSum:
    """Return the sum of the addends of one place over incidents that begin on some days, both included.

    The sums over two times that follow each other make that over both. Ids are in the order of the addends.
    """
    parts: dict[str, list[Addend]] = defaultdict(list)
    by_day: dict[date, str] = {}
    for one in addends:
        day = one.day
        if day is not None:
            if (since and day < since) or (until and day > until):
                continue
            by_day.setdefault(day, (one.told or one.untold)[0])
        parts[one.part].append(one)
    counted = parts.pop("", [])
    whole = _of("", "", counted)
    return OwnSum(
        since=since,
        until=until,
        low=whole.low,
        best=whole.best,
        high=whole.high,
        incidents=_ids(counted, "told"),
        untold=_ids(counted, "untold"),
        left_out=tuple(_of(key, label, parts[key]) for key, label in LEFT_OUT.items() if key in parts),
        extent=_extent(by_day),
    )


_NOBODY = Sum(0, 0, 0, 0, 0)


def _sum(addends: Iterable[Addend]) -> Sum:
    return Sum(*map(sum, zip(_NOBODY, *(one.people for one in addends), strict=True)))


def _ids(addends: Iterable[Addend], which: Literal["told", "untold"]) -> tuple[str, ...]:
    return tuple(chain.from_iterable(getattr(one, which) for one in addends))


def _of(key: str, label: str, addends: Sequence[Addend]) -> Part:
    people = _sum(addends)
    return Part(
        key=key,
        label=label,
        low=people.low if people.told else None,
        best=people.best if people.told else None,
        high=people.high if people.told and people.bounded == people.told else None,
        incidents=_ids(addends, "told") + _ids(addends, "untold"),
    )


def _extent(by_day: Mapping[date, str]) -> Extent | None:
    if not by_day:
        return None
    days = sorted(by_day)
    return Extent(days[0], days[-1], len(days), tuple(by_day[day] for day in days))
