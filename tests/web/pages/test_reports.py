"""The page of a report, its original, and the way to a claim."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape

import pytest
from tests.web.browsing import Browser

from marsad.model import Captured, Claim, Original, Report, Span, Viewer
from marsad.ops.linking import relink
from marsad.ops.review import Decision, Signature, judge, record
from marsad.store import Store

MADE = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = "Shells hit the <b>market</b> & two schools\nin the old town.\n\nقال شهود إن القصف استمر."
HTML = b"<script>alert(1)</script><p>Shells hit the market</p>"
TAG = re.compile(r"<[^>]*>")


def kept(
    store: Store, *spans: tuple[int, int], url: str = "", title: str = "Shells"
) -> tuple[Report, list[Claim]]:
    """Put a report into the record of which claims rest on some stretches."""
    original = Original(HTML, "http://page.example/a/<b>shells</b> \u2028.html?x=1", "text/html")
    report = Report(TEXT, title, "Old <i>Post</i>", url=url, original=original.sha256)
    claims = [
        Claim(
            report.id,
            "shelling",
            trigger=Span(start + number, start + 6, TEXT[start + number : start + 6]),
            evidence=Span(start, end, TEXT[start:end]),
        )
        for number, (start, end) in enumerate(spans)
    ]
    with store.writer() as writer:
        writer.add_report(Captured(report, original), claims)
    relink(store)
    return report, claims


def words_of(page: str) -> str:
    """The text as the page has it, without the numbers of claims."""
    text = page.partition("data-report-text>")[2].partition("</div>")[0]
    text = re.sub(r"<sup>.*?</sup> ?", "", text).replace("</p>", "\n\n")
    return unescape(TAG.sub("", text))


CROSSING = ((0, 26), (11, 40), (11, 40), (0, 12))


def test_the_text_is_whole_though_claims_cross_and_nest(own: Browser, store: Store) -> None:
    report, claims = kept(store, *CROSSING)
    page = own.get(f"/reports/{report.id}").text
    assert words_of(page).split() == TEXT.split()
    marks = re.findall(r'<mark data-claims="([\w ]+)">(.*?)</mark>', page, re.DOTALL)
    for claim in claims:
        digits = claim.id.removeprefix("claim-")
        marked = "".join(words for ids, words in marks if digits in ids.split())
        told = unescape(TAG.sub("", re.sub(r"<sup>.*?</sup> ?", "", marked)))
        assert told == claim.evidence.quote
        assert page.count(f'id="{claim.id}"') == page.count(f'id="words-{digits}"') == 1
        assert f'href="#{claim.id}"' in page
        assert f'href="#words-{digits}"' in page


def test_every_way_within_the_page_leads_somewhere(own: Browser, store: Store) -> None:
    with store.view(Viewer.OWNER) as view:
        ids = [report.id for report in view.reports()]
    for id in ids:
        page = own.get(f"/reports/{id}").text
        targets = re.findall(r' id="([^"]*)"', page)
        assert len(targets) == len(set(targets))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(targets)


def test_what_a_report_says_of_itself_is_text(own: Browser, store: Store) -> None:
    report, _ = kept(store, (0, 26), title="<script>alert(1)</script>", url="javascript:alert(1)")
    page = own.get(f"/reports/{report.id}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<bdi>javascript:alert(1)</bdi>" in page
    assert 'href="javascript' not in page


def test_an_address_on_the_web_is_a_link(own: Browser, store: Store) -> None:
    report, _ = kept(store, (0, 26), url="https://page.example/a?b=1&c=2")
    page = own.get(f"/reports/{report.id}").text
    assert '<a href="https://page.example/a?b=1&amp;c=2" rel="noopener noreferrer nofollow">' in page


def test_the_original_is_saved_and_never_shown(own: Browser, store: Store) -> None:
    report, _ = kept(store, (0, 26))
    assert f"<code>{report.original}</code>" in own.get(f"/reports/{report.id}").text
    answer = own.get(f"/reports/{report.id}/original")
    assert answer.content == HTML
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert re.fullmatch(r"attachment; filename\*=UTF-8''[\w.%-]+", answer.headers["content-disposition"])


def test_a_claim_leads_to_its_report(own: Browser, store: Store) -> None:
    report, (claim,) = kept(store, (0, 26))
    for start in (claim.id, claim.id[:12], claim.id.removeprefix("claim-")):
        answer = own.get(f"/claims/{start}")
        assert (answer.status_code, answer.headers["location"]) == (302, f"/reports/{report.id}#{claim.id}")


def test_a_card_tells_the_incident_and_what_people_decided(own: Browser, store: Store) -> None:
    report, (claim,) = kept(store, (0, 26))
    judge(store, "accept", (claim.id,), author="ana", made=MADE, reason="as it says")
    page = own.get(f"/reports/{report.id}").text
    assert re.search(r"<bdi>ana</bdi>: accepted, <q[^>]*>as it says</q>", page)
    assert re.search(r'In the incident: <a href="/incidents/incident-\w+">shelling', page)
    judge(store, "reject", (claim.id,), author="ana", made=MADE.replace(day=2), reason="a film")
    assert "In no incident" in own.get(f"/reports/{report.id}").text


@pytest.mark.parametrize("path", ["/reports/{}", "/reports/{}/original", "/claims/{}"])
@pytest.mark.parametrize(("id", "status"), [("ffffffffffffffff", 404), ("%00", 404), ("x" * 81, 422)])
def test_an_id_of_nothing_is_told_as_such(own: Browser, path: str, id: str, status: int) -> None:
    answer = own.get(path.format(id))
    assert answer.status_code == status
    assert "Back to the overview" in answer.text


def test_a_withheld_report_and_its_original_are_not_there_for_a_reader(
    team: Callable[[Viewer], Browser], store: Store
) -> None:
    with store.view(Viewer.OWNER) as view, store.view(Viewer.READER) as seen:
        shown = {one.id for one in seen.reports()}
        (report,) = (one for one in view.reports() if one.id not in shown)
        claim = next(view.claims(report.id))
    reader = team(Viewer.READER)
    for path in (f"/reports/{report.id}", f"/reports/{report.id}/original", f"/claims/{claim.id}"):
        answer = reader.get(path)
        assert answer.status_code == 404
        assert report.title not in answer.text
        assert report.publisher not in answer.text


def test_a_claim_of_a_withheld_report_leads_to_itself_alone(
    team: Callable[[Viewer], Browser], store: Store
) -> None:
    report, (held, open_one) = kept(store, (0, 26), (30, 41))
    record(store, Decision("lock", (held.id,)), Signature("ana", MADE, "names a witness"))
    with store.view(Viewer.READER) as view:
        assert (view.has_report(report.id), view.claim(open_one.id)) == (False, open_one)
        (incident,) = view.holders((open_one.id,))
    reader = team(Viewer.READER)
    where = reader.get(f"/claims/{open_one.id}").headers["location"]
    assert where == f"/review?claim={open_one.id}"
    for path in (where, f"/incidents/{incident}"):
        answer = reader.get(path)
        assert (answer.status_code, f"/reports/{report.id}" in answer.text) == (200, False), path
    assert reader.get(f"/claims/{held.id}").status_code == 404
