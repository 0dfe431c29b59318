import re
from pathlib import Path

import pytest
from tests.web.browsing import Browser


@pytest.fixture(scope="session")
def made_record(watched_record: Path) -> Path:
    return watched_record


def row(page: str, day: str) -> str:
    found = re.search(rf'<tr id="period-{day}">.*?</tr>', page, re.DOTALL)
    assert found
    return found[0]


def test_without_a_place_the_page_asks_for_one(own: Browser) -> None:
    assert "Which place?" in own.get("/trend").text


def test_periods_count_incidents_and_lead_to_them(own: Browser) -> None:
    page = own.get("/trend?place=Bustan+al-Qasr").text
    assert "Bustan al-Qasr" in page
    assert re.search(r'<a href="/incidents/incident-[0-9a-f]+">1</a>', row(page, "2016-09-14"))
    assert '<a href="#period-2016-09-14"' in page
    assert "Counted are incidents that happened and are confirmed or fair" in page


def test_a_period_without_reporting_is_not_shown_as_calm(own: Browser) -> None:
    page = own.get("/trend?place=Bustan+al-Qasr").text
    assert "no reporting" in row(page, "2016-09-13")
    assert 'class="silent"' in page


def test_what_a_source_says_is_checked_with_what_the_record_covers(own: Browser) -> None:
    page = own.get("/trend?place=Bustan+al-Qasr&words=most+intense+shelling+in+months&date=2016-09-14").text
    assert "It cannot be told" in page
    assert "the record here reaches back only to" in page


def test_several_places_are_one_area(own: Browser) -> None:
    page = own.get("/trend?place=Bustan+al-Qasr;Urum+al-Kubra&within=2").text
    assert "Bustan al-Qasr" in page
    assert "Urum al-Kubra" in page


@pytest.mark.parametrize(
    "asked", ["place=Atlantis", "place=36.2,37.1", "place=Aleppo&type=picnic", f"place={'a;' * 30}",
              "place=Aleppo&words=hello&date=2016-09-14"]
)  # fmt: skip
def test_what_makes_no_sense_is_told_as_such(own: Browser, asked: str) -> None:
    answer = own.get(f"/trend?{asked}")
    assert answer.status_code == 400
    assert "This cannot be done" in answer.text
