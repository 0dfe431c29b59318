"""Every error of the API has one shape."""

from pathlib import Path
from typing import Any

import pytest
from tests.web.browsing import Browser
from tests.web.walking import NO_CALLER, Way, filled, ways

from marsad.model import Viewer
from marsad.store import Store
from marsad.web.faults import FaultOut
from marsad.web.security import MOST_BYTES

NOWHERE = {
    kind: [f"{kind}-f0f0f0f0f0f0f0f0"]
    for kind in ("incident", "report", "claim", "ceasefire", "convoy", "token")
} | {"format": ["nothing"]}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def routes(browser: Browser) -> list[Way]:
    app = browser.client.app
    return [way for way in ways(app) if way.is_api and way.path not in NO_CALLER]  # type: ignore[arg-type]  # wider


def is_fault(answer: object, status: int) -> bool:
    """Tell whether an answer has a status and the one shape, with words in it."""
    fault = FaultOut.model_validate_json(getattr(answer, "content", b""))
    return getattr(answer, "status_code", 0) == status and bool(fault.error.code and fault.error.message)


def test_what_is_nowhere_is_a_404(own: Browser) -> None:
    headers = {"x-csrf-token": own.token()}
    with_id = [way for way in routes(own) if "{" in way.path and way.method in ("GET", "DELETE")]
    assert len(with_id) > 6
    for way in with_id:
        (address,) = filled(way, NOWHERE)
        assert is_fault(own.client.request(way.method, address, headers=headers), 404), way
    assert is_fault(own.get("/api/nothing"), 404)


def test_another_method_is_a_405_that_says_which_there_are(own: Browser) -> None:
    known = routes(own)
    headers = {"x-csrf-token": own.token()}
    for path in {way.path for way in known}:
        there = {way.method for way in known if way.path == path}
        address = filled(Way("GET", path, ()), NOWHERE)[0]
        for method in set(METHODS) - there:
            answer = own.client.request(method, address, headers=headers)
            assert is_fault(answer, 405), (method, path, answer.status_code)
            assert set(answer.headers["allow"].split(", ")) - {"HEAD"} <= there


@pytest.mark.parametrize(
    "asked",
    ["limit=0", "limit=x", "limit=99999999999999999999999", "since=yesterday", "since=2016-13-01", "since=1474243200",
     "min_killed=-1", "within=nan", "within=inf", "place=%00", "grade=good", "sort=up", f"text={'a' * 201}"],
)  # fmt: skip
def test_a_value_that_is_none_is_a_422_that_names_it(own: Browser, asked: str) -> None:
    answer = own.get(f"/api/incidents?{asked}")
    assert is_fault(answer, 422)
    assert answer.json()["error"]["fields"][0]["where"] == f"query.{asked.partition('=')[0]}"


@pytest.mark.parametrize(
    "asked",
    ["type=picnic", "near=Atlantis", "near=91,0", "near=nan,nan", "since=2016-09-02&until=2016-09-01", "place=%2B"],
)  # fmt: skip
def test_a_question_that_makes_no_sense_is_a_400(own: Browser, asked: str) -> None:
    assert is_fault(own.get(f"/api/incidents?{asked}"), 400)


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"text": ' + b"1" * 5000 + b"}", b"[" * 100_000, b"null"])
def test_a_body_that_is_no_json_is_refused_in_the_same_shape(own: Browser, body: bytes) -> None:
    headers = {"x-csrf-token": own.token(), "content-type": "application/json"}
    for way in routes(own):
        if way.method == "POST" and way.path != "/api/verify":
            answer = own.client.post(way.path, content=body, headers=headers)
            assert answer.status_code in (400, 422), (way, answer.text)
            assert is_fault(answer, answer.status_code)


def test_a_body_that_is_too_large_is_a_413_everywhere(own: Browser) -> None:
    headers = {"x-csrf-token": own.token(), "content-type": "application/json"}
    for way in routes(own):
        if way.method == "POST":
            answer = own.client.post(way.path, content=b" " * (MOST_BYTES + 1), headers=headers)
            assert is_fault(answer, 413), (way, answer.text)


def test_a_change_without_the_token_of_a_form_is_a_403(own: Browser) -> None:
    for way in routes(own):
        if way.method != "GET":
            answer = own.client.request(way.method, filled(way, NOWHERE)[0])
            assert is_fault(answer, 403), way
            assert answer.json()["error"]["code"] == "other_site"


def test_a_database_that_is_away_is_a_503_that_names_no_file(team: Any, store: Store) -> None:
    reader = team(Viewer.READER)
    database = Path(str(store.engine.url.database))
    store.engine.dispose()
    database.rename(database.with_suffix(".away"))
    database.mkdir()
    answers = [reader.get(path) for path in ("/", "/api/incidents", "/login")]
    assert [answer.status_code for answer in answers] == [503, 503, 503]
    assert [answer.text for answer in answers if str(database.parent) in answer.text] == []
    database.rmdir()
    database.with_suffix(".away").rename(database)
    assert reader.get("/api/incidents").status_code == 200


def test_a_disk_that_takes_no_export_is_a_503_that_names_no_file(
    own: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    answer = own.get("/api/exports/csv")
    assert is_fault(answer, 503)
    assert str(tmp_path) not in answer.text


def test_a_fault_of_the_program_is_a_500_that_tells_nothing_of_itself(own: Browser) -> None:
    app: Any = own.client.app

    def breaks() -> None:
        raise ZeroDivisionError("a secret")

    app.get("/api/breaks")(breaks)

    own.client._transport.raise_server_exceptions = False  # type: ignore[attr-defined]  # as a server does
    answer = own.get("/api/breaks")
    assert is_fault(answer, 500)
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
