"""Checking a record against itself: nothing changed, nothing lost, every value with its words."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, Result, RowMapping, Select, Table, select

from marsad.errors import TamperError
from marsad.ids import sha256_hex
from marsad.model import Claim, Incident, Judgement, Report, Viewer
from marsad.store import journal, tables
from marsad.store.branches import NO_INCIDENTS, hash_all, root_of
from marsad.store.codec import decode
from marsad.store.journal import Entry, digest_of, entry_of
from marsad.store.query import incident_row
from marsad.store.store import Store
from marsad.store.tables import claims, incident_claims, incidents, judgements, originals, reports

__all__ = ["verify"]

_BATCH = 200


@dataclass(slots=True)
class _Told:
    """What the journal tells of: entries by id, digests of claims by report, the digest of incidents."""

    reports: dict[str, Entry] = field(default_factory=dict)
    judgements: dict[str, Entry] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)
    incidents: str = ""
    tree: str = NO_INCIDENTS


def verify(store: Store) -> list[str]:
    """Return what is wrong with a record, in words; an empty list for a good one.

    Checked are the journal's chain, the SHA-256 of every original, the id and the journalled SHA-256 of every
    report and judgement, that each of them has its journal entry and each entry its row, that claims and
    incidents are those last journalled, and that every span of a claim is what its report says there. A chain
    that was rewritten as a whole looks good: compare the head hash with one kept elsewhere.
    """
    with store.view(Viewer.OWNER) as view:
        told = _Told()
        return [
            *_chain(view.connection, told),
            *_originals(view.connection),
            *_kept(view.connection, reports, Report, told.reports),
            *_kept(view.connection, judgements, Judgement, told.judgements),
            *_claims(view.connection, told.claims),
            *_incidents(view.connection, told),
        ]


def _stream(connection: Connection, query: Select[*tuple[object, ...]]) -> Result[*tuple[object, ...]]:
    return connection.execute(query, execution_options={"yield_per": _BATCH})


def _chain(connection: Connection, told: _Told) -> Iterator[str]:
    """Recompute the chain, and gather what it tells."""
    previous, expected = journal.GENESIS, 1
    for row in _stream(connection, select(tables.journal).order_by(tables.journal.c.seq)).mappings():
        entry = entry_of(row)
        if entry.seq != expected:
            yield f"journal: no entry {expected}, the next is {entry.seq}"
        if entry.previous != previous:
            yield f"journal entry {entry.seq} does not follow the one before it"
        if entry.hash != row["hash"]:
            yield f"journal entry {entry.seq} was changed"
        previous, expected = row["hash"], entry.seq + 1
        _gather(told, entry)


def _gather(told: _Told, entry: Entry) -> None:
    body = _body(entry)
    if entry.action == journal.REPORT_ADDED:
        told.reports[entry.subject] = entry
    if entry.action in (journal.REPORT_ADDED, journal.CLAIMS_REPLACED):
        told.claims[entry.subject] = body.get("claims", "")
    if entry.action == journal.JUDGEMENT_ADDED:
        told.judgements[entry.subject] = entry
    if entry.action == journal.INCIDENTS_REPLACED:
        told.incidents, told.tree = body.get("incidents", ""), body.get("tree", "")


def _body(entry: Entry) -> dict[str, str]:
    """Return the body of an entry, empty where somebody left no JSON object there."""
    try:
        body = json.loads(entry.body)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _originals(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(originals), execution_options={"yield_per": 1}):
        if sha256_hex(row.data) != row.sha256:
            yield f"original {row.sha256} ({row.name}) was changed"
    lost = reports.c.original.not_in(select(originals.c.sha256))
    for report in connection.scalars(select(reports.c.id).where(lost).order_by(reports.c.seq)):
        yield f"the original of {report} is missing"


def _kept(
    connection: Connection, table: Table, kind: type[Report] | type[Judgement], told: Mapping[str, Entry]
) -> Iterator[str]:
    """Compare reports or judgements with their ids and with the journal."""
    seen = set()
    for row in _stream(connection, select(table).order_by(table.c.seq)).mappings():
        seen.add(row["id"])
        name = f"{kind.__name__.lower()} {row['id']}"
        yield from (f"{name} {fault}" for fault in _faults(row, kind, told.get(row["id"])))
    for missing in told.keys() - seen:
        yield f"{missing} is in the journal and not in the record"


def _faults(row: RowMapping, kind: type[Report] | type[Judgement], entry: Entry | None) -> Iterator[str]:
    try:
        value = decode(kind, row["body"])
    except TamperError:
        yield "cannot be read"
        return
    if value.id != row["id"]:
        yield "was changed: its content has another id"
    if entry is None or entry.seq != row["seq"]:
        yield "has no journal entry"
        return
    told = _body(entry)
    if sha256_hex(row["body"].encode()) != told.get(kind.__name__.lower()):
        yield "is not as it was when the journal took it in"
    if isinstance(value, Report) and not value.original == row["original"] == told.get("original"):
        yield "names another original than its journal entry"


def _claims(connection: Connection, told: Mapping[str, str]) -> Iterator[str]:
    """Compare the claims of each report with its text and with the journal."""
    known = set()
    for row in _stream(connection, select(reports.c.id, reports.c.body).order_by(reports.c.seq)):
        known.add(row.id)
        of_report = select(claims).where(claims.c.report == row.id).order_by(claims.c.position)
        rows = connection.execute(of_report).mappings().all()
        if digest_of(claim["body"] for claim in rows) != told.get(row.id):
            yield f"the claims of {row.id} are not those that the journal tells of"
        try:
            report = decode(Report, row.body)
        except TamperError:
            continue  # told already
        for claim in rows:
            yield from (f"{claim['id']} {fault}" for fault in _claim_faults(claim, report))
    for stray in connection.scalars(select(claims.c.report).distinct()):
        if stray not in known:
            yield f"there are claims of {stray}, which is not in the record"


def _claim_faults(row: RowMapping, report: Report) -> Iterator[str]:
    try:
        claim = decode(Claim, row["body"])
    except TamperError:
        yield "cannot be read"
        return
    if (claim.id, claim.report) != (row["id"], row["report"]):
        yield "has another id or report than its content says"
    for span in claim.spans():
        if report.text[span.start : span.end] != span.quote:
            yield f"quotes {span.quote!r}, which its report does not say at {span.start}"


def _incidents(connection: Connection, told: _Told) -> Iterator[str]:
    """Compare incidents with the journal, and their columns and claims with their JSON."""
    if not _are_told(connection, told):
        yield "the incidents are not those that the journal tells of"
    for row in _stream(connection, select(incidents).order_by(incidents.c.id)).mappings():
        try:
            incident = decode(Incident, row["body"])
        except TamperError:
            yield f"{row['id']} cannot be read"
            continue
        if incident_row(incident, row["body"]) != dict(row):
            yield f"{row['id']} has columns that its content does not say"
        members = select(incident_claims.c.claim).where(incident_claims.c.incident == row["id"])
        if tuple(connection.scalars(members.order_by(incident_claims.c.position))) != incident.claims:
            yield f"{row['id']} is linked to other claims than its content says"


def _are_told(connection: Connection, told: _Told) -> bool:
    if told.tree:
        return root_of(hash_all(connection)) == told.tree
    # as a record of the first two schemas has it
    bodies = connection.scalars(select(incidents.c.body).order_by(incidents.c.id))
    return digest_of(bodies) == told.incidents
