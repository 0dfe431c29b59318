"""The risk sheet of a corridor: the facts that reports tell of it, and how much they do not tell."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from marsad.model import Grade, Incident, Place, Toll
from marsad.watch.counted import has_occurred
from marsad.watch.risk.control import find_ceasefire, find_control
from marsad.watch.risk.pace import count_trend
from marsad.watch.risk.sheet import (
    Apart,
    Asked,
    Beheld,
    Counted,
    Day,
    Figure,
    Ground,
    Harmed,
    Known,
    Piece,
    Sheet,
    Silence,
    StretchTold,
    TypeTold,
    Where,
)
from marsad.watch.risk.stretches import Corridor
from marsad.watch.risk.threats import find_attacks, find_checkpoints, find_mines
from marsad.watch.statements import Happening, Statement
from marsad.watch.totals import count_totals

__all__ = ["HEAD", "Found", "assess", "is_beside", "is_by", "where_of"]

HEAD = (
    "This sheet states what reports say, and who says it. It does not say whether to go: it holds no score, no "
    "advice and no scale of safety.",
    "No report is not no danger: a stretch marked “no reports” is one of which nothing is known.",
    "A machine read the reports. It misses claims and gets values wrong: check the words behind a figure "
    "(marsad show ID) before you rely on it.",
)
GRADES: tuple[Grade, ...] = ("confirmed", "fair", "weak", "contested", "discounted")


@dataclass(frozen=True, slots=True)
class Found:
    """What a record holds that may concern a corridor; what does not is passed over.

    `happenings` have a place, by the route or round it: those of the days, those that reach into them, and undated
    ones that reports of these days tell. `earlier` are incidents before the days, `unplaced` those of the days that
    tell no place, `control` tells who holds ground, `ceasefire` of truces, both up to the last day.
    """

    happenings: Sequence[Happening] = ()
    earlier: Sequence[Incident] = ()
    unplaced: Sequence[Incident] = ()
    control: Sequence[Statement] = ()
    ceasefire: Sequence[Statement] = ()


def assess(corridor: Corridor, asked: Asked, found: Found) -> Sheet:
    """Return the risk sheet of a corridor from what a record holds.

    An incident is on the route where its place is held by a radius no wider than the corridor and its point lies in
    it; somewhere by it where the radius is wider, or the point lies outside and the radius reaches in. It belongs
    to the days in which it begins.
    """
    happenings = sorted(found.happenings, key=lambda one: one.incident.id)
    on_route = [one for one in happenings if is_beside(one.incident, corridor)]
    by_route = [one for one in happenings if is_by(one.incident, corridor, asked.country)]
    dated = [one for one in on_route if begins_in(one.incident, asked)]
    wide = [one for one in by_route if not _is_country(one.incident) and begins_in(one.incident, asked)]
    earlier = [one for one in found.earlier if is_beside(one, corridor)]
    beheld = tuple(_beheld(one.incident, corridor) for one in dated)
    stretches = _stretches(corridor, asked, on_route, earlier)
    control, somewhere = find_control(found.control, corridor, asked.until)
    known = [one for one in stretches if one.incidents]
    return Sheet(
        head=HEAD,
        asked=asked,
        place=_place(corridor),
        known=_known(corridor, known),
        silence=_silence(corridor, stretches),
        stretches=stretches,
        types=_types(one.incident for one in dated),
        totals=count_totals([one.incident for one in dated], by="type", kinds=("killed", "injured")),
        on_route=tuple(sorted(beheld, key=_by_km)),
        somewhere=tuple(_beheld(one.incident, corridor) for one in wide),
        aid_attacks=find_attacks([*dated, *wide], "aid"),
        medic_attacks=find_attacks([*dated, *wide], "medics"),
        mines=find_mines([*dated, *wide]),
        checkpoints=find_checkpoints([*dated, *wide]),
        control=control,
        control_somewhere=somewhere,
        ceasefire=find_ceasefire(found.ceasefire, corridor, asked.country, asked.until),
        trend=count_trend(
            [*(one.incident for one in dated), *earlier],
            asked.since,
            asked.until,
            record_from=asked.record_from,
        ),
        apart=tuple(_apart(asked, on_route, by_route, found.unplaced)),
        notes=(*corridor.route.notes, *_notes(asked)),
    )


def begins_in(incident: Incident, asked: Asked) -> bool:
    """Tell whether an incident begins in the days asked for."""
    return incident.time is not None and asked.since <= incident.time.start <= asked.until


def where_of(place: Place, corridor: Corridor) -> tuple[float | None, float, int]:
    """Return the kilometre of the route that is nearest to a place, how far off that is, and the stretch."""
    beside = corridor.beside((place.latitude, place.longitude))
    return beside.km, beside.off_km, beside.stretch


def is_beside(incident: Incident, corridor: Corridor) -> bool:
    """Tell whether an incident is on the route: surely in the corridor, as far as its place can say."""
    place = incident.place
    if place is None or _is_country(incident) or place.radius_km > corridor.within_km:
        return False
    return where_of(place, corridor)[1] <= corridor.within_km


def is_by(incident: Incident, corridor: Corridor, country: str) -> bool:
    """Tell whether an incident may be on the route and is not known to be: its place is no finer."""
    place = incident.place
    if place is None or is_beside(incident, corridor):
        return False
    if _is_country(incident) and country:
        return place.country == country
    return where_of(place, corridor)[1] <= corridor.within_km + place.radius_km


def _is_country(incident: Incident) -> bool:
    return incident.place is not None and incident.place.kind == "country"


def _beheld(incident: Incident, corridor: Corridor) -> Beheld:
    assert incident.place is not None
    km, off, stretch = where_of(incident.place, corridor)
    is_sure = is_beside(incident, corridor)
    place = incident.place
    return Beheld(
        id=incident.id,
        type=incident.type,
        phase=incident.phase,
        grade=incident.grade,
        grade_reason=incident.grade_reason,
        time=incident.time,
        km=round(km, 1) if is_sure and km is not None else None,
        off_km=round(off, 1) if is_sure else None,
        place=Where(place.name, place.latitude, place.longitude, place.radius_km, place.kind, stretch),
        roots=incident.roots,
        tolls=tuple(map(_harmed, incident.tolls)),
        attributions=incident.attributions,
        claims=incident.claims,
    )


def _harmed(toll: Toll) -> Harmed:
    voices = tuple(
        Counted(one.root, one.quantity.low, one.quantity.high, (one.claim,)) for one in toll.voices
    )
    claims = tuple(one.claim for one in toll.voices)
    return Harmed(toll.kind, toll.group, toll.low, toll.best, toll.high, claims, voices)


def _by_km(one: Beheld) -> tuple[float, int, date, str]:
    return (
        one.km if one.km is not None else -1.0,
        one.place.stretch,
        one.time.start if one.time else date.max,
        one.id,
    )


def _types(incidents: Iterable[Incident]) -> tuple[TypeTold, ...]:
    """Return how many of each type happened, by grade, the most frequent type first."""
    told: dict[str, dict[Grade, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in incidents:
        if has_occurred(one):
            told[one.type][one.grade].append(one.id)
    rows = [
        TypeTold(
            type, tuple(Figure(grade, len(by[grade]), tuple(by[grade])) for grade in GRADES if by.get(grade))
        )
        for type, by in told.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-sum(one.number for one in row.grades), row.type)))


def _stretches(
    corridor: Corridor, asked: Asked, on_route: Sequence[Happening], earlier: Sequence[Incident]
) -> tuple[StretchTold, ...]:
    told: dict[int, list[Happening]] = defaultdict(list)
    before: dict[int, list[Incident]] = defaultdict(list)
    for one in on_route:
        if one.incident.grade != "discounted":
            for number in _numbers(one.incident, corridor):
                told[number].append(one)
    for incident in earlier:
        for number in _numbers(incident, corridor):
            before[number].append(incident)
    return tuple(
        StretchTold(
            label=one.label,
            place=Piece(one.number, one.start_km, one.end_km, one.lines),
            reports="told" if told[one.number] else "no reports",
            incidents=tuple(each.incident.id for each in told[one.number]),
            last_report=_last_report(told[one.number]),
            last_before=_last_incident(before[one.number], asked.since),
        )
        for one in corridor.stretches
    )


def _numbers(incident: Incident, corridor: Corridor) -> set[int]:
    """Return the stretches that an incident on the route tells of: the nearest, and those that its radius meets."""
    assert incident.place is not None
    point = (incident.place.latitude, incident.place.longitude)
    return {corridor.beside(point).stretch, *corridor.touched(point, incident.place.radius_km)}


def _last_report(happenings: Iterable[Happening]) -> Day | None:
    days = [
        Day(one.published, one.claim.id) for each in happenings for one in each.statements if one.published
    ]
    return max(days, key=lambda day: (day.day, day.id), default=None)


def _last_incident(incidents: Iterable[Incident], since: date) -> Day | None:
    days = [Day(one.time.start, one.id) for one in incidents if one.time and one.time.start < since]
    return max(days, key=lambda day: (day.day, day.id), default=None)


def _known(corridor: Corridor, known: Sequence[StretchTold]) -> Known:
    numbers = {one.place.number for one in known}
    ids = dict.fromkeys(id for one in known for id in one.incidents)
    return Known(len(known), round(_share(corridor, numbers), 4), tuple(ids))


def _silence(corridor: Corridor, stretches: Sequence[StretchTold]) -> Silence:
    silent = [one for one in stretches if not one.incidents]
    share = _share(corridor, {one.place.number for one in silent})
    number = f"{len(silent)} of {len(stretches)} stretches"
    what = "route" if corridor.length_km else "area"
    return Silence(f"{share:.0%} of the {what} ({number}): no reports", tuple(one.label for one in silent))


def _share(corridor: Corridor, numbers: set[int]) -> float:
    """Return the share of some stretches; lines and areas of one route are weighed each by itself."""
    shares = []
    for is_line in (True, False):
        those = [one for one in corridor.stretches if (one.start_km is not None) == is_line]
        if those:
            whole = sum(one.size for one in those)
            shares.append(sum(one.size for one in those if one.number in numbers) / whole)
    return sum(shares) / len(shares)


def _place(corridor: Corridor) -> Ground:
    return Ground(
        names=corridor.route.names,
        length_km=round(corridor.length_km, 1),
        area_km2=round(corridor.area_km2, 1),
        middle=corridor.plane.middle,
        stretches=len(corridor.stretches),
    )


def _apart(
    asked: Asked,
    on_route: Sequence[Happening],
    by_route: Sequence[Happening],
    unplaced: Sequence[Incident],
) -> Iterable[Apart]:
    """Yield what may concern the route and is in no figure."""
    near = [*on_route, *by_route]
    reaching = [one.incident for one in near if one.incident.time and not begins_in(one.incident, asked)]
    undated = [one.incident for one in near if one.incident.time is None]
    wide = [one.incident for one in by_route if _is_country(one.incident) and begins_in(one.incident, asked)]
    lines = {
        "reaching": ("told of a time that began before the days and reaches into them", reaching),
        "undated": ("of no day told, in reports of these days", undated),
        "country": ("of these days, of which no place is told but the country", wide),
        "unplaced": ("of these days, of which no place is told at all", [*unplaced]),
    }
    for key, (label, those) in lines.items():
        ids = tuple(sorted({one.id for one in those}))
        yield Apart(key, label, len(ids), ids)


def _notes(asked: Asked) -> Iterable[str]:
    yield (
        "On the route are incidents whose place lies in the corridor and is known at least as finely as the corridor "
        "is wide. Others that may be on it are listed apart and pinned nowhere."
    )
    yield (
        "A stretch is told of where such an incident is nearest to it, or its place reaches it; those listed apart "
        "tell of none."
    )
    yield (
        "An incident counts on the day on which it begins. Of those that tell neither a day nor a place nothing is "
        "listed."
    )
    if asked.record_from is None:
        yield "The record holds no report with a date."
    elif asked.until < asked.record_from:
        yield f"The days lie before the first report of the record ({asked.record_from}): nothing is reported."
