import re
from pathlib import Path

import pytest
from tests.web.browsing import Browser
from tests.web.watched import HOSTILE

from marsad.model import Viewer
from marsad.ops.ceasefires import Watched, find_ceasefire, find_ceasefires
from marsad.store import Store


@pytest.fixture(scope="session")
def made_record(watched_record: Path) -> Path:
    return watched_record


def only(store: Store) -> Watched:
    with store.view(Viewer.OWNER) as view:
        (one,) = find_ceasefires(view).ceasefires
        return find_ceasefire(view, one.id)


def test_the_list_leads_to_each_ceasefire_and_shows_its_days(own: Browser, store: Store) -> None:
    page = own.get("/truce").text
    one = only(store).ceasefire
    assert f'href="/truce/{one.id}"' in page
    for day in (*one.declared, *one.effective, *one.ended):
        assert f'<a href="/claims/{day.claim}">' in page
    assert "No ceasefire is told" in own.get("/truce?place=Khartoum").text


def test_rival_readings_stand_side_by_side_with_their_words(own: Browser, store: Store) -> None:
    one = only(store).ceasefire
    page = own.get(f"/truce/{one.id}").text
    readings = page[page.index("How it stands") : page.index("Day by day")]
    assert len(one.current) > 1
    assert re.findall("<h3>(.+?)</h3>", readings) == [each.reading for each in one.current]
    assert all(f"/claims/{step.claim}" in readings for each in one.current for step in each.said)
    assert "Sources differ" in readings


def test_every_step_and_every_breach_leads_to_its_claims(own: Browser, store: Store) -> None:
    found = only(store)
    page = own.get(f"/truce/{found.ceasefire.id}").text
    assert found.breaches.breaches
    assert all(f'href="/claims/{step.claim}"' in page for step in found.ceasefire.history)
    assert all(f'href="/incidents/{each.incident}"' in page for each in found.breaches.breaches)
    assert all(
        f'href="/claims/{said.claim}"' in page for each in found.breaches.breaches for said in each.said
    )
    assert all(f'href="/claims/{term.claims[0]}"' in page for term in found.ceasefire.terms)


def test_a_contested_breach_is_drawn_and_not_counted(own: Browser, store: Store) -> None:
    found = only(store)
    page = own.get(f"/truce/{found.ceasefire.id}").text
    assert [row.number for row in found.breaches.apart if row.what == "contested"] == [1]
    assert "2016-09-19: 1 contested, not counted" in page
    assert all(note in page for note in found.notes)


def test_a_cut_id_leads_to_the_whole_one_and_an_unknown_one_says_so(own: Browser, store: Store) -> None:
    id = only(store).ceasefire.id
    assert own.get(f"/truce/{id[:16]}").headers["location"] == f"/truce/{id}"
    assert own.get("/truce/ceasefire-0000").status_code == 404


def test_a_name_of_a_report_is_shown_as_text(own: Browser, store: Store) -> None:
    page = own.get(f"/truce/{only(store).ceasefire.id}").text
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page
