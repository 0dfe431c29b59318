"""The record as a viewer may see it: tables from which what is locked is absent."""

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from sqlalchemy import ColumnElement, FromClause, literal, select, union_all

from marsad.model import Viewer
from marsad.store import journal, tables
from marsad.store.tables import locks

__all__ = ["Shown", "shown_to"]

_MOMENTS = 8
"""Moments of unlinked reports whose tables are kept: making them takes a millisecond."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The tables that a View reads, under their own names; judgements it chooses itself.

    `parts` are what `incidents` is put together from, each in the order of its own indexes. `through` is `incidents`
    for statements that read most of them: which of them hold what is locked is found once there, in `incidents` of
    one at a time. `members` are `incident_claims` for such statements, with those that hold what is locked: only
    claims that are shown, in incidents that are shown, may be looked for in it.
    """

    originals: FromClause
    reports: FromClause
    journal: FromClause
    claims: FromClause
    incidents: FromClause
    incident_claims: FromClause
    filings: FromClause
    parts: tuple[FromClause, ...]
    through: FromClause
    members: FromClause

    def to_read_through(self) -> "Shown":
        """Return the tables for statements that read most of the incidents."""
        return replace(self, incidents=self.through, incident_claims=self.members)


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
        parts=(tables.incidents,),
        through=tables.incidents,
        members=tables.incident_claims,
    )


@lru_cache(_MOMENTS)
def _open(linked: int | None) -> Shown:
    held, withheld = select(locks.c.claim), select(locks.c.report)
    claims = select(tables.claims).where(~_is_locked(locks.c.claim, tables.claims.c.id))
    pending = select(tables.reports.c.id).where(tables.reports.c.seq > (linked or 0))
    if linked is not None:
        claims = claims.where(tables.claims.c.report.not_in(pending))
    whole = select(tables.incidents).where(~_holds_locked(tables.incidents.c.id))
    opened = select(*(tables.opened_incidents.c[column.name] for column in tables.incidents.columns))
    member = tables.incident_claims.c
    closed_off = select(member.incident).where(member.claim.in_(held))
    reports = select(tables.reports).where(~_is_locked(locks.c.report, tables.reports.c.id))
    # A file may hold several reports: it is there only where none of them is withheld.
    closed: ColumnElement[bool] = tables.reports.c.id.in_(withheld)
    # What people did with the record may name anything; what it writes itself are ids and hashes.
    entries = select(tables.journal).where(
        # Told so that the newest entries are read from the end, not all of these actions sorted.
        (tables.journal.c.action + "").in_(journal.OWN_ACTIONS),
        ~_is_locked(locks.c.report, tables.journal.c.subject),
    )
    if linked is not None:
        reports = reports.where(tables.reports.c.seq <= linked)
        closed = closed | (tables.reports.c.seq > linked)
        entries = entries.where(tables.journal.c.subject.not_in(pending))
    of_file = select(tables.reports.c.id).where(tables.reports.c.original == tables.originals.c.sha256)
    originals = select(tables.originals).where(~of_file.where(closed).exists())
    return Shown(
        originals=originals.subquery("originals"),
        reports=reports.subquery("reports"),
        journal=entries.subquery("journal"),
        claims=claims.subquery("claims"),
        incidents=union_all(whole, opened).subquery("incidents"),
        incident_claims=union_all(
            select(tables.incident_claims).where(~_holds_locked(tables.incident_claims.c.incident)),
            select(tables.opened_incident_claims),
        ).subquery("incident_claims"),
        filings=select(tables.filings)
        .where(~_is_locked(locks.c.claim, tables.filings.c.claim))
        .subquery("filings"),
        parts=(whole.subquery("incidents"), opened.subquery("incidents")),
        through=union_all(
            select(tables.incidents).where(tables.incidents.c.id.not_in(closed_off)), opened
        ).subquery("incidents"),
        members=union_all(select(tables.incident_claims), select(tables.opened_incident_claims)).subquery(
            "incident_claims"
        ),
    )


def _is_locked(held: ColumnElement[str], id: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that an id is among locks, asked for one row at a time.

    Among all locks, as they are read for `IN`, PostgreSQL would look for one row as long as for very many.
    """
    return select(literal(1)).select_from(locks).where(held == id).correlate_except(locks).exists()


def _holds_locked(incident: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that an incident holds a locked claim, asked for one incident at a time."""
    member = tables.incident_claims.alias()
    return (
        select(member.c.claim)
        .join(locks, locks.c.claim == member.c.claim)
        .where(member.c.incident == incident)
        .exists()
    )
