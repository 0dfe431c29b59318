"""No page and no answer of a desk tells of what is locked to those without the right; after release all is there."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from starlette.testclient import TestClient
from tests.locks.convoys import Case, cases
from tests.locks.test_locks import AS_DRAWN, leaks, record_of, release
from tests.locks.walking import unpacked
from tests.web.walking import NO_CALLER, Way, filled, ids_of, ways
from tests.workshop import places_cache, small_workshop

from marsad.config import load_settings
from marsad.model import ROLES, Verdict, Viewer
from marsad.ops.accounts import issue_token
from marsad.store import Store
from marsad.web import Desk, make_app

WITHOUT_RIGHT = (Viewer.READER, Viewer.ANALYST, Viewer.EDITOR)
NOWHERE = "Nyxgarth"
"""A name that no record holds."""
NOT_ALIKE = {"/api/assess", "/api/journal", "/api/exports/{format}", "/api/verify"}
"""What tells a releaser more than a reader for other reasons than a lock, or for whom or when it was asked."""
TELLING = ("location", "content-disposition", "allow")
"""Headers that tell of what was asked for."""
TELLS_NOTHING = {
    **dict.fromkeys(("/api/read", "/api/reports", "/read", "/read/add"), "reads what it is given"),
    **dict.fromkeys(("/api/tokens", "/api/tokens/{id}", "/tokens", "/tokens/drop"), "holds no report"),
    **dict.fromkeys(("/login", "/logout", "/users", "/users/change"), "holds no report"),
    **dict.fromkeys(("/seen", "/review/name", "/api/verify", "/journal/verify"), "is asked of nothing"),
}
"""Ways to change something that are given no id and no place of the record, and why they tell nothing."""
SAID = {"reason": "so it is", "author": "ada"}
VALUES = {
    "correct": {"field": "type", "value": "shelling"},
    "grade": {"value": "fair", "grade": "fair"},
    "alert": {"value": "public", "audience": "public"},
}
SUBJECTS = {"withdraw": "judgement", "grade": "incident", "alert": "incident", "source": "name"}
"""What a verdict is about, where it is no claim."""
CHANGING = re.compile(r'name="csrf" (content|value)="[^"]*"')


@dataclass(frozen=True)
class Team:
    """A desk over a record with a user, and what callers of each role ask it with."""

    client: TestClient
    headers: Mapping[Viewer, Mapping[str, str]]
    ways: tuple[Way, ...]
    changing: tuple[Way, ...]

    def ask(self, viewer: Viewer, way: Way, address: str, **asked: Any) -> tuple[int, str]:
        """Return the status and the text of an answer, without what differs from one to the next."""
        return self._told(viewer, way, address, params=asked)

    def change(self, viewer: Viewer, way: Way, asked: Mapping[str, Any]) -> tuple[int, str]:
        """Return the same of an answer to what changes something."""
        return self._told(viewer, way, way.path, **{"json" if way.is_api else "data": asked})

    def _told(self, viewer: Viewer, way: Way, address: str, **sent: Any) -> tuple[int, str]:
        answer = self.client.request(way.method, address, headers=self.headers[viewer], **sent)
        heads = {name: value for name, value in answer.headers.items() if name in TELLING}
        told = f"{heads}\n{unpacked(answer.content)}"
        return answer.status_code, CHANGING.sub("", told)


@contextmanager
def team_of(store: Store) -> Iterator[Team]:
    settings = load_settings({"MARSAD_HOME": str(places_cache()), "MARSAD_CACHE": str(places_cache())})
    desk = Desk(store, settings, small_workshop)
    app = make_app(desk)
    if not store.accounts.are_there():
        store.accounts.add_user("ada", Viewer.ADMIN, "no hash of any password", by="test")
    bearers: dict[Viewer, Mapping[str, str]] = {Viewer.PUBLIC: {}}
    for role in ROLES:
        secret, _ = issue_token(store, by="ada", most=Viewer.ADMIN, role=role, label="test", days=None)
        bearers[role] = {"authorization": f"Bearer {secret}"}
    asked = tuple(way for way in ways(app) if way.path not in NO_CALLER)
    reading = tuple(way for way in asked if way.method == "GET")
    changing = tuple(way for way in asked if way not in reading and way.path not in TELLS_NOTHING)
    try:
        client = TestClient(app, "http://localhost", follow_redirects=False)
        yield Team(client, bearers, reading, changing)
    finally:
        desk.answers.close()  # what is counted in the background keeps the record open


def asking(case: Case, ids: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return what every route is asked that asks for something, of nothing that is locked."""
    open_ones = [id for id in ids["claim"] if id not in case.locked]
    return {
        "words": "most strikes in months",
        "place": "Aleppo",
        "within": 60,
        "date": "2016-11-20",
        "until": "2016-12-30",
        "days": 90,
        "limit": 100,
        "left": open_ones[0],
        "right": open_ones[-1],
        "with_locked": "true",
    }


def answers(
    team: Team, viewer: Viewer, case: Case, ids: Mapping[str, list[str]]
) -> Iterator[tuple[Way, str, str]]:
    """Yield every way with its address and what it answers a viewer, asked for nothing and for something."""
    for way in team.ways:
        for address in filled(way, ids):
            for asked in ({}, asking(case, ids)):
                status, told = team.ask(viewer, way, address, **asked)
                assert status < 500, (str(way), told)
                for id in (one for found in ids.values() for one in found if one in address):
                    told = told.replace(id, "ASKED")
                yield way, address, told


@settings(AS_DRAWN, max_examples=2)
@given(case=cases())
def test_no_route_tells_of_what_is_locked_and_all_tell_of_it_after_release(case: Case) -> None:
    viewer = WITHOUT_RIGHT[len(case.secrets) % len(WITHOUT_RIGHT)]
    names = [name for name in case.names if any(name in one.report.text for one in case.told)]
    judgements = case.judgements + case.hidden_judgements
    with record_of(case.told, judgements) as store:
        ids = few(ids_of(store), case)
        with team_of(store) as team:
            for caller in (Viewer.PUBLIC, viewer):
                for way, address, told in answers(team, caller, case, ids):
                    assert leaks(told, case) == [], (caller, str(way), address)
            seen = [told for _, _, told in answers(team, Viewer.RELEASER, case, ids)]
            assert {*names} <= {*found_in(case, "\n".join(seen))}, "no leak would be found"
        release(store, case)
        with team_of(store) as team:  # one that keeps no answers of before, which it might give for a moment
            said = list(answers(team, viewer, case, ids))
            assert {*names} <= {*found_in(case, "\n".join(told for _, _, told in said))}
            whole = answers(team, Viewer.RELEASER, case, ids)
            for (way, address, told), (_, _, full) in zip(said, whole, strict=True):
                if way.is_api and way.path not in NOT_ALIKE:
                    assert body(told) == body(full), (str(way), address)


@settings(AS_DRAWN, max_examples=2)
@given(case=cases())
def test_to_ask_for_what_is_locked_is_to_ask_for_nothing(case: Case) -> None:
    judgements = case.judgements + case.hidden_judgements
    viewer = WITHOUT_RIGHT[len(case.secrets) % len(WITHOUT_RIGHT)]
    day = {"since": case.day.isoformat(), "until": case.day.isoformat(), "date": case.day.isoformat()}
    with record_of(case.told, judgements) as store, team_of(store) as team:
        ids = few(ids_of(store), case)
        named = dict.fromkeys(("place", "near", "source", "text", "words", "party"), case.names[0])
        for way in team.ways:
            address = filled(way, ids)[-1]
            for name, secret in named.items():
                asked = {**asking(case, ids), name: secret}
                status, told = team.ask(viewer, way, address, **asked)
                other, elsewhere = team.ask(viewer, way, address, **{**asked, name: NOWHERE})
                assert (status, bare(told, secret)) == (other, bare(elsewhere, NOWHERE)), (str(way), name)
            point = ",".join(map(str, case.point))
            for asked in (day, {"near": point, "place": point, "within": 20, **day}):
                _, told = team.ask(viewer, way, address, **{**asking(case, ids), **asked})
                for one in {point, *map(str, case.point), case.day.isoformat()}:
                    told = told.replace(one, "ASKED")
                assert leaks(told, replace(case, secrets=case.secrets - {case.day.isoformat()})) == [], str(
                    way
                )


@settings(AS_DRAWN, max_examples=2)
@given(case=cases())
def test_to_change_what_is_locked_is_to_change_nothing(case: Case) -> None:
    with record_of(case.told, case.judgements + case.hidden_judgements) as store, team_of(store) as team:
        hidden = {**hidden_from(store, Viewer.EDITOR), "name": [*case.names]}
        assert hidden["claim"], "nothing that is locked would be asked for"
        for way in team.changing:
            for verdict in get_args(Verdict):
                kind = SUBJECTS.get(verdict, "claim")
                nowhere = NOWHERE if kind == "name" else f"{kind}-f0f0f0f0f0f0f0f0"
                for secret in hidden[kind][:2]:
                    status, told = team.change(Viewer.EDITOR, way, change(way, verdict, secret, case))
                    other, elsewhere = team.change(Viewer.EDITOR, way, change(way, verdict, nowhere, case))
                    assert (status, bare(told, secret)) == (other, bare(elsewhere, nowhere)), (way, verdict)
                    shown = bare(told, secret)
                    for number in map(str, case.point):  # of the route that is asked about
                        shown = shown.replace(number, "ASKED") if "assess" in way.path else shown
                    assert leaks(shown, case) == [], (way, verdict)


def hidden_from(store: Store, viewer: Viewer) -> dict[str, list[str]]:
    """Return the ids that the owner of a record sees and a viewer does not, by kind."""
    seen: dict[Viewer, dict[str, list[str]]] = {}
    for one in (Viewer.OWNER, viewer):
        with store.view(one) as view:
            seen[one] = {
                "claim": [claim.id for claim in view.claims()],
                "incident": [incident.id for incident in view.incidents()],
                "judgement": [judgement.id for judgement in view.judgements()],
            }
    return {
        kind: [id for id in ids if id not in seen[viewer][kind]] for kind, ids in seen[Viewer.OWNER].items()
    }


def change(way: Way, verdict: Verdict, id: str, case: Case) -> dict[str, Any]:
    """Return what a way to change something is given about an id or a name."""
    pair = [id, "claim-e0e0e0e0e0e0e0e0"] if verdict in ("same", "different") else [id]
    match way.path:
        case "/api/judgements":
            return {"verdict": verdict, "subjects": pair, **VALUES.get(verdict, {}), **SAID}
        case "/judgements":
            named = {"claim": pair, "incident": id, "judgement": [id]}
            return {"verdict": verdict, **named, **VALUES.get(verdict, {}), **SAID}
        case "/release":
            return {"id": id, **SAID}
        case "/sources":
            return {"source": id, "kind": "monitor", **SAID}
        case "/api/assess" | "/assess/sheet":
            latitude, longitude = case.point
            ends = [[longitude - 0.1, latitude], [longitude + 0.1, latitude]]
            route = {"type": "LineString", "coordinates": ends}
            return route if way.is_api else {"geojson": json.dumps(route)}
    raise AssertionError(f"say in tests/locks/test_desk.py what {way} is given")


def few(ids: Mapping[str, list[str]], case: Case) -> dict[str, list[str]]:
    """Return of each kind what is locked first, and a few others: every one would be asked for many times."""
    held = {one.report.id for one in case.told if one.locked}
    first = {id: id in case.locked or id in held for found in ids.values() for id in found}
    return {
        kind: list(dict.fromkeys((*sorted(found[:-1], key=lambda id: not first[id])[:4], *found[-2:])))
        for kind, found in ids.items()
    }


def found_in(case: Case, text: str) -> list[str]:
    """Return which names of the convoys are in a text."""
    return [name for name in case.names if name.casefold() in text.casefold()]


def body(told: str) -> str:
    return told.partition("\n")[2]


def bare(told: str, asked: str) -> str:
    """Return what is told without what was asked for, in whichever way it is written, and without its length."""
    return re.sub(
        r"'content-length': '\d+'", "", re.sub(re.escape(asked), "ASKED", told, flags=re.IGNORECASE)
    )


@pytest.mark.parametrize("viewer", WITHOUT_RIGHT)
def test_those_who_see_no_locks_are_all_walked(viewer: Viewer) -> None:
    assert {*WITHOUT_RIGHT, Viewer.PUBLIC} == {one for one in Viewer if not one.sees_locked}
    assert not viewer.sees_locked
