"""Who may do what: every route says it, and nobody gets past it."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from tests.web.browsing import Browser
from tests.web.walking import NO_CALLER, Way, filled, ids_of, ways

from marsad.model import ROLES, Viewer
from marsad.store import Store
from marsad.web import Desk, make_app
from marsad.web.permissions import GRANTS, Permission, may

ENDS_SESSION = {"/logout", "/login"}


def application(browser: Browser) -> FastAPI:
    app = browser.client.app
    assert isinstance(app, FastAPI)
    return app


def test_every_route_says_what_it_needs_of_whoever_asks(own: Browser) -> None:
    every = ways(application(own))
    assert [str(way) for way in every if len(way.needs) != 1 and way.path not in NO_CALLER] == []
    assert {way.path for way in every} >= {*NO_CALLER}
    assert len(every) > 40


def test_a_route_that_changes_something_needs_more_than_to_be_there(own: Browser) -> None:
    changing = [
        way for way in ways(application(own)) if way.method != "GET" and way.needs == (Permission.ENTER,)
    ]
    assert {way.path for way in changing} <= ENDS_SESSION


def test_each_role_may_all_that_the_role_before_it_may() -> None:
    for less, more in zip((Viewer.PUBLIC, *ROLES), ROLES, strict=False):
        assert GRANTS[less] < GRANTS[more]
    assert GRANTS[Viewer.OWNER] == frozenset(Permission)


@pytest.mark.parametrize("role", [Viewer.PUBLIC, *ROLES])
def test_a_role_is_let_in_where_it_may_and_refused_elsewhere(
    team: Callable[[Viewer], Browser], store: Store, role: Viewer
) -> None:
    browser, ids = team(role), {kind: found[-1:] for kind, found in ids_of(store).items()}
    token = browser.token()
    for way in ways(application(browser)):
        if way.path in NO_CALLER or (way.method == "POST" and way.path in ENDS_SESSION):
            continue
        (address,) = filled(way, ids)
        answer = browser.client.request(way.method, address, headers={"x-csrf-token": token})
        refused = _refused(answer.status_code, answer.headers.get("location", ""))
        assert refused is not may(role, way.needs[0]), (role, str(way), answer.status_code, answer.text[:300])
        if refused:
            assert answer.status_code == _refusal(way, role), (role, str(way), answer.status_code)


def _refused(status: int, leads_to: str) -> bool:
    return status in (401, 403) or leads_to.startswith("/login?")


def _refusal(way: Way, role: Viewer) -> int:
    if role is not Viewer.PUBLIC:
        return 403
    return 303 if way.method == "GET" and not way.is_api else 401


def test_a_token_is_held_to_its_role(desk: Desk, own: Browser) -> None:
    from marsad.ops.accounts import issue_token

    secret, _ = issue_token(
        desk.store, by="x", most=Viewer.OWNER, role=Viewer.READER, label="test", days=None
    )
    bearer = {"authorization": f"Bearer {secret}"}
    app = make_app(desk)
    for way in ways(app):
        if way.path in NO_CALLER or way.path in ENDS_SESSION:
            continue
        (address,) = filled(way, {kind: found[-1:] for kind, found in ids_of(desk.store).items()})
        status = own.client.request(way.method, address, headers=bearer).status_code
        if not may(Viewer.READER, way.needs[0]):
            assert status == 403, (str(way), status)
        elif (way.method, way.path) not in TOKENS_BY_TOKENS:
            assert status not in (401, 403), (str(way), status)


TOKENS_BY_TOKENS = {("POST", "/tokens"), ("POST", "/api/tokens")}


def test_a_token_that_is_none_is_refused_even_at_the_owners_machine(own: Browser) -> None:
    answer = own.get("/api/incidents", authorization="Bearer marsad-nobody")
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "not_signed_in")
