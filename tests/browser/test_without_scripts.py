"""The desk without scripts: everything that one asks, adds and judges is a link or a form."""

from playwright.sync_api import expect
from tests.browser.conftest import Visit
from tests.browser.pages import addresses
from tests.browser.serving import Served


def test_a_view_is_filtered_and_an_incident_opened(desk: Served, visit: Visit) -> None:
    page = visit(desk, java_script_enabled=False).open()
    page.get_by_label("Killed at least").fill("2")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator(".chip")).to_have_count(1)
    link = page.locator("main table tbody a[href^='/incidents/']").first
    words = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def test_nothing_that_needs_a_script_is_seen(desk: Served, visit: Visit) -> None:
    page = visit(desk, java_script_enabled=False).context.new_page()
    where = addresses(desk.store)
    for name in ("overview", "incident", "review"):
        page.goto(where[name])
        assert page.locator(".needs-script").count(), name
        assert page.locator(".needs-script").filter(visible=True).count() == 0, name
