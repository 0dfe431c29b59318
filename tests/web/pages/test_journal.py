import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from tests.web.browsing import Browser

from marsad.model import ROLES, Viewer
from marsad.store import Store
from marsad.web import Desk
from marsad.web.verifying import State, Verifying

Team = Callable[[Viewer], Browser]


def checked(browser: Browser) -> Any:  # Any: JSON data
    """Begin a check and wait until it has ended."""
    headers = {"x-csrf-token": browser.token()}
    assert browser.client.post("/api/verify", headers=headers).status_code == 202
    for _ in range(600):
        told = browser.get("/api/verify").json()
        if told["state"] != "running":
            return told
        time.sleep(0.05)
    raise AssertionError("the check does not end")


def test_the_newest_entries_come_first_in_pages_and_none_twice(own: Browser, store: Store) -> None:
    with store.writer() as writer:
        for number in range(120):
            writer.note("note", f"thing {number}", {})
    seen: list[str] = []
    address = "/journal?action=note"
    while address:
        page = own.get(address).text
        seen += re.findall(r"thing (\d+)", page)
        older = re.search(r'rel="next" href="([^"]+)"', page)
        address = older[1].replace("&amp;", "&") if older else ""
    assert [int(number) for number in seen] == list(reversed(range(120)))
    with store.view(Viewer.OWNER) as view:
        assert view.head() in own.get("/journal").text


def test_the_api_tells_entries_with_their_hashes_which_chain(own: Browser) -> None:
    first = own.get("/api/journal?limit=2").json()
    rest = own.get(f"/api/journal?limit=500&before={first['before']}").json()
    chain = [*first["entries"], *rest["entries"]]
    assert chain[0]["hash"] == first["head"]
    assert rest["before"] is None
    assert [one["previous"] for one in chain[:-1]] == [one["hash"] for one in chain[1:]]


@pytest.mark.parametrize("role", ROLES)
def test_who_signed_in_is_shown_to_those_alone_who_administer(team: Team, role: Viewer) -> None:
    team(Viewer.ADMIN)
    browser = team(role)
    for path in ("/journal", "/api/journal"):
        told = browser.get(path).text
        assert ("the-admin" in told) is (role is Viewer.ADMIN)
        assert "report added" in told


def test_of_a_report_that_is_withheld_the_journal_tells_readers_nothing(team: Team, store: Store) -> None:
    with store.view(Viewer.OWNER) as view, store.view(Viewer.READER) as seen:
        withheld = {one.id for one in view.reports()} - {one.id for one in seen.reports()}
    assert len(withheld) == 1
    for path in ("/journal", "/api/journal"):
        assert withheld.isdisjoint(re.findall(r"report-\w+", team(Viewer.EDITOR).get(path).text))
        assert not withheld.isdisjoint(re.findall(r"report-\w+", team(Viewer.RELEASER).get(path).text))


def test_a_record_that_is_sound_is_told_to_be_so(own: Browser, store: Store) -> None:
    assert own.get("/api/verify").json()["state"] == "never"
    told = checked(own)
    with store.view(Viewer.OWNER) as view:
        assert (told["state"], told["problems"], told["head"]) == ("done", [], view.head())
    assert "The record is sound" in own.get("/journal").text


def test_a_record_that_was_changed_is_told_to_be_and_its_words_only_to_who_administers(
    team: Team, store: Store
) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE claims SET body = '[1]' WHERE id = (SELECT min(id) FROM claims)"))
    admin = team(Viewer.ADMIN)
    assert "are not those that the journal tells of" in " ".join(checked(admin)["problems"])
    assert "are not those" in admin.get("/journal").text
    page = team(Viewer.RELEASER).get("/journal").text
    assert "problems" in page
    assert "are not those" not in page


def test_the_button_begins_a_check(own: Browser, desk: Desk) -> None:
    assert "Verify" in own.get("/journal").text
    assert own.post("/journal/verify").headers["location"] == "/journal#check"
    assert checked(own)["state"] == "done"


def test_a_check_that_is_running_is_not_begun_again(store: Store) -> None:
    running = State("running", store.now())
    verifying = Verifying(running)
    assert verifying.start(store) is running
    assert verifying.state is running


def test_a_check_of_a_record_that_is_gone_tells_so(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("ALTER TABLE journal RENAME TO gone"))
    verifying = Verifying()
    verifying.start(store)
    for _ in range(600):
        if verifying.state.state != "running":
            break
        time.sleep(0.05)
    assert verifying.state.state == "failed"
    assert verifying.state.problems
