"""The digest of what linking computes as a tree, so that a change of a few costs the hash of a few.

Incidents, locks and what is seen in the place of incidents fall into branches by the first digits of their ids. The
digest of a branch is over their JSON by kind and id, the digest of all over those of the branches.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlalchemy import ColumnElement, Connection, Select, case, delete, insert, literal, or_, select, true

from marsad.errors import TamperError
from marsad.ids import canonical_json, sha256_hex
from marsad.store.journal import digest_of
from marsad.store.tables import incident_branches, incidents, locks, opened_incidents

__all__ = ["NO_INCIDENTS", "branch_of", "check_branches", "hash_again", "hash_all", "root_of"]

DIGITS = 3
"""Digits of an id that tell its branch: 4,096 branches, some hundred incidents each in a large record."""
AT_ONCE = 200
"""Branches that are asked for in one query."""


def branch_of(id: str) -> str:
    """Return the branch of an incident, or of the lock of a claim, by its id."""
    return id.rpartition("-")[2][:DIGITS]


def root_of(branches: Mapping[str, str]) -> str:
    """Return the digest of all incidents from those of their branches."""
    return sha256_hex(canonical_json(dict(branches)).encode())


NO_INCIDENTS = root_of({})


def hash_all(connection: Connection) -> dict[str, str]:
    """Return the digest of every branch, computed from what is there."""
    return _hashed(connection, _queries())


def hash_again(
    connection: Connection, changed: Collection[str] | None = None, known: Mapping[str, str] | None = None
) -> str:
    """Compute the digests of changed branches (None: of all) and keep them; return that of all incidents.

    `known` are the digests of all branches from before, as `check_branches` returns them.
    """
    kept = incident_branches
    if changed is None:
        digests = hash_all(connection)
        connection.execute(delete(kept))
    else:
        digests = _hash(connection, changed)
        connection.execute(delete(kept).where(kept.c.branch.in_(sorted(changed))))
    if digests:
        rows = [{"branch": branch, "digest": digest} for branch, digest in digests.items()]
        connection.execute(insert(kept), rows)
    if changed is not None:
        before = _kept(connection) if known is None else known
        digests |= {branch: digest for branch, digest in before.items() if branch not in changed}
    return root_of(digests)


def check_branches(connection: Connection, branches: Collection[str], told: str) -> dict[str, str]:
    """Return the digests of all branches that were kept.

    Raises TamperError where some branches are not as they were hashed, or all not as the journal tells.
    """
    kept, found = _kept(connection), _hash(connection, branches)
    changed = [branch for branch in branches if found.get(branch) != kept.get(branch)]
    if changed or root_of(kept) != told:
        raise TamperError(
            "the incidents are not those that the journal tells of, so nothing is linked to them; run "
            "`marsad verify`, and `marsad rebuild` to compute them again"
        )
    return kept


def _kept(connection: Connection) -> dict[str, str]:
    return {row.branch: row.digest for row in connection.execute(select(incident_branches))}


def _hash(connection: Connection, branches: Collection[str]) -> dict[str, str]:
    """Return the digests of some branches; one in which nothing is has none."""
    asked = sorted(branches)
    found: dict[str, str] = {}
    for first in range(0, len(asked), AT_ONCE):
        found |= _hashed(connection, _queries(asked[first : first + AT_ONCE]))
    return found


def _hashed(connection: Connection, queries: Iterable[Select[str, str]]) -> dict[str, str]:
    bodies: dict[str, list[str]] = defaultdict(list)
    for query in queries:
        for id, body in connection.execute(query, execution_options={"yield_per": 1000}):
            bodies[branch_of(id)].append(body)
    return {branch: digest_of(texts) for branch, texts in sorted(bodies.items())}


def _queries(branches: Collection[str] = ()) -> Iterator[Select[str, str]]:
    """Yield what gives the id and the text of everything that is hashed, or of that in some branches, in order."""
    for kind, id, body in (
        ("incident", incidents.c.id, incidents.c.body),
        ("incident", opened_incidents.c.id, opened_incidents.c.body),
        ("claim", locks.c.claim, _lock_text()),
    ):
        # "g" follows every digit.
        within = (id.between(f"{kind}-{branch}", f"{kind}-{branch}g") for branch in branches)
        yield select(id, body).where(or_(*within) if branches else true()).order_by(id)


def _lock_text() -> ColumnElement[str]:
    beside = case((locks.c.is_beside, literal(" beside")), else_=literal(""))
    return literal("lock ") + locks.c.claim + literal(" ") + locks.c.report + beside
