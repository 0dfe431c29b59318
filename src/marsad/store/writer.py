"""Writing to the record: each method is one transaction and one entry of the journal."""

import json
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from operator import attrgetter
from typing import TypeVar

import numpy as np
from sqlalchemy import Connection, Table, delete, func, insert, select, text

from marsad.errors import StaleError, StoreError
from marsad.ids import content_id, sha256_hex
from marsad.model import Captured, Claim, Incident, Judgement, Original, Report
from marsad.store import journal, tables
from marsad.store.branches import check_branches, hash_again, keep_all
from marsad.store.change import Change
from marsad.store.codec import decode, encode
from marsad.store.dialects import Dialect
from marsad.store.filing import Filing
from marsad.store.journal import Entry, digest_of
from marsad.store.lock import Lock, Opened
from marsad.store.query import incident_row
from marsad.store.search import distinct_words
from marsad.store.tables import claims, incident_claims, incidents, judgements, link_keys, originals, reports

__all__ = ["Writer"]

T = TypeVar("T")

_BATCH = 500
_LINKED = (
    tables.opened_incident_claims,
    tables.opened_incidents,
    incident_claims,
    incidents,
    tables.locks,
    link_keys,
    tables.filings,
)
"""What linking computes, in the order in which it can be emptied."""


@dataclass(frozen=True, slots=True)
class Writer:
    """The only hand that writes; made by `Store.writer()`.

    Every method takes the write lock, writes all or nothing, and raises StoreError for what may not be kept.
    """

    connection: Connection
    dialect: Dialect
    now: Callable[[], datetime]

    def add_report(self, captured: Captured, read: Sequence[Claim]) -> bool:
        """Add a report with its original and its claims; return False, changing nothing, if it is there."""
        report, original = captured.report, captured.original
        rows = _claim_rows(report, read)
        body = encode(report)
        if report.original != original.sha256:
            raise StoreError(f"{report.id} names another original than it came with; capture it again")
        with self._transaction():
            if self._has(reports, report.id):
                return False
            self._keep(original)
            entry = self._note(
                journal.REPORT_ADDED,
                report.id,
                {
                    "original": original.sha256,
                    "report": sha256_hex(body.encode()),
                    "claims": _digest(rows),
                },
            )
            self.connection.execute(
                insert(reports).values(
                    id=report.id,
                    seq=entry.seq,
                    original=original.sha256,
                    published=report.published,
                    body=body,
                )
            )
            self._index(report, entry.seq)
            self._insert(claims, rows)
        return True

    def replace_claims(self, report_id: str, read: Sequence[Claim]) -> bool:
        """Replace the claims of a report that is there; return False if they are the same."""
        with self._transaction():
            body = self.connection.scalar(select(reports.c.body).where(reports.c.id == report_id))
            if body is None:
                raise StoreError(f"the record holds no report {report_id}; add it first")
            rows = _claim_rows(decode(Report, body), read)
            of_report = claims.c.report == report_id
            present = select(claims.c.body).where(of_report).order_by(claims.c.position)
            if list(self.connection.scalars(present)) == [row["body"] for row in rows]:
                return False
            self.connection.execute(delete(claims).where(of_report))
            self._insert(claims, rows)
            self._note(journal.CLAIMS_REPLACED, report_id, {"claims": _digest(rows)})
        return True

    def replace_incidents(
        self,
        linked: Iterable[Incident],
        *,
        basis: str,
        filings: Iterable[Filing] = (),
        linker: str = "",
        locks: Iterable[Lock] | None = None,
        opened: Iterable[Opened] = (),
    ) -> bool:
        """Replace all incidents by those linked from a View whose `basis()` was `basis`, all filings and all locks.

        `linker` names the program that filed every claim of that View: only one of that name goes on from there.
        Without `locks` nobody knows what is locked, and only viewers with the right to that see the record.

        Returns False, changing nothing, where these very incidents are there or others were linked from a
        newer state. `View.incidents_current()` tells whether the record has moved on since that basis.
        """
        with self._transaction():
            if not self._is_newer(basis):
                return False
            before = self._linked_state()
            with self.dialect.bulk(self.connection, _LINKED):
                for table in _LINKED:
                    self.connection.execute(delete(table))
                # The index of ids cannot be made last, so it is filled in its order.
                self._put_incidents(sorted(linked, key=attrgetter("id")))
                self._file(filings, first=0)
                self._lock(locks or ())
                self._put_opened(opened)
            state = {"basis": basis, "tree": keep_all(self.connection), "linker": linker}
            if locks is not None:
                state["locks"] = "known"
            if state == before:
                return False
            entry = self._note(journal.INCIDENTS_REPLACED, "incidents", state)
            self._locks_changed(entry.seq)
        return True

    def change_incidents(self, change: Change, *, basis: str, after: str) -> bool:
        """Put some incidents in the place of others, as they follow from what came in between two bases.

        Returns False, changing nothing, where others were linked since the journal's entry of hash `after`. Raises
        TamperError where what is there is not what was linked.
        """
        with self._transaction():
            last = journal.last_of(self.connection, journal.INCIDENTS_REPLACED)
            if last is None or last["hash"] != after:
                return False
            before = self._linked_state()
            ids = frozenset(self._touched(change))
            checked = check_branches(self.connection, ids, str(before["tree"]))
            self._drop_opened(change.closed)
            self._drop_incidents(change.gone)
            self._put_incidents(change.linked)
            were = self._locked_in(change.reread)
            for some in _batches(sorted(change.reread), _BATCH):
                self.connection.execute(delete(tables.locks).where(tables.locks.c.report.in_(some)))
            self._lock(change.locks)
            self._put_opened(change.opened)
            highest = self.connection.scalar(select(func.max(tables.filings.c.number)))
            self._drop_filings(change.dropped)
            self._file(change.filed, first=0 if highest is None else highest + 1)
            tree = hash_again(self.connection, checked, ids)
            state = {**before, "basis": basis, "tree": tree}
            entry = self._note(journal.INCIDENTS_REPLACED, "incidents", state)
            if self._hides_more(change.locks, were, known=str(before["basis"])):
                self._locks_changed(entry.seq)
        return True

    def add_judgement(self, judgement: Judgement, *, after: str | None = None) -> bool:
        """Add a judgement; return False, changing nothing, if it is there.

        `after` is the `last_judged()` of the View that it was decided from: raises StaleError, changing nothing,
        where another judgement has come in since.
        """
        body = encode(judgement)
        if decode(Judgement, body).id != judgement.id:
            raise StoreError(f"the time {judgement.made.isoformat()} cannot be kept exactly; give it in UTC")
        with self._transaction():
            if self._has(judgements, judgement.id):
                return False
            if after is not None and journal.last_judged(self.connection) != after:
                raise StaleError("another judgement has come in meanwhile; look at it and judge again")
            entry = self._note(
                journal.JUDGEMENT_ADDED, judgement.id, {"judgement": sha256_hex(body.encode())}
            )
            self.connection.execute(insert(judgements).values(id=judgement.id, seq=entry.seq, body=body))
        return True

    def note(self, action: str, subject: str, body: object) -> Entry:
        """Write an entry about something done with the record, such as an export; `body` is JSON data."""
        if action in journal.OWN_ACTIONS:
            raise StoreError(f"{action!r} is an entry that the record writes itself; note another action")
        with self._transaction():
            return self._note(action, subject, body)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self.connection.begin():
            self.dialect.lock(self.connection)
            yield

    def _note(self, action: str, subject: str, body: object) -> Entry:
        return journal.append(self.connection, self.now(), action, subject, body)

    def _has(self, table: Table, key: str) -> bool:
        return self.connection.scalar(select(table.c.id).where(table.c.id == key)) is not None

    def _insert(self, table: Table, rows: list[dict[str, object]]) -> None:
        if rows:
            self.connection.execute(insert(table), rows)

    def _pour(self, table: Table, rows: Iterable[Sequence[str | int | bool]]) -> None:
        """Insert very many rows of plain texts and numbers, by the driver alone: that takes half the time."""
        names = [column.name for column in table.columns]
        mark = "?" if self.connection.dialect.paramstyle == "qmark" else "%s"
        values = f"({', '.join(names)}) VALUES ({', '.join([mark] * len(names))})"
        for some in _batches(rows, 10 * _BATCH):
            self.connection.exec_driver_sql(f"INSERT INTO {table.name} {values}", list(map(tuple, some)))

    def _keep(self, original: Original) -> None:
        sha256, column = original.sha256, originals.c
        if self.connection.scalar(select(column.sha256).where(column.sha256 == sha256)):
            return  # a file that holds several reports
        if "\0" in original.name + original.media_type:
            raise StoreError(f"the name {original.name!r} holds a NUL character; rename the file")
        values = {"name": original.name, "media_type": original.media_type, "data": original.data}
        self.connection.execute(insert(originals).values(sha256=sha256, **values))

    def _index(self, report: Report, seq: int) -> None:
        document = self.dialect.search_document(distinct_words(f"{report.title}\n{report.text}"))
        self.connection.execute(text(self.dialect.search_insert), {"seq": seq, "words": document})

    def _linked_state(self) -> dict[str, object]:
        last = journal.last_of(self.connection, journal.INCIDENTS_REPLACED)
        return dict(json.loads(last["body"]) if last else journal.NEVER_LINKED)

    def _is_newer(self, basis: str) -> bool:
        """Tell whether a basis is not older than that of the incidents that are there."""
        known = str(self._linked_state()["basis"])
        asked = select(tables.journal.c.hash, tables.journal.c.seq)
        seqs: dict[str, int] = {journal.GENESIS: 0}
        found = asked.where(tables.journal.c.hash.in_((basis, known)))
        seqs |= {row.hash: row.seq for row in self.connection.execute(found)}
        if basis not in seqs:
            raise StoreError("the incidents were linked from another record; link them from this one")
        return seqs[basis] >= seqs[known]

    def _touched(self, change: Change) -> Iterator[str]:
        """Yield the ids of all rows that a change writes or takes away whose digest is kept."""
        yield from change.gone
        yield from (incident.id for incident in change.linked)
        yield from (lock.claim for lock in change.locks)
        yield from (opened.incident.id for opened in change.opened)
        for column, asked, wanted in (
            (tables.locks.c.claim, tables.locks.c.report, change.reread),
            (tables.opened_incidents.c.id, tables.opened_incidents.c.instead_of, change.closed),
        ):
            for some in _batches(sorted(wanted), _BATCH):
                yield from self.connection.scalars(select(column).where(asked.in_(some)))

    def _lock(self, held: Iterable[Lock]) -> None:
        self._pour(tables.locks, ((one.claim, one.report, one.is_beside) for one in held))

    def _locked_in(self, reports: Collection[str]) -> set[str]:
        """Return the claims of some reports that are locked."""
        found: set[str] = set()
        for some in _batches(sorted(reports), _BATCH):
            found.update(
                self.connection.scalars(select(tables.locks.c.claim).where(tables.locks.c.report.in_(some)))
            )
        return found

    def _hides_more(self, held: Collection[Lock], were: Collection[str], *, known: str) -> bool:
        """Tell whether a report that was linked before holds what was not locked in it: somebody may have seen that.

        What nobody without the right has seen yet is in no earlier answer, and what is locked no longer may be.
        """
        journal_of, fresh = tables.journal.c, {lock.report for lock in held if lock.claim not in were}
        until = self.connection.scalar(select(journal_of.seq).where(journal_of.hash == known)) or 0
        return any(
            self.connection.scalar(
                select(reports.c.id).where(reports.c.id.in_(some), reports.c.seq <= until).limit(1)
            )
            for some in _batches(sorted(fresh), _BATCH)
        )

    def _locks_changed(self, seq: int) -> None:
        self.connection.execute(delete(tables.lock_changes))
        self.connection.execute(insert(tables.lock_changes).values(row=0, seq=seq))

    def _put_opened(self, opened: Iterable[Opened]) -> None:
        for some in _batches(opened, _BATCH):
            rows = [
                {**incident_row(one.incident, encode(one.incident)), "instead_of": one.instead_of}
                for one in some
            ]
            self._insert(tables.opened_incidents, rows)
            self._pour(
                tables.opened_incident_claims, (row for one in some for row in _membership(one.incident))
            )

    def _drop_opened(self, instead_of: Collection[str]) -> None:
        table, members = tables.opened_incidents, tables.opened_incident_claims
        for some in _batches(sorted(instead_of), _BATCH):
            ids = select(table.c.id).where(table.c.instead_of.in_(some))
            self.connection.execute(delete(members).where(members.c.incident.in_(ids)))
            self.connection.execute(delete(table).where(table.c.instead_of.in_(some)))

    def _put_incidents(self, linked: Iterable[Incident]) -> None:
        seen: set[str] = set()
        for some in _batches(linked, _BATCH):
            rows = [(incident, encode(incident)) for incident in some]
            before = len(seen)
            seen.update(one.id for one in some)
            if len(seen) < before + len(rows):
                raise StoreError(
                    "two incidents begin with the same claim; link again so that each has its own"
                )
            self._insert(incidents, [incident_row(incident, body) for incident, body in rows])
            self._pour(incident_claims, (row for incident, _ in rows for row in _membership(incident)))

    def _drop_incidents(self, ids: Collection[str]) -> None:
        for some in _batches(sorted(ids), _BATCH):
            self.connection.execute(delete(incident_claims).where(incident_claims.c.incident.in_(some)))
            self.connection.execute(delete(incidents).where(incidents.c.id.in_(some)))

    def _file(self, filings: Iterable[Filing], *, first: int) -> None:
        keys, numbers = array("q"), array("q")
        for some in _batches(enumerate(filings, start=first), _BATCH):
            rows = ((number, one.claim, one.report, one.component, one.body) for number, one in some)
            self._pour(tables.filings, rows)
            for number, one in some:
                keys.extend(one.keys)
                numbers.extend([number] * len(one.keys))
        # In the order of the table, which otherwise grows by leaps; as arrays, for they are many.
        order = np.lexsort((numbers, keys)) if keys else ()
        self._pour(link_keys, ((keys[at], numbers[at]) for at in order))

    def _drop_filings(self, filings: Iterable[Filing]) -> None:
        kept = tables.filings.c
        for some in _batches(filings, _BATCH):
            asked = kept.claim.in_([one.claim for one in some])
            found = self.connection.execute(select(kept.claim, kept.number).where(asked)).all()
            number_of = {claim: number for claim, number in found}  # noqa: C416  # rows are no pairs to mypy
            for one in some:
                under = link_keys.c.filing == number_of.get(one.claim), link_keys.c.key.in_(one.keys)
                self.connection.execute(delete(link_keys).where(*under))
            self.connection.execute(delete(tables.filings).where(asked))


def _batches(values: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    waiting = iter(values)
    while some := tuple(islice(waiting, size)):
        yield some


def _claim_rows(report: Report, read: Sequence[Claim]) -> list[dict[str, object]]:
    """Return the rows of a report's claims; raises StoreError for a claim that does not rest on its text."""
    report_id = report.id
    for claim in read:
        if claim.report != report_id:
            raise StoreError(f"{claim.id} was read from {claim.report}, not from {report_id}")
        for span in claim.spans():
            if report.text[span.start : span.end] != span.quote:
                raise StoreError(f"{claim.id} quotes {span.quote!r}, which {report_id} does not say there")
    rows: list[dict[str, object]] = [
        {
            "id": claim.id,
            "report": report_id,
            "position": position,
            "body": encode(claim),
            "type": claim.type,
        }
        for position, claim in enumerate(read)
    ]
    if len({row["id"] for row in rows}) < len(rows):
        raise StoreError(f"two claims of {report_id} have one id; read one claim from one trigger")
    return rows


def _digest(rows: list[dict[str, object]]) -> str:
    return digest_of(str(row["body"]) for row in rows)


def _membership(incident: Incident) -> Iterator[tuple[str, int, str, str]]:
    id = incident.id
    for position, claim in enumerate(incident.claims):
        yield id, position, claim, content_id("incident", claim) if position else id
