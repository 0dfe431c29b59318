from pathlib import Path

import pytest
from tests.web.browsing import Browser

from marsad.model import Viewer
from marsad.ops.figures import find_figures
from marsad.store import Store


@pytest.fixture(scope="session")
def made_record(watched_record: Path) -> Path:
    return watched_record


def test_the_figures_of_sources_stand_beside_the_record_s_own_sum(own: Browser, store: Store) -> None:
    page = own.get("/figures?country=Syria").text
    with store.view(Viewer.OWNER) as view:
        (line,) = (line for war in find_figures(view).wars for line in war.lines)
    assert "Syria: killed, since 2011-03-15" in page
    assert f'<a href="/claims/{line.roots[0].latest.claim}"><bdi dir="ltr">400,000</bdi></a>' in page
    assert line.record
    assert line.record.incidents
    assert all(f'href="/incidents/{id}"' in page for id in line.record.incidents)
    assert line.why
    assert all(words in page for words in line.why)


def test_nothing_of_what_is_asked_is_said_so(own: Browser) -> None:
    assert "No such figure" in own.get("/figures?kind=detained").text


def test_what_makes_no_sense_is_told_as_such(own: Browser) -> None:
    assert own.get("/figures?country=Atlantis").status_code == 400
    assert own.get("/figures?kind=eaten").status_code == 422
    assert own.get("/figures?since=2016-09-02&until=2016-09-01").status_code == 400
