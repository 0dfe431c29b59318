"""Empty records for tests, one after another.

Making the schema takes longer than most tests, and a new engine has to put every statement into words again, which
takes longer still. So the file of an empty record is copied over the last one, and its engine stays.
"""

import atexit
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from marsad.store import Store, open_store

__all__ = ["empty_record"]


@dataclass(frozen=True)
class _Kept:
    path: Path
    store: Store

    def emptied(self) -> Store:
        self.store.close()  # a connection that is open would go on with the log of the file before
        for part in ("-wal", "-shm"):
            self.path.with_name(f"{self.path.name}{part}").unlink(missing_ok=True)
        shutil.copyfile(_empty(), self.path)
        return self.store


_free: list[_Kept] = []
"""What no test holds."""


@contextmanager
def empty_record(*, now: Callable[[], datetime] | None = None) -> Iterator[Store]:
    """Give an empty SQLite record; several may be open at once."""
    kept = _free.pop() if _free else _another()
    try:
        store = kept.emptied()
        yield replace(store, now=now) if now else store
    finally:
        kept.store.close()
        _free.append(kept)


def _another() -> _Kept:
    path = Path(mkdtemp(dir=_folder())) / "record.db"
    shutil.copyfile(_empty(), path)
    return _Kept(path, open_store(f"sqlite:///{path}"))


@cache
def _empty() -> Path:
    path = _folder() / "empty.db"
    open_store(f"sqlite:///{path}").close()
    return path


@cache
def _folder() -> Path:
    folder = Path(mkdtemp(prefix="records-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
