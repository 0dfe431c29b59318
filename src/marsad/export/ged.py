"""Incidents in the columns of UCDP's Georeferenced Event Dataset: those in which somebody was killed."""

from typing import BinaryIO

from marsad.codebook import load_codebook
from marsad.export.csv import write_rows
from marsad.export.sides import CIVILIANS, Side, civilians_targeted, doers, occurred, roundup, state_fights
from marsad.export.summary import Cell
from marsad.export.told import Told, walk
from marsad.export.where import admin1, place_text, ucdp_precision
from marsad.export.wording import voices_words
from marsad.gazetteer.countries import country_name
from marsad.model import Incident, Interval, Report, Toll
from marsad.store import View

__all__ = ["GED_COLUMNS", "death_range", "ged_row", "write_ged"]

GED_COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip

Row = dict[str, Cell]


def write_ged(view: View, target: BinaryIO) -> None:
    """Write the deadly incidents of a View as CSV in the 49 columns of UCDP GED, newest first.

    Taken is organised violence that happened, that somebody asserts and nobody discounted, with a best estimate
    of at least one death; docs/exports.md tells how each column is filled.
    """
    rows = (row for told in walk(view) if (row := ged_row(told)))
    write_rows(target, (GED_COLUMNS,), (tuple(row.get(column) for column in GED_COLUMNS) for row in rows))


def ged_row(told: Told) -> Row | None:
    """Return an incident's values by column, those it has, or None where it is no event of UCDP's kind."""
    incident = told.incident
    killed, event = incident.toll_of("killed"), load_codebook().types.get(incident.type)
    if not killed or killed.best < 1 or event is None or event.ucdp is None:
        return None
    if not incident.roots or incident.grade == "discounted" or not occurred(incident.phase):
        return None
    claims = told.claims()
    low, best, high = death_range(killed)
    return {
        "id": incident.id,
        "source_original": voices_words(killed),
        **_sides(incident, doers(incident, claims), civilian=civilians_targeted(claims)),
        **_sources(told.reports(claims)),
        **_place(incident),
        **_time(incident.time),
        "event_clarity": 2 if roundup(incident) else 1,
        **_civilians(incident, best),
        "best": best,
        "high": high,
        "low": low,
    }


def death_range(killed: Toll) -> tuple[int, int, int]:
    """Return low, best and high; an open high is the largest number that anybody gives."""
    given = (bound for voice in killed.voices for bound in (voice.quantity.low, voice.quantity.high))
    high = (
        max((number for number in given if number is not None), default=0)
        if killed.high is None
        else killed.high
    )
    return min(killed.low, killed.best), killed.best, max(high, killed.best)


def _sides(incident: Incident, sides: tuple[Side, ...], *, civilian: bool | None) -> Row:
    """Return the sides as far as nobody contradicts them; the type of violence where they decide it."""
    event = load_codebook().types[incident.type]
    state = state_fights(sides)
    row: Row = {}
    if event.two_sided:
        if len(sides) == 2:
            row = {"side_a": sides[0].name, "side_b": sides[1].name}
    elif len(sides) == 1:
        row = {"side_a": sides[0].name}
    one_sided = event.ucdp == "one_sided" or (event.ucdp == "targets" and civilian is True)
    if one_sided:
        row["type_of_violence"] = 3
        row["side_b"] = CIVILIANS
    elif state is not None and (event.ucdp == "sides" or civilian is False):
        row["type_of_violence"] = event.ucdp_for(state_fights=state, civilian_targets=False)
    if "side_a" in row and "side_b" in row:
        row["dyad_name"] = f"{row['side_a']} - {row['side_b']}"
    return row


def _sources(reports: tuple[Report, ...]) -> Row:
    """Return the reports: each list in the same order."""
    dates = tuple(str(report.published or "") for report in reports)
    return {
        "number_of_sources": len(reports),
        "source_article": tuple(
            ", ".join(filter(None, (report.publisher, str(report.published or ""), report.title)))
            for report in reports
        ),
        "source_office": tuple(report.publisher for report in reports),
        "source_date": dates,
        "source_headline": tuple(report.title for report in reports),
    }


def _place(incident: Incident) -> Row:
    place = incident.place
    if place is None:
        return {"where_description": incident.place_names}
    return {
        "where_prec": ucdp_precision(place),
        "where_coordinates": place.name,
        "where_description": place_text(place),
        "adm_1": admin1(place),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geom_wkt": f"POINT ({place.longitude} {place.latitude})",
        "country": country_name(place.country),
    }


def _time(time: Interval | None) -> Row:
    """Return the days, and how exact they are: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 a year."""
    if time is None:
        return {}
    bounds = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
    return {
        "year": time.start.year if time.start.year == time.end.year else None,
        "date_prec": next((code for days, code in bounds if time.days <= days), None),
        "date_start": time.start,
        "date_end": time.end,
    }


def _civilians(incident: Incident, best: int) -> Row:
    """Return how many of the dead were civilians; whose side the others were on nobody counts."""
    civilians = incident.toll_of("killed", "civilians")
    if civilians and civilians.best <= best:
        return {"deaths_civilians": civilians.best, "deaths_unknown": best - civilians.best}
    return {"deaths_unknown": best}
