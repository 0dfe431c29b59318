"""Reading the record: everything from one moment of it."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from sqlalchemy import Select, func, select

from marsad.ids import canonical_json
from marsad.model import Judgement
from marsad.store import journal, tables
from marsad.store.batches import chunks, stream
from marsad.store.filing import Filing
from marsad.store.incidents_view import IncidentsView
from marsad.store.journal import Entry, entry_of
from marsad.store.lock import Lock
from marsad.store.moment import IsGiven, Question
from marsad.store.shown import Shown
from marsad.store.tables import judgements, locks

__all__ = ["Arrivals", "View"]

Made = TypeVar("Made")
SOME = 64
"""Entries that are read at a time, the newest first."""
NO_CLAIMS = ("withdraw", "source")
"""Verdicts that are not about claims."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What came in since incidents were linked, which is the journal's entry of hash `after`, by id.

    `reports` were added or read anew.
    """

    after: str
    reports: tuple[str, ...]
    judgements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View(IncidentsView):
    """The record as it stood when the View was made, whatever is written meanwhile; made by `Store.view`.

    For a viewer without the right to what is locked, locked claims, the reports that hold them, and incidents that
    rest on them alone are absent, as if they had never been added; what came in after the journal's entry `linked`,
    where that is given, is absent to them too. Iterators that it returns end with it. Ids may be cut short, and their
    kind (`claim-`) left out, as long as they mean one thing: a StoreError asks for more digits, None says that there
    is no such thing.
    """

    def judgements(self) -> Iterator[Judgement]:
        """Yield the judgements in the order of adding, the withdrawn ones too."""
        hidden = self._hidden_judgements()
        return (
            one.judgement
            for one in self.kept_judgements.of(self.connection, self.newest)
            if one.id not in hidden
        )

    def judged(self, make: Callable[[tuple[Judgement, ...]], Made]) -> Made:
        """Return what a function makes of the judgements in the order of adding.

        It is made once of the same ones, as long as the function is the same one too: one of a module, not a lambda.
        """
        last = self.newest.of(self.connection, journal.JUDGEMENT_ADDED)
        those = (make, last["hash"] if last else journal.GENESIS, self._hidden_judgements())
        return self.kept_judgements.found(those, lambda: make(tuple(self.judgements())))

    def locked(self, claim_ids: Collection[str]) -> frozenset[str]:
        """Return which of some claims are locked, for a viewer who sees them: to others no claim is."""
        if not self.viewer.sees_locked:
            return frozenset()
        found = (self._about(_locked, some) for some in chunks(sorted(claim_ids)))
        return frozenset(id for rows in found for (id,) in rows)

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
        last = self.newest.of(self.connection, journal.INCIDENTS_REPLACED)
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
        fields = (column.seq, column.time, column.action, column.subject, column.body, column.previous)
        asked = select(*fields).order_by(column.seq.desc())
        if action:
            asked = asked.where(column.action == action)
        if before is not None:
            asked = asked.where(column.seq < before)
        if without:
            asked = asked.where(column.action.not_in(sorted(without)))
        with_those = asked
        while some := self._rows(asked.limit(SOME)):
            entries = [Entry(*row) for row in some]
            yield from (entry for entry in entries if entry.subject not in hidden)
            asked = with_those.where(column.seq < entries[-1].seq)

    def last_entry(self) -> Entry | None:
        """Return the newest entry of the journal, or None in an empty record."""
        row = self.newest.head
        return entry_of(row) if row else None

    def head(self) -> str:
        """Return the hash of the newest journal entry, 64 zeros in an empty record."""
        return self.newest.head["hash"] if self.newest.head else journal.GENESIS

    def state(self) -> str:
        """Return the hash of the newest entry that changed what is shown: log-ins and exports do not."""
        last = self.newest.of(self.connection, *journal.OWN_ACTIONS)
        return last["hash"] if last else journal.GENESIS

    def locks_changed(self) -> int:
        """Return the number of the journal's entry with which the locks last changed, 0 where there is none."""
        changed = partial(self.connection.scalar, _LOCKS_CHANGED)
        return self.newest.number("locks changed", changed) or 0

    def basis(self) -> str:
        """Return what incidents linked from this View rest on, for `Writer.replace_incidents`."""
        last = self.newest.of(self.connection, *journal.INPUTS)
        return last["hash"] if last else journal.GENESIS

    def last_judged(self) -> str:
        """Return what the newest judgement of this View is, for `Writer.add_judgement`."""
        last = self.newest.of(self.connection, journal.JUDGEMENT_ADDED)
        return last["hash"] if last else journal.GENESIS

    def incidents_current(self) -> bool:
        """Tell whether the incidents were linked from the reports, claims and judgements that are there."""
        last = self.newest.of(self.connection, journal.INCIDENTS_REPLACED)
        return self.basis() == (json.loads(last["body"])["basis"] if last else journal.GENESIS)

    def arrivals(self, linker: str) -> Arrivals | None:
        """Return what has come in since the incidents were linked; None where they have to be linked as a whole.

        `linker` names the program that would go on from what another has filed: it goes on only from its own. None
        as well for a viewer without the right to what is locked, which may be in it.
        """
        if not self.viewer.sees_locked:
            return None
        last = self.newest.of(self.connection, journal.INCIDENTS_REPLACED)
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

    def filings(
        self,
        *,
        claims: Collection[str] = (),
        reports: Collection[str] = (),
        components: Collection[str] = (),
        keys: Collection[int] = (),
    ) -> Iterator[Filing]:
        """Yield what is filed of claims, of claims of reports, in components, or under keys: each claim once."""
        found: dict[str, Filing] = {}
        for name, wanted in (("claim", claims), ("report", reports), ("component", components)):
            for some in chunks(sorted(wanted)):
                found |= self._filed(name, some)
        for numbers in chunks(sorted(keys)):
            found |= self._filed("key", numbers)
        yield from found.values()

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

    def _hidden_judgements(self) -> frozenset[str]:
        """Return the ids of judgements about claims that a viewer does not see, and of what withdraws them.

        A claim that is no longer read may have been a locked one: what was judged of it is hidden as well. So is what
        was judged since the last linking, which nothing else that is seen goes by yet.
        """
        if self.viewer.sees_locked:
            return frozenset()
        return self.kept_judgements.found(("hidden", self.state(), self.linked), self._find_hidden)

    def _find_hidden(self) -> frozenset[str]:
        every = self.kept_judgements.of(self.connection, self.newest)
        told = (one.judgement for one in every if one.judgement.verdict not in NO_CLAIMS)
        unseen = self._unseen({id for one in told for id in one.subjects})
        hidden = {one.id for one in every if self.linked is not None and one.seq > self.linked}
        while more := {
            one.id
            for one in every
            if one.id not in hidden and not (unseen | hidden).isdisjoint(one.judgement.subjects)
        }:
            hidden |= more
        return frozenset(hidden)

    def _unseen(self, claim_ids: Collection[str]) -> set[str]:
        """Return which of some ids are of no claim that the viewer sees."""
        seen = (self._about(_shown_claims, some) for some in chunks(sorted(claim_ids)))
        return set(claim_ids).difference(id for rows in seen for (id,) in rows)

    def _filed(self, name: str, wanted: Sequence[str] | Sequence[int]) -> dict[str, Filing]:
        # A component is named by one of its claims, which may be a locked one.
        is_named = self.viewer.sees_locked
        return {
            claim: Filing(claim, report, component if is_named else "", body)
            for claim, report, component, body in self._about(_FILED_BY[name], wanted)
        }


_LOCKS_CHANGED = select(tables.lock_changes.c.seq)


def _locked(_shown: Shown, is_given: IsGiven) -> Select[str]:
    return select(locks.c.claim).where(is_given(locks.c.claim), ~locks.c.is_beside)


def _shown_claims(shown: Shown, is_given: IsGiven) -> Select[str]:
    return select(shown.claims.c.id).where(is_given(shown.claims.c.id))


def _filed(shown: Shown) -> Select[str, str, str, str]:
    column = shown.filings.c
    return select(column.claim, column.report, column.component, column.body)


def _filed_of(name: str, shown: Shown, is_given: IsGiven) -> Select[str, str, str, str]:
    return _filed(shown).where(is_given(shown.filings.c[name]))


def _filed_under(shown: Shown, is_given: IsGiven) -> Select[str, str, str, str]:
    under = select(tables.link_keys.c.filing).where(is_given(tables.link_keys.c.key))
    return _filed(shown).where(shown.filings.c.number.in_(under))


_FILED_BY: dict[str, Question] = {
    "key": _filed_under,
    **{name: partial(_filed_of, name) for name in ("claim", "report", "component")},
}
