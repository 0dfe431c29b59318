import re
from collections.abc import Callable

import pytest
from tests.web.browsing import Browser

from marsad.model import Viewer


def test_filters_stand_in_the_address_and_narrow_list_map_and_timeline(own: Browser) -> None:
    page = own.get("/?type=shelling").text
    assert "Madaya" in page
    assert "Urum" not in page
    assert len(own.get("/map.json?type=shelling").json()["features"]) == 1


def test_what_is_asked_for_can_be_taken_away_one_by_one(own: Browser) -> None:
    page = own.get("/?type=shelling&place=Madaya").text
    assert 'href="/?place=Madaya"' in page
    assert 'href="/?type=shelling"' in page


def test_a_circle_is_exact_on_the_map_too(own: Browser) -> None:
    near = own.get("/map.json?near=33.69,36.10&within=5").json()["features"]
    assert {one["properties"]["label"] for one in near} == {"shelling", "aid"}


@pytest.mark.parametrize(
    "asked",
    ["since=yesterday", "min_killed=-1", "type=picnic", "near=Atlantis", "page=0", "grade=good", "within=0"],
)
def test_a_value_that_makes_no_sense_is_told_as_such(own: Browser, asked: str) -> None:
    answer = own.get(f"/?{asked}&type=shelling")
    assert answer.status_code in (400, 422)
    assert "Back to the overview" in answer.text


def test_a_form_with_empty_fields_asks_for_everything(own: Browser) -> None:
    empty = own.get(
        "/?since=&until=&place=&grade=&min_killed=&near=&within=&source=&party=&text=&sort=newest"
    )
    assert empty.status_code == 200
    assert "Urum al-Kubra" in empty.text


def test_what_came_in_since_the_last_look_is_told_until_it_is_seen(own: Browser) -> None:
    until = re.search(r'name="until" value="(\d+)"', own.get("/").text)
    assert until
    own.post("/seen", until=int(until[1]) - 3)
    assert "What changed since you last looked" in own.get("/").text
    own.post("/seen", until=int(until[1]))
    assert "What changed since you last looked" not in own.get("/").text


def test_what_a_user_has_seen_is_kept_for_the_user(team: Callable[[Viewer], Browser]) -> None:
    team(Viewer.READER).post("/seen", until=10**6)
    assert "What changed" not in team(Viewer.READER).get("/").text
    assert "What changed" in team(Viewer.ANALYST).get("/").text


def test_reports_are_found_by_their_words(own: Browser) -> None:
    assert "Ministry denies" in own.get("/search?words=defence+ministry").text
    assert "No report holds" in own.get("/search?words=elephant").text


def test_the_page_of_a_reader_has_no_trace_of_what_is_locked(team: Callable[[Viewer], Browser]) -> None:
    for path in ("/", "/map.json", "/search?words=convoy+Madaya"):
        assert "Convoy planned" not in team(Viewer.READER).get(path).text
    assert "Convoy planned" in team(Viewer.RELEASER).get("/search?words=convoy+Madaya").text
