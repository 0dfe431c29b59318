"""Every page under axe-core, in both languages and both themes: no violation."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Visit
from tests.browser.looking import axe_source
from tests.browser.pages import addresses
from tests.browser.serving import Served

ROOT = Path(__file__).parents[2]
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
BY_COLOUR = ("color-contrast", "link-in-text-block")
"""The rules whose answer another theme can change."""
RUN = "options => axe.run(document, {...options, resultTypes: ['violations']})"


@pytest.fixture(scope="session")
def axe() -> str:
    found = axe_source(ROOT)
    if found is None:
        pytest.skip("axe-core is not installed: run `make ui`")
    return found


def violations(page: Page, **options: Any) -> list[str]:  # Any: axe's options
    found = page.evaluate(RUN, options)["violations"]
    return [
        f"{one['id']}: {node['html'][:200]} ({(node['any'] or node['all'] or node['none'])[0]['message']})"
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_no_page_violates_a_rule_of_accessibility(desk: Served, visit: Visit, axe: str, lang: str) -> None:
    page = visit(desk).context.new_page()
    told: dict[str, list[str]] = {}
    for name, path in addresses(desk.store).items():
        page.emulate_media(color_scheme="light")
        page.goto(path + ("&" if "?" in path else "?") + f"lang={lang}")
        page.evaluate(axe)
        told[name] = violations(page, runOnly={"type": "tag", "values": RULES})
        page.emulate_media(color_scheme="dark")
        told[f"{name}, dark"] = violations(page, runOnly={"type": "rule", "values": BY_COLOUR})
    assert {name: found for name, found in told.items() if found} == {}
