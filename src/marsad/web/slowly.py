"""Answers that take minutes in a large record: found beside the requests, one at a time, and kept."""

from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import Any, Generic, TypeVar

from marsad.store import View

__all__ = ["Found", "Slowly"]

T = TypeVar("T")
PATIENCE_S = 4.0
"""How long a request waits: answers over a record of some ten thousand claims are there by then."""


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """An answer as of the journal's entry `head`, and whether that is the newest state of what is shown."""

    answer: T
    head: str
    is_newest: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer, the state of the record that it is of, and what was locked in it."""

    answer: Any  # of every kind
    state: str
    head: str
    locked: str


@dataclass(slots=True)
class Slowly:
    """The last answer to each question for each right, and what is being looked for."""

    patience_s: float = PATIENCE_S
    _kept: dict[Hashable, _Kept] = field(default_factory=dict)
    _running: dict[Hashable, Event] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of(
        self,
        view: View,
        open_view: Callable[[], AbstractContextManager[View]],
        question: Hashable,
        compute: Callable[[View], T],
    ) -> Found[T] | None:
        """Return the answer to a question, an older one where the newest takes long, or None where there is none yet.

        `open_view` gives a View for the same caller, in which the answer is looked for. An answer of before
        something was locked is no answer for whoever may not see that.
        """
        key, state = (question, view.viewer.sees_locked), view.state()
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or kept.state != state:
                done = self._running.get(key) or self._start(key, open_view, compute)
        if kept is None or kept.state != state:
            done.wait(self.patience_s)
            with self._lock:
                kept = self._kept.get(key)
        if kept is None:
            return None
        is_newest = kept.state == state
        if not is_newest and not view.viewer.sees_locked and kept.locked != view.locked_mark():
            return None
        return Found(kept.answer, kept.head, is_newest)

    def _start(
        self,
        key: Hashable,
        open_view: Callable[[], AbstractContextManager[View]],
        compute: Callable[[View], object],
    ) -> Event:
        done = self._running[key] = Event()

        def find() -> None:
            try:
                with open_view() as view:
                    kept = _Kept(compute(view), view.state(), view.head(), view.locked_mark())
                with self._lock:
                    self._kept[key] = kept
            finally:
                with self._lock:
                    del self._running[key]
                done.set()

        Thread(target=find, name="marsad-slowly", daemon=True).start()
        return done
