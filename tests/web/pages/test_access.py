from pathlib import Path

import pytest
from tests.web.browsing import Browser

from marsad.model import Viewer
from marsad.ops.access import Access, find_access
from marsad.ops.convoys import Asked, Convoys, find_convoys
from marsad.store import Store


@pytest.fixture(scope="session")
def made_record(watched_record: Path) -> Path:
    return watched_record


def told(store: Store) -> tuple[Convoys, Access]:
    with store.view(Viewer.OWNER) as view:
        return find_convoys(view, Asked()), find_access(view, Asked())


def test_convoys_suspensions_and_sieges_lead_to_their_claims(own: Browser, store: Store) -> None:
    convoys, access = told(store)
    page = own.get("/access").text
    assert all(f'href="/access/convoys/{one.id}"' in page for one in convoys.convoys)
    (siege,), (suspension,) = access.sieges, access.suspensions
    assert all(f"/claims/{mark.claim}" in page for mark in siege.history)
    assert all(f"/claims/{notice.claim}" in page for notice in suspension.notices)
    assert all(one.name in page for one in siege.criteria)


def test_the_form_shows_what_was_asked_now_and_not_what_others_asked(own: Browser) -> None:
    for within, place in (("7", ""), ("9", ""), ("9", "Madaya"), ("7", "")):
        page = own.get(f"/access?within={within}&place={place}").text
        assert f'name="within" type="number" value="{within}"' in page
        assert f'name="place" type="search" value="{place}"' in page


def test_a_criterion_of_which_nobody_tells_is_said_to_be_not_told(own: Browser, store: Store) -> None:
    siege = told(store)[1].sieges[0]
    silent = [one for one in siege.criteria if not (one.supports or one.opposes)]
    assert silent
    assert own.get("/access").text.count('<span class="soft">not told</span>') == len(silent)


def test_a_convoy_shows_every_step_with_who_says_so(own: Browser, store: Store) -> None:
    convoy = next(one for one in told(store)[0].convoys if len(one.stages) > 1)
    page = own.get(f"/access/convoys/{convoy.id}").text
    assert all(stage.quote in page and f"/claims/{stage.claim}" in page for stage in convoy.stages)
    assert all(stage.source in page for stage in convoy.stages)
    assert all(number.quote in page for number in convoy.trucks)


def test_the_id_of_a_claim_leads_to_its_convoy(own: Browser, store: Store) -> None:
    convoy = told(store)[0].convoys[0]
    at = f"/access/convoys/{convoy.id}"
    assert own.get(f"/access/convoys/{convoy.claims[0]}").headers["location"] == at
    assert own.get(f"/access/convoys/{convoy.id[:15]}").headers["location"] == at
    assert own.get("/access/convoys/convoy-0000").status_code == 404


def test_the_address_narrows_by_state_place_and_days(own: Browser) -> None:
    assert "No convoy is told" in own.get("/access?state=turned_back").text
    assert "No convoy is told" in own.get("/access?near=Aleppo&within=5").text
    assert "No convoy is told" in own.get("/access?since=2020-01-01").text
    assert "No convoy is told" not in own.get("/access?near=33.69,36.10&within=5&state=arrived").text
    for asked in ("state=flying", "near=Atlantis", "since=2016-09-02&until=2016-09-01"):
        assert own.get(f"/access?{asked}").status_code == 400
