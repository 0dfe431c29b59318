"""The digest of what linking computes as a tree, so that a change of a few costs the hash of a few.

Incidents, locks and what is seen in the place of incidents fall into branches by the first digits of their ids. The
digest of a branch is over their JSON by kind and id, the digest of all over those of the branches.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, case, delete, func, insert, literal, or_, select

from marsad.errors import TamperError
from marsad.ids import canonical_json, sha256_hex
from marsad.store.batches import chunks
from marsad.store.journal import digest_of
from marsad.store.tables import incident_branches, incidents, locks, opened_incidents

__all__ = [
    "NO_INCIDENTS",
    "Checked",
    "branch_of",
    "check_branches",
    "hash_again",
    "hash_all",
    "keep_all",
    "root_of",
]

DIGITS = 3
"""Digits of an id that tell its branch: 4,096 branches, some hundred incidents each in a large record."""
AT_ONCE = 64
"""Branches that are asked for in one query."""
Rows = Mapping[str, str]
"""The texts of one kind of what is hashed, by id."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What is in some branches, by kind, as it was before a change, and the digests of all branches."""

    digests: Mapping[str, str]
    rows: tuple[Rows, ...]


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
    for _, id, body in _KINDS:
        query = select(id, body).order_by(id)
        for row_id, text in connection.execute(query, execution_options={"yield_per": 1000}):
            bodies[branch_of(row_id)].append(text)
    return _digests(bodies)


def keep_all(connection: Connection) -> str:
    """Compute the digests of all branches and keep them; return that of all incidents."""
    digests = hash_all(connection)
    connection.execute(delete(incident_branches))
    _keep(connection, digests)
    return root_of(digests)


def check_branches(connection: Connection, ids: Collection[str], told: str) -> Checked:
    """Return the branches of some ids, before anything is changed in them.

    Raises TamperError where they are not as they were hashed, or all branches not as the journal tells.
    """
    kept, asked = _kept(connection), {branch_of(id) for id in ids}
    rows = _in_branches(connection, asked)
    found = _hashed(rows)
    changed = [branch for branch in asked if found.get(branch) != kept.get(branch)]
    if changed or root_of(kept) != told:
        raise TamperError(
            "the incidents are not those that the journal tells of, so nothing is linked to them; run "
            "`marsad verify`, and `marsad rebuild` to compute them again"
        )
    return Checked(kept, rows)


def hash_again(connection: Connection, before: Checked, ids: Collection[str]) -> str:
    """Compute and keep the digests of branches that were checked, now that what has some ids is changed.

    Returns the digest of all incidents.
    """
    rows = [
        {**{id: text for id, text in were.items() if id not in ids}, **now}
        for were, now in zip(before.rows, _with_ids(connection, ids), strict=True)
    ]
    digests, branches = _hashed(rows), sorted({branch_of(id) for id in ids})
    for some in chunks(branches):
        connection.execute(delete(incident_branches).where(incident_branches.c.branch.in_(some)))
    _keep(connection, {branch: digests[branch] for branch in branches if branch in digests})
    others = {branch: digest for branch, digest in before.digests.items() if branch not in branches}
    return root_of({**others, **digests})


def _kept(connection: Connection) -> dict[str, str]:
    # In one row: thousands take as long as all the rest of a small change.
    line = incident_branches.c.branch + literal(" ") + incident_branches.c.digest
    joined = connection.scalar(select(func.aggregate_strings(line, " "))) or ""
    words = iter(joined.split())
    return dict(zip(words, words, strict=True))


def _keep(connection: Connection, digests: Mapping[str, str]) -> None:
    if digests:
        rows = [{"branch": branch, "digest": digest} for branch, digest in digests.items()]
        connection.execute(insert(incident_branches), rows)


def _in_branches(connection: Connection, branches: Collection[str]) -> tuple[Rows, ...]:
    asked = sorted(branches)

    def queries(prefix: str, id: ColumnElement[str], body: ColumnElement[str]) -> Iterator[Select[str, str]]:
        for first in range(0, len(asked), AT_ONCE):
            # Ranges, which an index answers: "g" follows every digit.
            some = (
                id.between(f"{prefix}-{one}", f"{prefix}-{one}g") for one in asked[first : first + AT_ONCE]
            )
            yield select(id, body).where(or_(*some))

    return tuple(_rows(connection, queries(*kind)) for kind in _KINDS)


def _with_ids(connection: Connection, ids: Collection[str]) -> tuple[Rows, ...]:
    return tuple(
        _rows(connection, (select(id, body).where(id.in_(some)) for some in chunks(sorted(ids))))
        for _, id, body in _KINDS
    )


def _rows(connection: Connection, queries: Iterable[Select[str, str]]) -> Rows:
    return {id: text for query in queries for id, text in connection.execute(query).all()}


def _hashed(rows: Iterable[Rows]) -> dict[str, str]:
    bodies: dict[str, list[str]] = defaultdict(list)
    for one in rows:
        for id in sorted(one):
            bodies[branch_of(id)].append(one[id])
    return _digests(bodies)


def _digests(bodies: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {branch: digest_of(texts) for branch, texts in sorted(bodies.items())}


def _lock_text() -> ColumnElement[str]:
    beside = case((locks.c.is_beside, literal(" beside")), else_=literal(""))
    return literal("lock ") + locks.c.claim + literal(" ") + locks.c.report + beside


_KINDS: tuple[tuple[str, ColumnElement[str], ColumnElement[str]], ...] = (
    ("incident", incidents.c.id, incidents.c.body),
    ("incident", opened_incidents.c.id, opened_incidents.c.body),
    ("claim", locks.c.claim, _lock_text()),
)
"""What is hashed: how its ids begin, its ids, and its texts."""
