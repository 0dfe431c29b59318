"""The judgements of a record, kept while it is open: they are only ever added to, and most questions go by all."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy import Connection, select

from marsad.model import Judgement
from marsad.store.codec import decode
from marsad.store.journal import JUDGEMENT_ADDED
from marsad.store.newest import Newest
from marsad.store.tables import journal, judgements

__all__ = ["KeptJudgement", "KeptJudgements"]

_MOMENTS = 8
"""Moments of which it is kept which judgements are hidden."""


@dataclass(frozen=True, slots=True)
class KeptJudgement:
    """A judgement as it is kept: the number and the hash of its entry in the journal, its id, and itself."""

    seq: int
    hash: str
    id: str
    judgement: Judgement


@dataclass(slots=True)
class KeptJudgements:
    """All judgements that were read so far, and which of them are hidden at some moments."""

    _read: tuple[KeptJudgement, ...] = ()
    _hidden: dict[tuple[str, int | None], frozenset[str]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, connection: Connection, newest: Newest) -> tuple[KeptJudgement, ...]:
        """Return the judgements of the moment of a connection in the order of adding; only new ones are read."""
        last = newest.of(connection, JUDGEMENT_ADDED)
        if last is None:
            return ()
        with self._lock:
            if found := _until(self._read, last["seq"], last["hash"]):
                return found
            known = self._read[-1].seq if self._read else 0
            new = _read(connection, known)
            if known and (
                not new or new[0].hash != self._read[-1].hash
            ):  # another record in the place of this one
                self._read, new = (), _read(connection, 0)
            self._read = (*self._read[:-1], *new)
            return self._read

    def hidden(self, state: str, linked: int | None, find: Callable[[], frozenset[str]]) -> frozenset[str]:
        """Return the ids that `find` gives for a state of the record, which are kept for the last few."""
        key = (state, linked)
        with self._lock:
            kept = self._hidden.get(key)
        if kept is None:
            kept = find()
            with self._lock:
                if len(self._hidden) >= _MOMENTS:
                    self._hidden.clear()
                self._hidden[key] = kept
        return kept


def _until(known: tuple[KeptJudgement, ...], seq: int, hash: str) -> tuple[KeptJudgement, ...]:
    """Return the judgements up to the one of an entry, none where it is not among them.

    Its hash is that of all entries before it too: of another record it is another.
    """
    end = bisect_right(known, seq, key=lambda one: one.seq)
    return known[:end] if end and known[end - 1].hash == hash else ()


def _read(connection: Connection, first: int) -> tuple[KeptJudgement, ...]:
    entry, column = journal.c, judgements.c
    asked = select(column.seq, entry.hash, column.body).join(journal, entry.seq == column.seq)
    rows = connection.execute(asked.where(column.seq >= first).order_by(column.seq))
    every = ((row.seq, row.hash, decode(Judgement, row.body)) for row in rows)
    return tuple(KeptJudgement(seq, hash, one.id, one) for seq, hash, one in every)
