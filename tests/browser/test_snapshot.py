"""A published snapshot, opened from a disk: it is whole, and asks nobody for anything."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request, expect
from tests.browser.looking import visitor
from tests.browser.serving import Served

from marsad.web.publishing import publish


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_snapshot_is_read_from_a_disk(chromium: Browser, desk: Served, tmp_path: Path, lang: str) -> None:
    folder = publish(desk.store, tmp_path / "site", lang=lang).folder
    asked: list[str] = []

    def keep(request: Request) -> None:
        asked.append(request.url)

    with visitor(chromium) as found:
        found.context.on("request", keep)
        page = found.open((folder / "index.html").as_uri())
        expect(page.locator("html")).to_have_attribute("dir", "rtl" if lang == "ar" else "ltr")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgba(0, 0, 0, 0)"
        page.locator("main table a[href*='incidents/']").first.click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.go_back()
        for link in page.locator("a[href*='data/']").all():
            assert (folder / (link.get_attribute("href") or "")).is_file()
    assert len(asked) > 2
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
