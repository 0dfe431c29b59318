"""Copies of a report."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.link.telling import MONDAY, URUM, Dossier
from tests.ops.keeping import put

from marsad.model import Claim, Report, Viewer
from marsad.ops import copies
from marsad.ops.copies import Copies, find_copies
from marsad.ops.linking import relink
from marsad.store import Store

STORY = (
    "Aid trucks that had waited for a week at the border burned in the night after a strike on the depot, and "
    "the drivers who had slept in the cabins ran into the fields while the warehouse behind them went up in flames."
)
OTHER = (
    "The governor opened a new bakery near the river on Sunday and promised that bread would be cheaper in spring, "
    "which residents who queued since dawn heard with patience, since a promise of that kind is made in every year."
)


def tell(store: Store, *told: tuple[str, str, date | None]) -> list[tuple[Report, Claim]]:
    """Put reports of one strike into a record: text, publisher and date of each."""
    found = []
    for text, paper, published in told:
        dossier = Dossier()
        claim = dossier.tell(place=URUM, by="SOHR", killed=12, text=text, paper=paper, published=published)
        report = dossier.reports[claim.report]
        put(store, report, [claim])
        found.append((report, claim))
    relink(store)
    return found


def copies_of(store: Store, report: Report, claim: Claim) -> Copies:
    with store.view(Viewer.OWNER) as view:
        kept = view.report(report.id)
        assert kept
        return find_copies(view, kept, view.holders([claim.id]).values())


def test_a_rewrite_is_a_copy_and_another_account_is_none(store: Store) -> None:
    day = MONDAY + timedelta(1)
    rewrite = STORY.replace("burned in the night", "were on fire in the night")
    told = tell(store, (STORY, "Wire", day), (rewrite, "Post", day), (OTHER, "Times", day))
    found = copies_of(store, *told[0])
    assert [one.publisher for one in found.reports] == ["Post"]
    assert (found.compared, found.left) == (2, 0)


def test_a_report_that_nobody_else_tells_has_none(store: Store) -> None:
    ((report, claim),) = tell(store, (STORY, "Wire", MONDAY))
    assert copies_of(store, report, claim) == Copies((), 0, 0)


def test_of_many_reports_those_nearest_in_time_are_compared(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "MOST", 2)
    days = (None, MONDAY + timedelta(3), MONDAY + timedelta(1), MONDAY + timedelta(2))
    told = tell(store, (STORY, "Wire", MONDAY + timedelta(1)), *((STORY, f"Post {day}", day) for day in days))
    found = copies_of(store, *told[0])
    assert [one.published for one in found.reports] == [MONDAY + timedelta(1), MONDAY + timedelta(2)]
    assert (found.compared, found.left) == (2, 2)


def test_what_is_kept_of_texts_changes_no_answer(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tell(store, (STORY, "Wire", MONDAY), (STORY, "Post", MONDAY), (OTHER, "Times", MONDAY))
    first = copies_of(store, *told[0])
    assert [one.publisher for one in first.reports] == ["Post"]
    assert copies_of(store, *told[0]) == first
    monkeypatch.setattr(copies, "MOST_SIGNATURES", 0)
    assert copies_of(store, *told[0]) == first
    assert [one.publisher for one in copies_of(store, *told[2]).reports] == []


def test_a_text_of_few_words_has_no_copies(store: Store) -> None:
    told = tell(store, ("A strike.", "Wire", MONDAY), ("A strike.", "Post", MONDAY))
    report, claim = told[0]
    assert len(report.text.split()) < 20
    assert replace(copies_of(store, report, claim), compared=0) == Copies((), 0, 0)
