"""The desk in Arabic: the whole page is laid out from the right."""

from playwright.sync_api import Page, expect
from tests.browser.conftest import Visit
from tests.browser.serving import Served

WIDE = 1280


def start_of(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["x"] + box["width"] / 2


def test_arabic_is_chosen_once_and_turns_the_page_round(desk: Served, visit: Visit) -> None:
    page = visit(desk).open("/?min_killed=2")
    assert start_of(page, ".brand") < WIDE / 2 < start_of(page, ".who")
    page.get_by_role("link", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    assert start_of(page, ".who") < WIDE / 2 < start_of(page, ".brand")
    first, second = (page.locator(".top nav a").nth(at).bounding_box() for at in (0, 1))
    assert first and second and first["x"] > second["x"]
    assert page.locator(".chip").count() == 1
    page.locator("main table a[href^='/incidents/']").first.click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
