"""The journal: one entry for every write to the record, each hashing the one before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, insert, select

from marsad.errors import TamperError
from marsad.ids import canonical_json, sha256_hex
from marsad.store.tables import journal

__all__ = [
    "CLAIMS_REPLACED",
    "GENESIS",
    "INCIDENTS_REPLACED",
    "INPUTS",
    "JUDGEMENT_ADDED",
    "NEVER_LINKED",
    "OWN_ACTIONS",
    "REPORT_ADDED",
    "Entry",
    "append",
    "digest_of",
    "entry_of",
    "last_judged",
    "last_of",
]

REPORT_ADDED = "report added"
CLAIMS_REPLACED = "claims replaced"
INCIDENTS_REPLACED = "incidents replaced"
JUDGEMENT_ADDED = "judgement added"
OWN_ACTIONS = frozenset({REPORT_ADDED, CLAIMS_REPLACED, INCIDENTS_REPLACED, JUDGEMENT_ADDED})
# Incidents are computed from what these entries wrote.
INPUTS = (REPORT_ADDED, CLAIMS_REPLACED, JUDGEMENT_ADDED)

GENESIS = "0" * 64
NEVER_LINKED = {"basis": GENESIS}


@dataclass(frozen=True, slots=True)
class Entry:
    """One write: when (ISO 8601, UTC), what, to what; `body` is canonical JSON, `previous` a hash."""

    seq: int
    time: str
    action: str
    subject: str
    body: str
    previous: str

    @property
    def hash(self) -> str:
        """The SHA-256 over everything here, with the body as its own SHA-256."""
        body = sha256_hex(self.body.encode())
        chained = [self.seq, self.time, self.action, self.subject, body, self.previous]
        return sha256_hex(canonical_json(chained).encode())


def entry_of(row: RowMapping) -> Entry:
    """Return the entry in a row of the journal."""
    return Entry(row["seq"], row["time"], row["action"], row["subject"], row["body"], row["previous"])


def digest_of(bodies: Iterable[str]) -> str:
    """Return the SHA-256 of canonical JSON texts as lines."""
    return sha256_hex("".join(f"{body}\n" for body in bodies).encode())


def last_of(connection: Connection, *actions: str) -> RowMapping | None:
    """Return the newest row of the journal with one of the actions (none: of all), or None."""
    return connection.execute(_newest(actions)).mappings().first()


@lru_cache(32)
def _newest(actions: tuple[str, ...]) -> Select[*tuple[Any, ...]]:  # Any: the columns of the journal
    query = select(journal).order_by(journal.c.seq.desc()).limit(1)
    return query.where(journal.c.action.in_(actions)) if actions else query


def last_judged(connection: Connection) -> str:
    """Return the hash of the newest entry that added a judgement, 64 zeros where there is none."""
    last = last_of(connection, JUDGEMENT_ADDED)
    return last["hash"] if last else GENESIS


def append(connection: Connection, time: datetime, action: str, subject: str, body: object) -> Entry:
    """Write the next entry of the chain; the caller holds the write lock.

    Raises TamperError where the newest entry does not hash to what it says.
    """
    last = last_of(connection)
    if last and entry_of(last).hash != last["hash"]:
        raise TamperError(
            f"journal entry {last['seq']} was changed, nothing more is written to this record; "
            "run `marsad verify` and go back to a copy that verifies"
        )
    entry = Entry(
        seq=last["seq"] + 1 if last else 1,
        time=time.astimezone(UTC).isoformat(timespec="microseconds"),
        action=action,
        subject=subject,
        body=canonical_json(body),
        previous=last["hash"] if last else GENESIS,
    )
    values = {name: getattr(entry, name) for name in (column.name for column in journal.columns)}
    connection.execute(insert(journal).values(**values))
    return entry
