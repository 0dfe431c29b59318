"""Verifying the record while the desk serves: once at a time, in the background, for it may take long."""

from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock, Thread
from typing import Literal

from marsad.errors import MarsadError
from marsad.model import Viewer
from marsad.store import Store, verify

__all__ = ["State", "Verifying"]


@dataclass(frozen=True, slots=True)
class State:
    """How far verifying is: since when, and of the last one what was found, at which head, in how much."""

    state: Literal["never", "running", "done", "failed"] = "never"
    started: datetime | None = None
    ended: datetime | None = None
    problems: tuple[str, ...] = ()
    head: str = ""
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Verifying:
    """The verifying of one record: started by whoever may, its outcome kept until the next one."""

    _state: State = field(default_factory=State)
    _lock: Lock = field(default_factory=Lock)

    @property
    def state(self) -> State:
        """How far it is."""
        with self._lock:
            return self._state

    def start(self, store: Store) -> State:
        """Begin, unless it is running, and return how far it is."""
        with self._lock:
            if self._state.state == "running":
                return self._state
            self._state = started = State("running", store.now())
        # Not to keep the program from ending; nothing is written.
        Thread(target=self._run, args=(store, started), name="marsad-verify", daemon=True).start()
        return started

    def _run(self, store: Store, started: State) -> None:
        try:
            problems = tuple(verify(store))
            with store.view(Viewer.OWNER) as view:
                head, counts = view.head(), view.counts()
            ended = State("done", started.started, store.now(), problems, head, counts)
        except MarsadError as error:
            ended = State("failed", started.started, store.now(), (str(error),))
        with self._lock:
            self._state = ended
