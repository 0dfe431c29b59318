"""Chromium as the tests use it: where it is, how it starts, and pages that tell of every error."""

import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright

from marsad.web.assets import STATIC

__all__ = ["HAS_SCRIPTS", "MISSING", "Visitor", "axe_source", "find_chromium", "launch", "settle", "visitor"]

MISSING = "no Chromium is installed: `make browser` installs Debian's, or install one yourself"
HAS_SCRIPTS = (STATIC / "built" / ".vite" / "manifest.json").is_file()
WAIT_MS = 20_000
"""How long anything is waited for; a busy machine takes its time."""
# WebGL without a graphics card, for the map that moves; and no sandbox, which root may not have.
FLAGS = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-sandbox")
# Chromium tells every answer of 400 and more as an error; some tests ask for one.
TOLD_OF_ANSWERS = "Failed to load resource"


def find_chromium() -> str | None:
    """Return where Chromium is installed, None where it is not."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for path in map(shutil.which, names) if path), None)


def launch(playwright: Playwright, path: str) -> Browser:
    """Start Chromium."""
    return playwright.chromium.launch(executable_path=path, args=FLAGS)


@dataclass(frozen=True)
class Visitor:
    """A browser of its own, with its cookies; `errors` are what its pages complained of."""

    context: BrowserContext
    errors: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> Page:
        """Open a page in a new tab."""
        page = self.context.new_page()
        page.goto(path)
        return page

    def watch(self, page: Page) -> None:
        """Keep what a page complains of: errors of scripts, what the policy refuses, dialogs unasked for."""
        # Functions, for the library writes into whatever a method belongs to.
        page.on("console", lambda message: self._hear(message))
        page.on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))
        page.on("dialog", lambda dialog: self._refuse(dialog))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(TOLD_OF_ANSWERS):
            self.errors.append(message.text)

    def _refuse(self, dialog: Any) -> None:  # Any: the library's own type
        self.errors.append(f"a dialog: {dialog.message}")
        dialog.dismiss()


@contextmanager
def visitor(
    browser: Browser, address: str = "", **options: Any
) -> Iterator[Visitor]:  # Any: Playwright's options
    """Give a browser of its own for a desk; what its pages complained of fails the test at the end."""
    given = {
        "locale": "en-GB",
        "viewport": {"width": 1280, "height": 900},
        "reduced_motion": "reduce",
        **options,
    }
    context = browser.new_context(base_url=address or None, **given)
    context.set_default_timeout(WAIT_MS)
    found = Visitor(context)
    context.on("page", lambda page: found.watch(page))
    try:
        yield found
        assert found.errors == []
    finally:
        context.close()


def settle(page: Page) -> None:
    """Load a page until it is of this moment: long answers are kept, and shown, while they are counted again."""
    end = time.monotonic() + WAIT_MS / 1000
    waiting = re.compile("are being counted")
    while page.get_by_text(waiting).count():
        assert time.monotonic() < end, page.url
        page.wait_for_timeout(100)
        page.goto(page.url)


def axe_source(root: Path) -> str | None:
    """Return the script of axe-core as npm installed it, None where it has not."""
    file = root / "web" / "ui" / "node_modules" / "axe-core" / "axe.min.js"
    return file.read_text("utf-8") if file.is_file() else None
