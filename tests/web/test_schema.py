"""Every operation of the API, asked with values that its schema allows and forbids, by every role."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from requests import Request
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient
from tests.web.walking import Way, filled, ids_of, ways
from tests.workshop import places_cache

from marsad.config import load_settings
from marsad.model import ROLES, Viewer
from marsad.ops.accounts import issue_token
from marsad.ops.workshop import Workshop
from marsad.store import open_store
from marsad.web import Desk, make_app
from marsad.web.permissions import may
from marsad.web.security import CSRF_COOKIE

EXAMPLES = 4
CONFORMS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
LOCKED = ("Damascus", "40 trucks")
"""What the one report with a lock tells, and no other."""
REFUSED_FURTHER = {"/api/judgements", "/api/exports/{format}", "/api/tokens"}
"""Where a verdict, what is locked, or a caller that is a token needs more than the route."""
SENSE: Mapping[str, list[str]] = {
    "place": ["Aleppo", "Madaya", "36.15,36.95"],
    "near": ["Aleppo", "33.69,36.1"],
    "type": ["shelling", "air_strike", "aid"],
    "words": ["convoy", "most strikes in months", "deadliest shelling in weeks"],
    "country": ["Syria", "SY"],
    "since": ["2016-09-01"],
    "until": ["2016-09-30"],
    "date": ["2016-09-20"],
    "within": ["30"],
}
"""Values that ask for something that is there."""
ROUTE = {"type": "LineString", "coordinates": [[36.95, 36.15], [37.16, 36.2]]}
FORM = "f" * 43
"""The token of a form, as a program without a token of its own sends it in a header and a cookie."""
DRAWN = settings(
    max_examples=EXAMPLES,
    phases=[Phase.generate],
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class Callers:
    """The applications over copies of one record, and how each caller asks: `apps` and headers by role."""

    def __init__(self, record: Path, folder: Path, workshop: Workshop) -> None:
        self.desks: list[Desk] = []
        own, team = (self._app(record, folder / name, workshop) for name in ("own", "team"))
        self.ids = ids_of(self.desks[0].store)
        store = self.desks[1].store
        store.accounts.add_user("admin", Viewer.ADMIN, "no hash of any password", by="test")
        secrets = {
            role: issue_token(store, by="admin", most=Viewer.ADMIN, role=role, label="test", days=None)[0]
            for role in ROLES
        }
        self.headers: Mapping[Viewer, Mapping[str, str]] = {
            Viewer.OWNER: {"x-csrf-token": FORM},
            Viewer.PUBLIC: {"x-csrf-token": FORM},
            **{role: {"authorization": f"Bearer {secret}"} for role, secret in secrets.items()},
        }
        self.apps = {role: own if role is Viewer.OWNER else team for role in self.headers}
        self.clients = {
            role: TestClient(
                app, "http://localhost", raise_server_exceptions=False, cookies={CSRF_COOKIE: FORM}
            )
            for role, app in self.apps.items()
        }

    def _app(self, record: Path, folder: Path, workshop: Workshop) -> Any:  # Any: see `operations`
        folder.mkdir()
        shutil.copy(record, folder / "record.db")
        settings = load_settings({"MARSAD_HOME": str(folder), "MARSAD_CACHE": str(places_cache())})
        self.desks.append(Desk(open_store(f"sqlite:///{folder / 'record.db'}"), settings, lambda: workshop))
        return make_app(self.desks[-1])


@pytest.fixture(scope="module")
def callers(
    made_record: Path, tmp_path_factory: pytest.TempPathFactory, workshop: Workshop
) -> Iterator[Callers]:
    found = Callers(made_record, tmp_path_factory.mktemp("schema"), workshop)
    yield found
    for desk in found.desks:
        desk.store.close()


def operations(app: Any) -> Iterator[Any]:  # Any: the tool's types are its own
    """Yield the operations of an application's schema."""
    for result in schemathesis.openapi.from_dict(app.openapi()).get_all_operations():
        operation: Any = result  # one that the tool cannot read has no `ok`
        yield operation.ok()


def test_no_operation_fails_tells_beyond_a_role_or_answers_otherwise_than_it_says(callers: Callers) -> None:
    known = {(way.method, way.path): way for way in ways(callers.apps[Viewer.OWNER])}
    asked = 0
    for operation in operations(callers.apps[Viewer.OWNER]):
        ask(operation, known[operation.method.upper(), operation.path], callers)
        asked += 1
    assert asked > 30


def ask(operation: Any, way: Way, callers: Callers) -> None:  # Any: as above
    @DRAWN
    @given(case=operation.as_strategy(), pick=st.integers(0, 2**16))
    def every_role(case: Any, pick: int) -> None:
        make_sense(case, way, callers.ids, pick)
        given = case.as_transport_kwargs(base_url="http://localhost")
        fields = ("method", "url", "params", "data", "json", "headers")
        sent: Any = Request(**{name: given[name] for name in fields if name in given}).prepare()
        kind = {"content-type": sent.headers["content-type"]} if "content-type" in sent.headers else {}
        for role, headers in callers.headers.items():
            answer = callers.clients[role].request(
                sent.method or "", sent.url or "", headers={**kind, **headers}, content=sent.body
            )
            case.validate_response(answer, checks=CONFORMS)
            judge(case, answer, role, way)

    every_role()


def make_sense(case: Any, way: Way, ids: Mapping[str, list[str]], pick: int) -> None:  # Any: as above
    """Put what is there in the place of what was drawn, in two of three cases."""
    if pick % 3 == 0:
        return
    things = [*ids["incident"], *ids["claim"]]
    known = {**SENSE, "left": things, "right": things[1:]}
    for name in case.query or {}:
        if name in known:
            value = known[name][pick % len(known[name])]
            case.query[name] = [value] if isinstance(case.query[name], list) else value
    if case.path_parameters:
        addresses = filled(way, ids)
        prefix, _, suffix = way.path.partition("{")
        found = addresses[pick % len(addresses)].removeprefix(prefix).removesuffix(suffix.partition("}")[2])
        case.path_parameters = dict.fromkeys(case.path_parameters, found)
    if isinstance(case.body, dict) and "subjects" in case.body:
        case.body["subjects"] = [things[pick % len(things)]]
    if way.path == "/api/assess" and way.method == "POST":
        case.body = ROUTE


def judge(case: Any, answer: Any, role: Viewer, way: Way) -> None:  # Any: as above
    """Hold an answer against what a role may."""
    allowed = may(role, way.needs[0])
    told = (role, str(way), answer.status_code, answer.text[:500])
    if not allowed:
        # What is no JSON at all is refused before anybody is looked at.
        assert answer.status_code in (401, 403) or answer.json()["error"]["code"] == "invalid", told
    elif way.path not in REFUSED_FURTHER:
        assert answer.status_code not in (401, 403), told
    if not role.sees_locked:
        given = f"{case.path_parameters} {case.query} {case.body}"
        assert [word for word in LOCKED if word in answer.text and word not in given] == [], told
