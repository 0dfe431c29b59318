"""The pages of sources, and correcting one."""

import re
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime

import pytest
from tests.web.browsing import PASSWORDS, Browser

from marsad.model import Viewer
from marsad.ops.review import Decision, Signature, record
from marsad.store import Store
from marsad.web import Desk, answers

MADE = datetime(2026, 1, 1, tzinfo=UTC)


def names(page: str) -> list[str]:
    """The sources of a table in their order."""
    return re.findall(r'<th scope="row"><a href="/sources\?source=[^"]*"><bdi>(.*?)</bdi>', page)


def test_each_number_leads_to_its_incidents(own: Browser) -> None:
    page = own.get("/sources").text
    assert "Syrian Observatory for Human Rights" in names(page)
    for href, number in re.findall(r'<a href="(/sources\?source=[^"]*)">(\d+)</a>', page):
        told = own.get(href.replace("&amp;", "&")).text
        assert len(re.findall(r'<th scope="row"><a href="/incidents/', told)) == int(number)


def test_columns_sort_by_the_address_both_ways(own: Browser) -> None:
    up = names(own.get("/sources?sort=source&order=up").text)
    assert up == sorted(up, key=str.casefold)
    assert names(own.get("/sources?sort=source&order=down").text) == up[::-1]
    kinds = re.findall(r"</th><td>([\w ]+)</td>", own.get("/sources?sort=kind").text)
    assert [kind for kind in kinds if kind != "not told"] == sorted(
        kind for kind in kinds if kind != "not told"
    )


def test_words_of_name_kind_and_side_find_a_source(own: Browser) -> None:
    assert names(own.get("/sources?text=OBSERVATORY+monitor").text) == ["Syrian Observatory for Human Rights"]
    assert "Russia" in names(own.get("/sources?text=russia").text)
    assert "No source fits" in own.get("/sources?text=nobody").text
    assert "No source fits" in own.get("/sources?page=2").text


@pytest.mark.parametrize(
    "asked", ["page=0", f"page={10**30}", "sort=taste", "order=left", f"text={'x' * 201}"]
)
def test_a_value_that_makes_no_sense_is_told_as_such(own: Browser, asked: str) -> None:
    assert own.get(f"/sources?{asked}").status_code == 422


def test_a_source_of_nothing_is_told_as_such(own: Browser) -> None:
    for name in ("nobody", "%00", "%ED%A0%80"):
        assert own.get(f"/sources?source={name}").status_code == 404


def test_what_a_person_says_of_a_source_is_shown_with_who_and_why(own: Browser) -> None:
    said = {"kind": "media", "party": "russia", "reason": "<b>so</b> it is", "author": "ana"}
    answer = own.post("/sources", source="sohr", **said)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sources?source=sohr")
    page = own.get("/sources?source=sohr").text
    assert "<dt>Kind</dt><dd>media</dd><dt>Party</dt><dd><bdi>Russia</bdi></dd>" in page
    assert page.count("<bdi>ana</bdi>: said of the source") == 2
    assert "&lt;b&gt;so&lt;/b&gt; it is" in page


def test_two_people_do_not_overwrite_each_other(own: Browser, store: Store) -> None:
    assert own.get("/sources?source=sohr").status_code == 200
    record(store, Decision("source", ("sohr",), "kind", "ngo"), Signature("ana", MADE, "registered as one"))
    answer = own.post("/sources", source="sohr", kind="media", reason="my own words", author="ben")
    assert answer.status_code == 409
    assert "registered as one" in answer.text
    assert 'value="my own words"' in answer.text
    assert '<option value="media" selected>' in answer.text
    known = re.findall(r'name="known" value="([\w-]+)"', answer.text)
    again = own.post("/sources", source="sohr", kind="ngo", reason="I agree", author="ben", known=known)
    assert again.status_code == 303


def test_what_another_has_said_otherwise_has_to_be_withdrawn_first(own: Browser, store: Store) -> None:
    said = Decision("source", ("sohr",), "kind", "ngo")
    made = record(store, said, Signature("ana", MADE, "registered as one"))
    answer = own.post(
        "/sources", source="sohr", party="russia", kind="media", reason="r", author="ben", known=made.id
    )
    assert answer.status_code == 400
    assert "withdraw that first" in answer.text
    with store.view(Viewer.OWNER) as view:
        assert list(view.judgements()) == [made]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": "media", "author": "ana"}, "needs a reason"),
        ({"kind": "media", "reason": "so"}, "needs a name"),
        ({"reason": "so", "author": "ana"}, "nothing is said of the source"),
        ({"kind": "poet", "reason": "so", "author": "ana"}, "no kind of source"),
        ({"party": "nobody", "reason": "so", "author": "ana"}, "no party is called"),
    ],
)
def test_what_cannot_be_recorded_is_told_and_the_words_are_kept(
    own: Browser, fields: dict[str, str], told: str
) -> None:
    answer = own.post("/sources", source="sohr", **fields)
    assert answer.status_code == 400
    assert told in answer.text
    assert f'value="{fields.get("reason", "")}"' in answer.text


def test_a_role_corrects_what_it_may_and_sees(team: Callable[[Viewer], Browser], store: Store) -> None:
    browser = team(Viewer.ANALYST)
    assert "Correct it" not in browser.get("/sources?source=sohr").text
    assert browser.post("/sources", source="sohr", kind="media", reason="so").status_code == 403
    browser.post("/logout")
    browser.post("/login", name="the-editor", password=PASSWORDS[Viewer.EDITOR])
    assert "United Nations" not in browser.get("/sources").text
    locked, none = (
        browser.post("/sources", source=name, kind="media", reason="so") for name in ("un", "nobody at all")
    )
    assert locked.status_code == none.status_code == 404
    assert locked.text.replace("&#39;un&#39;", "") == none.text.replace("&#39;nobody at all&#39;", "")
    with store.view(Viewer.OWNER) as view:
        assert not list(view.judgements())
    assert browser.post("/sources", source="sohr", kind="media", reason="so").status_code == 303
    with store.view(Viewer.OWNER) as view:
        assert [one.author for one in view.judgements()] == ["the-editor"]


def test_while_sources_are_counted_the_page_says_so_and_what_was_written_is_not_lost(
    own: Browser, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "PATIENCE_S", 0)
    desk.answers._waiting["sources", True] = Future()
    assert "The sources are being counted" in own.get("/sources?source=sohr").text
    answer = own.post("/sources", source="sohr", kind="poet", reason="my own words", author="ana")
    assert "no kind of source" in answer.text
    assert "my own words" in answer.text
