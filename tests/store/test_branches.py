"""The digest of incidents by branches, on each kind of database."""

import pytest
from sqlalchemy import Connection, text
from tests.watch.happenings import happening

from marsad.errors import TamperError
from marsad.model import Viewer
from marsad.store import Store, branches
from marsad.store.branches import branch_of, check_branches, hash_again, hash_all, keep_all, root_of

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
        for ids in ({one.id for one in INCIDENTS}, {INCIDENTS[0].id, "incident-fff0"}, set[str]()):
            checked = check_branches(connection, ids, root)
            assert checked.digests == hash_all(connection)
            assert hash_again(connection, checked, ids) == keep_all(connection) == root


def test_a_change_of_some_ids_is_hashed_as_the_whole_is(full: Store) -> None:
    gone, changed = INCIDENTS[0].id, INCIDENTS[1].id
    with full.engine.begin() as connection:
        root = root_of(hash_all(connection))
        checked = check_branches(connection, {gone, changed}, root)
        take_away(connection, gone)
        connection.execute(text("UPDATE incidents SET body = '{}' WHERE id = :id"), {"id": changed})
        assert hash_again(connection, checked, {gone, changed}) == root_of(hash_all(connection)) != root
        check_branches(connection, {one.id for one in INCIDENTS}, root_of(hash_all(connection)))


def test_what_is_taken_from_a_branch_is_missed_there_and_nowhere_else(full: Store) -> None:
    gone = INCIDENTS[0].id
    beside = {one.id for one in INCIDENTS if branch_of(one.id) != branch_of(gone)}
    with full.engine.begin() as connection:
        root = root_of(hash_all(connection))
        take_away(connection, gone)
        checked = check_branches(connection, beside, root)
        with pytest.raises(TamperError, match="marsad rebuild"):
            check_branches(connection, {gone}, root)
        assert hash_again(connection, checked, beside) == root


def take_away(connection: Connection, id: str) -> None:
    connection.execute(text("DELETE FROM incident_claims WHERE incident = :id"), {"id": id})
    connection.execute(text("DELETE FROM incidents WHERE id = :id"), {"id": id})
