"""The record as a viewer may see it: tables from which what is locked is absent."""

from dataclasses import dataclass
from functools import cache, lru_cache

from sqlalchemy import ColumnElement, CompoundSelect, FromClause, Select, select, union_all

from marsad.model import Viewer
from marsad.store import journal, tables
from marsad.store.tables import locks

__all__ = ["Shown", "shown_to"]

_MOMENTS = 8
"""Moments of unlinked reports whose tables are kept: making them takes a millisecond."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The tables that a View reads, under their own names; judgements it chooses itself."""

    originals: FromClause
    reports: FromClause
    journal: FromClause
    claims: FromClause
    incidents: FromClause
    incident_claims: FromClause
    filings: FromClause


def shown_to(viewer: Viewer, linked: int | None = None) -> Shown:
    """Return the tables of a viewer.

    Reports added after the journal's entry `linked` are absent to one without the right to what is locked: nobody
    knows yet what is locked in them.
    """
    return _all() if viewer.sees_locked else _open(linked)


@cache
def _all() -> Shown:
    return Shown(
        tables.originals,
        tables.reports,
        tables.journal,
        tables.claims,
        tables.incidents,
        tables.incident_claims,
        tables.filings,
    )


@lru_cache(_MOMENTS)
def _open(linked: int | None) -> Shown:
    held = select(locks.c.claim)
    withheld: Select[str] | CompoundSelect[str] = select(locks.c.report)
    claims = select(tables.claims).where(tables.claims.c.id.not_in(held))
    if linked is not None:
        pending = select(tables.reports.c.id).where(tables.reports.c.seq > linked)
        claims = claims.where(tables.claims.c.report.not_in(pending))
        withheld = union_all(withheld, pending)
    shared = [column.name for column in tables.incidents.columns]
    reports = select(tables.reports).where(tables.reports.c.id.not_in(withheld))
    # A file may hold several reports: it is there only where none of them is withheld.
    closed = select(tables.reports.c.original).where(tables.reports.c.id.in_(withheld))
    # What people did with the record may name anything; what it writes itself are ids and hashes.
    entries = select(tables.journal).where(
        tables.journal.c.action.in_(journal.OWN_ACTIONS),
        tables.journal.c.subject.not_in(withheld),
    )
    return Shown(
        originals=select(tables.originals)
        .where(tables.originals.c.sha256.not_in(closed))
        .subquery("originals"),
        reports=reports.subquery("reports"),
        journal=entries.subquery("journal"),
        claims=claims.subquery("claims"),
        incidents=union_all(
            select(tables.incidents).where(~_holds_locked(tables.incidents.c.id)),
            select(*(tables.opened_incidents.c[name] for name in shared)),
        ).subquery("incidents"),
        incident_claims=union_all(
            select(tables.incident_claims).where(~_holds_locked(tables.incident_claims.c.incident)),
            select(tables.opened_incident_claims),
        ).subquery("incident_claims"),
        filings=select(tables.filings).where(tables.filings.c.claim.not_in(held)).subquery("filings"),
    )


def _holds_locked(incident: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that an incident holds a locked claim, asked for one incident at a time."""
    member = tables.incident_claims.alias()
    return (
        select(member.c.claim)
        .join(locks, locks.c.claim == member.c.claim)
        .where(member.c.incident == incident)
        .exists()
    )
