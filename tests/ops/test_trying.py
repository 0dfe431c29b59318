"""Trying a reading of a pasted text or a link, and adding exactly that."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.workshop import REPORTS

from marsad.capture import CaptureOptions
from marsad.errors import CaptureError, FetchError
from marsad.model import Viewer
from marsad.ops.trying import MOST_CHARACTERS, Wanted, add_tried, capture_one, try_reading
from marsad.ops.workshop import Workshop
from marsad.store import Store, verify

OPTIONS = CaptureOptions(today=date(2016, 10, 1))
STRIKE = REPORTS["01-wire.txt"].split("\n\n", 1)[1]


def test_what_is_said_of_a_text_wins_over_what_it_says_itself() -> None:
    own = capture_one(Wanted(REPORTS["01-wire.txt"]), OPTIONS).report
    assert (own.title, own.publisher, own.text) == ("Aid trucks hit", "Daily Page", STRIKE)
    said = Wanted(REPORTS["01-wire.txt"], title="Other\ntitle", publisher="Post", published=date(2016, 9, 19))
    told = capture_one(said, OPTIONS).report
    assert (told.title, told.publisher, told.published) == ("Other title", "Post", date(2016, 9, 19))


def test_what_was_tried_is_added_with_the_bytes_as_they_were_pasted(store: Store, workshop: Workshop) -> None:
    tried = try_reading(capture_one(Wanted(STRIKE, published=date(2016, 9, 20)), OPTIONS), workshop)
    assert [claim.type for claim in tried.claims] == ["air_strike"]
    assert add_tried(store, tried)
    assert not add_tried(store, tried)
    with store.view(Viewer.OWNER) as view:
        (report,) = view.reports()
        assert tuple(view.claims()) == tried.claims
        assert len(list(view.incidents())) == 1
        original = view.original(report.original)
    assert original is not None
    assert original.data == STRIKE.encode()
    assert verify(store) == []


def test_a_text_in_another_language_is_told_of_and_gives_no_claims(workshop: Workshop) -> None:
    words = "قال الدفاع المدني إن أربعة أشخاص قتلوا في غارة على المخبز في حي الأنصاري يوم الثلاثاء."
    tried = try_reading(capture_one(Wanted(words), OPTIONS), workshop)
    assert tried.claims == ()
    assert tried.notice is not None
    assert "Arabic" in tried.notice.reason


@pytest.mark.parametrize(
    ("wanted", "advice"),
    [
        (Wanted(), "paste a text or give a link"),
        (Wanted(" \n", " "), "paste a text or give a link"),
        (Wanted("a", "https://example.org"), "leave one out"),
        (Wanted(url="ftp://example.org/a"), "begins with http"),
        (Wanted(url="/etc/passwd"), "begins with http"),
        (Wanted("a" * (MOST_CHARACTERS + 1)), "paste it in parts"),
        (Wanted("half \ud800 a letter"), "broken encoding"),
        (Wanted("\0" * 400), "binary"),
        (Wanted("%PDF-1.7 and so on"), "PDF"),
        (Wanted("Shelling.", published=date(2017, 1, 1)), "after today"),
    ],
)
def test_what_cannot_be_tried_says_what_to_do(wanted: Wanted, advice: str) -> None:
    with pytest.raises(CaptureError, match=advice):
        capture_one(wanted, OPTIONS)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/a", "http://[::1]/", "http://169.254.169.254/latest"])
def test_a_link_to_a_private_address_is_refused(url: str) -> None:
    with pytest.raises(FetchError, match=r"private|loopback|public"):
        capture_one(Wanted(url=url), OPTIONS)


@given(st.text(), st.text(), st.text())
def test_any_text_is_a_report_or_refused_with_a_reason(text: str, title: str, publisher: str) -> None:
    try:
        report = capture_one(Wanted(text, title=title, publisher=publisher), OPTIONS).report
    except CaptureError as error:
        assert str(error)
    else:
        assert report.text.strip()
