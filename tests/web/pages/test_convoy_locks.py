"""A convoy that has not arrived, as those see it who may and who may not see what is locked."""

from collections.abc import Callable

import pytest
from tests.web.browsing import Browser

from marsad.model import Viewer
from marsad.ops.convoys import Asked, find_convoys, show_convoy
from marsad.store import Store
from marsad.web.words import short


@pytest.fixture
def convoy(store: Store) -> str:
    with store.view(Viewer.OWNER) as view:
        found = find_convoys(view, Asked())
    assert found.locked
    return found.convoys[0].id


@pytest.mark.parametrize("role", [Viewer.READER, Viewer.ANALYST, Viewer.EDITOR])
def test_a_locked_convoy_is_absent_for_those_without_the_right(
    team: Callable[[Viewer], Browser], convoy: str, role: Viewer
) -> None:
    browser = team(role)
    page = browser.get("/access").text
    assert convoy not in page
    assert "No convoy is told" in page
    assert "locked" not in page
    hidden, unknown = (browser.get(f"/access/convoys/{id}") for id in (convoy, "convoy-ffffffffffffffff"))
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.text.replace(convoy, "") == unknown.text.replace("convoy-ffffffffffffffff", "")


def test_a_releaser_sees_the_marks_and_the_form_that_releases(
    team: Callable[[Viewer], Browser], convoy: str
) -> None:
    browser = team(Viewer.RELEASER)
    assert convoy in browser.get("/access").text
    page = browser.get(f"/access/convoys/{convoy}").text
    assert '<span class="locked">' in page
    assert 'action="/release"' in page
    assert f'name="id" value="{convoy}"' in page


def test_what_is_locked_is_in_a_sheet_for_those_alone_who_ask_for_it(
    team: Callable[[Viewer], Browser], store: Store, convoy: str
) -> None:
    with store.view(Viewer.OWNER) as view:
        incident = show_convoy(view, convoy).convoys[0].incidents[0]
    sheet = "/assess/sheet?route=Damascus;Madaya&days=30&until=2016-10-01"
    releaser, reader = team(Viewer.RELEASER), team(Viewer.READER)
    assert short(incident) not in releaser.get(sheet).text
    assert short(incident) in releaser.get(f"{sheet}&with_locked=true").text
    assert short(incident) not in reader.get(sheet.replace("/sheet", "")).text
    assert reader.get(f"{sheet}&with_locked=true").status_code == 403
    assert reader.get(sheet).status_code == 200


def test_an_owner_without_a_name_gives_one_to_release_and_is_led_back_to_the_convoy(
    own: Browser, store: Store, convoy: str
) -> None:
    assert 'name="author"' in own.get(f"/access/convoys/{convoy}").text
    here = f"/access/convoys/{convoy}"
    answer = own.post("/release", id=convoy, reason="it is over", author="Lina", back=here)
    assert (answer.status_code, answer.headers["location"]) == (303, here)
    with store.view(Viewer.OWNER) as view:
        assert {(one.verdict, one.author) for one in view.judgements()} == {("release", "Lina")}
        assert not find_convoys(view, Asked()).locked
