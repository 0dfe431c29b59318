"""From an incident to the words of a report in a browser, and a report of one's own that is read and added."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Visit
from tests.browser.looking import settle
from tests.browser.serving import Served
from tests.store.factories import captured, claims

from marsad.model import Claim, Incident, Viewer
from marsad.ops.linking import relink
from marsad.store import Store

TEXT = (
    "Shelling killed 7 people in the Syrian town of Madaya on Tuesday, a medic said.\n\n"
    "An air strike on Aleppo killed 4 people on Monday, the Syrian Observatory for Human Rights said."
)
HOSTILE = "<script>alert('المرصد')</script><img src=x onerror=alert(1)>"


def told_by_most(store: Store) -> Incident:
    """Return the incident whose toll rests on the most numbers."""
    with store.view(Viewer.OWNER) as view:
        return max(view.incidents(), key=lambda one: sum(len(toll.voices) for toll in one.tolls))


def claim_of(store: Store, id: str) -> Claim:
    with store.view(Viewer.OWNER) as view:
        (found,) = (claim for claim in view.claims() if claim.id == f"claim-{id}")
        return found


def reports(store: Store) -> int:
    with store.view(Viewer.OWNER) as view:
        return len(list(view.reports()))


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("is_scripted", [True, False], ids=["scripts", "no-scripts"])
def test_a_number_of_a_toll_leads_to_its_words_in_the_report(
    desk: Served, visit: Visit, is_scripted: bool
) -> None:
    incident = told_by_most(desk.store)
    page = visit(desk, java_script_enabled=is_scripted).open(f"/incidents/{incident.id}")
    number = page.locator("table.plot td.number a").first
    low = re.search(r"\d+", number.inner_text())
    assert low
    number.click()
    page.wait_for_url("**/reports/report-*#words-*")
    id = page.url.rpartition("#words-")[2]
    claim = claim_of(desk.store, id)
    assert int(low[0]) in {harm.quantity.low for harm in claim.harm}
    expect(page.locator(f"#words-{id}")).to_be_in_viewport()
    assert squeezed(claim.evidence.quote).startswith(first_words(page, id))
    page.locator(f"#words-{id}").click()
    expect(page.locator(f"#claim-{id}")).to_be_in_viewport()


def first_words(page: Page, id: str) -> str:
    """Return the first words that a report marks as those of a claim, without the numbers of claims among them."""
    mark = page.locator(f"mark[data-claims~='{id}']").first
    whole = mark.inner_text()
    for number in mark.locator("sup").all():
        whole = whole.replace(number.inner_text(), "", 1)
    return squeezed(whole)


def test_a_pasted_text_is_read_before_anything_is_stored_and_then_added(own: Served, visit: Visit) -> None:
    before = reports(own.store)
    page = visit(own).open("/read")
    page.get_by_label("Text of the report").fill(TEXT)
    page.get_by_label("Title").fill("Two attacks")
    page.get_by_label("Published on").fill("2016-09-21")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("Nothing is stored yet")).to_be_visible()
    expect(page.locator("[data-claim]")).to_have_count(2)
    assert reports(own.store) == before
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("The report was added")).to_be_visible()
    assert reports(own.store) == before + 1
    page.get_by_role("link", name="Open it with its claims and incidents").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two attacks")
    expect(page.locator("[data-claim]")).to_have_count(2)


def test_what_was_typed_is_there_again_after_the_tab_went_elsewhere(
    own: Served, visit: Visit, scripts: None
) -> None:
    page = visit(own).open("/read")
    page.get_by_label("Text of the report").fill(TEXT)
    page.goto("/sources")
    page.goto("/read")
    expect(page.get_by_label("Text of the report")).to_have_value(TEXT)


def test_script_in_a_title_and_in_the_name_of_a_source_is_shown_as_text(own: Served, visit: Visit) -> None:
    told = captured(7, title=HOSTILE)
    report = replace(told.report, publisher=HOSTILE)
    with own.store.writer() as writer:
        writer.add_report(replace(told, report=report), claims(report))
    relink(own.store)
    page = visit(own).open(f"/reports/{report.id}")
    expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    expect(page.get_by_role("main").get_by_text(HOSTILE, exact=True)).not_to_have_count(1)
    page.get_by_role("link", name="Shelling").first.click()
    for path in ("/search?words=Bridge", "/sources?text=script"):
        page.goto(path)
        settle(page)
        expect(page.get_by_role("main").get_by_text(HOSTILE).first).to_be_visible()
    page.get_by_role("link", name=HOSTILE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    page.goto("/read")
    page.get_by_label("Text of the report").fill(f"{HOSTILE} {TEXT}")
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("[data-report-text]")).to_contain_text(HOSTILE)
    # A dialog, or something that the policy refused, fails the test at its end.
