"""The first page in a browser: what one sees first, a view that is sent to a colleague, the map, the timeline."""

import re

from playwright.sync_api import Page, expect
from tests.browser.conftest import Visit
from tests.browser.serving import Served


def incidents(page: Page) -> list[str]:
    """Return the addresses of the incidents that a page lists."""
    links = page.locator("main table tbody a[href^='/incidents/']")
    return [link.get_attribute("href") or "" for link in links.all()]


def number(page: Page) -> int:
    """Return how many incidents a page tells that there are."""
    found = re.match(r"\d+", page.get_by_text(re.compile(r"^\d+ incidents?\b")).first.inner_text())
    assert found
    return int(found[0])


def test_first_visit_shows_where_when_and_what_and_is_remembered(looking: Page, scripts: None) -> None:
    looking.goto("/")
    expect(looking.get_by_role("heading", level=1)).to_have_text("Overview")
    expect(
        looking.get_by_role("navigation", name="Desk").get_by_role("link", name="Overview")
    ).to_have_attribute("aria-current", "page")
    assert incidents(looking)
    expect(looking.locator(".map [data-mark]").first).to_be_visible()
    expect(looking.locator(".bars [data-start]").first).to_be_attached()
    looking.get_by_text("What changed since you last looked").click()
    expect(looking.get_by_text("You have not looked before.")).to_be_visible()
    looking.get_by_role("button", name="I have seen this").click()
    expect(looking.get_by_text("What changed since you last looked")).to_have_count(0)


def test_first_tab_leads_past_the_navigation(looking: Page) -> None:
    looking.goto("/")
    looking.keyboard.press("Tab")
    expect(looking.locator("a.skip")).to_be_focused()
    looking.keyboard.press("Enter")
    expect(looking.locator("#main")).to_be_focused()


def test_a_filtered_view_is_the_same_at_its_address_in_another_browser(
    desk: Served, visit: Visit, scripts: None
) -> None:
    own = visit(desk, permissions=["clipboard-read", "clipboard-write"])
    page = own.open()
    whole = number(page)
    page.get_by_label("Since").fill("2016-09-15")
    page.get_by_label("Killed at least").fill("2")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator(".chip")).to_have_count(2)
    narrowed = incidents(page)
    assert 0 < number(page) < whole
    assert narrowed
    page.get_by_role("button", name="Copy the link to this view").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    sent = page.evaluate("navigator.clipboard.readText()")
    assert sent == page.url
    other = visit(desk).open(sent)
    assert incidents(other) == narrowed
    expect(other.get_by_label("Since")).to_have_value("2016-09-15")
    expect(other.get_by_label("Killed at least")).to_have_value("2")


def test_a_condition_is_taken_away_by_its_chip(looking: Page) -> None:
    looking.goto("/?since=2016-09-15&min_killed=2")
    both = number(looking)
    looking.locator(".chip", has_text="Killed at least").click()
    expect(looking.locator(".chip")).to_have_count(1)
    assert 0 < both < number(looking)


def test_days_drawn_over_the_timeline_narrow_the_view(looking: Page, scripts: None) -> None:
    looking.goto("/")
    bars = looking.locator(".bars [data-start]")
    first, last = bars.count() - 6, bars.count() - 2
    since, until = bars.nth(first).get_attribute("data-start"), bars.nth(last).get_attribute("data-end")
    looking.locator(".bars .chart").scroll_into_view_if_needed()
    start, end = bars.nth(first).bounding_box(), bars.nth(last).bounding_box()
    assert start and end
    looking.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    looking.mouse.down()
    looking.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=5)
    looking.mouse.up()
    looking.wait_for_url(f"**/?since={since}&until={until}**")
    expect(looking.locator(".chip")).to_have_count(2)


def test_days_are_chosen_by_keyboard_too(looking: Page, scripts: None) -> None:
    looking.goto("/")
    bars = looking.locator(".bars [data-start]")
    since, until = bars.nth(0).get_attribute("data-start"), bars.nth(2).get_attribute("data-end")
    bars.nth(0).focus()
    for _ in range(2):
        looking.keyboard.press("Shift+ArrowRight")
    looking.keyboard.press("Enter")
    looking.wait_for_url(f"**/?since={since}&until={until}**")


def test_the_map_that_moves_comes_when_it_is_asked_for(looking: Page, scripts: None) -> None:
    looking.goto("/")
    looking.get_by_role("button", name="Move the map").click()
    canvas = looking.locator(".map canvas")
    expect(canvas).to_be_visible()
    expect(looking.get_by_role("button", name="Zoom in")).to_be_visible()
    expect(looking.locator("[data-map-told]")).to_have_text("")
