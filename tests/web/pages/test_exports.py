import json
from collections.abc import Callable
from hashlib import sha256

import pytest
from tests.locks.walking import unpacked
from tests.web.browsing import Browser

from marsad.export import FORMATS
from marsad.model import ROLES, Viewer
from marsad.ops.export import WATCHED
from marsad.store import Store
from marsad.web.downloads import OFFERED

Team = Callable[[Viewer], Browser]


def test_every_format_is_offered() -> None:
    assert set(OFFERED) == {*FORMATS, *WATCHED}


@pytest.mark.parametrize("format", OFFERED)
def test_a_file_is_the_one_that_the_journal_tells_of(own: Browser, store: Store, format: str) -> None:
    assert f'href="/exports/{format}"' in own.get("/exports").text
    answer = own.get(f"/exports/{format}")
    name = f"marsad-{format}.{OFFERED[format].ending}"
    assert f'filename="{name}"' in answer.headers["content-disposition"]
    assert answer.headers["content-disposition"].startswith("attachment")
    with store.view(Viewer.OWNER) as view:
        last = next(view.entries())
    told = json.loads(last.body)
    assert (last.action, last.subject) == ("export", name)
    assert told["sha256"] == sha256(answer.content).hexdigest() == answer.headers["x-marsad-sha256"]
    assert told["viewer"] == "public"
    assert "Damascus" not in unpacked(answer.content)


def test_an_export_is_noted_with_the_name_of_who_took_it(team: Team, store: Store) -> None:
    team(Viewer.READER).get("/exports/csv")
    team(Viewer.RELEASER).get("/api/exports/jsonl?with_locked=true")
    with store.view(Viewer.OWNER) as view:
        noted = [json.loads(entry.body) for entry in view.journal("export")]
    assert [(one["by"], one["viewer"]) for one in noted] == [
        ("the-reader", "public"),
        ("the-releaser", "releaser"),
    ]


@pytest.mark.parametrize("role", ROLES)
def test_what_is_locked_is_taken_out_by_those_alone_who_see_it_and_say_so(team: Team, role: Viewer) -> None:
    browser = team(role)
    assert ("with_locked" in browser.get("/exports").text) is role.sees_locked
    for path in ("/exports/jsonl", "/api/exports/jsonl"):
        answer = browser.get(f"{path}?with_locked=true")
        assert answer.status_code == (200 if role.sees_locked else 403)
        if role.sees_locked:
            assert "Damascus" in unpacked(answer.content)
        assert "Damascus" not in unpacked(browser.get(path).content)


def test_a_format_that_is_none_is_not_found(own: Browser) -> None:
    assert own.get("/exports/pdf").status_code == 404
    assert own.get("/api/exports/..%2fcsv").status_code == 404
