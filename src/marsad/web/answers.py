"""Answers that take long at a large record: kept while the record stands, and shown as of then while it moves on.

An answer that was quick to compute is always computed of the record as it stands. One that was not is computed again
in the background when the record has moved on, and until then the last one is given, which the page says. In the
background is another process where the desk has one (web/beside.py) and what computes the answer can be sent there,
which a function with its arguments (`functools.partial`) can and a lambda cannot; else a thread.
"""

import os
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from time import monotonic, perf_counter
from typing import Any, Protocol, TypeVar

from marsad.model import Viewer
from marsad.store import Store, View

__all__ = ["AT_ONCE", "Answers", "AsOf", "Kept", "Other", "asked_as_of", "computed_anew"]

T = TypeVar("T")
Made = TypeVar("Made")
MOST = 512
"""Answers that are kept."""
QUICK_S = 0.05
"""Seconds under which an answer is computed anew rather than given as of before."""
PATIENCE_S = 4.0
"""Seconds that a page waits for an answer which may take minutes."""
AT_ONCE = max(1, (os.cpu_count() or 1) // 2)
"""Answers that are computed in the background at a time: half of the processors are left to pages and to linking."""
REST = 5.0
"""Seconds for which an answer that took a second is left as it is: a record that grows all the time has always moved
on, and would have the machine compute all the time."""
MOST_MADE = 32
"""Forms that are kept of one answer, such as its pictures in several languages."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """The state of the record that an answer is of: the hash of its newest entry, and when that was written."""

    head: str
    time: str


@dataclass(slots=True)
class Kept:
    """An answer with the state that it is of, when the locks had last changed, and the seconds that it took.

    `since` is when this process got it, by its own clock, and `made` what was made of it by `Answers.made_of`.
    """

    value: Any  # Any: answers of every kind
    state: str
    locks: int
    as_of: AsOf
    seconds: float
    since: float = 0.0
    made: dict[Hashable, Any] = field(default_factory=dict)  # Any: pictures and pages of every kind


class Other(Protocol):
    """Other processes, which compute answers and link."""

    def begin(self, viewer: Viewer, compute: Callable[[View], Any]) -> "Future[Kept] | None":
        """Have an answer computed; None where that cannot be asked of another process."""

    def link(self) -> bool:
        """Link what came in; False where this has to be done here, because the process is gone."""

    def close(self) -> None:
        """End."""


_OLDER: ContextVar[list[AsOf] | None] = ContextVar("older", default=None)


def asked_as_of() -> list[AsOf]:
    """Begin to note the states of answers that are older than the record, and return the list that they come in."""
    found: list[AsOf] = []
    _OLDER.set(found)
    return found


@dataclass(slots=True)
class Answers:
    """The last answers by what was asked and whether what is locked is in them.

    To those without the right to what is locked, nothing is given as of before once other things are locked: what has
    been locked since must not be seen.
    """

    store: Store
    other: Other | None = None
    _kept: OrderedDict[Hashable, Kept] = field(default_factory=OrderedDict)
    _waiting: dict[Hashable, "Future[Kept]"] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _behind: Executor = field(default_factory=lambda: ThreadPoolExecutor(AT_ONCE, "answers"))

    def of(self, view: View, question: Hashable, compute: Callable[[View], T]) -> T:
        """Return the answer to a question; `compute` gives it from a View of the same right."""
        found: T = self._kept_of(view, question, compute).value
        return found

    def made_of(
        self,
        view: View,
        question: Hashable,
        compute: Callable[[View], T],
        form: Hashable,
        make: Callable[[T], Made],
    ) -> tuple[T, Made]:
        """Return the answer to a question and what `make` makes of it, kept as long as the answer under a form."""
        kept = self._kept_of(view, question, compute)
        if form not in kept.made:
            if len(kept.made) >= MOST_MADE:
                kept.made.clear()
            kept.made[form] = make(kept.value)
        made: Made = kept.made[form]
        return kept.value, made

    def prepare(self, viewer: Viewer, question: Hashable, compute: Callable[[View], object]) -> None:
        """Have an answer computed in the background that somebody will ask for."""
        self._compute_behind((question, viewer.sees_locked), viewer, compute)

    def soon(self, view: View, question: Hashable, compute: Callable[[View], T]) -> T | None:
        """Return the answer to a question that may take minutes, None where nobody has it after some seconds.

        It is computed in the background meanwhile.
        """
        key = (question, view.viewer.sees_locked)
        locks = 0 if view.viewer.sees_locked else view.locks_changed()
        with self._lock:
            kept = self._kept.get(key)
        if kept is None or kept.locks != locks:
            begun = self._compute_behind(key, view.viewer, compute)
            try:
                kept = begun.result(PATIENCE_S)
            except TimeoutError:
                return None
            if kept.locks != locks:
                return None
            found: T = kept.value
            return found
        return self.of(view, question, compute)

    def _kept_of(self, view: View, question: Hashable, compute: Callable[[View], T]) -> Kept:
        key, state = (question, view.viewer.sees_locked), view.state()
        locks = 0 if view.viewer.sees_locked else view.locks_changed()
        with self._lock:
            kept = self._kept.get(key)
            if kept:
                self._kept.move_to_end(key)
        if kept and kept.state == state:
            return kept
        if kept and kept.locks == locks and kept.seconds < QUICK_S:
            return self._keep(key, _computed(view, compute, state, locks))
        if kept is None or kept.locks != locks:
            return self._first(key, locks, lambda: _computed(view, compute, state, locks))
        if monotonic() - kept.since >= REST * kept.seconds:
            self._compute_behind(key, view.viewer, compute)
        if (older := _OLDER.get()) is not None:
            older.append(kept.as_of)
        return kept

    def expire(self) -> None:
        """Have what people can wait for computed anew by the next who ask, instead of being given as of before.

        Whoever has released a thing looks for it at once.
        """
        with self._lock:
            for key in [key for key, kept in self._kept.items() if kept.seconds < PATIENCE_S]:
                del self._kept[key]

    def close(self) -> None:
        """Let what is being computed end, and begin nothing more."""
        if self.other:
            self.other.close()
        self._behind.shutdown(cancel_futures=True)

    def _keep(self, key: Hashable, kept: Kept) -> Kept:
        kept.since = monotonic()
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return kept

    def _first(self, key: Hashable, locks: int, compute: Callable[[], Kept]) -> Kept:
        """Compute an answer that nobody has, or wait for whoever else is computing it under the same locks."""
        with self._lock:
            waiting = self._waiting.get(key)
            mine: Future[Kept] | None = None
            if waiting is None:
                waiting = mine = self._waiting[key] = Future()
        if mine is None:
            found = waiting.result()
            return found if found.locks == locks else self._keep(key, compute())
        try:
            kept = self._keep(key, compute())
            mine.set_result(kept)
            return kept
        except BaseException as error:
            mine.set_exception(error)
            raise
        finally:
            with self._lock:
                self._waiting.pop(key, None)

    def _compute_behind(self, key: Hashable, viewer: Viewer, compute: Callable[[View], T]) -> "Future[Kept]":
        """Have an answer computed in the background, once for all who wait for it."""
        with self._lock:
            if waiting := self._waiting.get(key):
                return waiting
            begun = self.other.begin(viewer, compute) if self.other else None
            begun = begun or self._behind.submit(computed_anew, self.store, viewer, compute)
            self._waiting[key] = begun
        begun.add_done_callback(partial(self._done, key))
        return begun

    def _done(self, key: Hashable, begun: "Future[Kept]") -> None:
        if not begun.cancelled() and begun.exception() is None:
            self._keep(key, begun.result())
        with self._lock:
            self._waiting.pop(key, None)


def computed_anew(store: Store, viewer: Viewer, compute: Callable[[View], Any]) -> Kept:
    """Return an answer as of now."""
    with store.view(viewer) as view:
        locks = 0 if viewer.sees_locked else view.locks_changed()
        return _computed(view, compute, view.state(), locks)


def _computed(view: View, compute: Callable[[View], T], state: str, locks: int) -> Kept:
    start = perf_counter()
    value = compute(view)
    last = view.last_entry()
    as_of = AsOf(last.hash, last.time) if last else AsOf("", "")
    return Kept(value, state, locks, as_of, perf_counter() - start)
