"""Answers that take long, kept until the record moves on."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from marsad.store import View

__all__ = ["Answers"]

T = TypeVar("T")
MOST = 256


@dataclass(slots=True)
class Answers:
    """The last answers by what was asked, of which state of the record, and for whom."""

    _kept: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)  # Any: answers of every kind
    _lock: Lock = field(default_factory=Lock)

    def of(self, view: View, question: Hashable, compute: Callable[[View], T]) -> T:
        """Return the answer to a question, computed from the View unless it was for the same state and right."""
        key = (question, view.state(), view.viewer.sees_locked)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
        answer = compute(view)
        with self._lock:
            self._kept[key] = answer
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return answer
