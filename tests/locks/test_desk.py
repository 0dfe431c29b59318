"""No page and no answer of a desk tells of what is locked to those without the right; after release all is there."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings
from starlette.testclient import TestClient
from tests.locks.convoys import Case, cases
from tests.locks.test_locks import AS_DRAWN, leaks, record_of, release
from tests.locks.walking import unpacked
from tests.web.walking import NO_CALLER, Way, filled, ids_of, ways
from tests.workshop import places_cache, small_workshop

from marsad.config import load_settings
from marsad.model import ROLES, Viewer
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
CHANGING = re.compile(r'name="csrf" (content|value)="[^"]*"')


@dataclass(frozen=True)
class Team:
    """A desk over a record with a user, and what callers of each role ask it with."""

    client: TestClient
    headers: Mapping[Viewer, Mapping[str, str]]
    ways: tuple[Way, ...]

    def ask(self, viewer: Viewer, way: Way, address: str, **asked: Any) -> tuple[int, str]:
        """Return the status and the text of an answer, without what differs from one to the next."""
        answer = self.client.request(way.method, address, params=asked, headers=self.headers[viewer])
        heads = {name: value for name, value in answer.headers.items() if name in TELLING}
        told = f"{heads}\n{unpacked(answer.content)}"
        return answer.status_code, CHANGING.sub("", told)


@contextmanager
def team_of(store: Store) -> Iterator[Team]:
    settings = load_settings({"MARSAD_HOME": str(places_cache()), "MARSAD_CACHE": str(places_cache())})
    desk = Desk(store, settings, small_workshop)
    app = make_app(desk)
    store.accounts.add_user("ada", Viewer.ADMIN, "no hash of any password", by="test")
    bearers: dict[Viewer, Mapping[str, str]] = {Viewer.PUBLIC: {}}
    for role in ROLES:
        secret, _ = issue_token(store, by="ada", most=Viewer.ADMIN, role=role, label="test", days=None)
        bearers[role] = {"authorization": f"Bearer {secret}"}
    asked = tuple(way for way in ways(app) if way.path not in NO_CALLER and way.method == "GET")
    yield Team(TestClient(app, "http://localhost", follow_redirects=False), bearers, asked)
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
    with record_of(case.told, judgements) as store, team_of(store) as team:
        ids = few(ids_of(store), case)
        for caller in (Viewer.PUBLIC, viewer):
            for way, address, told in answers(team, caller, case, ids):
                assert leaks(told, case) == [], (caller, str(way), address)
        seen = [told for _, _, told in answers(team, Viewer.RELEASER, case, ids)]
        assert {*names} <= {*found_in(case, "\n".join(seen))}, "no leak would be found"
        release(store, case)
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
