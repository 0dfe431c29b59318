import json
import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.web.browsing import Browser

from marsad.model import Viewer

ROAD = json.dumps({"type": "LineString", "coordinates": [[36.95, 36.15], [37.16, 36.2]]})


@pytest.fixture(scope="session")
def made_record(watched_record: Path) -> Path:
    return watched_record


def send(browser: Browser, text: str = "", file: bytes | None = None, **fields: Any) -> Any:  # Any: an answer
    """Send the form of a route as a browser does: with a file field, empty where none is chosen."""
    part = ("road.geojson" if file is not None else "", file or b"", "application/octet-stream")
    data = {"csrf": browser.token(), "geojson": text, **fields}
    return browser.client.post("/assess/sheet", data=data, files={"file": part})


def test_a_route_through_places_shows_what_is_and_is_not_reported(own: Browser) -> None:
    page = own.get("/assess?route=Urum+al-Kubra;Aleppo&days=10&until=2016-09-22").text
    assert "of the route" in page
    assert "/assess/sheet?route=Urum+al-Kubra%3BAleppo&amp;days=10" in page
    assert re.search(r'href="/incidents/incident-[0-9a-f]+">air strike</a>', page)


def test_the_sheet_is_served_under_a_policy_that_allows_its_own_style_alone(own: Browser) -> None:
    answer = own.get("/assess/sheet?route=Urum+al-Kubra;Aleppo&days=10&until=2016-09-22")
    style = re.search("<style>(.*?)</style>", answer.text, re.DOTALL)
    assert style
    allowed = b64encode(sha256(style[1].encode()).digest()).decode()
    policy = answer.headers["content-security-policy"]
    assert f"style-src 'sha256-{allowed}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "Risk sheet" in answer.text


def test_a_pasted_line_and_a_file_give_the_same_sheet(own: Browser) -> None:
    pasted, sent = (
        send(own, ROAD, until="2016-09-22", days="10"),
        send(own, file=ROAD.encode(), until="2016-09-22", days="10"),
    )
    assert pasted.status_code == 200
    assert pasted.text == sent.text
    assert "as in the file" in pasted.text


def test_a_path_is_never_read_as_a_file_of_the_desk(own: Browser, tmp_path: Path) -> None:
    road = tmp_path / "road.geojson"
    road.write_text(ROAD, "utf-8")
    for page in ("/assess", "/assess/sheet"):
        answer = own.get(f"{page}?route={road}")
        assert answer.status_code == 400
        assert "no place is called" in answer.text


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("", None),
        ("{", None),
        ("[" * 10_000, None),
        ("", b"\xff\xfe"),
        ('{"type": "Point", "coordinates": [1, 2]}', None),
    ],
)
def test_what_is_no_route_says_what_a_route_needs(own: Browser, text: str, file: bytes | None) -> None:
    answer = send(own, text, file)
    assert answer.status_code == 400
    assert "GeoJSON" in answer.text or "a route needs" in answer.text


@pytest.mark.parametrize(
    "asked", ["days=0", "days=99999", "within=nan", "within=inf", "stretch=-1", "until=x"]
)
def test_a_width_or_days_that_make_no_sense_are_refused(own: Browser, asked: str) -> None:
    assert own.get(f"/assess?route=Aleppo&{asked}").status_code == 422
    name, _, value = asked.partition("=")
    fields: dict[str, Any] = {name: value}
    assert send(own, ROAD, **fields).status_code == 422


def test_a_form_of_another_site_makes_no_sheet(team: Callable[[Viewer], Browser]) -> None:
    answer = team(Viewer.READER).client.post("/assess/sheet", data={"geojson": ROAD})
    assert answer.status_code == 403
