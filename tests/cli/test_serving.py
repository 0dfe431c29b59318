"""`marsad user` and `token`: who may use a desk."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from marsad.cli import app
from marsad.model import Viewer
from marsad.ops.accounts import check_password, token_of
from marsad.store import open_store

PASSWORD = "four plain words here"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.db"
    open_store(f"sqlite:///{path}").close()
    return path


def run(record: Path, *words: str, given: str = "", author: str = "") -> Result:
    env = {"MARSAD_RECORD": str(record), "MARSAD_HOME": str(record.parent), "MARSAD_AUTHOR": author}
    return CliRunner().invoke(app, [*words], env=env, input=given)


def test_users_are_added_listed_and_changed(record: Path) -> None:
    first = run(record, "user", "add", "omar", "--password-stdin", given=f"{PASSWORD}\n")
    assert (first.exit_code, "--role admin" in first.output) == (2, True)
    added = run(
        record, "user", "add", "lina", "--role", "admin", given=f"{PASSWORD}\n{PASSWORD}\n", author="Lina"
    )
    assert (added.exit_code, "lina is admin" in added.output, PASSWORD in added.output) == (0, True, False)
    run(record, "user", "add", "omar", "--password-stdin", given=f"{PASSWORD}\r\n")
    told = json.loads(run(record, "user", "list", "--format", "json").stdout)
    assert told == [
        {"name": "lina", "role": "admin", "is_active": True},
        {"name": "omar", "role": "reader", "is_active": True},
    ]
    run(record, "user", "change", "omar", "--role", "editor")
    run(record, "user", "change", "omar", "--password-stdin", given="other plain words\n")
    with open_store(f"sqlite:///{record}") as store:
        user = check_password(store, "omar", "other plain words")
        assert user
        assert user.role is Viewer.EDITOR
        with store.view(Viewer.OWNER) as view:
            assert [json.loads(one.body)["by"] for one in view.journal("user added")] == ["Lina", "the owner"]
    run(record, "user", "change", "omar", "--shut-out")
    assert "omar\teditor, shut out" in run(record, "user", "list").stdout
    run(record, "user", "change", "omar", "--let-in")
    assert "shut out" not in run(record, "user", "list").stdout


@pytest.mark.parametrize(
    ("words", "advice"),
    [(["user", "change", "lina"], "--shut-out"), (["user", "change", "lina", "--shut-out"], "user list")],
)
def test_what_cannot_be_changed_says_what_to_do(record: Path, words: list[str], advice: str) -> None:
    done = run(record, *words)
    assert (done.exit_code, advice in done.output) == (2, True)


def test_a_token_is_made_listed_and_dropped(record: Path) -> None:
    made = json.loads(
        run(record, "token", "add", "nightly", "--role", "editor", "--days", "2", "--format", "json").stdout
    )
    with open_store(f"sqlite:///{record}") as store:
        token = token_of(store, made["secret"])
        assert token
        assert (token.id, token.role, token.user) == (made["id"], Viewer.EDITOR, "the owner")
    listed = run(record, "token", "list").stdout
    assert made["id"] in listed
    assert made["secret"] not in listed
    assert json.loads(run(record, "token", "list", "--format", "json").stdout)[0]["label"] == "nightly"
    assert run(record, "token", "drop", made["id"]).exit_code == 0
    assert run(record, "token", "list").stdout == "0 tokens\n"
    again = run(record, "token", "drop", made["id"])
    assert (again.exit_code, "no token" in again.output) == (2, True)
    plain = run(record, "token", "add", "lasting").stdout
    assert "until it is dropped" in plain
    assert "marsad-" in plain
