import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from tests.web.browsing import Browser

from marsad.model import Viewer
from marsad.ops.alerting import ALERT
from marsad.ops.response import Responses, find_response
from marsad.store import IncidentQuery, Store

CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"


@pytest.fixture(scope="session")
def made_record(watched_record: Path) -> Path:
    return watched_record


def told(store: Store) -> Responses:
    with store.view(Viewer.OWNER) as view:
        return find_response(view, IncidentQuery())


def test_open_incidents_show_what_responders_report(own: Browser, store: Store) -> None:
    (one,) = (one for one in told(store).responses if one.status == "open")
    page = own.get("/response").text
    assert f'id="{one.incident}"' in page
    assert all(f"/claims/{step.claim}" in page and step.quote in page for step in one.steps)
    assert all(f"/incidents/{silent.incident}" in page for silent in told(store).unreported)
    assert all(note in page for note in told(store).notes)


def test_the_address_narrows_by_place_and_days(own: Browser) -> None:
    assert "No response is told" in own.get("/response?near=Madaya&within=5").text
    assert "No response is told" in own.get("/response?until=2016-09-01").text
    assert "No response is told" not in own.get("/response?place=Bustan&open=true&page=9&silent=9").text


def test_what_was_shown_to_others_is_not_shown_to_those_who_may_less(
    team: Callable[[Viewer], Browser],
) -> None:
    boxes = [
        "with_locked" in team(role).get("/response").text
        for role in (Viewer.RELEASER, Viewer.READER, Viewer.RELEASER, Viewer.EDITOR)
    ]
    assert boxes == [True, False, True, False]


def test_what_was_shown_in_another_language_is_not_shown_again(own: Browser) -> None:
    heading = "What responders report, open and oldest first"
    in_english = [heading in own.get(f"/response?lang={lang}").text for lang in ("en", "ar", "en")]
    assert in_english == [True, False, True]


def test_an_alert_is_a_restricted_draft_and_the_journal_knows_who_took_it(
    team: Callable[[Viewer], Browser], store: Store
) -> None:
    incident = told(store).responses[0].incident
    answer = team(Viewer.READER).get(f"/response/{incident}/alert.xml?sender=desk@example.org")
    assert answer.headers["content-type"] == "application/cap+xml"
    assert answer.headers["content-disposition"] == f'attachment; filename="{incident}.xml"'
    alert = etree.fromstring(answer.content)
    assert [alert.findtext(f"{CAP}{name}") for name in ("sender", "status", "scope", "msgType")] == [
        "desk@example.org",
        "Draft",
        "Restricted",
        "Alert",
    ]
    with store.view(Viewer.OWNER) as view:
        noted = [json.loads(entry.body) for entry in view.journal(ALERT)]
    assert [(one["incident"], one["by"]) for one in noted] == [(incident, "the-reader")]


def test_who_may_not_take_an_alert_gets_none(team: Callable[[Viewer], Browser], store: Store) -> None:
    path = f"/response/{told(store).responses[0].incident}/alert.xml"
    assert team(Viewer.PUBLIC).get(path).headers["location"].startswith("/login")
    assert team(Viewer.READER).get(f"{path}?with_locked=true").status_code == 403
    with store.view(Viewer.OWNER) as view:
        assert list(view.journal(ALERT)) == []


def test_an_alert_that_cannot_be_made_says_why(own: Browser, store: Store) -> None:
    incident = told(store).responses[0].incident
    assert own.get("/response/incident-0000/alert.xml").status_code == 404
    assert own.get(f"/response/{incident}/alert.xml?sender=two+words").status_code == 400
    assert own.get(f"/response/{incident}/alert.xml?sender=").status_code == 422
