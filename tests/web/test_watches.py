"""What holds for every page of the watches."""

import re
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.browsing import Browser

from marsad.errors import ConfigError
from marsad.web.watch_filters import MOST_PLACES, places_in

PAGES = (
    "/truce",
    "/access",
    "/trend?place=Aleppo",
    "/response",
    "/figures",
    "/assess?route=Aleppo&until=2016-09-22",
)
FIELDS = (
    "near", "within", "place", "since", "until", "state", "limit", "page", "silent", "country", "kind", "by",
    "measure", "trailing", "type", "words", "date", "route", "days", "stretch", "open", "weak",
)  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=20),
    st.integers(-(10**30), 10**30).map(str),
    st.sampled_from(
        ["", "\0", "nan", "1e400", "0001-01-01", "9999-12-31", "Aleppo", "Aleppo, Syria", "90,180", "-91,0", "1,nan",
         "air_strike", "arrived", "night", "most intense strikes since the truce", "%", "\u202e"]
    ),
)  # fmt: skip


@pytest.fixture(scope="session")
def made_record(watched_record: Path) -> Path:
    return watched_record


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_style_or_script_of_its_own_and_no_empty_link(own: Browser, page: str) -> None:
    answer = own.get(page)
    assert answer.status_code == 200
    assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=", answer.text)
    assert 'href=""' not in answer.text
    assert not re.search(r"<p(?: [^>]*)?>(?:(?!</p>).)*<(?:details|div|ul|table|p)\b", answer.text, re.DOTALL)
    ids = re.findall(r'\sid="([^"]+)"', answer.text)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_laid_out_from_right_to_left_in_arabic(own: Browser, page: str) -> None:
    answer = own.get(f"{page}{'&' if '?' in page else '?'}lang=ar")
    assert answer.status_code == 200
    assert '<html lang="ar" dir="rtl">' in answer.text


@pytest.mark.parametrize("page", PAGES)
def test_a_form_sent_with_empty_fields_asks_for_what_is_usual(own: Browser, page: str) -> None:
    form = re.search(r'<form method="get".*?</form>', own.get(page).text, re.DOTALL)
    assert form
    tags = [tag for tag in re.findall(r"<(?:input|select) [^>]*>", form[0]) if "checkbox" not in tag]
    names = {name[1] for tag in tags if (name := re.search(r'name="(\w+)"', tag)) and "required" not in tag}
    given = dict.fromkeys(names - {"by", "measure"}, "")
    asked = dict(parse_qsl(page.partition("?")[2]))
    answer = own.client.get(page.partition("?")[0], params=given | asked)
    assert answer.status_code == 200, answer.text


@given(asked=st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=4), page=st.sampled_from(PAGES))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_is_answered_or_refused(own: Browser, asked: dict[str, str], page: str) -> None:
    answer = own.client.get(page.partition("?")[0], params=asked)
    assert answer.status_code in (200, 400, 422), answer.text


@given(st.text())
def test_places_are_parted_by_semicolons_and_lines(names: str) -> None:
    try:
        found = places_in(names)
    except ConfigError:
        assert len(re.split(r"[;\s]+", names)) > 1
        return
    assert len(found) <= MOST_PLACES
    assert all(one == one.strip() and one and ";" not in one for one in found)
    assert places_in(";".join(found)) == found
