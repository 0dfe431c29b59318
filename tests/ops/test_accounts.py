from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import AccountError
from marsad.model import ROLES, Viewer
from marsad.model.account import is_user_name
from marsad.ops.accounts import (
    SESSION,
    add_user,
    change_user,
    check_password,
    issue_token,
    sign_in,
    sign_out,
    signed_in,
    token_of,
)
from marsad.store import Store, open_store

PASSWORD = "four plain words here"


class Clock:
    """A clock that stands still until it is put forward."""

    def __init__(self) -> None:
        self.time = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'record.db'}", now=clock) as store:
        yield store


def test_a_password_is_kept_as_a_hash_and_known_again(store: Store) -> None:
    user = add_user(store, "ada", Viewer.ADMIN, PASSWORD, by="test")
    assert user.password.startswith("$argon2id$")
    assert check_password(store, "ada", PASSWORD) == store.accounts.user("ada")
    assert check_password(store, "ada", f"{PASSWORD} ") is None
    assert check_password(store, "bo", PASSWORD) is None
    assert check_password(store, "a\0", PASSWORD) is None
    change_user(store, "ada", by="test", password="other plain words")
    assert check_password(store, "ada", PASSWORD) is None
    assert check_password(store, "ada", "other plain words")


@pytest.mark.parametrize(
    ("name", "role", "password", "words"),
    [
        ("ada", Viewer.READER, PASSWORD, "--role admin"),
        ("", Viewer.ADMIN, PASSWORD, "letters, digits"),
        ("a b", Viewer.ADMIN, PASSWORD, "letters, digits"),
        ("ada", Viewer.ADMIN, "eleven sign", "12 to 1024"),
        ("ada", Viewer.ADMIN, "a" * 1025, "12 to 1024"),
        ("ada", Viewer.ADMIN, "ADA is my name", "holds the user's name"),
        ("ada", Viewer.OWNER, PASSWORD, "choose one of reader"),
        ("ada", Viewer.PUBLIC, PASSWORD, "choose one of reader"),
    ],
)
def test_who_cannot_be_a_first_user_is_told_why(
    store: Store, name: str, role: Viewer, password: str, words: str
) -> None:
    with pytest.raises(AccountError, match=words):
        add_user(store, name, role, password, by="test")
    assert not store.accounts.are_there()


@given(st.text(max_size=70))
def test_a_name_holds_nothing_that_an_address_or_a_page_could_trip_over(name: str) -> None:
    if is_user_name(name):
        assert 1 <= len(name) <= 64
        assert not set(name) & set("/?#&<>\"' \t\n\0\\%:;,=")
        assert not any("\ud800" <= letter <= "\udfff" for letter in name)


def test_a_change_of_nothing_and_of_nobody_is_refused(store: Store) -> None:
    add_user(store, "ada", Viewer.ADMIN, PASSWORD, by="test")
    with pytest.raises(AccountError, match="nothing is to be changed"):
        change_user(store, "ada", by="test")
    with pytest.raises(AccountError, match="no user"):
        change_user(store, "a\0", by="test", is_active=False)
    with pytest.raises(AccountError, match="choose one of"):
        change_user(store, "ada", by="test", role=Viewer.OWNER)


def test_a_session_lasts_a_working_day_and_ends_when_it_is_closed(store: Store, clock: Clock) -> None:
    user = add_user(store, "ada", Viewer.ADMIN, PASSWORD, by="test")
    secret, other = sign_in(store, user), sign_in(store, user)
    assert secret != other
    sign_out(store, other)
    assert signed_in(store, other) is None
    clock.time += SESSION - timedelta(seconds=1)
    found = signed_in(store, secret)
    assert found
    assert found.user == user
    clock.time += timedelta(seconds=1)
    assert signed_in(store, secret) is None
    assert signed_in(store, "\ud800") is None


@pytest.mark.parametrize("most", [*ROLES, Viewer.OWNER])
@pytest.mark.parametrize("role", Viewer)
def test_a_token_is_never_above_whoever_makes_it(store: Store, most: Viewer, role: Viewer) -> None:
    ranks = {one: rank for rank, one in enumerate(ROLES)}
    if role in ranks and ranks[role] <= ranks.get(most, len(ROLES)):
        secret, token = issue_token(store, by="ada", most=most, role=role, label="x", days=None)
        assert token_of(store, secret) == token
        assert token.role is role
    else:
        with pytest.raises(AccountError):
            issue_token(store, by="ada", most=most, role=role, label="x", days=None)
        assert store.accounts.tokens() == ()


def test_a_token_ends_with_its_days(store: Store, clock: Clock) -> None:
    secret, token = issue_token(store, by="ada", most=Viewer.OWNER, role=Viewer.READER, label=" x ", days=2)
    assert (token.label, token.expires) == ("x", clock.time + timedelta(days=2))
    clock.time += timedelta(days=2) - timedelta(seconds=1)
    assert token_of(store, secret)
    clock.time += timedelta(seconds=1)
    assert token_of(store, secret) is None


def test_what_is_no_token_opens_nothing(store: Store) -> None:
    secret, _ = issue_token(store, by="ada", most=Viewer.OWNER, role=Viewer.READER, label="x", days=None)
    for wrong in (
        "",
        "marsad-",
        secret[:-1],
        secret.removeprefix("marsad-"),
        secret.upper(),
        "marsad-\ud800",
    ):
        assert token_of(store, wrong) is None


@pytest.mark.parametrize(("label", "days"), [("", None), (" ", 1), ("a" * 101, 1), ("x", 0), ("x", 3661)])
def test_a_token_needs_a_label_and_days_that_are_some(store: Store, label: str, days: int | None) -> None:
    with pytest.raises(AccountError):
        issue_token(store, by="ada", most=Viewer.OWNER, role=Viewer.READER, label=label, days=days)
