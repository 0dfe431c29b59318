import re
from collections.abc import Callable

from tests.web.browsing import Browser

from marsad.model import Viewer
from marsad.ops.accounts import check_password
from marsad.store import Store

Team = Callable[[Viewer], Browser]


def test_an_admin_adds_changes_and_shuts_out(team: Team, store: Store) -> None:
    admin = team(Viewer.ADMIN)
    assert (
        admin.post("/users", name="lina", role="analyst", password="plain words in a row").status_code == 303
    )
    assert "lina" in admin.get("/users").text
    admin.post("/users/change", name="lina", role="editor", password="", access="")
    admin.post("/users/change", name="lina", role="", password="other plain words", access="")
    user = check_password(store, "lina", "other plain words")
    assert user
    assert user.role is Viewer.EDITOR
    admin.post("/users/change", name="lina", access="out")
    assert check_password(store, "lina", "other plain words") is None
    assert "shut out" in admin.get("/users").text
    admin.post("/users/change", name="lina", access="in")
    assert check_password(store, "lina", "other plain words")
    with store.view(Viewer.OWNER) as view:
        assert {'"by":"the-admin"' in entry.body for entry in view.journal("user changed")} == {True}


def test_what_cannot_be_is_refused_with_what_to_do(team: Team) -> None:
    admin = team(Viewer.ADMIN)
    for fields, words in (
        ({"name": "the-reader", "password": "plain words in a row"}, "already"),
        ({"name": "a b", "password": "plain words in a row"}, "letters, digits"),
        ({"name": "new", "password": "short"}, "12 to 1024 characters"),
        ({"name": "new", "password": "plain words in a row", "role": "owner"}, "choose one of"),
    ):
        answer = admin.post("/users", **fields)
        assert (answer.status_code, words in answer.text) == (400, True), answer.text
    for fields, words in (
        ({"name": "the-admin", "role": "reader"}, "only admin"),
        ({"name": "the-admin", "access": "out"}, "only admin"),
        ({"name": "nobody", "role": "reader"}, "no user"),
        ({"name": "\0", "role": "reader"}, "no user"),
        ({"name": "the-reader"}, "nothing is to be changed"),
    ):
        answer = admin.post("/users/change", **fields)
        assert (answer.status_code, words in answer.text) == (400, True), answer.text


def test_the_secret_of_a_token_is_shown_once(team: Team, store: Store) -> None:
    reader = team(Viewer.READER)
    made = reader.post("/tokens", label="nightly", role="reader", days=30).text
    (secret,) = re.findall(r"<code dir=\"ltr\">(marsad-[\w-]{43})</code>", made)
    assert secret not in reader.get("/tokens").text
    (token,) = store.accounts.tokens("the-reader")
    assert token.expires
    assert (token.label, (token.expires - token.made).days) == ("nightly", 30)
    assert reader.get("/api/incidents", authorization=f"Bearer {secret}").status_code == 200
