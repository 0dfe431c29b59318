"""Reviewing in a browser: by single keys, by two people at once, with a session that ends, and without scripts."""

from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import Visit
from tests.browser.serving import PASSWORD, Served

from marsad.model import Judgement, Viewer
from marsad.ops.accounts import sign_out
from marsad.store import Store

MANY = 10
"""Claims that a reviewer judges in one go."""


def judgements(store: Store) -> list[Judgement]:
    with store.view(Viewer.OWNER) as view:
        return list(view.judgements())


def tick(item: Locator) -> None:
    """Say which claim is meant, where an item has several."""
    choices = item.get_by_role("checkbox")
    if choices.count():
        choices.first.check()


def press(page: Page, key: str) -> None:
    """Press a key and wait for the answer to stand in the page."""
    with page.expect_response(lambda answer: "/judgements" in answer.url):
        page.keyboard.press(key)
    page.wait_for_load_state("networkidle")


def test_ten_claims_are_judged_by_keyboard_while_a_colleague_looks_at_the_same(
    team: Served, visit: Visit, scripts: None
) -> None:
    lina, omar = visit(team, "lina").open("/review"), visit(team, "omar").open("/review")
    first = omar.locator("[data-item]").first.get_attribute("id")
    lina.keyboard.press("j")
    expect(lina.locator(f"#{first}")).to_be_focused()
    while len(judgements(team.store)) < MANY:
        press(lina, "a")
    mine = judgements(team.store)
    assert {one.author for one in mine} == {"lina"}
    expect(lina.locator(f"#{first}")).to_have_count(0)

    omar.keyboard.press("j")
    tick(omar.locator(f"#{first}"))
    press(omar, "r")
    expect(omar.get_by_text("Someone else has judged this")).to_be_visible()
    expect(omar.locator("#doubts").get_by_text("lina").first).to_be_visible()
    assert judgements(team.store) == mine


def test_the_last_answer_is_undone_by_a_key(team: Served, visit: Visit, scripts: None) -> None:
    page = visit(team, "lina").open("/review")
    first = page.locator("[data-item]").first.get_attribute("id")
    page.keyboard.press("j")
    press(page, "a")
    expect(page.locator(f"#{first}")).to_have_count(0)
    press(page, "u")
    expect(page.locator(f"#{first}")).to_have_count(1)


def test_keys_are_shown_and_can_be_switched_off(team: Served, visit: Visit, scripts: None) -> None:
    page = visit(team, "lina").open("/review")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_label("single keys work").uncheck()
    page.locator("body").press("a")
    page.reload()
    expect(page.get_by_label("single keys work")).not_to_be_checked()
    assert judgements(team.store) == []


def test_a_session_that_ends_in_the_middle_loses_no_word(team: Served, visit: Visit, scripts: None) -> None:
    lina = visit(team, "lina")
    page = lina.open("/review")
    reason = page.get_by_label("Reason").first
    reason.fill("seen on two films")
    end_sessions(team, lina.context.cookies())
    page.get_by_role("button", name="Accept").first.click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    expect(reason).to_have_value("seen on two films")
    assert judgements(team.store) == []
    sign_in(lina.open("/login"))
    page.get_by_role("button", name="Accept").first.click()
    expect(page.get_by_text("You said last:")).to_be_visible()
    assert {one.reason for one in judgements(team.store)} == {"seen on two films"}


def test_a_session_that_ends_loses_no_word_without_scripts_either(team: Served, visit: Visit) -> None:
    lina = visit(team, "lina", java_script_enabled=False)
    page = lina.open("/review")
    page.get_by_label("Reason").first.fill("seen on two films")
    end_sessions(team, lina.context.cookies())
    page.get_by_role("button", name="Accept").first.click()
    expect(page.get_by_text("Your session has ended")).to_be_visible()
    sign_in(page)
    expect(page.get_by_text("seen on two films")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("You said last:")).to_be_visible()
    assert {(one.author, one.reason) for one in judgements(team.store)} == {("lina", "seen on two films")}


def test_an_owner_who_has_no_name_yet_judges_without_scripts(own: Served, visit: Visit) -> None:
    page = visit(own, java_script_enabled=False).open("/review")
    expect(page.locator(".needs-script:visible")).to_have_count(0)
    page.get_by_label("Your name").first.fill("Nour")
    tick(page.locator("[data-item]").first)
    page.get_by_role("button", name="Reject").first.click()
    expect(page.get_by_text("You said last:")).to_be_visible()
    assert [(one.author, one.verdict) for one in judgements(own.store)] == [("Nour", "reject")]


def end_sessions(team: Served, cookies: object) -> None:
    """End the sessions of a browser, as time does."""
    assert isinstance(cookies, list)
    for cookie in cookies:
        if cookie["name"] == "marsad_session":
            sign_out(team.store, cookie["value"])


def sign_in(page: Page) -> None:
    page.get_by_label("Name").fill("lina")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
