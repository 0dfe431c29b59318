"""Reading the record: everything from one moment of it."""

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from operator import attrgetter
from typing import TypeVar

from sqlalchemy import Column, Connection, Result, Select, Table, func, select, text

from marsad.errors import StoreError
from marsad.ids import canonical_json
from marsad.model import Claim, Grade, Heard, Incident, Judgement, Original, Reached, Report, Tally, Viewer
from marsad.store import journal, tables
from marsad.store.codec import decode
from marsad.store.dialects import Dialect
from marsad.store.filing import Filing
from marsad.store.journal import Entry, entry_of
from marsad.store.query import IncidentQuery, select_incidents
from marsad.store.search import Hit, hit, words
from marsad.store.tables import claims, incident_claims, incidents, judgements, originals, reports
from marsad.store.tallies import read_points, read_tallies, read_times, read_voices

__all__ = ["Arrivals", "View"]

Model = TypeVar("Model")
Key = TypeVar("Key", str, int)
# Rows fetched at a time: a record does not fit in memory, its rows do by the hundred.
_BATCH = 200
_HEXADECIMAL = re.compile("[0-9a-f]*")


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What came in since incidents were linked, which is the journal's entry of hash `after`, by id.

    `reports` were added or read anew.
    """

    after: str
    reports: tuple[str, ...]
    judgements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The record as it stood when the View was made, whatever is written meanwhile; made by `Store.view`.

    Iterators that it returns end with it. Ids may be cut short, and their kind (`claim-`) left out, as long
    as they mean one thing: a StoreError asks for more digits, None says that there is no such thing.
    """

    connection: Connection
    dialect: Dialect
    viewer: Viewer

    def reports(self) -> Iterator[Report]:
        """Yield the reports in the order of adding."""
        return self._models(Report, select(reports.c.body).order_by(reports.c.seq))

    def report(self, report_id: str) -> Report | None:
        """Return the report of an id, or None."""
        return self._model(Report, reports, self._complete("report", report_id, reports.c.id))

    def has_report(self, report_id: str) -> bool:
        """Tell whether the report of a whole id is there."""
        return self.connection.scalar(select(reports.c.seq).where(reports.c.id == report_id)) is not None

    def original(self, sha256: str) -> Original | None:
        """Return the captured bytes of a SHA-256, or None."""
        row = self.connection.execute(select(originals).where(originals.c.sha256 == sha256)).first()
        return Original(data=row.data, name=row.name, media_type=row.media_type) if row else None

    def originals(self) -> Iterator[Original]:
        """Yield the captured bytes, one at a time, by SHA-256."""
        query = select(originals.c.data, originals.c.name, originals.c.media_type)
        with self.connection.execute(
            query.order_by(originals.c.sha256), execution_options={"yield_per": 1}
        ) as result:
            for row in result:
                yield Original(data=row.data, name=row.name, media_type=row.media_type)

    def claims(
        self,
        report_id: str | None = None,
        *,
        incident: str | None = None,
        types: Collection[str] = (),
        ids: Collection[str] | None = None,
    ) -> Iterator[Claim]:
        """Yield the claims of a report, of an incident in its order, of some ids or types, or all; whole ids.

        They come by report where nothing else is said.
        """
        if ids is not None:
            for some in _chunks(sorted(ids)):
                yield from self._models(Claim, select(claims.c.body).where(claims.c.id.in_(some)))
            return
        query = select(claims.c.body)
        if incident is not None:
            query = query.join(incident_claims, incident_claims.c.claim == claims.c.id)
            query = query.where(incident_claims.c.incident == incident).order_by(incident_claims.c.position)
        else:
            query = query.order_by(claims.c.report, claims.c.position)
        if report_id is not None:
            query = query.where(claims.c.report == report_id)
        if types:
            query = query.where(claims.c.type.in_(sorted(types)))
        yield from self._models(Claim, query)

    def claim(self, claim_id: str) -> Claim | None:
        """Return the claim of an id, or None."""
        return self._model(Claim, claims, self._complete("claim", claim_id, claims.c.id))

    def incidents(self, query: IncidentQuery | None = None) -> Iterator[Incident]:
        """Yield the incidents that a query asks for, in its order: newest first unless it says otherwise."""
        query = query or IncidentQuery()
        found = self._models(Incident, select_incidents(query, self.dialect))
        return islice(filter(query.is_met, found), query.limit)

    def incident(self, incident_id: str) -> Incident | None:
        """Return the incident of an id, also of one that was merged into it, or None."""
        whole = self._complete("incident", incident_id, incidents.c.id)
        if whole is None:
            merged = self._complete("incident", incident_id, incident_claims.c.as_incident)
            holder = select(incident_claims.c.incident).where(incident_claims.c.as_incident == merged)
            whole = self.connection.scalar(holder.order_by(incident_claims.c.incident))
        return self._model(Incident, incidents, whole)

    def judgements(self) -> Iterator[Judgement]:
        """Yield the judgements in the order of adding, the withdrawn ones too."""
        return self._models(Judgement, select(judgements.c.body).order_by(judgements.c.seq))

    def journal(self, action: str = "") -> Iterator[Entry]:
        """Yield the entries of the journal, or those of one action, oldest first."""
        entries = select(tables.journal).order_by(tables.journal.c.seq)
        if action:
            entries = entries.where(tables.journal.c.action == action)
        with self._stream(entries) as result:
            yield from map(entry_of, result.mappings())

    def last_entry(self) -> Entry | None:
        """Return the newest entry of the journal, or None in an empty record."""
        row = journal.last_of(self.connection)
        return entry_of(row) if row else None

    def head(self) -> str:
        """Return the hash of the newest journal entry, 64 zeros in an empty record."""
        return journal.head(self.connection)

    def basis(self) -> str:
        """Return what incidents linked from this View rest on, for `Writer.replace_incidents`."""
        return journal.basis(self.connection)

    def last_judged(self) -> str:
        """Return what the newest judgement of this View is, for `Writer.add_judgement`."""
        return journal.last_judged(self.connection)

    def incidents_current(self) -> bool:
        """Tell whether the incidents were linked from the reports, claims and judgements that are there."""
        last = journal.last_of(self.connection, journal.INCIDENTS_REPLACED)
        return self.basis() == (json.loads(last["body"])["basis"] if last else journal.GENESIS)

    def arrivals(self, linker: str) -> Arrivals | None:
        """Return what has come in since the incidents were linked; None where they have to be linked as a whole.

        `linker` names the program that would go on from what another has filed: it goes on only from its own.
        """
        last = journal.last_of(self.connection, journal.INCIDENTS_REPLACED)
        state = json.loads(last["body"]) if last else {}
        if last is None or state.get("linker") != linker:
            return None
        entries = tables.journal.c
        known = self.connection.scalar(select(entries.seq).where(entries.hash == state["basis"])) or 0
        found = select(entries.action, entries.subject).where(entries.seq > known).order_by(entries.seq)
        came = [(row.action, row.subject) for row in self.connection.execute(found)]
        return Arrivals(
            after=last["hash"],
            reports=tuple(
                subject
                for action, subject in came
                if action in (journal.REPORT_ADDED, journal.CLAIMS_REPLACED)
            ),
            judgements=tuple(subject for action, subject in came if action == journal.JUDGEMENT_ADDED),
        )

    def readings(self) -> Iterator[tuple[Report, list[Claim]]]:
        """Yield every report with its claims, by report id."""
        told = groupby(self.claims(), key=attrgetter("report"))
        waiting = next(told, None)
        for report in self._models(Report, select(reports.c.body).order_by(reports.c.id)):
            own: list[Claim] = []
            if waiting and waiting[0] == report.id:
                own, waiting = list(waiting[1]), next(told, None)
            yield report, own

    def filings(
        self,
        *,
        claims: Collection[str] = (),
        reports: Collection[str] = (),
        components: Collection[str] = (),
        keys: Collection[int] = (),
    ) -> Iterator[Filing]:
        """Yield what is filed of claims, of claims of reports, in components, or under keys: each claim once."""
        kept = tables.filings.c
        found: dict[str, Filing] = {}
        for column, wanted in ((kept.claim, claims), (kept.report, reports), (kept.component, components)):
            for some in _chunks(sorted(wanted)):
                found |= self._filed(select(tables.filings).where(column.in_(some)))
        for numbers in _chunks(sorted(keys)):
            under = select(tables.link_keys.c.filing).where(tables.link_keys.c.key.in_(numbers))
            found |= self._filed(select(tables.filings).where(kept.number.in_(under)))
        yield from found.values()

    def holders(self, claim_ids: Collection[str]) -> dict[str, Incident]:
        """Return the incidents that hold any of some claims, by id."""
        found: dict[str, Incident] = {}
        for some in _chunks(sorted(claim_ids)):
            held = select(incident_claims.c.incident).where(incident_claims.c.claim.in_(some))
            rows = self.connection.execute(
                select(incidents.c.id, incidents.c.body).where(incidents.c.id.in_(held))
            )
            found |= {row.id: decode(Incident, row.body) for row in rows}
        return found

    def beginning(
        self, types: Collection[str], start: date, end: date, *, roundups: bool
    ) -> Iterator[Incident]:
        """Yield the round-ups of some types, or the other incidents, whose time begins on some days."""
        column = incidents.c
        beginning = (column.is_roundup == roundups, column.start_day.between(start, end))
        return self._models(Incident, select(column.body).where(*beginning, column.type.in_(sorted(types))))

    def incidents_of(self, ids: Collection[str]) -> Iterator[Incident]:
        """Yield the incidents of whole ids, those that are there."""
        for some in _chunks(sorted(ids)):
            yield from self._models(Incident, select(incidents.c.body).where(incidents.c.id.in_(some)))

    def roundups(self, grades: Collection[Grade]) -> Iterator[Incident]:
        """Yield the round-ups of some grades, by id."""
        found = (incidents.c.is_roundup, incidents.c.grade.in_(sorted(grades)))
        return self._models(Incident, select(incidents.c.body).where(*found).order_by(incidents.c.id))

    def standings(self, ids: Collection[str]) -> Iterator[tuple[str, Grade, str]]:
        """Yield id, grade and phase of the incidents of whole ids, without reading them."""
        column = incidents.c
        for some in _chunks(sorted(ids)):
            found = select(column.id, column.grade, column.phase).where(column.id.in_(some))
            yield from ((row.id, row.grade, row.phase) for row in self.connection.execute(found))

    def tallies(self, query: IncidentQuery) -> Iterator[Tally]:
        """Yield what a query finds as tallies, whatever its limit: no incident is read.

        Where the query asks for a circle these are of the box round it, each with its point.
        """
        return read_tallies(self.connection, query, self.dialect)

    def points(self, query: IncidentQuery, phases: Collection[str]) -> Iterator[Reached]:
        """Yield the points in the box of a circle with the first and last day of what is of some phases there."""
        return read_points(self.connection, query, self.dialect, phases)

    def times(self, query: IncidentQuery) -> Iterator[Heard]:
        """Yield of which times anybody tells what a query finds; of a circle, of the box round it."""
        return read_times(self.connection, query, self.dialect)

    def voices(self, query: IncidentQuery) -> Iterator[Heard]:
        """Yield the same with the root sources that tell it."""
        return read_voices(self.connection, query, self.dialect)

    def search_text(self, query: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Return the newest reports whose title and text hold every word of the query.

        Case, diacritics and punctuation do not matter; the order of the words neither.
        """
        asked = words(query)
        if not asked:
            return ()
        newest = (reports.c.published.is_(None), reports.c.published.desc(), reports.c.id)
        matching = text(self.dialect.search_condition).bindparams(query=self.dialect.search_query(asked))
        found = self._models(Report, select(reports.c.body).where(matching).order_by(*newest).limit(limit))
        return tuple(hit(report, asked) for report in found)

    def counts(self, *names: str) -> dict[str, int]:
        """Return how many of each thing the record holds, or of the things named: counting takes its time."""
        counted = (reports, originals, claims, incidents, judgements, tables.journal)
        return {
            table.name: self.connection.scalar(select(func.count()).select_from(table)) or 0
            for table in counted
            if table.name in (names or (table.name,))
        }

    def digest(self) -> str:
        """Return the SHA-256 over reports, judgements, claims and incidents as lines of canonical JSON by id.

        The same content has the same digest, whatever the database, the order of adding and the file that a
        report came in; the journal, which tells of these, is left out.
        """
        sha = hashlib.sha256()
        for table in (reports, judgements, claims, incidents):
            # Ids are one prefix and hexadecimal digits: every collation sorts them alike.
            for row in self._stream(select(table.c.id, table.c.body).order_by(table.c.id)):
                fields = json.loads(row.body)
                if table is reports:
                    fields = {name: fields[name] for name in fields.keys() - {"original", "part"}}
                if table is judgements:  # those of a program without fields and values are the same
                    fields = {"field": "", "value": "", **fields}
                sha.update(f"{canonical_json([table.name, row.id, fields])}\n".encode())
        return sha.hexdigest()

    def _filed(self, query: Select[*tuple[object, ...]]) -> dict[str, Filing]:
        return {
            row["claim"]: Filing(row["claim"], row["report"], row["component"], row["body"])
            for row in self.connection.execute(query).mappings()
        }

    def _stream(self, query: Select[*tuple[object, ...]]) -> Result[*tuple[object, ...]]:
        return self.connection.execute(query, execution_options={"yield_per": _BATCH})

    def _models(self, kind: type[Model], query: Select[str]) -> Iterator[Model]:
        with self._stream(query) as result:
            for body in result.scalars():
                yield decode(kind, body)

    def _model(self, kind: type[Model], table: Table, whole: str | None) -> Model | None:
        body = self.connection.scalar(select(table.c.body).where(table.c.id == whole))
        return None if body is None else decode(kind, body)

    def _complete(self, kind: str, start: str, column: Column[str]) -> str | None:
        """Return the one id that begins so, None where none does."""
        digits = start.lower().removeprefix(f"{kind}-")
        if not _HEXADECIMAL.fullmatch(digits):
            return None
        first = f"{kind}-{digits}"
        # A range, which an index answers ("g" follows every digit); LIKE differs between databases.
        begins = column.between(first, f"{first}g")
        found = self.connection.scalars(select(column).where(begins).distinct().limit(2)).all()
        if len(found) > 1:
            raise StoreError(f"{start!r} begins the id of more than one {kind}; give more of its digits")
        return found[0] if found else None


def _chunks(values: Sequence[Key]) -> Iterator[Sequence[Key]]:
    """Yield values by as many as a statement may name."""
    return (values[start : start + _BATCH] for start in range(0, len(values), _BATCH))
