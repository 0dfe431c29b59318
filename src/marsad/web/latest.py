"""The judgements of the record as it stands: whoever judges must see those of a moment ago."""

from dataclasses import dataclass, field
from threading import Lock

from marsad.model import Judgement
from marsad.store import View

__all__ = ["Latest"]


@dataclass(slots=True)
class Latest:
    """All judgements by whether what is locked is among them, kept while nothing changes."""

    _kept: dict[bool, tuple[str, tuple[Judgement, ...]]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, view: View) -> tuple[Judgement, ...]:
        """Return the judgements that a View shows, in the order of adding."""
        sees_locked = view.viewer.sees_locked
        # What others have not the right to see changes with claims and locks; what is there changes with judgements.
        state = view.last_judged() if sees_locked else view.state()
        with self._lock:
            kept = self._kept.get(sees_locked)
        if kept and kept[0] == state:
            return kept[1]
        found = tuple(view.judgements())
        with self._lock:
            self._kept[sees_locked] = (state, found)
        return found
