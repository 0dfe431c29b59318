"""Every page under axe-core, in both languages and both themes, and in a narrow window: no violation."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize
from tests.browser.conftest import Visit
from tests.browser.looking import axe_source
from tests.browser.pages import addresses
from tests.browser.serving import Served

ROOT = Path(__file__).parents[2]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
NARROW: ViewportSize = {"width": 320, "height": 640}
"""The window in which nothing may have to be scrolled sideways: WCAG 2.2, criterion 1.4.10."""
WIDE: ViewportSize = {"width": 1280, "height": 900}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="session")
def axe() -> str:
    found = axe_source(ROOT)
    if found is None:
        pytest.skip("axe-core is not installed: run `make ui`")
    return found


def violations(page: Page) -> list[str]:
    """Return what axe-core finds in a page."""
    return [
        f"{one['id']}: {node['html'][:200]} ({(node['any'] or node['all'] or node['none'])[0]['message']})"
        for one in page.evaluate(RUN, RULES)["violations"]
        for node in one["nodes"]
    ]


# Words are the same in both themes, and colours in both languages: each page is looked at once in each.
@pytest.mark.parametrize(("lang", "theme"), [("en", "light"), ("ar", "dark")])
def test_no_page_violates_a_rule_of_accessibility(
    desk: Served, visit: Visit, axe: str, lang: str, theme: str
) -> None:
    page = visit(desk, viewport=WIDE, color_scheme=theme).context.new_page()
    told: dict[str, list[str]] = {}
    for name, path in addresses(desk.store).items():
        answer = page.goto(path + ("&" if "?" in path else "?") + f"lang={lang}")
        assert answer and answer.ok == (name != "fault"), name
        page.evaluate(axe)
        told[name] = violations(page)
        page.set_viewport_size(NARROW)
        if more := page.evaluate(TOO_WIDE):
            told[name].append(f"{more} pixels wider than a narrow window")
        page.set_viewport_size(WIDE)
    assert {name: found for name, found in told.items() if found} == {}
