"""What guards a desk: forms, hosts, headers, cookies, passwords, sessions, addresses."""

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.browsing import PASSWORDS, Browser
from tests.web.walking import filled, ids_of, ways
from tests.workshop import places_cache
from typer.testing import CliRunner

from marsad.cli import app as commands
from marsad.config import load_settings
from marsad.model import Viewer
from marsad.ops.accounts import SESSION, add_user, change_user, issue_token
from marsad.ops.workshop import Workshop
from marsad.store import Store, open_store
from marsad.web import Desk, make_app
from marsad.web.desk import LOG_INS
from marsad.web.security import MOST_BYTES

Team = Callable[[Viewer], Browser]
READER = "the-reader"


def entries(store: Store, action: str) -> list[str]:
    with store.view(Viewer.OWNER) as view:
        return [entry.subject for entry in view.journal(action)]


def changes(browser: Browser, **headers: str) -> int:
    """Ask for a change with some headers and no field of a form; return the status."""
    status: int = browser.client.post("/tokens", data={"label": "x"}, headers=headers).status_code
    return status


# Forms


def test_a_form_without_the_token_of_its_browser_changes_nothing(own: Browser, store: Store) -> None:
    token = own.token()
    assert changes(own) == 403
    assert changes(own, **{"x-csrf-token": f"{token[:-1]}~"}) == 403
    assert own.post("/tokens", label="x", csrf="").status_code == 403
    assert entries(store, "token added") == []
    assert changes(own, **{"x-csrf-token": token}) == 200


def test_a_form_token_of_another_browser_is_refused(team: Team) -> None:
    other = team(Viewer.READER).token()
    assert changes(team(Viewer.ANALYST), **{"x-csrf-token": other}) == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_change_that_another_site_asks_for_is_refused_even_with_the_token(
    own: Browser, headers: dict[str, str]
) -> None:
    assert changes(own, **{"x-csrf-token": own.token()}, **headers) == 403


@pytest.mark.parametrize("origin", ["http://[", "null", "http://localhost.elsewhere.example", "localhost"])
def test_an_origin_that_is_none_of_this_desk_is_refused(own: Browser, origin: str) -> None:
    headers = {"x-csrf-token": own.token(), "origin": origin}
    assert own.client.post("/tokens", data={"label": "a"}, headers=headers).status_code == 403


def test_a_change_that_a_page_of_the_desk_asks_for_is_made(own: Browser) -> None:
    here = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}
    assert changes(own, **{"x-csrf-token": own.token()}, **here) == 200


def test_a_program_with_a_token_of_its_own_needs_no_form_token(desk: Desk, own: Browser) -> None:
    secret, token = issue_token(
        desk.store, by="x", most=Viewer.OWNER, role=Viewer.ADMIN, label="t", days=None
    )
    answer = own.client.request(
        "DELETE", f"/api/tokens/{token.id}", headers={"authorization": f"Bearer {secret}"}
    )
    assert answer.json() == {"dropped": token.id}
    again = own.get("/api/incidents", authorization=f"Bearer {secret}")
    assert again.status_code == 401


# Hosts and sizes


@pytest.mark.parametrize("host", ["elsewhere.example", "localhost.elsewhere.example", "127.0.0.1.nip.io", ""])
def test_the_owners_desk_answers_at_its_own_machine_alone(own: Browser, host: str) -> None:
    assert own.get("/", host=host).status_code == 421
    assert own.get("/api/incidents", host=host).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:81", "[::1]:8000", "LOCALHOST"])
def test_the_owners_desk_answers_at_each_of_its_names(own: Browser, host: str) -> None:
    assert own.get("/", host=host).status_code == 200


@pytest.mark.parametrize("name", ["forwarded", "x-forwarded-for", "x-real-ip"])
def test_the_owners_desk_answers_to_nobody_behind_a_proxy(own: Browser, name: str) -> None:
    assert own.get("/", **{name: "203.0.113.9"}).status_code == 421
    assert own.get("/api/incidents", **{name: "for=203.0.113.9"}).status_code == 421


@pytest.mark.parametrize("host", ["[", "a b", "elsewhere.example/api/", "a?b", "[::1", "a:b"])
def test_a_host_that_is_none_is_refused(team: Team, host: str) -> None:
    assert team(Viewer.READER).get("/", host=host).status_code == 400


@pytest.mark.parametrize("path", ["/login", "/read", "/judgements"])
@pytest.mark.parametrize("charset", ["undefined", "idna", "unicode_escape", "no such"])
def test_a_form_in_another_encoding_is_refused(own: Browser, path: str, charset: str) -> None:
    part = '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n\\ud800\r\n--x--\r\n'
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    answer = own.client.post(path, content=part, headers={"content-type": kind})
    assert answer.status_code == 400


def test_a_desk_without_users_listens_at_its_own_machine_alone(tmp_path: Path) -> None:
    record = tmp_path / "record.db"
    open_store(f"sqlite:///{record}").close()
    done = CliRunner().invoke(commands, ["desk", "--record", str(record), "--host", "0.0.0.0"])
    assert done.exit_code == 2
    assert "marsad user add NAME --role admin" in done.output


def test_what_is_too_large_is_refused_whatever_it_says_of_its_length(own: Browser) -> None:
    token = {"x-csrf-token": own.token(), "content-type": "application/json"}
    large = b'{"text": "' + b"a" * MOST_BYTES + b'"}'
    said = own.client.post("/api/read", content=large, headers=token)
    chunked = own.client.post(
        "/api/read", content=(large[at : at + 2**20] for at in range(0, len(large), 2**20)), headers=token
    )
    form = own.client.post("/tokens", data={"label": "a" * MOST_BYTES}, headers={"x-csrf-token": own.token()})
    assert [said.status_code, chunked.status_code, form.status_code] == [413, 413, 413]
    assert said.json()["error"]["code"] == chunked.json()["error"]["code"] == "too_large"


# Headers and markup


def test_every_answer_has_the_headers_that_keep_other_sites_out(own: Browser) -> None:
    for path in ("/", "/api/incidents", "/nowhere", "/api/nowhere", "/static/desk.css", "/login"):
        answer = own.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
    assert own.get("/").headers["cache-control"] == "no-store"
    assert own.get("/", host="elsewhere.example").headers["x-frame-options"] == "DENY"


class Inline(HTMLParser):
    """Finds what the policy forbids: scripts and styles within a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.found.append(tag)
        self.found += [name for name in given if name == "style" or name.startswith("on")]
        self.found += [str(value) for value in given.values() if str(value).lower().startswith("javascript:")]


def test_no_page_holds_a_script_or_a_style(own: Browser, store: Store) -> None:
    walked = 0
    app = own.client.app
    ids = ids_of(store)
    for way in ways(app):  # type: ignore[arg-type]  # the client's own type of applications is wider
        if way.method != "GET" or way.is_api:
            continue
        for address in filled(way, ids):
            answer = own.get(address)
            if answer.headers.get("content-type", "").startswith("text/html"):
                walked += 1
                page = Inline()
                page.feed(answer.text)
                assert page.found == [], address
    assert walked >= 8


def test_script_in_what_a_user_gives_is_shown_as_text(own: Browser) -> None:
    script = "<script>alert(1)</script>"
    answer = own.post("/tokens", label=script)
    assert script not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert script not in own.get(f"/journal?action={script}").text


# Cookies


def test_cookies_are_kept_from_scripts_and_from_other_sites(team: Team, desk: Desk) -> None:
    browser = team(Viewer.PUBLIC)
    given = browser.post("/login", name=READER, password=PASSWORDS[Viewer.READER]).headers.get_list(
        "set-cookie"
    )
    cookies = [*given, *browser.get("/?lang=ar").headers.get_list("set-cookie")]
    assert any(one.startswith("marsad_session=") for one in cookies)
    for one in cookies:
        assert "httponly" in one.lower(), one
        assert "samesite=lax" in one.lower(), one
        assert "secure" not in one.lower()
    fresh = TestClient(make_app(desk), base_url="https://localhost", follow_redirects=False)
    assert "secure" in fresh.get("/login").headers["set-cookie"].lower()


def test_the_secret_of_a_session_is_kept_nowhere(team: Team, desk: Desk) -> None:
    secret = team(Viewer.READER).client.cookies["marsad_session"]
    with desk.store.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM sessions").all()
        told = connection.exec_driver_sql("SELECT * FROM journal").all()
    assert len(rows) == 1
    assert secret not in f"{rows} {told}"
    assert PASSWORDS[Viewer.READER] not in f"{told}"


# Signing in


def test_who_tries_too_many_passwords_has_to_wait_by_name_and_by_address(team: Team, desk: Desk) -> None:
    browser = team(Viewer.PUBLIC)
    for _ in range(LOG_INS.amount - 1):
        desk.refused.hit(LOG_INS, "address", "testclient")
    assert browser.post("/login", name=READER, password="no such password").status_code == 401
    right = browser.post("/login", name=READER, password=PASSWORDS[Viewer.READER])
    assert (right.status_code, "Too many tries" in right.text) == (429, True)
    other = browser.post("/login", name="the-editor", password=PASSWORDS[Viewer.EDITOR])
    assert other.status_code == 429  # from the same address


def test_a_name_has_to_wait_whatever_the_address(team: Team, desk: Desk) -> None:
    for _ in range(LOG_INS.amount):
        desk.refused.hit(LOG_INS, "name", READER)
    browser = team(Viewer.PUBLIC)
    assert browser.post("/login", name=READER.upper(), password="x").status_code == 429
    editor = browser.post("/login", name="the-editor", password=PASSWORDS[Viewer.EDITOR])
    assert editor.status_code == 303


def test_a_password_that_waits_to_be_sent_again_is_shown_to_nobody(team: Team) -> None:
    fields = {"action": "/users/change", "kept.name": READER, "kept.password": "a brand new secret"}
    right = {"name": "the-admin", "password": PASSWORDS[Viewer.ADMIN]}
    page = team(Viewer.PUBLIC).post("/login", **right, **fields).text
    assert page.count("a brand new secret") == 1
    assert '<input type="hidden" name="password" value="a brand new secret">' in page


def test_a_refused_log_in_tells_not_whether_there_is_such_a_user(team: Team) -> None:
    answers = []
    for name in (READER, "nobody", "\0", "a" * 10_000):
        browser = team(Viewer.PUBLIC)
        answer = browser.post("/login", name=name, password="wrong, all of it")
        text = re.sub(r'(name="csrf" (content|value)=")[^"]*|value="[^"]*"', "", answer.text)
        answers.append((answer.status_code, text))
    assert len(set(answers)) == 1
    assert answers[0][0] == 401


def test_a_refused_log_in_is_noted_and_what_can_be_no_name_is_not(team: Team, store: Store) -> None:
    browser = team(Viewer.PUBLIC)
    browser.post("/login", name="mallory", password="wrong, all of it")
    browser.post("/login", name="my secret words!", password="")
    assert entries(store, "log-in refused") == ["mallory", ""]


@pytest.mark.parametrize(
    "next", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)",
             "elsewhere", "/\t/elsewhere.example", "/\t\\elsewhere.example", "\\\\elsewhere.example",
             "/%0d%0aset-cookie:a=b", ""]
)  # fmt: skip
def test_signing_in_leads_to_no_other_site(team: Team, next: str) -> None:
    answer = team(Viewer.PUBLIC).post("/login", name=READER, password=PASSWORDS[Viewer.READER], next=next)
    where = answer.headers["location"]
    assert where == "/" or (where.startswith("/%") and "\n" not in where), where
    assert team(Viewer.READER).client.get("/login", params={"next": next}).headers["location"] == where


def test_signing_in_leads_back_to_what_was_asked_for(team: Team) -> None:
    answer = team(Viewer.PUBLIC).post(
        "/login", name=READER, password=PASSWORDS[Viewer.READER], next="/journal?action=export"
    )
    assert answer.headers["location"] == "/journal?action=export"


# Sessions


def test_a_session_ends_when_its_time_is_over(made_record: Path, tmp_path: Path, workshop: Workshop) -> None:
    clock = [datetime(2026, 1, 1, 8, tzinfo=UTC)]
    shutil.copy(made_record, tmp_path / "timed.db")
    with open_store(f"sqlite:///{tmp_path / 'timed.db'}", now=lambda: clock[0]) as store:
        settings = load_settings({"MARSAD_HOME": str(tmp_path), "MARSAD_CACHE": str(places_cache())})
        app = make_app(Desk(store, settings, lambda: workshop))
        add_user(store, "ada", Viewer.ADMIN, "four plain words", by="test")
        browser = Browser(TestClient(app, base_url="http://localhost", follow_redirects=False))
        assert browser.post("/login", name="ada", password="four plain words").status_code == 303
        clock[0] += SESSION - timedelta(seconds=1)
        assert browser.get("/users").status_code == 200
        clock[0] += timedelta(seconds=1)
        assert browser.get("/users").status_code == 303


@pytest.mark.parametrize("change", ["shut out", "role", "password"])
def test_a_session_ends_when_its_user_is_changed(team: Team, store: Store, change: str) -> None:
    browser = team(Viewer.READER)
    assert browser.get("/").status_code == 200
    if change == "shut out":
        change_user(store, READER, by="test", is_active=False)
    elif change == "role":
        change_user(store, READER, by="test", role=Viewer.ANALYST)
    else:
        change_user(store, READER, by="test", password="another four plain words")
    assert browser.get("/").headers["location"] == "/login?next=%2F"
    if change == "shut out":
        again = browser.post("/login", name=READER, password=PASSWORDS[Viewer.READER])
        assert again.status_code == 401


def test_signing_out_ends_the_session_itself(team: Team) -> None:
    browser = team(Viewer.READER)
    secret = browser.client.cookies["marsad_session"]
    assert browser.post("/logout").headers["location"] == "/login"
    browser.client.cookies.set("marsad_session", secret)
    assert browser.get("/").status_code == 303


def test_from_the_first_user_on_the_owners_browser_has_to_sign_in(own: Browser, store: Store) -> None:
    assert own.get("/users").status_code == 200
    made = own.post("/users", name="ada", role="admin", password="four plain words")
    assert made.headers["location"] == "/users"
    assert own.get("/users").headers["location"].startswith("/login")
    assert entries(store, "user added") == ["ada"]


def test_the_first_user_is_an_admin(own: Browser) -> None:
    answer = own.post("/users", name="ada", role="reader", password="four plain words")
    assert answer.status_code == 400
    assert "--role admin" in answer.text


# Tokens


def test_a_token_above_the_own_role_is_refused(team: Team, store: Store) -> None:
    analyst = team(Viewer.ANALYST)
    assert analyst.post("/tokens", label="x", role="editor").status_code == 400
    assert analyst.post("/tokens", label="x", role="owner").status_code == 400
    headers = {"x-csrf-token": analyst.token()}
    answer = analyst.client.post("/api/tokens", json={"label": "x", "role": "admin"}, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "account")
    assert entries(store, "token added") == []
    assert analyst.post("/tokens", label="x", role="analyst").status_code == 200


def test_a_token_makes_no_tokens(team: Team, own: Browser) -> None:
    admin = team(Viewer.ADMIN)
    headers = {"x-csrf-token": admin.token()}
    secret = admin.client.post("/api/tokens", json={"label": "x", "role": "admin"}, headers=headers).json()[
        "secret"
    ]
    bearer = {"authorization": f"Bearer {secret}"}
    assert own.client.post("/api/tokens", json={"label": "y"}, headers=bearer).status_code == 403


def test_tokens_of_others_are_neither_seen_nor_dropped(team: Team) -> None:
    editor, analyst, admin = (team(role) for role in (Viewer.EDITOR, Viewer.ANALYST, Viewer.ADMIN))
    assert "marsad-" in editor.post("/tokens", label="of the editor").text
    (token,) = editor.get("/api/tokens").json()
    assert analyst.get("/api/tokens").json() == []
    assert analyst.post("/tokens/drop", id=token["id"]).status_code == 404
    assert [one["id"] for one in admin.get("/api/tokens").json()] == [token["id"]]
    assert editor.post("/tokens/drop", id=token["id"]).status_code == 303
    assert editor.get("/api/tokens").json() == []


def test_the_tokens_of_a_user_go_with_a_lesser_role(team: Team, own: Browser) -> None:
    editor, admin = team(Viewer.EDITOR), team(Viewer.ADMIN)
    headers = {"x-csrf-token": editor.token()}
    secret = editor.client.post("/api/tokens", json={"label": "x", "role": "editor"}, headers=headers).json()[
        "secret"
    ]
    assert own.get("/api/incidents", authorization=f"Bearer {secret}").status_code == 200
    assert admin.post("/users/change", name="the-editor", role="reader").status_code == 303
    assert own.get("/api/incidents", authorization=f"Bearer {secret}").status_code == 401
