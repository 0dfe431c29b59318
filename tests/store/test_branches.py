"""The digest of incidents by branches, on each kind of database."""

import pytest
from sqlalchemy import text
from tests.watch.happenings import happening

from marsad.errors import TamperError
from marsad.model import Viewer
from marsad.store import Store, branches
from marsad.store.branches import branch_of, check_branches, hash_again, hash_all, root_of

INCIDENTS = [happening(number) for number in range(40)]
ALL = sorted({branch_of(one.id) for one in INCIDENTS})


@pytest.fixture
def full(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A record of some incidents, whose branches are asked for a few at a time."""
    monkeypatch.setattr(branches, "AT_ONCE", 7)
    with store.view(Viewer.OWNER) as view:
        basis = view.basis()
    with store.writer() as writer:
        writer.replace_incidents(INCIDENTS, basis=basis)
    return store


def test_branches_hashed_again_are_those_of_the_whole(full: Store) -> None:
    assert len(ALL) > branches.AT_ONCE
    with full.engine.begin() as connection:
        root = root_of(hash_all(connection))
        known = check_branches(connection, [*ALL, "fff"], root)
        assert known == hash_all(connection)
        for some in (ALL, ALL[:3], []):
            assert hash_again(connection, some) == hash_again(connection, some, known) == root


def test_what_is_taken_from_a_branch_is_missed_there_and_nowhere_else(full: Store) -> None:
    gone = INCIDENTS[0].id
    beside = [branch for branch in ALL if branch != branch_of(gone)]
    with full.engine.begin() as connection:
        root = root_of(hash_all(connection))
        connection.execute(text("DELETE FROM incident_claims WHERE incident = :id"), {"id": gone})
        connection.execute(text("DELETE FROM incidents WHERE id = :id"), {"id": gone})
        known = check_branches(connection, beside, root)
        with pytest.raises(TamperError, match="marsad rebuild"):
            check_branches(connection, ALL, root)
        assert hash_again(connection, [branch_of(gone)], known) == root_of(hash_all(connection)) != root
