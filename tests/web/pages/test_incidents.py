"""The page of an incident."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from tests.web.browsing import PASSWORDS, Browser

from marsad.model import Claim, Incident, Viewer
from marsad.ops.review import Decision, Signature, judge, record, withdraw
from marsad.store import Store

MADE = datetime(2026, 1, 1, tzinfo=UTC)


def incidents(store: Store, viewer: Viewer = Viewer.OWNER) -> dict[str, Incident]:
    """The incidents of the record by type."""
    with store.view(viewer) as view:
        return {one.type: one for one in view.incidents()}


def claims(store: Store, incident: Incident) -> list[Claim]:
    with store.view(Viewer.OWNER) as view:
        return list(view.claims(incident=incident.id))


@pytest.fixture
def strike(store: Store) -> Incident:
    """The strike that one report tells and another denies."""
    return incidents(store)["air_strike"]


def test_a_number_leads_to_its_words_in_the_report(own: Browser, strike: Incident) -> None:
    page = own.get(f"/incidents/{strike.id}").text
    plot = page.partition('<section id="toll">')[2].partition("</section>")[0]
    assert "Syrian Observatory for Human Rights" in plot
    leads = re.search(r'href="(/reports/[\w-]+)#(words-\w+)"><bdi dir="ltr">12<', plot)
    assert leads
    report = own.get(leads[1]).text
    assert re.search(rf'<a class="ref" id="{leads[2]}"[^>]*></a><mark', report)


def test_who_blames_and_denies_is_a_table_and_the_grade_has_its_rule(own: Browser, strike: Incident) -> None:
    page = own.get(f"/incidents/{strike.id}").text
    table = page.partition('<section id="attribution">')[2].partition("</section>")[0]
    assert re.search(r"<bdi>Russia.*</bdi></th><td>denies</td>", table)
    grade = page.partition('<section id="grade">')[2].partition("</section>")[0]
    assert 'data-grade="contested"' in grade
    assert "taking back its denial would" in grade
    assert "two or more independent sources tell it" in grade


def test_a_corrected_value_stands_beside_what_was_read(own: Browser, store: Store, strike: Incident) -> None:
    told = next(one for one in claims(store, strike) if one.harm)
    correction = Decision("correct", (told.id,), "killed", "at least 18")
    record(store, correction, Signature("ana <b>", MADE, "the <i>late</i> count"))
    page = own.get(f"/incidents/{strike.id}").text
    assert "<del><bdi>12</bdi></del>" in page
    assert "<ins><bdi>at least 18</bdi></ins>" in page
    assert "ana &lt;b&gt;" in page
    assert "the &lt;i&gt;late&lt;/i&gt; count" in page


def test_a_withdrawn_judgement_is_struck_through_with_who_and_why(
    own: Browser, store: Store, strike: Incident
) -> None:
    graded = record(
        store, Decision("grade", (strike.id,), value="discounted"), Signature("ana", MADE, "old footage")
    )
    assert "ana judged it discounted" in own.get(f"/incidents/{strike.id}").text
    withdraw(store, graded.id, author="ben", made=MADE + timedelta(1), reason="it is new")
    page = own.get(f"/incidents/{strike.id}").text
    told = page.partition('<section id="judgements">')[2]
    assert re.search(r"<s>.*ana.*graded.*old footage.*</s>.*ben.*2026-01-02.*it is new", told)
    assert "ana judged it discounted" not in page


def test_what_was_left_out_is_told_with_why(own: Browser, store: Store, strike: Incident) -> None:
    first, second = (one.id for one in claims(store, strike)[:2])
    assert "Links between claims" in own.get(f"/incidents/{strike.id}").text
    judge(store, "different", (first, second), author="ana", made=MADE, reason="two raids")
    page = own.get(f"/incidents/{strike.id}").text
    assert "It rests on one claim." in page
    left = page.partition('id="left-out"')[2].partition("</section>")[0]
    assert "<bdi>ana</bdi> judged two of their claims different: <bdi>two raids</bdi>" in left
    other = re.search(r'href="(/incidents/incident-\w+)"', left)
    assert other
    assert own.get(other[1]).status_code == 200


def test_a_merged_id_and_the_beginning_of_one_lead_to_the_incident(
    own: Browser, store: Store, strike: Incident
) -> None:
    shelling = incidents(store)["shelling"]
    pair = (strike.claims[0], shelling.claims[0])
    judge(store, "same", pair, author="ana", made=MADE, reason="one night")
    answer = own.get(f"/incidents/{shelling.id}")
    assert (answer.status_code, answer.headers["location"]) == (301, f"/incidents/{strike.id}")
    for start in (strike.id[:14], strike.id.removeprefix("incident-"), strike.id.upper()):
        assert own.get(f"/incidents/{start}").headers["location"] == f"/incidents/{strike.id}"


@pytest.mark.parametrize(
    ("id", "status"),
    [("incident-ffff", 404), ("%00", 404), ("incident-%ED%A0%80", 404), ("incident-", 400), ("x" * 81, 422)],
)
def test_an_id_of_nothing_is_told_as_such(own: Browser, id: str, status: int) -> None:
    answer = own.get(f"/incidents/{id}")
    assert answer.status_code == status
    assert "Back to the overview" in answer.text


def test_a_page_shows_and_offers_what_the_role_may(
    team: Callable[[Viewer], Browser], store: Store, strike: Incident
) -> None:
    hidden = incidents(store).keys() - incidents(store, Viewer.READER).keys()
    (locked,) = (one for type, one in incidents(store).items() if type in hidden)
    browser = team(Viewer.RELEASER)
    assert 'class="locked"' in browser.get(f"/incidents/{locked.id}").text
    assert f"/review?incident={strike.id}" in browser.get(f"/incidents/{strike.id}").text
    browser.post("/logout")
    browser.post("/login", name="the-reader", password=PASSWORDS[Viewer.READER])
    assert "/review?incident=" not in browser.get(f"/incidents/{strike.id}").text
    answer, none = (browser.get(f"/incidents/{id}") for id in (locked.id, "incident-ffffffffffffffff"))
    assert answer.status_code == none.status_code == 404
    assert answer.text.replace(locked.id, "") == none.text.replace("incident-ffffffffffffffff", "")
