"""Processes beside the desk's: those that compute long answers, and one that links what was judged.

Threads of Python take turns: a page that waits for the database hundreds of times would wait each time for a thread
that computes. What is sent there is a function with its arguments, what comes back is the answer.
"""

import os
import pickle
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from time import monotonic, sleep
from typing import Any

from marsad.model import Viewer
from marsad.ops.linking import relink
from marsad.store import Store, View, open_store
from marsad.web.answers import AT_ONCE, Kept, computed_anew

__all__ = ["Beside"]

LEAST_URGENT = 19
"""How much what computes steps back for others, by the scale of `nice`: people wait for pages, nobody for these."""
LESS_URGENT = 5
"""How much what links steps back: one waits for it, many for pages."""
SPARED, MOST_SPARED_S = 2.0, 5.0
"""How many times as long as an answer took a server is left alone after it, and the most seconds."""


def _pool(number: int, nice: int) -> ProcessPoolExecutor:
    # Not a fork: the threads of the desk would be lost in the middle of what they do.
    return ProcessPoolExecutor(number, get_context("spawn"), _settle, (nice,))


@dataclass
class Beside:
    """The processes beside a desk over the record at a database URL; they start when they are first asked."""

    url: str
    _workers: ProcessPoolExecutor | None = field(default_factory=lambda: _pool(AT_ONCE, LEAST_URGENT))
    _linker: ProcessPoolExecutor | None = field(default_factory=lambda: _pool(1, LESS_URGENT))

    def begin(self, viewer: Viewer, compute: Callable[[View], Any]) -> "Future[Kept] | None":
        """Have an answer computed; None where what computes it cannot be sent there, or the processes are gone."""
        if self._workers is None:
            return None
        try:
            return self._workers.submit(_compute, self.url, viewer, pickle.dumps(compute))
        except (pickle.PicklingError, AttributeError, TypeError, RuntimeError):
            return None

    def link(self) -> bool:
        """Link what came in, and wait for it; False where the process is gone. Raises what `relink` raises."""
        if self._linker is None:
            return False
        try:
            self._linker.submit(_link, self.url).result()
        except RuntimeError:  # a pool that is broken or closed
            return False
        return True

    def close(self) -> None:
        """End the processes."""
        if self._workers is None or self._linker is None:
            return
        # The desk has no other children, and one of these may be in the middle of minutes of work.
        for worker in active_children():
            worker.terminate()
        for pool in (self._workers, self._linker):
            pool.shutdown(cancel_futures=True)
        self._workers = self._linker = None  # with it go its semaphores, also where a signal ends the desk


def _settle(nice: int) -> None:
    """Make a new process step back so far, leave Ctrl+C to the desk, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):  # not on Windows
        os.nice(nice)
    if nice == LEAST_URGENT and hasattr(os, "SCHED_IDLE"):
        # Linux: a page that wakes up never waits for it then
        with suppress(OSError):  # where that is not allowed, it steps back as far as it may
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    Thread(target=_end_with_desk, daemon=True).start()


def _end_with_desk() -> None:
    desk = parent_process()
    if desk is not None:
        wait([desk.sentinel])
        os._exit(0)


def _link(url: str) -> None:
    relink(_store(url))


@dataclass(slots=True)
class _Spared:
    """Until when a process that computes leaves the server alone, by its own clock."""

    until: float = 0.0


_SPARED = _Spared()


def _compute(url: str, viewer: Viewer, sent: bytes) -> Kept:
    """Return an answer as of now.

    A server does as much for it as for a page that somebody waits for; so it is left alone afterwards.
    """
    sleep(max(0.0, _SPARED.until - monotonic()))
    store = _spared_store(url)
    kept = computed_anew(store, viewer, pickle.loads(sent))
    if store.dialect.has_server:
        _SPARED.until = monotonic() + min(SPARED * kept.seconds, MOST_SPARED_S)
    return kept


@cache
def _spared_store(url: str) -> Store:
    store = open_store(url)
    store.dialect.spare(store.engine)
    return store


@cache
def _store(url: str) -> Store:
    return open_store(url)
