"""Totals over incidents: how many, how many people harmed, and what was left out of both."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from marsad.model import HarmKind, Incident, Toll
from marsad.watch.counted import COUNTING_GRADES, find_counted, has_occurred
from marsad.watch.rows import By, Level, Row, find_rows

__all__ = ["Count", "People", "Totals", "count_totals"]


@dataclass(frozen=True, slots=True)
class People:
    """How many people came to one kind of harm, over the incidents that give a number of them.

    All three bounds are None where no incident does. `high` is None, and the sum "at least", where `unbounded`
    incidents have a toll that nobody bounds. Both tuples hold ids.
    """

    kind: HarmKind
    low: int | None
    best: int | None
    high: int | None
    incidents: tuple[str, ...]
    unbounded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """One line of totals: the ids of its incidents, and the people harmed in them, by kind."""

    key: str
    label: str
    incidents: tuple[str, ...]
    people: tuple[People, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Incidents and people harmed: in all, by row, and what is not in them.

    `in_no_row` is in the total and in no row; `left_out` is in neither. `notes` say in words how to read it.
    """

    by: By
    level: Level | None
    total: Count
    rows: tuple[Count, ...]
    in_no_row: tuple[Count, ...]
    left_out: tuple[Count, ...]
    notes: tuple[str, ...]


def count_totals(
    incidents: Iterable[Incident],
    *,
    by: By,
    kinds: Sequence[HarmKind] = ("killed",),
    level: Level = "region",
    counted: Collection[str] | None = None,
    missed: Mapping[str, Sequence[Incident]] | None = None,
) -> Totals:
    """Return the totals of incidents: those that count, by row, and those that do not, by reason.

    `counted` are the ids that `find_counted` gives for the whole record, where the incidents are a part of it.
    `missed` are incidents that were not asked for only because they tell no day or no place, by "undated" and
    "unplaced"; those that count are listed among what was left out. Rows of time are in order, others by the
    best count of the first kind.
    """
    found = sorted(incidents, key=lambda incident: incident.id)
    lost = {
        reason: sorted(those, key=lambda incident: incident.id) for reason, those in (missed or {}).items()
    }
    counting = find_counted(chain(found, *lost.values())) if counted is None else counted
    inside = [incident for incident in found if incident.id in counting]
    rows, rowless = _in_rows(inside, by, level)
    out = _left_out([incident for incident in found if incident.id not in counting], inside)
    for reason, those in lost.items():
        out[reason] += [incident for incident in those if incident.id in counting]
    lines = [_count(row.key, row.label, members, kinds) for row, members in sorted(rows.items())]
    return Totals(
        by=by,
        level=level if by == "place" else None,
        total=_count("total", "total", inside, kinds),
        rows=tuple(lines if by in ("day", "week", "month") else sorted(lines, key=_worst_first)),
        in_no_row=_lines(rowless, _ROWLESS, kinds, row=level if by == "place" else by),
        left_out=_lines(out, _LEFT_OUT, kinds),
        notes=tuple(_notes(by, lines, rowless)),
    )


_ROWLESS = {
    "undated": "no day told",
    "several": "told of more than one {row}",
    "unplaced": "no place known",
    "wider": "no {row} known, only something wider",
    "nobody": "no known party blamed",
}
_LEFT_OUT = {
    "weak": "weak",
    "contested": "contested",
    "discounted": "discounted",
    "round-up": "round-ups of incidents that are counted one by one, or not well enough founded",
    "within a round-up": "not well enough founded, but told by a round-up that is counted",
    "not happened": "planned, demanded, threatened or only proposed",
    "undated": "of no day told, so that the days asked for do not find them",
    "unplaced": "of no place known, so that the place asked for does not find them",
}


def _in_rows(
    incidents: Sequence[Incident], by: By, level: Level
) -> tuple[dict[Row, list[Incident]], dict[str, list[Incident]]]:
    """Return the incidents by row, and those of no row by the reason."""
    rows: dict[Row, list[Incident]] = defaultdict(list)
    rowless: dict[str, list[Incident]] = defaultdict(list)
    for incident in incidents:
        found = find_rows(incident, by, level)
        if isinstance(found, str):
            rowless[found].append(incident)
        else:
            for row in found:
                rows[row].append(incident)
    return rows, rowless


def _left_out(others: Sequence[Incident], inside: Sequence[Incident]) -> dict[str, list[Incident]]:
    """Return the incidents that do not count, by the reason."""
    within = {id for incident in inside for id in incident.covers}
    out: dict[str, list[Incident]] = defaultdict(list)
    for incident in others:
        out[_why_not(incident, within)].append(incident)
    return out


def _why_not(incident: Incident, within: Collection[str]) -> str:
    if not has_occurred(incident):
        return "not happened"
    if incident.grade == "discounted":
        return "discounted"
    if incident.id in within:
        return "within a round-up"
    if incident.covers or incident.grade in COUNTING_GRADES:
        return "round-up"
    return incident.grade


def _lines(
    found: Mapping[str, Sequence[Incident]],
    labels: Mapping[str, str],
    kinds: Sequence[HarmKind],
    row: str = "",
) -> tuple[Count, ...]:
    return tuple(
        _count(key, label.format(row=row), found[key], kinds)
        for key, label in labels.items()
        if found.get(key)
    )


def _count(key: str, label: str, incidents: Sequence[Incident], kinds: Sequence[HarmKind]) -> Count:
    ids = tuple(incident.id for incident in incidents)
    return Count(key, label, ids, tuple(_people(kind, incidents) for kind in kinds))


def _people(kind: HarmKind, incidents: Sequence[Incident]) -> People:
    tolls: list[tuple[str, Toll]] = []
    for incident in incidents:
        if toll := incident.toll_of(kind):
            tolls.append((incident.id, toll))
    highs = [toll.high for _, toll in tolls if toll.high is not None]
    return People(
        kind=kind,
        low=sum(toll.low for _, toll in tolls) if tolls else None,
        best=sum(toll.best for _, toll in tolls) if tolls else None,
        high=sum(highs) if tolls and len(highs) == len(tolls) else None,
        incidents=tuple(id for id, _ in tolls),
        unbounded=tuple(id for id, toll in tolls if toll.high is None),
    )


def _worst_first(line: Count) -> tuple[int, int, str]:
    best = line.people[0].best if line.people else None
    return -(best if best is not None else -1), -len(line.incidents), line.key


def _notes(by: By, lines: Sequence[Count], rowless: Mapping[str, object]) -> Iterable[str]:
    yield "Counted are incidents that happened and are confirmed or fair; a number is over those that give one."
    if by == "party":
        yield "An incident is in the row of each party blamed for it: rows may add up to more than the total."
    if rowless:
        yield "The total holds incidents that are in no row."
    if any(people.unbounded for line in lines for people in line.people):
        yield '"or more": somebody says "at least" and nobody says how many at most.'
