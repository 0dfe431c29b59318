"""Readings that somebody has looked at and may add: kept for a while, made one at a time."""

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from threading import Lock

from marsad.errors import UnavailableError
from marsad.model import Captured
from marsad.ops.trying import Tried, try_reading
from marsad.ops.workshop import Workshop

__all__ = ["Readings"]

MOST = 8
WAIT_S = 60.0
"""How long a text waits for others to be read, before whoever sent it is asked to send it again."""


@dataclass(slots=True)
class Readings:
    """The last readings by the id of their report: what is added is then what was seen, and is read once."""

    _kept: OrderedDict[str, Tried] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)
    _reading: Lock = field(default_factory=Lock)

    def kept(self, report_id: str) -> Tried | None:
        """Return the reading of a report while it is kept, or None."""
        with self._lock:
            return self._kept.get(report_id)

    def of(self, captured: Captured, workshop: Workshop) -> Tried:
        """Return the reading of a report, read now unless it is kept.

        Reading keeps a processor busy, so texts are read one after the other: raises UnavailableError where others
        take too long.
        """
        if not self._reading.acquire(timeout=WAIT_S):
            raise UnavailableError("other texts are being read; send this one again in a minute")
        try:
            kept = self.kept(captured.report.id)
            # The same report may have come in another file.
            tried = replace(kept, captured=captured) if kept else try_reading(captured, workshop)
        finally:
            self._reading.release()
        with self._lock:
            self._kept[captured.report.id] = tried
            self._kept.move_to_end(captured.report.id)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return tried
