"""Incidents in the columns of ACLED: what our codebook maps, the rest empty, the disputes in `notes`."""

from collections.abc import Sequence
from typing import BinaryIO

from marsad.codebook import AcledCode, load_codebook
from marsad.export.csv import SEPARATOR, write_rows
from marsad.export.sides import CIVILIANS, Side, civilians_targeted, doers, occurred
from marsad.export.summary import Cell
from marsad.export.told import Told, walk
from marsad.export.where import acled_precision, admin1, place_text
from marsad.export.wording import said_words, time_words, toll_words
from marsad.gazetteer.countries import country_name, country_number
from marsad.model import Claim, Incident, Interval
from marsad.store import View

__all__ = ["ACLED_COLUMNS", "acled_row", "write_acled"]

ACLED_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
CIVILIAN_INTER, EXTERNAL_INTER = 7, 8
WEEK_DAYS, MONTH_DAYS = 7, 31

Row = dict[str, Cell]


def write_acled(view: View, target: BinaryIO) -> None:
    """Write the incidents of a View as CSV in ACLED's 31 columns, newest first; docs/exports.md tells how.

    Left out are incidents that did not happen (unless ACLED has a type for that), that nobody asserts, or that
    were discounted.
    """
    rows = (row for told in walk(view) if (row := acled_row(told)))
    write_rows(target, (ACLED_COLUMNS,), (tuple(row.get(column) for column in ACLED_COLUMNS) for row in rows))


def acled_row(told: Told) -> Row | None:
    """Return an incident's values by column, those it has, or None where it is no event of ACLED's kind."""
    incident, claims = told.incident, told.claims()
    codes = _codes(incident, claims)
    if not incident.roots or incident.grade == "discounted" or not (codes or occurred(incident.phase)):
        return None
    reports = told.reports(claims)
    killed = incident.toll_of("killed")
    sides = doers(incident, claims)
    return {
        "event_id_cnty": incident.id,
        **_time(incident.time),
        **_types(codes),
        **_actors(incident, sides, civilians=civilians_targeted(claims)),
        **_place(incident),
        "source": tuple(dict.fromkeys(report.publisher for report in reports if report.publisher)),
        "notes": _notes(incident, sides),
        "fatalities": killed.low if killed and not incident.covers else None,
        "tags": f"grade={incident.grade}",
    }


def _codes(incident: Incident, claims: Sequence[Claim]) -> tuple[AcledCode, ...]:
    """Return the rows of the crosswalk that may be the incident's."""
    codebook = load_codebook()
    event = codebook.types.get(incident.type)
    if event is None:
        return ()
    means = [
        (means.kind, means.span.quote)
        for claim in claims
        if claim.stance == "asserts"
        for means in claim.means
    ]
    rules = codebook.condition_means
    holding = {name for name, rule in rules.items() if any(rule.fits(*each) for each in means)}
    return event.acled_open(incident.phase, holding, codebook.conditions.keys() - rules.keys())


def _types(codes: Sequence[AcledCode]) -> Row:
    """Return the columns in which all rows that may be the right one agree."""
    columns = ("disorder_type", "event_type", "sub_event_type")
    values = {column: {getattr(code, column) for code in codes} for column in columns}
    return {column: found.pop() for column, found in values.items() if len(found) == 1}


def _time(time: Interval | None) -> Row:
    if time is None:
        return {}
    year = time.start.year if time.start.year == time.end.year else None
    if time.start == time.end:
        return {"event_date": time.start, "year": year, "time_precision": 1}
    if time.days <= WEEK_DAYS:
        return {"event_date": time.start, "year": time.start.year, "time_precision": 2}
    if time.days <= MONTH_DAYS:
        return {"event_date": time.start, "year": time.start.year, "time_precision": 3}
    return {"year": year}  # ACLED has no coarser precision: a day would say too much


def _actors(incident: Incident, sides: Sequence[Side], *, civilians: bool | None) -> Row:
    country = incident.place.country if incident.place else ""
    event = load_codebook().types.get(incident.type)
    row: Row = {}
    inters: list[int | None] = [None, None]
    if event and event.two_sided:
        if len(sides) == 2:
            row |= {"actor1": sides[0].name, "actor2": sides[1].name}
            inters = [side.inter(country) for side in sides]
    else:
        if event and event.acled_actor:
            row["actor1"], inters[0] = event.acled_actor.name, event.acled_actor.inter
        elif len(sides) == 1:
            row["actor1"], inters[0] = sides[0].name, sides[0].inter(country)
        if event and event.violent and not event.acled_actor and civilians:
            row["actor2"], inters[1] = CIVILIANS, CIVILIAN_INTER
    return row | {"inter1": inters[0], "inter2": inters[1], "interaction": _interaction(*inters)}


def _interaction(one: int | None, other: int | None) -> int | None:
    """Return the two codes joined, the lower first; None where one is unknown or no such pair is known of ACLED."""
    if one is None or other is None or one == other in (CIVILIAN_INTER, EXTERNAL_INTER):
        return None
    return min(one, other) * 10 + max(one, other)


def _place(incident: Incident) -> Row:
    place = incident.place
    if place is None:
        return {}
    return {
        "iso": country_number(place.country),
        "country": country_name(place.country),
        "admin1": admin1(place),
        "location": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geo_precision": acled_precision(place),
    }


def _notes(incident: Incident, sides: Sequence[Side]) -> str:
    """Return what ACLED's columns have no room for: places, times, ranges, who says and who disputes, the ids."""
    event, place = load_codebook().types.get(incident.type), incident.place
    names = SEPARATOR.join(incident.place_names) or "unknown"
    parts = [
        f"{incident.type.replace('_', ' ')}, {incident.phase}",
        f"place: {place_text(place) if place else names}",
        f"time: {time_words(incident.time)}",
        *(toll_words(toll) for toll in incident.tolls),
        *said_words(incident),
        f"grade {incident.grade}: {incident.grade_reason}",
        f"incident {incident.id}",
        f"claims {', '.join(incident.claims)}",
    ]
    if len(sides) > (2 if event and event.two_sided else 1):
        parts.insert(
            1, f"actors left empty, several are named: {SEPARATOR.join(side.name for side in sides)}"
        )
    if incident.covers:
        parts.insert(1, f"fatalities left empty, it sums up rows of their own: {', '.join(incident.covers)}")
    return ". ".join(" ".join(part.split()) for part in parts) + "."
