"""Reading a pasted text or a link before anything is stored, and adding what was seen."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from starlette.testclient import TestClient
from tests.web.browsing import Browser

from marsad.model import Viewer
from marsad.store import Store
from marsad.web import Desk, make_app

TEXT = "Shelling killed 5 people in Madaya on Monday, a medic said."
GIVEN = {"text": TEXT, "title": "New shelling", "publisher": "Daily Page", "published": "2016-09-26"}
SEEN = re.compile(r'name="seen" value="(report-[0-9a-f]+)"')


def reports(store: Store) -> int:
    with store.view(Viewer.OWNER) as view:
        return view.counts("reports")["reports"]


def test_a_text_is_read_and_shown_with_its_claims_and_nothing_is_stored(own: Browser, store: Store) -> None:
    before = reports(store)
    page = own.post("/read", **GIVEN).text
    assert "New shelling" in page
    assert "shelling" in page
    assert re.search(r"<mark[^>]*>.*Shelling killed 5", page, re.DOTALL)
    assert "Nothing is stored yet" in page
    assert reports(store) == before


def test_what_was_seen_is_added_and_known_afterwards(own: Browser, store: Store) -> None:
    before = reports(store)
    seen = SEEN.search(own.post("/read", **GIVEN).text)
    assert seen
    answer = own.post("/read/add", seen=seen[1], **GIVEN)
    assert answer.headers["location"] == f"/read?added={seen[1]}"
    assert f'href="/reports/{seen[1]}"' in own.get(answer.headers["location"]).text
    assert reports(store) == before + 1
    again = own.post("/read", **GIVEN).text
    assert "has this report already" in again
    assert 'name="seen"' not in again


def test_another_text_than_the_one_seen_is_shown_instead_of_added(own: Browser, store: Store) -> None:
    seen = SEEN.search(own.post("/read", **GIVEN).text)
    assert seen
    before = reports(store)
    answer = own.post("/read/add", **{**GIVEN, "text": f"{TEXT} More.", "seen": "report-" + "0" * 16})
    assert answer.status_code == 409
    assert "not what you saw" in answer.text
    assert reports(store) == before


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"text": ""}, "paste a text or give a link"),
        ({"url": "http://127.0.0.1:1/"}, "private"),
        ({"text": "Shelling. " * 500_000}, "paste it in parts"),
        ({"text": TEXT, "published": "2999-01-01"}, "after today"),
    ],
    ids=["nothing", "a private link", "5 MB", "a day to come"],
)
def test_what_cannot_be_read_says_why_and_keeps_what_was_written(
    own: Browser, given: dict[str, str], words: str
) -> None:
    answer = own.post("/read", title="<b>Kept</b> words", **given)
    assert answer.status_code == 422
    assert words in html.unescape(answer.text)
    assert "&lt;b&gt;Kept&lt;/b&gt; words" in answer.text
    assert given.get("text", "")[:200] in answer.text


def test_a_text_of_no_day_is_refused_and_one_in_arabic_is_told_of(own: Browser) -> None:
    assert own.post("/read", text=TEXT, published="Monday").status_code == 422
    arabic = own.post("/read", text="قال الدفاع المدني إن أربعة أشخاص قتلوا في غارة على المخبز يوم الثلاثاء.")
    assert "No claims are read from it" in arabic.text


@pytest.mark.parametrize("text", [f"{TEXT}\0\x01", f"<script>alert(1)</script> {TEXT}", f"%ED%A0%80 {TEXT}"])
def test_no_text_breaks_the_page(own: Browser, text: str) -> None:
    answer = own.post("/read", text=text, title="<script>alert(1)</script>")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


@pytest.fixture
def address() -> Iterator[str]:
    """A page on this machine that tells another number whenever it is asked for."""

    class Page(BaseHTTPRequestHandler):
        asked = 0

        def do_GET(self) -> None:
            Page.asked += 1
            body = (
                f"<html><title>Page</title><body><p>{TEXT.replace('5', str(Page.asked + 4))} "
                + "It went on. " * 40
            )
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(f"{body}</p></body></html>".encode())

        def log_message(self, *about: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Page)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/page"
    server.shutdown()
    server.server_close()


def test_of_a_link_what_was_seen_is_added_though_the_page_has_changed(desk: Desk, address: str) -> None:
    allowing = replace(desk, settings=replace(desk.settings, allow_private=True))
    own = Browser(TestClient(make_app(allowing), base_url="http://localhost", follow_redirects=False))
    seen = SEEN.search(own.post("/read", url=address).text)
    assert seen
    assert own.post("/read/add", url=address, seen=seen[1]).status_code == 303
    with desk.store.view(Viewer.OWNER) as view:
        report = view.report(seen[1])
        assert report is not None
        assert "killed 5 people" in report.text
        original = view.original(report.original)
        assert original is not None
        assert original.media_type == "text/html"


def test_a_reader_may_not_read_and_an_analyst_may_add(team: Callable[[Viewer], Browser]) -> None:
    reader, analyst = team(Viewer.READER), team(Viewer.ANALYST)
    assert reader.get("/read").status_code == 403
    assert reader.post("/read", **GIVEN).status_code == 403
    assert reader.post("/read/add", **GIVEN).status_code == 403
    seen = SEEN.search(analyst.post("/read", **GIVEN).text)
    assert seen
    assert analyst.post("/read/add", seen=seen[1], **GIVEN).status_code == 303


def test_a_report_that_is_locked_is_added_and_told_of_without_a_word_on_that(
    team: Callable[[Viewer], Browser],
) -> None:
    analyst = team(Viewer.ANALYST)
    convoy = {
        "text": "An aid convoy of 40 trucks will set out from Damascus to Madaya on Friday, the United Nations said.",
        "title": "Convoy planned",
        "publisher": "Daily Page",
        "published": "2016-09-22",
    }
    page = analyst.post("/read", **convoy).text
    assert "has this report already" not in page
    seen = SEEN.search(page)
    assert seen
    answer = analyst.post("/read/add", seen=seen[1], **convoy)
    told = analyst.get(answer.headers["location"]).text
    assert "The report was added" in told
    assert f'href="/reports/{seen[1]}"' not in told
