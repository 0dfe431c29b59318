from collections.abc import Callable

from tests.web.browsing import Browser

from marsad.model import Viewer


def test_the_owner_sees_the_record_without_signing_in(own: Browser) -> None:
    assert "Urum al-Kubra" in own.get("/").text


def test_a_stranger_is_led_to_the_log_in_and_back(team: Callable[[Viewer], Browser]) -> None:
    stranger = team(Viewer.PUBLIC)
    assert stranger.get("/?since=2016-09-01").headers["location"] == "/login?next=%2F%3Fsince%3D2016-09-01"
    assert stranger.get("/api/incidents").status_code == 401


def test_a_reader_sees_the_record_without_what_is_locked(team: Callable[[Viewer], Browser]) -> None:
    seen = {role: team(role).get("/api/incidents").json() for role in (Viewer.READER, Viewer.RELEASER)}
    types = {role: sorted(one["type"] for one in incidents) for role, incidents in seen.items()}
    assert types == {
        Viewer.READER: ["air_strike", "shelling"],
        Viewer.RELEASER: ["aid", "air_strike", "shelling"],
    }


def test_a_file_that_is_not_there_is_told_as_such(own: Browser) -> None:
    answer = own.get("/static/nothing.css")
    assert answer.status_code == 404
    assert "there is no such page" in answer.text
