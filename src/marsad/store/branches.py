"""The digest of all incidents as a tree, so that a change of a few costs the hash of a few.

Incidents fall into branches by the first digits of their ids. The digest of a branch is over its incidents' JSON by
id, the digest of all over those of the branches.
"""

from collections.abc import Collection, Mapping
from itertools import groupby

from sqlalchemy import Connection, delete, insert, select

from marsad.errors import TamperError
from marsad.ids import canonical_json, sha256_hex
from marsad.store.journal import digest_of
from marsad.store.tables import incident_branches, incidents

__all__ = ["NO_INCIDENTS", "branch_of", "check_branches", "hash_again", "hash_all", "root_of"]

DIGITS = 3
"""Digits of an id that tell its branch: 4,096 branches, some hundred incidents each in a large record."""


def branch_of(incident_id: str) -> str:
    """Return the branch of an incident."""
    return incident_id.removeprefix("incident-")[:DIGITS]


def root_of(branches: Mapping[str, str]) -> str:
    """Return the digest of all incidents from those of their branches."""
    return sha256_hex(canonical_json(dict(branches)).encode())


NO_INCIDENTS = root_of({})


def hash_all(connection: Connection) -> dict[str, str]:
    """Return the digest of every branch, computed from the incidents that are there."""
    rows = connection.execute(
        select(incidents.c.id, incidents.c.body).order_by(incidents.c.id),
        execution_options={"yield_per": 1000},
    )
    return {
        branch: digest_of(body for _, body in group)
        for branch, group in groupby(rows, key=lambda row: branch_of(row.id))
    }


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
    """Return the digest of one branch, "" where it has no incidents."""
    first = f"incident-{branch}"
    within = incidents.c.id.between(first, f"{first}g")  # "g" follows every digit
    bodies = connection.scalars(select(incidents.c.body).where(within).order_by(incidents.c.id)).all()
    return digest_of(bodies) if bodies else ""
