"""The judgements of a record, kept while it is open: they are only ever added to, and most questions go by all."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from marsad.model import Judgement
from marsad.store.codec import decode
from marsad.store.journal import JUDGEMENT_ADDED
from marsad.store.newest import Newest
from marsad.store.tables import journal, judgements

__all__ = ["KeptJudgement", "KeptJudgements"]

Found = TypeVar("Found")
_MOST = 64
"""Things found of judgements that are kept: of the last few moments, for those who see what is locked and others."""


@dataclass(frozen=True, slots=True)
class KeptJudgement:
    """A judgement as it is kept: the number and the hash of its entry in the journal, its id, and itself."""

    seq: int
    hash: str
    id: str
    judgement: Judgement


@dataclass(slots=True)
class KeptJudgements:
    """All judgements that were read so far, and what was found of those of some moments."""

    _read: tuple[KeptJudgement, ...] = ()
    _found: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)  # Any: found things of every kind
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

    def found(self, key: Hashable, find: Callable[[], Found]) -> Found:
        """Return what `find` gives, found once for a key: this says of which judgements it is."""
        with self._lock:
            kept: Found | None = self._found.get(key)
            if kept is not None:
                self._found.move_to_end(key)
                return kept
        kept = find()
        with self._lock:
            self._found[key] = kept
            if len(self._found) > _MOST:
                self._found.popitem(last=False)
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
