"""Opening a record."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from types import TracebackType

from sqlalchemy import Connection, Engine

from marsad.errors import UnavailableError
from marsad.model import Viewer
from marsad.store.accounts import Accounts
from marsad.store.dialects import Dialect, dialect_of
from marsad.store.kept_judgements import KeptJudgements
from marsad.store.newest import Newest, NewestKept
from marsad.store.pending import linked_until
from marsad.store.schema import ensure_schema
from marsad.store.view import View
from marsad.store.writer import Writer

__all__ = ["Store", "open_store"]


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Store:
    """An open record: gives Writers and Views; close it, or use it in a `with`."""

    engine: Engine
    dialect: Dialect
    now: Callable[[], datetime]
    kept_judgements: KeptJudgements = field(default_factory=KeptJudgements)
    newest: NewestKept = field(default_factory=NewestKept)

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """Give a Writer; other processes may write between its transactions."""
        with self.engine.connect().execution_options(**self.dialect.write_options) as connection:
            yield Writer(connection, self.dialect, self.now)

    @property
    def accounts(self) -> Accounts:
        """The users, sessions and tokens."""
        return Accounts(self.engine, self.dialect, self.now)

    @contextmanager
    def view(self, viewer: Viewer) -> Iterator[View]:
        """Give a View of this moment for a viewer; it blocks nobody and nobody blocks it.

        A viewer without the right to what is locked sees what came in since the last linking when it is linked: until
        then nobody knows what is locked in it. Raises UnavailableError for such a viewer where claims were read anew
        or something was locked since, and where nobody knows what is locked at all.
        """
        with self.engine.connect().execution_options(**self.dialect.read_options) as connection:
            newest = self.newest.at(connection)  # the first read fixes the moment
            view = View(connection, self.dialect, viewer, self.kept_judgements, newest)
            if not viewer.sees_locked and not view.knows_locks():
                view = replace(view, linked=_linked(connection, newest))
            yield view

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _linked(connection: Connection, newest: Newest) -> int:
    linked = newest.number("linked", partial(linked_until, connection))
    if linked is None:
        raise UnavailableError(
            "what is locked in this record is not known until its incidents are linked; "
            "run `marsad rebuild`, or wait until reports have been added, and ask again"
        )
    return linked


def open_store(url: str, *, now: Callable[[], datetime] = _utc_now) -> Store:
    """Open the record at a database URL; make it where there is none, migrate it where it is old.

    `now` gives the time of journal entries, with a time zone. Raises StoreError where the database cannot be
    opened, is of something else, or is of a newer program.
    """
    dialect = dialect_of(url)
    engine = dialect.engine()
    try:
        ensure_schema(engine, dialect)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, dialect, now)
