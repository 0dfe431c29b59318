"""Ids of what is told in some days, or in one report with something else, without reading it."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, select

from marsad.store.batches import chunks
from marsad.store.shown import Shown

__all__ = ["read_told_beside", "read_told_between"]


def read_told_between(
    connection: Connection, types: Collection[str], start: date | None, end: date | None, shown: Shown
) -> set[str]:
    """Return the ids of claims of some types that came out on some days or whose incident's time meets them.

    A bound that is None is none; where both are, these are all claims of the types.
    """
    claims, reports, incidents, members = shown.claims, shown.reports, shown.incidents, shown.incident_claims
    told = select(claims.c.id).where(claims.c.type.in_(sorted(types)))
    if start is None and end is None:
        return set(connection.scalars(told))
    first, last = start or date.min, end or date.max
    came = told.join(reports, reports.c.id == claims.c.report)
    came = came.where(reports.c.published.between(first, last))
    met = told.join(members, members.c.claim == claims.c.id)
    met = met.join(incidents, incidents.c.id == members.c.incident)
    met = met.where(incidents.c.start_day <= last, incidents.c.end_day >= first)
    return {*connection.scalars(came), *connection.scalars(met)}


def read_told_beside(
    connection: Connection,
    incident_ids: Collection[str],
    types: Collection[str],
    shown: Shown,
    *,
    unplaced: bool,
) -> frozenset[str]:
    """Return the ids of incidents of some types that share a report with any of some incidents.

    With `unplaced` only those without a point.
    """
    incidents, members = shown.incidents, shown.incident_claims
    fitting = [incidents.c.type.in_(sorted(types))]
    fitting += [incidents.c.latitude.is_(None)] if unplaced else []
    own, mine, other = members.alias(), shown.claims.alias(), shown.claims.alias()
    found: set[str] = set()
    for some in chunks(sorted(incident_ids)):
        reports = (
            select(mine.c.report)
            .join(own, own.c.claim == mine.c.id)
            .where(own.c.incident.in_(some))
            .distinct()
        )
        beside = (
            select(members.c.incident)
            .join(other, other.c.id == members.c.claim)
            .join(incidents, incidents.c.id == members.c.incident)
            .where(other.c.report.in_(reports), *fitting)
            .distinct()
        )
        found |= set(connection.scalars(beside))
    return frozenset(found)
