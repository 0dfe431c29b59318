"""The API answers what the commands print."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.web.browsing import Browser
from tests.web.walking import ids_of
from tests.workshop import places_cache
from typer.testing import CliRunner

from marsad.cli import app
from marsad.model import Viewer
from marsad.ops.review import judge
from marsad.store import Store
from marsad.web import Desk


def printed(desk: Desk, *words: str) -> Any:  # Any: JSON data
    """What a command prints of the record of a desk."""
    url = desk.store.engine.url.render_as_string()
    env = {
        "MARSAD_RECORD": url,
        "MARSAD_HOME": str(desk.settings.home),
        "MARSAD_CACHE": str(places_cache()),
    }
    done = CliRunner().invoke(app, [*words, "--format", "json"], env=env, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


PAIRS = {
    "/incidents": ["incidents"],
    "/incidents?type=shelling&type=air_strike&min_killed=3&sort=deadliest": [
        "incidents", "--type", "shelling", "--type", "air_strike", "--min-killed", "3", "--sort", "deadliest",
    ],
    "/incidents?near=Aleppo&within=40&since=2016-09-19&until=2016-09-20&place=urum&limit=1": [
        "incidents", "--near", "Aleppo", "--within", "40", "--since", "2016-09-19", "--until", "2016-09-20",
        "--place", "urum", "--limit", "1",
    ],
    "/incidents?party=russia&grade=contested&text=convoy&source=observatory": [
        "incidents", "--party", "russia", "--grade", "contested", "--text", "convoy", "--source", "observatory",
    ],
    "/search?words=convoy": ["search", "convoy"],
    "/totals?by=week&kind=killed&kind=injured": ["totals", "--by", "week", "--kind", "killed", "--kind", "injured"],
    "/totals?by=place&level=place&place=Madaya": ["totals", "--by", "place", "--level", "place", "--place", "Madaya"],
    "/sources?limit=2": ["sources", "--limit", "2"],
    "/figures?country=Syria": ["figures", "--country", "Syria"],
    "/ceasefires": ["ceasefires"],
    "/convoys?state=planned": ["convoys", "--state", "planned"],
    "/access?place=Madaya&within=30": ["access", "Madaya", "--within", "30"],
    "/response?near=Aleppo&within=40&open=true": ["response", "--near", "Aleppo", "--within", "40", "--open"],
    "/trend?place=Aleppo&by=week&with_weak=true": ["trend", "Aleppo", "--by", "week", "--with-weak"],
    "/check?words=most+strikes+in+months&place=Aleppo&date=2016-09-20": [
        "check", "most strikes in months", "--place", "Aleppo", "--date", "2016-09-20",
    ],
    "/assess?place=Urum+al-Kubra&place=Aleppo&days=30": [
        "assess", "--route", "Urum al-Kubra", "Aleppo", "--days", "30",
    ],
    "/doubts": ["review", "--list"],
    "/judgements": ["judge", "list"],
    "/judgements/orphaned": ["judge", "list", "--orphaned"],
}  # fmt: skip


@pytest.mark.parametrize("path", PAIRS)
def test_an_answer_is_that_of_the_command(own: Browser, desk: Desk, path: str) -> None:
    answer = own.get(f"/api{path}")
    assert answer.status_code == 200, answer.text
    assert answer.json() == printed(desk, *PAIRS[path])


@pytest.mark.parametrize("kind", ["incident", "claim", "report"])
def test_one_thing_is_told_as_show_tells_it(own: Browser, desk: Desk, store: Store, kind: str) -> None:
    for id in ids_of(store)[kind][:-1]:
        assert own.get(f"/api/{kind}s/{id}").json() == printed(desk, "show", id)
    assert own.get(f"/api/{kind}s/{id[:-4].partition('-')[2]}").json() == printed(desk, "show", id)


def test_one_convoy_and_why_two_are_one_are_told_as_the_commands_tell_them(
    own: Browser, desk: Desk, store: Store
) -> None:
    ids = ids_of(store)
    convoy, (left, right) = ids["convoy"][0], ids["incident"][:2]
    assert own.get(f"/api/convoys/{convoy}").json() == printed(desk, "convoys", convoy)
    told = own.get(f"/api/compare?left={left}&right={right}").json()
    assert told == printed(desk, "compare", left, right)


def test_an_id_of_another_kind_is_none_of_this_one(own: Browser, store: Store) -> None:
    report = ids_of(store)["report"][0]
    assert own.get(f"/api/incidents/{report}").status_code == 404


def test_a_file_of_the_server_is_no_route(own: Browser, tmp_path: Path) -> None:
    route = tmp_path / "route.geojson"
    line = {"type": "LineString", "coordinates": [[36.95, 36.15], [37.16, 36.2]]}
    route.write_text(json.dumps(line), "utf-8")
    answer = own.client.get("/api/assess", params={"place": str(route)})
    assert answer.status_code == 400
    assert "no place is called" in answer.json()["error"]["message"]
    headers = {"x-csrf-token": own.token()}
    sheet = own.client.post("/api/assess?days=30", json=line, headers=headers)
    assert sheet.status_code == 200
    assert own.client.post("/api/assess", json={"type": "Point"}, headers=headers).status_code == 400


def test_a_text_is_read_and_not_kept_then_added_and_known(own: Browser, store: Store) -> None:
    headers = {"x-csrf-token": own.token()}
    told = {"text": "Shelling killed 4 people in Madaya on Monday, a medic said.", "published": "2016-09-27"}
    reading = own.client.post("/api/read", json=told, headers=headers).json()
    assert reading["claims"][0]["harm"]["killed"]["low"] == 4
    assert own.get(f"/api/reports/{reading['report']['id']}").status_code == 404
    added = own.client.post("/api/reports", json={**told, "title": "Shells"}, headers=headers)
    assert added.status_code == 201
    assert [added.json()[name] for name in ("is_new", "claims")] == [True, 1]
    again = own.client.post("/api/reports", json={**told, "title": "Shells"}, headers=headers)
    assert (again.status_code, again.json()["is_new"]) == (200, False)
    id = added.json()["report"]
    assert own.get(f"/api/reports/{id}").json()["report"]["title"] == "Shells"
    original = own.get(f"/api/reports/{id}/original")
    assert original.content.decode() == told["text"]
    assert original.headers["content-type"] == "application/octet-stream"
    assert original.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "wrong",
    [{"text": ""}, {"text": "   "}, {"text": "\ud800"}, {"text": "a\0b"}, {"text": "a", "published": "tomorrow"},
     {"text": "a", "published": "3016-01-01"}, {"text": "a" * 50_001},
     {"url": "http://127.0.0.1/"}, {"text": "a", "url": "http://a.example"}, {}, {"text": 1}, []],
)  # fmt: skip
def test_a_text_that_cannot_be_read_is_refused(own: Browser, wrong: Any) -> None:
    for path in ("/api/read", "/api/reports"):
        answer = own.client.post(
            path,
            content=json.dumps(wrong),
            headers={"x-csrf-token": own.token(), "content-type": "application/json"},
        )
        assert answer.status_code in (400, 422), (wrong, answer.text)
        assert answer.json()["error"]["message"]


def test_a_judgement_is_recorded_in_the_name_of_who_gives_it(team: Any, store: Store) -> None:
    analyst, claim = team(Viewer.ANALYST), team(Viewer.READER).get("/api/incidents").json()[0]["claims"][0]
    headers = {"x-csrf-token": analyst.token()}
    asked = {"verdict": "accept", "subjects": [claim], "reason": "as it says"}
    made = analyst.client.post("/api/judgements", json=asked, headers=headers)
    assert (made.status_code, made.json()["author"]) == (201, "the-analyst")
    (told,) = analyst.get("/api/judgements").json()
    assert {**made.json(), "stands": True} == told
    stale = {**asked, "verdict": "reject", "known": []}
    answer = analyst.client.post("/api/judgements", json=stale, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "judged_meanwhile")


@pytest.mark.parametrize(
    ("role", "verdict", "status"),
    [
        (Viewer.ANALYST, "grade", 403), (Viewer.ANALYST, "source", 403), (Viewer.ANALYST, "lock", 403),
        (Viewer.EDITOR, "grade", 201), (Viewer.EDITOR, "lock", 403), (Viewer.EDITOR, "alert", 403),
        (Viewer.RELEASER, "alert", 201), (Viewer.READER, "accept", 403),
    ],
)  # fmt: skip
def test_each_verdict_needs_its_own_right(team: Any, role: Viewer, verdict: str, status: int) -> None:
    browser = team(role)
    incident = browser.get("/api/incidents?type=air_strike").json()[0]["id"]
    value = {"grade": "weak", "alert": "restricted", "source": "media"}.get(verdict, "")
    asked = {"verdict": verdict, "subjects": [incident], "value": value, "field": "", "reason": "so"}
    answer = browser.client.post("/api/judgements", json=asked, headers={"x-csrf-token": browser.token()})
    assert answer.status_code == status, answer.text


def test_only_who_may_grade_withdraws_what_another_has_judged(team: Any) -> None:
    def post(role: Viewer, **asked: object) -> Any:
        browser = team(role)
        return browser.client.post(
            "/api/judgements", json={"reason": "so", **asked}, headers={"x-csrf-token": browser.token()}
        )

    claim = team(Viewer.READER).get("/api/incidents").json()[0]["claims"][0]
    by_editor = post(Viewer.EDITOR, verdict="accept", subjects=[claim]).json()["id"]
    assert post(Viewer.ANALYST, verdict="withdraw", subjects=[by_editor]).status_code == 403
    by_analyst = post(Viewer.ANALYST, verdict="reject", subjects=[claim]).json()["id"]
    assert post(Viewer.ANALYST, verdict="withdraw", subjects=[by_analyst]).status_code == 201
    assert post(Viewer.RELEASER, verdict="withdraw", subjects=[by_editor]).status_code == 201


def test_an_answer_that_is_older_than_the_record_says_of_when_it_is(
    own: Browser, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("marsad.web.answers.QUICK_S", 0.0)
    assert "x-marsad-as-of" not in own.get("/api/doubts").headers
    with store.view(Viewer.OWNER) as view:
        head, claim = view.head(), next(view.claims()).id
    judge(store, "accept", [claim], author="A", made=datetime.now(UTC), reason="as it says")
    assert own.get("/api/doubts").headers["x-marsad-as-of"].startswith(f"{head} 20")


def test_a_locked_claim_is_judged_as_one_that_is_nowhere(team: Any, store: Store) -> None:
    analyst, releaser = team(Viewer.ANALYST), team(Viewer.RELEASER)
    convoy = releaser.get("/api/convoys").json()
    (locked,) = convoy["locked"]
    nowhere = "claim-f0f0f0f0f0f0f0f0"
    headers = {"x-csrf-token": analyst.token()}
    answers = [
        analyst.client.post(
            "/api/judgements", json={"verdict": "reject", "subjects": [id], "reason": "so"}, headers=headers
        ).text.replace(id, "ASKED")
        for id in (locked, nowhere)
    ]
    assert answers[0] == answers[1]
    with store.view(Viewer.OWNER) as view:
        assert list(view.judgements()) == []


def test_what_was_judged_of_a_locked_claim_is_told_in_no_refusal(team: Any, store: Store) -> None:
    analyst, releaser = team(Viewer.ANALYST), team(Viewer.RELEASER)
    (locked,) = releaser.get("/api/convoys").json()["locked"]
    claim = analyst.get("/api/incidents").json()[0]["claims"][0]
    hidden = {"verdict": "same", "subjects": [claim, locked], "reason": "both tell of the road to Madaya"}
    headers = {"x-csrf-token": releaser.token()}
    assert releaser.client.post("/api/judgements", json=hidden, headers=headers).status_code == 201
    asked = {"verdict": "accept", "subjects": [claim], "reason": "so", "known": []}
    headers = {"x-csrf-token": analyst.token()}
    answer = analyst.client.post("/api/judgements", json=asked, headers=headers)
    assert (answer.status_code, "Madaya" in answer.text) == (201, False), answer.text


def test_a_report_that_is_there_and_locked_is_told_of_as_a_new_one(team: Any) -> None:
    told = {
        "title": "Trucks to set out",
        "text": "An aid convoy of 31 trucks will set out from Homs to Madaya on Friday, the United Nations said.",
        "published": "2016-09-22",
    }

    def add(role: Viewer) -> tuple[int, dict[str, Any]]:
        browser = team(role)
        answer = browser.client.post("/api/reports", json=told, headers={"x-csrf-token": browser.token()})
        return answer.status_code, answer.json()

    first, again, seen = add(Viewer.ANALYST), add(Viewer.ANALYST), add(Viewer.RELEASER)
    assert first == again
    assert (first[0], first[1]["is_new"], first[1]["claims"]) == (201, True, 1)
    assert (seen[0], seen[1]["is_new"]) == (200, False)
