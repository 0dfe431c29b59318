"""A desk that answers at a port of this machine, and the people who use it."""

import shutil
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Thread

import uvicorn

from marsad.config import load_settings
from marsad.model import ROLES, Viewer
from marsad.ops.accounts import HASHER, sign_in
from marsad.ops.workshop import Workshop
from marsad.store import Store, open_store
from marsad.web import Desk, make_app

__all__ = ["PASSWORD", "Served", "serve", "serve_copy"]

PASSWORD = "four plain words, thirty letters"
START_S = 30.0


@dataclass(frozen=True)
class Served:
    """A desk that runs: its record, its address, and its users by name (a desk of an owner has none)."""

    store: Store
    address: str
    users: Mapping[str, Viewer] = field(default_factory=dict)

    def session(self, name: str) -> str:
        """Sign a user in and return the secret of the session."""
        user = self.store.accounts.user(name)
        assert user is not None, name
        return sign_in(self.store, user)


@contextmanager
def serve_copy(
    record: Path, folder: Path, workshop: Workshop, cache: Path, users: Mapping[str, Viewer] | None = None
) -> Iterator[Served]:
    """Serve a copy of a record, so that what is changed in it is gone afterwards."""
    copy = folder / "record.db"
    shutil.copy(record, copy)
    with open_store(f"sqlite:///{copy}") as store, serve(store, workshop, cache, users or {}) as served:
        yield served


@contextmanager
def serve(
    store: Store, workshop: Workshop, cache: Path, users: Mapping[str, Viewer] | None = None
) -> Iterator[Served]:
    """Serve a record until the block ends; the first of its users has to be an admin."""
    for name, role in (users or {}).items():
        assert role in ROLES
        store.accounts.add_user(name, role, _hashed(), by="test")
    settings = load_settings({"MARSAD_HOME": str(cache), "MARSAD_CACHE": str(cache)})
    desk = Desk(store, settings, lambda: workshop)
    # Without its lifespan the application closes nothing: the reader goes on to the next desk.
    config = uvicorn.Config(
        make_app(desk),
        lifespan="off",
        ws="none",
        log_level="critical",
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        end = time.monotonic() + START_S
        while not server.started:
            assert thread.is_alive() and time.monotonic() < end, "the desk does not start"
            time.sleep(0.01)
        try:
            yield Served(store, f"http://127.0.0.1:{listening.getsockname()[1]}", users or {})
        finally:
            server.should_exit = True
            thread.join(START_S)
            desk.answers.close()


@cache
def _hashed() -> str:
    """Return the hash of the one password, which takes its time, made once."""
    return HASHER.hash(PASSWORD)
