"""The digest of what linking computes as a tree, so that a change of a few costs the hash of a few.

Incidents, locks and what is seen in the place of incidents fall into branches by the first digits of their ids. The
digest of a branch is over their JSON by kind and id, the digest of all over those of the branches.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, delete, insert, literal, select

from marsad.errors import TamperError
from marsad.ids import canonical_json, sha256_hex
from marsad.store.journal import digest_of
from marsad.store.tables import incident_branches, incidents, locks, opened_incidents

__all__ = ["NO_INCIDENTS", "branch_of", "check_branches", "hash_again", "hash_all", "root_of"]

DIGITS = 3
"""Digits of an id that tell its branch: 4,096 branches, some hundred incidents each in a large record."""


def branch_of(id: str) -> str:
    """Return the branch of an incident, or of the lock of a claim, by its id."""
    return id.rpartition("-")[2][:DIGITS]


def root_of(branches: Mapping[str, str]) -> str:
    """Return the digest of all incidents from those of their branches."""
    return sha256_hex(canonical_json(dict(branches)).encode())


NO_INCIDENTS = root_of({})


def hash_all(connection: Connection) -> dict[str, str]:
    """Return the digest of every branch, computed from what is there."""
    bodies: dict[str, list[str]] = defaultdict(list)
    for id, body in chain.from_iterable(
        connection.execute(query, execution_options={"yield_per": 1000}) for query in _queries()
    ):
        bodies[branch_of(id)].append(body)
    return {branch: digest_of(texts) for branch, texts in sorted(bodies.items())}


def hash_again(connection: Connection, changed: Collection[str] | None = None) -> str:
    """Compute the digests of changed branches (None: of all) and keep them; return that of all incidents."""
    kept = incident_branches
    if changed is None:
        digests = hash_all(connection)
        connection.execute(delete(kept))
    else:
        digests = {branch: digest for branch in sorted(changed) if (digest := _hash(connection, branch))}
        connection.execute(delete(kept).where(kept.c.branch.in_(sorted(changed))))
    if digests:
        rows = [{"branch": branch, "digest": digest} for branch, digest in digests.items()]
        connection.execute(insert(kept), rows)
    if changed is not None:
        digests = {row.branch: row.digest for row in connection.execute(select(kept))}
    return root_of(digests)


def check_branches(connection: Connection, branches: Collection[str], told: str) -> None:
    """Raise TamperError where some branches are not as they were hashed, or all not as the journal tells."""
    kept = {row.branch: row.digest for row in connection.execute(select(incident_branches))}
    changed = [branch for branch in branches if _hash(connection, branch) != kept.get(branch, "")]
    if changed or root_of(kept) != told:
        raise TamperError(
            "the incidents are not those that the journal tells of, so nothing is linked to them; run "
            "`marsad verify`, and `marsad rebuild` to compute them again"
        )


def _hash(connection: Connection, branch: str) -> str:
    """Return the digest of one branch, "" where nothing is in it."""
    bodies = [body for query in _queries(branch) for _, body in connection.execute(query)]
    return digest_of(bodies) if bodies else ""


def _queries(branch: str = "") -> Iterator[Select[*tuple[Any, ...]]]:  # Any: ids and texts of three tables
    """Yield what gives the id and the text of everything that is hashed, or of that in one branch, in order."""
    for table, kind, id, body in (
        (incidents, "incident", incidents.c.id, incidents.c.body),
        (opened_incidents, "incident", opened_incidents.c.id, opened_incidents.c.body),
        (locks, "claim", locks.c.claim, _lock_text()),
    ):
        first = f"{kind}-{branch}"
        # "g" follows every digit.
        yield select(id, body).select_from(table).where(id.between(first, f"{first}g")).order_by(id)


def _lock_text() -> ColumnElement[str]:
    beside = case((locks.c.is_beside, literal(" beside")), else_=literal(""))
    return literal("lock ") + locks.c.claim + literal(" ") + locks.c.report + beside
