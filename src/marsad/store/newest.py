"""The newest entries of a journal at one moment, kept for the last few: most questions go by some of them.

An entry's hash is that of all entries before it too, and every write to a record is an entry: what was found at a
moment holds wherever the newest entry has the same hash.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy import Connection, RowMapping

from marsad.store.journal import GENESIS, last_of

__all__ = ["Newest", "NewestKept"]

_MOMENTS = 8


@dataclass(slots=True)
class Newest:
    """What is there at the moment of the journal's entry `head`, None in an empty record; each is read once."""

    head: RowMapping | None = None
    _entries: dict[tuple[str, ...], RowMapping | None] = field(default_factory=dict)
    _numbers: dict[str, int | None] = field(default_factory=dict)

    def of(self, connection: Connection, *actions: str) -> RowMapping | None:
        """Return the newest entry with one of some actions, None where there is none, at the connection's moment."""
        if actions not in self._entries:
            self._entries[actions] = last_of(connection, *actions)
        return self._entries[actions]

    def number(self, name: str, find: Callable[[], int | None]) -> int | None:
        """Return a number that is the same for whoever looks at this moment; `find` gives it the first time."""
        if name not in self._numbers:
            self._numbers[name] = find()
        return self._numbers[name]


@dataclass(slots=True)
class NewestKept:
    """What was found at the last few moments, by the hash of the newest entry."""

    _moments: OrderedDict[str, Newest] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def at(self, connection: Connection) -> Newest:
        """Return what is known of the moment of a connection."""
        head = last_of(connection)
        hash = head["hash"] if head else GENESIS
        with self._lock:
            found = self._moments.pop(hash, None) or Newest(head)
            self._moments[hash] = found
            if len(self._moments) > _MOMENTS:
                self._moments.popitem(last=False)
        return found
