"""Takes the pictures of pages in the documents, after `make demo`: python -m tests.browser.screenshots [RECORD]."""

import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright
from tests.browser.looking import MISSING, find_chromium, launch, visitor
from tests.browser.pages import addresses
from tests.browser.serving import Served, serve_copy
from tests.workshop import places_cache, small_workshop

__all__ = ["IMAGES", "MOST_BYTES", "SHOWN", "SIZE", "image", "take"]

IMAGES = Path(__file__).parents[2] / "docs" / "images"
SIZE = {"width": 1280, "height": 960}
MOST_BYTES = 250_000
SHOWN: Mapping[str, str] = {
    "overview": "main",
    "incident": "main",
    "report": "main",
    "review": "main",
    "truce": "section:has(> figure)",
    "access": "main",
}
"""The pages that have a picture, with what stands at the top of it."""


def image(name: str) -> Path:
    """Return where the picture of a page is kept."""
    return IMAGES / f"desk-{name}.png"


def take(browser: Browser, desk: Served) -> None:
    """Take every picture anew."""
    IMAGES.mkdir(exist_ok=True)
    where = addresses(desk.store)
    with visitor(browser, desk.address, viewport=SIZE, color_scheme="light") as found:
        for name, top in SHOWN.items():
            page = found.open(where[name])
            page.wait_for_load_state("networkidle")
            if top != "main":
                page.locator(top).first.evaluate("part => part.scrollIntoView()")
            page.screenshot(path=image(name))
            page.close()


def main() -> None:
    """Take them of a copy of a record, that of `make demo` where none is named."""
    record = Path(sys.argv[1] if len(sys.argv) > 1 else ".demo/record.db")
    chromium = find_chromium()
    if not record.is_file():
        sys.exit(f"there is no {record}: run `make demo`, or name a record")
    if chromium is None:
        sys.exit(MISSING)
    with (
        TemporaryDirectory() as folder,
        serve_copy(record, Path(folder), small_workshop(), places_cache()) as desk,
        sync_playwright() as playwright,
    ):
        take(launch(playwright, chromium), desk)
    for name in SHOWN:
        print(f"{image(name)}: {image(name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
