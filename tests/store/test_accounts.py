"""Users, sessions and tokens, on every kind of database."""

from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from marsad.errors import AccountError
from marsad.model import Token, Viewer
from marsad.store import Store, open_store, verify
from marsad.store.dialects import dialect_of

NOW = datetime(2020, 1, 1, tzinfo=UTC)


def add(store: Store, name: str, role: Viewer = Viewer.ADMIN) -> None:
    store.accounts.add_user(name, role, f"hash of {name}", by="test")


def actions(store: Store) -> list[tuple[str, str]]:
    with store.view(Viewer.OWNER) as view:
        return [(entry.action, entry.subject) for entry in view.journal()]


def test_a_user_comes_back_as_added_and_by_name(store: Store) -> None:
    assert not store.accounts.are_there()
    add(store, "Zoë")
    add(store, "ada", Viewer.READER)
    assert store.accounts.are_there()
    assert {user.name for user in store.accounts.users()} == {"Zoë", "ada"}
    user = store.accounts.user("ada")
    assert user
    assert (user.role, user.password, user.is_active, user.seen) == (Viewer.READER, "hash of ada", True, 0)
    assert store.accounts.user("Ada") is None
    with pytest.raises(AccountError, match="already"):
        add(store, "ada")


def test_every_change_is_an_entry_and_the_record_verifies(store: Store) -> None:
    add(store, "ada")
    store.accounts.change_user("ada", by="ada", password="another hash")
    store.accounts.open_session("key", "ada", NOW + timedelta(hours=1))
    store.accounts.close_session("key")
    store.accounts.close_session("key")
    store.accounts.refuse("mallory", "192.0.2.1")
    store.accounts.add_token("key", Token("token-1", "export", Viewer.READER, "ada", NOW, None))
    store.accounts.drop_token("token-1", by="ada")
    assert actions(store) == [
        ("user added", "ada"), ("user changed", "ada"), ("logged in", "ada"), ("logged out", "ada"),
        ("log-in refused", "mallory"), ("token added", "token-1"), ("token dropped", "token-1"),
    ]  # fmt: skip
    assert verify(store) == []
    with store.view(Viewer.OWNER) as view:
        told = " ".join(entry.body for entry in view.journal())
        assert "hash" not in told
        assert '"by":"ada"' in told
        assert view.state() == "0" * 64  # nothing that is shown of the record has changed
    with store.view(Viewer.READER) as view:
        assert list(view.journal()) == []


def test_how_far_a_user_has_looked_is_kept_without_an_entry(store: Store) -> None:
    add(store, "ada")
    store.accounts.see("ada", 7)
    user = store.accounts.user("ada")
    assert user
    assert user.seen == 7
    assert len(actions(store)) == 1


def test_a_session_lasts_until_it_expires_or_is_closed(store: Store) -> None:
    add(store, "ada")
    store.accounts.open_session("long", "ada", NOW + timedelta(days=1))
    found = store.accounts.session("long")
    assert found
    assert found.user.name == "ada"
    assert store.accounts.session("other") is None
    store.accounts.open_session("short", "ada", NOW)
    assert store.accounts.session("short") is None
    store.accounts.close_session("long")
    assert store.accounts.session("long") is None
    with pytest.raises(AccountError, match="no user"):
        store.accounts.open_session("key", "nobody", NOW)


def test_expired_sessions_are_dropped_when_another_is_opened(store: Store) -> None:
    add(store, "ada")
    store.accounts.open_session("short", "ada", NOW)
    store.accounts.open_session("long", "ada", NOW + timedelta(days=1))
    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT key FROM sessions")).scalars().all() == ["long"]


@pytest.mark.parametrize(
    ("changed", "tokens_stay"),
    [({"password": "new"}, True), ({"role": Viewer.READER}, False), ({"is_active": False}, False)],
)
def test_a_change_ends_sessions_and_a_lesser_role_the_tokens(
    store: Store, changed: dict[str, object], tokens_stay: bool
) -> None:
    add(store, "root")
    add(store, "ada")
    store.accounts.open_session("key", "ada", NOW + timedelta(days=1))
    store.accounts.open_session("other", "root", NOW + timedelta(days=1))
    store.accounts.add_token("key", Token("token-1", "export", Viewer.READER, "ada", NOW, None))
    store.accounts.change_user("ada", by="root", **changed)  # type: ignore[arg-type]  # the parameters are right
    assert store.accounts.session("key") is None
    assert store.accounts.session("other")
    assert bool(store.accounts.token("key")) is tokens_stay


def test_the_last_active_admin_stays_one(store: Store) -> None:
    add(store, "ada")
    add(store, "bo")
    store.accounts.change_user("bo", by="ada", is_active=False)
    for changed in ({"role": Viewer.EDITOR}, {"is_active": False}):
        with pytest.raises(AccountError, match="only admin"):
            store.accounts.change_user("ada", by="ada", **changed)
    store.accounts.change_user("ada", by="ada", role=Viewer.ADMIN)
    with pytest.raises(AccountError, match="no user"):
        store.accounts.change_user("cy", by="ada", is_active=False)


def test_tokens_are_listed_by_user_and_end_with_their_time(store: Store) -> None:
    add(store, "ada")
    lasting = Token("token-1", "export", Viewer.READER, "ada", NOW, None)
    short = Token(
        "token-2", "try", Viewer.EDITOR, "bo", NOW + timedelta(seconds=1), NOW + timedelta(seconds=2)
    )
    store.accounts.add_token("one", lasting)
    store.accounts.add_token("two", short)
    assert store.accounts.tokens() == (short, lasting)
    assert store.accounts.tokens("ada") == (lasting,)
    assert store.accounts.token("one") == lasting
    assert store.accounts.token("two") is None
    store.accounts.drop_token("token-1", by="ada")
    assert store.accounts.token("one") is None
    with pytest.raises(AccountError, match="no token"):
        store.accounts.drop_token("token-1", by="ada")


def test_a_record_from_before_users_gets_their_tables_empty(record_url: str) -> None:
    dialect = dialect_of(record_url)
    engine = dialect.engine()
    config = Config()
    config.set_main_option("script_location", "marsad.store:migrations")
    config.set_main_option("path_separator", "os")
    with engine.connect().execution_options(**dialect.write_options) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
    engine.dispose()
    with open_store(record_url) as store:
        assert not store.accounts.are_there()
        add(store, "ada")
        assert verify(store) == []
