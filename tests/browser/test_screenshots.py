"""The pictures in the documents: of pages that are there, light enough, and shown somewhere."""

import struct
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.pages import addresses
from tests.browser.screenshots import MOST_BYTES, SHOWN, SIZE, image
from tests.browser.serving import Served

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", SHOWN)
def test_picture_is_of_the_right_size_and_stands_in_the_docs(name: str) -> None:
    picture = image(name).read_bytes()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", picture[16:24]) == (SIZE["width"], SIZE["height"])
    assert len(picture) <= MOST_BYTES
    assert f"](images/{image(name).name})" in (ROOT / "docs" / "desk.md").read_text("utf-8")


# That every page answers is seen where axe-core looks at it.
@pytest.mark.parametrize("name", [name for name, top in SHOWN.items() if top != "main"])
def test_part_of_a_page_that_a_picture_shows_is_there(desk: Served, looking: Page, name: str) -> None:
    looking.goto(addresses(desk.store)[name])
    expect(looking.locator(SHOWN[name]).first).to_be_visible()
