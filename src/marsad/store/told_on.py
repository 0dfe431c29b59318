"""Incidents by the day on which they are told of, without reading them."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Date, Select, func, select, type_coerce

from marsad.store.dialects import Dialect
from marsad.store.query import IncidentQuery, conditions_of
from marsad.store.shown import Shown

__all__ = ["select_told_on"]


def select_told_on(
    query: IncidentQuery, dialect: Dialect, shown: Shown
) -> Select[tuple[str, str, date | None]]:
    """Return the statement for id, phase and day of matching incidents, newest first and those of no day last.

    The day is the last of an incident's time or, where it tells none, that on which its first report came out; the
    days that the query asks for go by it.
    """
    incidents, members, claims, reports = shown.incidents, shown.incident_claims, shown.claims, shown.reports
    column = incidents.c
    first = (
        select(func.min(reports.c.published))
        .select_from(members)
        .join(claims, claims.c.id == members.c.claim)
        .join(reports, reports.c.id == claims.c.report)
        .where(members.c.incident == column.id)
        .scalar_subquery()
    )
    day = type_coerce(func.coalesce(column.end_day, first), Date)
    always = replace(query, since=None, until=None)
    found = select(column.id, column.phase, day.label("day")).where(*conditions_of(always, dialect, shown))
    told = found.subquery()
    asked = [told.c.day >= query.since] if query.since else []
    asked += [told.c.day <= query.until] if query.until else []
    newest = (told.c.day.desc().nulls_last(), told.c.id)  # each mention of the day is computed again
    return select(told.c.id, told.c.phase, told.c.day).where(*asked).order_by(*newest).limit(query.limit)
