"""Reading the record: everything from one moment of it."""

import hashlib
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from heapq import merge
from itertools import chain, groupby, islice
from operator import attrgetter
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, FromClause, Select, func, select, text

from marsad.errors import StoreError
from marsad.ids import canonical_json
from marsad.model import (
    Claim,
    Grade,
    HarmTally,
    Heard,
    Incident,
    Judgement,
    Original,
    Reached,
    Report,
    TalliedHarm,
    Tally,
    Viewer,
)
from marsad.store import journal, tables
from marsad.store.batches import chunks, stream
from marsad.store.codec import decode
from marsad.store.columns import read_outlines, read_span, read_spots
from marsad.store.counting import AtPlace, OnDay, read_days, read_places
from marsad.store.dialects import Dialect
from marsad.store.doubtful import select_deadly, select_weakly_linked
from marsad.store.filing import Filing
from marsad.store.journal import Entry, entry_of
from marsad.store.lock import Lock
from marsad.store.query import IncidentQuery, Ordered, Outline, select_incidents
from marsad.store.search import Hit, hit, words
from marsad.store.shown import Shown, shown_to
from marsad.store.tables import judgements, locks
from marsad.store.tallies import read_harm, read_points, read_tallies, read_times, read_voices
from marsad.store.told_on import select_told_on
from marsad.store.told_with import read_told_beside, read_told_between

__all__ = ["Arrivals", "View"]

Model = TypeVar("Model")
NO_CLAIMS = ("withdraw", "source")
"""Verdicts that are not about claims."""
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

    For a viewer without the right to what is locked, locked claims, the reports that hold them, and incidents that
    rest on them alone are absent, as if they had never been added; what came in after the journal's entry `linked`,
    where that is given, is absent to them too. Iterators that it returns end with it. Ids may be cut short, and their
    kind (`claim-`) left out, as long as they mean one thing: a StoreError asks for more digits, None says that there
    is no such thing.
    """

    connection: Connection
    dialect: Dialect
    viewer: Viewer
    linked: int | None = None

    @property
    def _shown(self) -> Shown:
        return shown_to(self.viewer, self.linked)

    def _shown_to(self, query: IncidentQuery) -> Shown:
        """Return the tables as a query is best answered from them: it may find few incidents, or most."""
        return self._shown if query.is_narrow else self._shown.to_read_through()

    def reports(self) -> Iterator[Report]:
        """Yield the reports in the order of adding."""
        return self._models(Report, select(self._shown.reports.c.body).order_by(self._shown.reports.c.seq))

    def report(self, report_id: str) -> Report | None:
        """Return the report of an id, or None."""
        return self._model(
            Report, self._shown.reports, self._complete("report", report_id, self._shown.reports.c.id)
        )

    def has_report(self, report_id: str) -> bool:
        """Tell whether the report of a whole id is there."""
        return (
            self.connection.scalar(
                select(self._shown.reports.c.seq).where(self._shown.reports.c.id == report_id)
            )
            is not None
        )

    def original(self, sha256: str) -> Original | None:
        """Return the captured bytes of a SHA-256, or None."""
        row = self.connection.execute(
            select(self._shown.originals).where(self._shown.originals.c.sha256 == sha256)
        ).first()
        return Original(data=row.data, name=row.name, media_type=row.media_type) if row else None

    def about_original(self, sha256: str) -> tuple[str, str, int] | None:
        """Return the name, the media type and the number of bytes of a SHA-256 without reading them, or None."""
        column = self._shown.originals.c
        asked = select(column.name, column.media_type, func.length(column.data))
        row = self.connection.execute(asked.where(column.sha256 == sha256)).first()
        return (row[0], row[1], row[2]) if row else None

    def originals(self) -> Iterator[Original]:
        """Yield the captured bytes, one at a time, by SHA-256."""
        query = select(
            self._shown.originals.c.data, self._shown.originals.c.name, self._shown.originals.c.media_type
        )
        with self.connection.execute(
            query.order_by(self._shown.originals.c.sha256), execution_options={"yield_per": 1}
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
            for some in chunks(sorted(ids)):
                yield from self._models(
                    Claim, select(self._shown.claims.c.body).where(self._shown.claims.c.id.in_(some))
                )
            return
        query = select(self._shown.claims.c.body)
        if incident is not None:
            query = query.join(
                self._shown.incident_claims, self._shown.incident_claims.c.claim == self._shown.claims.c.id
            )
            query = query.where(self._shown.incident_claims.c.incident == incident).order_by(
                self._shown.incident_claims.c.position
            )
        else:
            query = query.order_by(self._shown.claims.c.report, self._shown.claims.c.position)
        if report_id is not None:
            query = query.where(self._shown.claims.c.report == report_id)
        if types:
            query = query.where(self._shown.claims.c.type.in_(sorted(types)))
        yield from self._models(Claim, query)

    def claims_published(self, types: Collection[str], since: date, until: date) -> Iterator[Claim]:
        """Yield the claims of some types in reports that came out on some days, both included."""
        claims, reports = self._shown.claims, self._shown.reports
        query = select(claims.c.body).join(reports, reports.c.id == claims.c.report)
        out = (claims.c.type.in_(sorted(types)), reports.c.published.between(since, until))
        yield from self._models(Claim, query.where(*out).order_by(claims.c.report, claims.c.position))

    def published(self) -> tuple[date | None, date | None]:
        """Return the days on which the oldest and the newest report came out, both None where no report tells one."""
        column = self._shown.reports.c.published
        row = self.connection.execute(select(func.min(column), func.max(column))).one()
        return row[0], row[1]

    def told_between(self, types: Collection[str], start: date | None, end: date | None) -> set[str]:
        """Return the ids of claims of some types that came out on some days or whose incident's time meets them.

        A bound that is None is none; where both are, these are all claims of the types.
        """
        return read_told_between(self.connection, types, start, end, self._shown)

    def claim(self, claim_id: str) -> Claim | None:
        """Return the claim of an id, or None."""
        return self._model(
            Claim, self._shown.claims, self._complete("claim", claim_id, self._shown.claims.c.id)
        )

    def incidents(self, query: IncidentQuery | None = None) -> Iterator[Incident]:
        """Yield the incidents that a query asks for, in its order: newest first unless it says otherwise."""
        query = query or IncidentQuery()
        steps = select_incidents(query, self.dialect, self._shown)
        found = chain.from_iterable(self._in_order(step) for step in steps)
        return islice(map(self._as_shown, filter(query.is_met, found)), query.limit)

    def spots(self, query: IncidentQuery) -> Iterator[tuple[str, float, float]]:
        """Yield id, latitude and longitude of incidents that a query's columns find, in no order; none is decoded.

        Of `near` the box round the circle counts, and `source` may be met by the words of several sources.
        """
        return read_spots(self.connection, query, self.dialect, self._shown_to(query))

    def incidents_of(self, ids: Collection[str]) -> Iterator[Incident]:
        """Yield the incidents of whole ids, by id."""
        incidents = self._shown.incidents
        for some in chunks(sorted(ids)):
            query = select(incidents.c.body).where(incidents.c.id.in_(some)).order_by(incidents.c.id)
            yield from map(self._as_shown, self._models(Incident, query))

    def outlines(self, query: IncidentQuery, *, by_day: bool = False) -> Iterator[Outline]:
        """Yield the outlines of the incidents that a query asks for, newest first and undated last.

        `by_day` says that its types are most of the record's, so that days find them sooner. Raises StoreError
        where it asks for words of a source: these stand in the incidents alone.
        """
        return read_outlines(self.connection, query, self.dialect, self._shown_to(query), by_day=by_day)

    def told_on(self, query: IncidentQuery) -> Iterator[tuple[str, str, date | None]]:
        """Yield id, phase and day of incidents that a query's columns find, newest first; none is decoded.

        What tells no day itself has that on which its first report came out. Of `near` the box round the circle
        counts, and `source` may be met by the words of several sources.
        """
        with stream(self.connection, select_told_on(query, self.dialect, self._shown_to(query))) as result:
            for row in result.mappings():
                yield row["id"], row["phase"], row["day"]

    def told_beside(
        self, incident_ids: Collection[str], types: Collection[str], *, unplaced: bool = False
    ) -> frozenset[str]:
        """Return the ids of incidents of some types that share a report with any of some incidents.

        With `unplaced` only those without a point.
        """
        return read_told_beside(self.connection, incident_ids, types, self._shown, unplaced=unplaced)

    def span(self, countries: Collection[str] = ()) -> tuple[date, date] | None:
        """Return the first and the last day on which an incident begins, of all or of some countries.

        None where none of them tells a day.
        """
        return read_span(self.connection, countries, self._shown)

    def incident(self, incident_id: str) -> Incident | None:
        """Return the incident of an id, also of one that was merged into it, or None."""
        whole = self._complete("incident", incident_id, self._shown.incidents.c.id)
        if whole is None:
            merged = self._complete("incident", incident_id, self._shown.incident_claims.c.as_incident)
            holder = select(self._shown.incident_claims.c.incident).where(
                self._shown.incident_claims.c.as_incident == merged
            )
            whole = self.connection.scalar(holder.order_by(self._shown.incident_claims.c.incident))
        found = self._model(Incident, self._shown.incidents, whole)
        return self._as_shown(found) if found else None

    def judgements(self) -> Iterator[Judgement]:
        """Yield the judgements in the order of adding, the withdrawn ones too."""
        hidden = self._hidden_judgements()
        every = self._models(Judgement, select(judgements.c.body).order_by(judgements.c.seq))
        return (one for one in every if one.id not in hidden)

    def locked(self, claim_ids: Collection[str]) -> frozenset[str]:
        """Return which of some claims are locked, for a viewer who sees them: to others no claim is."""
        if not self.viewer.sees_locked:
            return frozenset()
        found: set[str] = set()
        for some in chunks(sorted(claim_ids)):
            asked = select(locks.c.claim).where(locks.c.claim.in_(some), ~locks.c.is_beside)
            found.update(self.connection.scalars(asked))
        return frozenset(found)

    def locks(self, *, claims: Collection[str] = (), reports: Collection[str] = ()) -> dict[str, Lock]:
        """Return the locks of some claims, and of some reports, by claim, for a viewer who sees them."""
        found: dict[str, Lock] = {}
        if not self.viewer.sees_locked:
            return found
        for column, wanted in ((locks.c.claim, claims), (locks.c.report, reports)):
            for some in chunks(sorted(wanted)):
                rows = self.connection.execute(select(locks).where(column.in_(some)))
                found |= {row.claim: Lock(row.claim, row.report, row.is_beside) for row in rows}
        return found

    def knows_locks(self) -> bool:
        """Tell whether it is known of everything in the record whether it is locked."""
        last = journal.last_of(self.connection, journal.INCIDENTS_REPLACED)
        if last is None:
            return self.basis() == journal.GENESIS
        return self.incidents_current() and "locks" in json.loads(last["body"])

    def journal(self, action: str = "") -> Iterator[Entry]:
        """Yield the entries of the journal, or those of one action, oldest first.

        To a viewer without the right to what is locked these are what the record writes itself: ids and hashes.
        """
        hidden, column = self._hidden_judgements(), self._shown.journal.c
        entries = select(self._shown.journal).order_by(column.seq)
        if action:
            entries = entries.where(column.action == action)
        with stream(self.connection, entries) as result:
            yield from (entry for entry in map(entry_of, result.mappings()) if entry.subject not in hidden)

    def entries(
        self, *, action: str = "", before: int | None = None, without: Collection[str] = ()
    ) -> Iterator[Entry]:
        """Yield the same entries newest first, from before an entry of number `before` on, `without` some actions."""
        hidden, column = self._hidden_judgements(), self._shown.journal.c
        asked = select(self._shown.journal).order_by(column.seq.desc())
        if action:
            asked = asked.where(column.action == action)
        if before is not None:
            asked = asked.where(column.seq < before)
        if without:
            asked = asked.where(column.action.not_in(sorted(without)))
        with stream(self.connection, asked) as result:
            yield from (entry for entry in map(entry_of, result.mappings()) if entry.subject not in hidden)

    def last_entry(self) -> Entry | None:
        """Return the newest entry of the journal, or None in an empty record."""
        row = journal.last_of(self.connection)
        return entry_of(row) if row else None

    def head(self) -> str:
        """Return the hash of the newest journal entry, 64 zeros in an empty record."""
        return journal.head(self.connection)

    def state(self) -> str:
        """Return the hash of the newest entry that changed what is shown: log-ins and exports do not."""
        last = journal.last_of(self.connection, *journal.OWN_ACTIONS)
        return last["hash"] if last else journal.GENESIS

    def locks_changed(self) -> int:
        """Return the number of the journal's entry with which the locks last changed, 0 where there is none."""
        return self.connection.scalar(select(tables.lock_changes.c.seq)) or 0

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

        `linker` names the program that would go on from what another has filed: it goes on only from its own. None
        as well for a viewer without the right to what is locked, which may be in it.
        """
        if not self.viewer.sees_locked:
            return None
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
        for report in self._models(
            Report, select(self._shown.reports.c.body).order_by(self._shown.reports.c.id)
        ):
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
        kept = self._shown.filings.c
        found: dict[str, Filing] = {}
        for column, wanted in ((kept.claim, claims), (kept.report, reports), (kept.component, components)):
            for some in chunks(sorted(wanted)):
                found |= self._filed(select(self._shown.filings).where(column.in_(some)))
        for numbers in chunks(sorted(keys)):
            under = select(tables.link_keys.c.filing).where(tables.link_keys.c.key.in_(numbers))
            found |= self._filed(select(self._shown.filings).where(kept.number.in_(under)))
        yield from found.values()

    def holders(self, claim_ids: Collection[str]) -> dict[str, Incident]:
        """Return the incidents that hold any of some claims, by id."""
        found: dict[str, Incident] = {}
        for some in chunks(sorted(claim_ids)):
            held = select(self._shown.incident_claims.c.incident).where(
                self._shown.incident_claims.c.claim.in_(some)
            )
            rows = self.connection.execute(
                select(self._shown.incidents.c.id, self._shown.incidents.c.body).where(
                    self._shown.incidents.c.id.in_(held)
                )
            )
            found |= {row.id: decode(Incident, row.body) for row in rows}
        return found

    def beginning(
        self, types: Collection[str], start: date, end: date, *, roundups: bool
    ) -> Iterator[Incident]:
        """Yield the round-ups of some types, or the other incidents, whose time begins on some days."""
        column = self._shown.incidents.c
        beginning = (column.is_roundup == roundups, column.start_day.between(start, end))
        return self._models(Incident, select(column.body).where(*beginning, column.type.in_(sorted(types))))

    def roundups(self, grades: Collection[Grade]) -> Iterator[Incident]:
        """Yield the round-ups of some grades, by id."""
        column = self._shown.incidents.c
        found = select(column.body).where(column.is_roundup, column.grade.in_(sorted(grades)))
        return map(self._as_shown, self._models(Incident, found.order_by(column.id)))

    def deadly(self, grade: Grade, *, least: int = 0, after: str = "") -> Iterator[Incident]:
        """Yield the incidents of a grade, most killed first, those of which nobody counts them last.

        With `least` only those of which at least so many are the best count. `after` is the id of the incident to go
        on from, "" to begin.
        """
        statements = select_deadly(self.connection, self._shown, grade, least=least, after=after)
        for statement in statements:
            yield from map(self._as_shown, self._models(Incident, statement))

    def weakly_linked(self, most: float, *, after: str = "") -> Iterator[Incident]:
        """Yield the incidents with a link whose score is at most that, the weakest first, after an incident's id."""
        statements = select_weakly_linked(self.connection, self._shown, most, after=after)
        for statement in statements:
            yield from map(self._as_shown, self._models(Incident, statement))

    def standings(self, ids: Collection[str]) -> Iterator[tuple[str, Grade, str]]:
        """Yield id, grade and phase of the incidents of whole ids, without reading them."""
        column = self._shown.incidents.c
        for some in chunks(sorted(ids)):
            found = select(column.id, column.grade, column.phase).where(column.id.in_(some))
            yield from ((row.id, row.grade, row.phase) for row in self.connection.execute(found))

    def first_days(self, ids: Collection[str]) -> Iterator[tuple[str, date | None]]:
        """Yield id and first day of the incidents of whole ids, None where none is told, without reading them."""
        column = self._shown.incidents.c
        for some in chunks(sorted(ids)):
            found = select(column.id, column.start_day).where(column.id.in_(some))
            yield from ((row.id, row.start_day) for row in self.connection.execute(found))

    def tallies(self, query: IncidentQuery) -> Iterator[Tally]:
        """Yield what a query finds as tallies, whatever its limit: no incident is read.

        Where the query asks for a circle these are of the box round it, each with its point.
        """
        return read_tallies(self.connection, query, self.dialect, self._shown_to(query))

    def harm_tallies(self, query: IncidentQuery, kind: TalliedHarm) -> Iterator[HarmTally]:
        """Yield the same for one kind of harm."""
        return read_harm(self.connection, query, kind, self.dialect, self._shown_to(query))

    def points(self, query: IncidentQuery, phases: Collection[str]) -> Iterator[Reached]:
        """Yield the points in the box of a circle with the first and last day of what is of some phases there."""
        return read_points(self.connection, query, self.dialect, self._shown_to(query), phases)

    def days(self, query: IncidentQuery) -> Iterator[OnDay]:
        """Yield how many incidents begin on each day of what a query's columns find."""
        return read_days(self.connection, query, self.dialect, self._shown_to(query))

    def places(self, query: IncidentQuery) -> Iterator[AtPlace]:
        """Yield how many incidents of each type lie about each place of what a query's columns find."""
        return read_places(self.connection, query, self.dialect, self._shown_to(query))

    def reports_after(self, seq: int, limit: int) -> tuple[Report, ...]:
        """Return the reports that were added after an entry of the journal, the newest first."""
        column = self._shown.reports.c
        found = select(column.body).where(column.seq > seq).order_by(column.seq.desc()).limit(limit)
        return tuple(self._models(Report, found))

    def times(self, query: IncidentQuery) -> Iterator[Heard]:
        """Yield of which times anybody tells what a query finds; of a circle, of the box round it."""
        return read_times(self.connection, query, self.dialect, self._shown_to(query))

    def voices(self, query: IncidentQuery) -> Iterator[Heard]:
        """Yield the same with the root sources that tell it."""
        return read_voices(self.connection, query, self.dialect, self._shown_to(query))

    def search_text(self, query: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Return the newest reports whose title and text hold every word of the query.

        Case, diacritics and punctuation do not matter; the order of the words neither.
        """
        asked = words(query)
        if not asked:
            return ()
        newest = (
            self._shown.reports.c.published.is_(None),
            self._shown.reports.c.published.desc(),
            self._shown.reports.c.id,
        )
        matching = text(self.dialect.search_condition).bindparams(query=self.dialect.search_query(asked))
        found = self._models(
            Report, select(self._shown.reports.c.body).where(matching).order_by(*newest).limit(limit)
        )
        return tuple(hit(report, asked) for report in found)

    def counts(self, *names: str) -> dict[str, int]:
        """Return how many of each thing the record holds, or of the things named: counting takes its time."""
        shown = self._shown
        counted = {
            "reports": shown.reports,
            "originals": shown.originals,
            "claims": shown.claims,
            "incidents": shown.through,
            "judgements": judgements,
            "journal": shown.journal,
        }
        found = {
            name: self.connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in counted.items()
            if name in (names or (name,))
        }
        hidden = len(self._hidden_judgements())
        return {name: many - hidden * (name in ("judgements", "journal")) for name, many in found.items()}

    def digest(self) -> str:
        """Return the SHA-256 over reports, judgements, claims and incidents as lines of canonical JSON by id.

        The same content has the same digest, whatever the database, the order of adding and the file that a
        report came in; the journal, which tells of these, is left out.
        """
        sha = hashlib.sha256()
        shown, hidden = self._shown, self._hidden_judgements()
        kinds = {
            "reports": shown.reports,
            "judgements": judgements,
            "claims": shown.claims,
            "incidents": shown.incidents,
        }
        for name, table in kinds.items():
            # Ids are one prefix and hexadecimal digits: every collation sorts them alike.
            for row in stream(self.connection, select(table.c.id, table.c.body).order_by(table.c.id)):
                fields = json.loads(row.body)
                if row.id in hidden:
                    continue
                if name == "reports":
                    fields = {name: fields[name] for name in fields.keys() - {"original", "part"}}
                if name == "judgements":  # those of a program without fields and values are the same
                    fields = {"field": "", "value": "", **fields}
                sha.update(f"{canonical_json([name, row.id, fields])}\n".encode())
        return sha.hexdigest()

    def _as_shown(self, incident: Incident) -> Incident:
        """Return an incident without what it covers and the viewer does not see."""
        if self.viewer.sees_locked or not incident.covers:
            return incident
        seen: set[str] = set()
        column = self._shown.incidents.c
        for some in chunks(incident.covers):
            seen.update(self.connection.scalars(select(column.id).where(column.id.in_(some))))
        return replace(incident, covers=tuple(id for id in incident.covers if id in seen))

    def _hidden_judgements(self) -> frozenset[str]:
        """Return the ids of judgements about claims that a viewer does not see, and of what withdraws them.

        A claim that is no longer read may have been a locked one: what was judged of it is hidden as well. So is what
        was judged since the last linking, which nothing else that is seen goes by yet.
        """
        if self.viewer.sees_locked:
            return frozenset()
        every = list(self._models(Judgement, select(judgements.c.body).order_by(judgements.c.seq)))
        unseen = self._unseen({id for one in every if one.verdict not in NO_CLAIMS for id in one.subjects})
        hidden: set[str] = set()
        if self.linked is not None:
            hidden.update(
                self.connection.scalars(select(judgements.c.id).where(judgements.c.seq > self.linked))
            )
        while more := {
            one.id for one in every if one.id not in hidden and not (unseen | hidden).isdisjoint(one.subjects)
        }:
            hidden |= more
        return frozenset(hidden)

    def _unseen(self, claim_ids: Collection[str]) -> set[str]:
        """Return which of some ids are of no claim that the viewer sees."""
        unseen, column = set(claim_ids), self._shown.claims.c.id
        for some in chunks(sorted(claim_ids)):
            unseen.difference_update(self.connection.scalars(select(column).where(column.in_(some))))
        return unseen

    def _filed(self, query: Select[*tuple[object, ...]]) -> dict[str, Filing]:
        # A component is named by one of its claims, which may be a locked one.
        is_named = self.viewer.sees_locked
        return {
            row["claim"]: Filing(
                row["claim"], row["report"], row["component"] if is_named else "", row["body"]
            )
            for row in self.connection.execute(query).mappings()
        }

    def _in_order(self, step: Ordered) -> Iterator[Incident]:
        found = [self._models(Incident, statement) for statement in step.statements]
        return found[0] if len(found) == 1 else merge(*found, key=step.key)

    def _models(self, kind: type[Model], query: Select[str]) -> Iterator[Model]:
        with stream(self.connection, query) as result:
            for body in result.scalars():
                yield decode(kind, body)

    def _model(self, kind: type[Model], table: FromClause, whole: str | None) -> Model | None:
        body = self.connection.scalar(select(table.c.body).where(table.c.id == whole))
        return None if body is None else decode(kind, body)

    def _complete(self, kind: str, start: str, column: ColumnElement[str]) -> str | None:
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
