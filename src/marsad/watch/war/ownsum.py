"""What a record itself adds up for a place and a time, to stand beside the figures of sources."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, chain
from operator import add

from marsad.codebook import load_codebook
from marsad.model import Grade, HarmKind, HarmTally, Incident, Sum
from marsad.watch.counted import COUNTING_GRADES

__all__ = ["Addend", "Extent", "OwnSum", "Part", "add_up", "addend_from", "addend_of", "pile"]


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
    people = Sum(0, 0, 0, 0, 0)
    if toll:
        people = Sum(1, toll.low, toll.best, toll.high or 0, int(toll.high is not None))
    day, ids = incident.time.start if incident.time else None, (incident.id,)
    is_double = incident.is_roundup and (incident.grade not in COUNTING_GRADES or incident.id in doubles)
    part = _part(incident.grade, incident.phase, is_double=is_double, is_dated=day is not None)
    return Addend(day, part, people, ids if toll else (), () if toll else ids)


def addend_from(tally: HarmTally, doubles: Collection[str] = ()) -> Addend:
    """Return a tally of the store as it is added up; `doubles` as for `addend_of`."""
    is_double = tally.is_roundup and (
        tally.grade not in COUNTING_GRADES or any(id in doubles for id in (*tally.told, *tally.untold))
    )
    part = _part(tally.grade, tally.phase, is_double=is_double, is_dated=tally.start is not None)
    return Addend(tally.start, part, tally.people, tally.told, tally.untold)


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


@dataclass(frozen=True, slots=True)
class _Stack:
    """Addends of one part by day, with what the first so many of them add up to, so that any time is a difference.

    `people` has these sums for each number of a `Sum`.
    """

    days: tuple[date, ...]
    people: tuple[tuple[int, ...], ...]
    told: tuple[str, ...]
    untold: tuple[str, ...]
    told_ends: tuple[int, ...]
    untold_ends: tuple[int, ...]

    def between(self, since: date | None, until: date | None) -> tuple[Sum, tuple[str, ...], tuple[str, ...]]:
        """Return the people on some days, and the ids of the incidents that give a number and that do not."""
        first, last = _cut(self.days, since, until)
        people = Sum(*(sums[last] - sums[first] for sums in self.people))
        told = self.told[self.told_ends[first] : self.told_ends[last]]
        return people, told, self.untold[self.untold_ends[first] : self.untold_ends[last]]


@dataclass(frozen=True, slots=True)
class Pile:
    """Addends made ready for the sums over many times: by part, those of no day apart, and the days that have any."""

    dated: Mapping[str, _Stack]
    undated: Mapping[str, _Stack]
    days: tuple[date, ...]
    day_ids: tuple[str, ...]


def pile(addends: Iterable[Addend]) -> Pile:
    """Return addends of one place as a pile."""
    ordered = sorted(addends, key=lambda one: one.day or date.min)
    dated: dict[str, list[Addend]] = defaultdict(list)
    undated: dict[str, list[Addend]] = defaultdict(list)
    first: dict[date, str] = {}
    for one in ordered:
        (undated if one.day is None else dated)[one.part].append(one)
        if one.day is not None:
            first.setdefault(one.day, (one.told or one.untold)[0])
    return Pile(
        dated={part: _stack(those) for part, those in dated.items()},
        undated={part: _stack(those) for part, those in undated.items()},
        days=tuple(first),
        day_ids=tuple(first.values()),
    )


def _stack(addends: Sequence[Addend]) -> _Stack:
    return _Stack(
        days=tuple(one.day or date.min for one in addends),
        people=tuple(
            tuple(accumulate(numbers, initial=0))
            for numbers in zip(*(one.people for one in addends), strict=True)
        ),
        told=tuple(chain.from_iterable(one.told for one in addends)),
        untold=tuple(chain.from_iterable(one.untold for one in addends)),
        told_ends=tuple(accumulate((len(one.told) for one in addends), initial=0)),
        untold_ends=tuple(accumulate((len(one.untold) for one in addends), initial=0)),
    )


def _both(one: Sum, other: Sum) -> Sum:
    return Sum(*map(add, one, other))


def _cut(days: Sequence[date], since: date | None, until: date | None) -> tuple[int, int]:
    """Return between which positions days lie, both included."""
    first = bisect_left(days, since) if since else 0
    return first, max(first, bisect_right(days, until) if until else len(days))


def add_up(made: Pile, *, since: date | None, until: date | None) -> OwnSum:
    """Return the sum of a pile over incidents that begin on some days, both included.

    The sums over two times that follow each other make that over both. Ids are by day, then by reason and number.
    """
    found = {part: stack.between(since, until) for part, stack in made.dated.items()}
    found |= {part: stack.between(None, None) for part, stack in made.undated.items() if part not in found}
    for part, stack in made.undated.items():
        if part in made.dated:
            found[part] = _joined(found[part], stack.between(None, None))
    people, told, untold = found.pop("", (Sum(0, 0, 0, 0, 0), (), ()))
    low, best, high = _bounds(people)
    return OwnSum(
        since=since,
        until=until,
        low=low,
        best=best,
        high=high,
        incidents=told,
        untold=untold,
        left_out=tuple(
            _left_out(key, label, *found[key])
            for key, label in LEFT_OUT.items()
            if key in found and any(found[key][1:])
        ),
        extent=_extent(made, since, until),
    )


Found = tuple[Sum, tuple[str, ...], tuple[str, ...]]


def _joined(one: Found, other: Found) -> Found:
    return _both(one[0], other[0]), one[1] + other[1], one[2] + other[2]


def _bounds(people: Sum) -> tuple[int | None, int | None, int | None]:
    """Return low, best and high: None where nobody gives a number, or no upper bound."""
    if not people.told:
        return None, None, None
    return people.low, people.best, people.high if people.bounded == people.told else None


def _left_out(key: str, label: str, people: Sum, told: tuple[str, ...], untold: tuple[str, ...]) -> Part:
    return Part(key, label, *_bounds(people), told + untold)


def _extent(made: Pile, since: date | None, until: date | None) -> Extent | None:
    first, last = _cut(made.days, since, until)
    if first == last:
        return None
    return Extent(made.days[first], made.days[last - 1], last - first, made.day_ids[first:last])
