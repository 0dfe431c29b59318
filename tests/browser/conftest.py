"""Desks over the example dossier, and Chromium to look at them: one of each for all tests that only look."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.browser.looking import HAS_SCRIPTS, MISSING, WAIT_MS, Visitor, find_chromium, launch, visitor
from tests.browser.serving import Served, serve_copy
from tests.dossier.conftest import dossier_url
from tests.workshop import places_cache, small_workshop

from marsad.model import Viewer
from marsad.ops.workshop import Workshop
from marsad.web.caller import SESSION_COOKIE

__all__ = ["dossier_url"]

TEAM = {
    "amal": Viewer.ADMIN,
    "samir": Viewer.RELEASER,
    "lina": Viewer.ANALYST,
    "omar": Viewer.ANALYST,
    "rana": Viewer.READER,
}

Visit = Callable[..., Visitor]
"""Opens a browser of its own: `visit(desk)` as whoever comes, `visit(desk, "lina")` as one who has signed in."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.skip(MISSING)
    expect.set_options(timeout=WAIT_MS)
    with sync_playwright() as playwright:
        browser = launch(playwright, path)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def workshop() -> Workshop:
    return small_workshop()


@pytest.fixture(scope="session")
def dossier_file(dossier_url: str) -> Path:
    """The file of the record of the example dossier, to be copied."""
    return Path(dossier_url.removeprefix("sqlite:///"))


@pytest.fixture(scope="session")
def desk(
    chromium: Browser, dossier_file: Path, workshop: Workshop, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """The desk of an owner. Tests only look at it: all of them share it."""
    with serve_copy(dossier_file, tmp_path_factory.mktemp("desk"), workshop, places_cache()) as served:
        yield served


@pytest.fixture
def own(chromium: Browser, dossier_file: Path, workshop: Workshop, tmp_path: Path) -> Iterator[Served]:
    """The desk of an owner, for one test alone."""
    with serve_copy(dossier_file, tmp_path, workshop, places_cache()) as served:
        yield served


@pytest.fixture
def team(chromium: Browser, dossier_file: Path, workshop: Workshop, tmp_path: Path) -> Iterator[Served]:
    """The desk of a team, for one test alone."""
    with serve_copy(dossier_file, tmp_path, workshop, places_cache(), TEAM) as served:
        yield served


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    with ExitStack() as stack:

        def come(desk: Served, name: str = "", **options: Any) -> Visitor:  # Any: Playwright's options
            found = stack.enter_context(visitor(chromium, desk.address, **options))
            if name:
                cookie = {"name": SESSION_COOKIE, "value": desk.session(name), "url": desk.address}
                found.context.add_cookies([cookie])  # type: ignore[list-item]  # a mapping does
            return found

        yield come


@pytest.fixture
def looking(desk: Served, visit: Visit) -> Page:
    """An empty page of a browser that comes to the desk for the first time."""
    return visit(desk).context.new_page()


@pytest.fixture
def scripts() -> None:
    """What a test asks for that needs the scripts of the desk."""
    if not HAS_SCRIPTS:
        pytest.skip("the scripts of the desk are not built: run `make ui`")
