"""A convoy that is locked: who sees it in a browser before it is released, and after."""

from playwright.sync_api import expect
from tests.browser.conftest import Visit
from tests.browser.looking import settle
from tests.browser.serving import Served

from marsad.model import Viewer
from marsad.ops.convoys import Asked, find_convoys
from marsad.store import Store


def convoys(store: Store, viewer: Viewer) -> set[str]:
    with store.view(viewer) as view:
        return {one.id for one in find_convoys(view, Asked()).convoys}


def test_a_locked_convoy_is_nowhere_for_a_reader_until_it_is_released(team: Served, visit: Visit) -> None:
    locked = sorted(convoys(team.store, Viewer.RELEASER) - convoys(team.store, Viewer.READER))[0]
    reader, releaser = visit(team, "rana"), visit(team, "samir")
    page = reader.open("/access")
    assert locked not in page.content()
    assert "locked" not in page.get_by_role("main").inner_text()
    page.goto(f"/access/convoys/{locked}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not found")

    release = releaser.open(f"/access/convoys/{locked}")
    expect(release.get_by_text("Parts of this are locked")).to_be_visible()
    told = release.locator("dl.facts").inner_text()
    release.get_by_label("Why it may be released").fill("the trucks are back")
    release.get_by_role("button", name="Release for everybody").click()
    settle(release)
    expect(release.get_by_text("Parts of this are locked")).to_have_count(0)

    page.goto(f"/access/convoys/{locked}")
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Convoy to")
    assert without_lock(page.locator("dl.facts").inner_text()) == without_lock(told)
    page.goto("/access")
    settle(page)
    assert locked in page.content()


def without_lock(words: str) -> str:
    return " ".join(words.replace("locked", "").split())
