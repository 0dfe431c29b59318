"""Incidents as a table with HXL hashtags, for humanitarian data tools."""

from collections.abc import Iterator
from typing import BinaryIO

from marsad.export.csv import SEPARATOR, write_rows
from marsad.export.summary import Cell, summarise
from marsad.export.told import Told, walk
from marsad.export.where import admin1
from marsad.gazetteer.countries import country_iso3, country_name
from marsad.model import HARM_KINDS
from marsad.store import View

__all__ = ["HXL_COLUMNS", "hxl_row", "write_hxl"]

GROUPS = {"children": "+children", "women": "+f+adults"}
"""The groups that have columns of their own, and their attributes."""


def _columns() -> Iterator[tuple[str, str]]:
    yield from (
        ("incident", "#event+id"),
        ("type", "#event+type"),
        ("phase", "#event+phase"),
        ("first day", "#date+start"),
        ("last day", "#date+end"),
        ("first reported", "#date+reported"),
        ("country", "#country+name"),
        ("country code", "#country+code+v_iso3"),
        ("region", "#adm1+name"),
        ("place", "#loc+name"),
        ("latitude", "#geo+lat"),
        ("longitude", "#geo+lon"),
        ("radius in km", "#geo+precision+km"),
    )
    for kind in HARM_KINDS:
        for group, attributes in {"": "", **GROUPS}.items():
            for bound in ("min", "max"):
                yield " ".join(filter(None, (kind, group, bound))), f"#affected+{kind}{attributes}+{bound}"
    yield from (
        ("who is blamed, by whom", "#group+perp"),
        ("who denies", "#description+denied"),
        ("grade", "#meta+grade"),
        ("sources", "#meta+source"),
        ("addresses of reports", "#meta+url"),
    )


HXL_COLUMNS = tuple(_columns())
"""Header and hashtag of each column."""


def write_hxl(view: View, target: BinaryIO) -> None:
    """Write the incidents of a View as CSV with a row of headers and a row of HXL hashtags, newest first."""
    headers, tags = zip(*HXL_COLUMNS, strict=True)
    write_rows(target, (headers, tags), (hxl_row(told) for told in walk(view)))


def hxl_row(told: Told) -> tuple[Cell, ...]:
    """Return an incident's cells; a bound that nobody gives is empty, and so is a max that is open."""
    incident = told.incident
    summary, place, reports = summarise(incident), incident.place, told.reports(told.claims())
    tolls: list[Cell] = []
    for kind in HARM_KINDS:
        for group in ("", *GROUPS):
            toll = incident.toll_of(kind, group)
            tolls += [toll.low, toll.high] if toll else [None, None]
    return tuple(
        map(
            _neat,
            (
                incident.id,
                incident.type,
                incident.phase,
                summary.start,
                summary.end,
                min((report.published for report in reports if report.published), default=None),
                country_name(place.country) if place else "",
                country_iso3(place.country) if place else "",
                admin1(place) if place else "",
                summary.place,
                summary.latitude,
                summary.longitude,
                summary.radius_km,
                *tolls,
                summary.blamed,
                summary.denied,
                incident.grade,
                summary.sources,
                tuple(dict.fromkeys(report.url for report in reports if report.url)),
            ),
        )
    )


def _neat(cell: Cell) -> Cell:
    """Return a cell without the stray spaces that HXL's checks complain of."""
    if isinstance(cell, tuple):
        cell = SEPARATOR.join(cell)
    return " ".join(cell.split()) if isinstance(cell, str) else cell
