"""`marsad totals` and `sources`."""

import json
from typing import Any

import pytest
from tests.cli.conftest import Run
from tests.watch.happenings import blames, happening, toll

from marsad.cli.counting import sources_table, totals_table
from marsad.cli.face import screen
from marsad.watch.sources import Voice
from marsad.watch.totals import count_totals


def counted(run: Run, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("totals", *words, "--format", "json").stdout)
    return found


def drawn(thing: object) -> str:
    console = screen()
    with console.capture() as capture:
        console.print(thing)
    return capture.get()


def test_totals_of_a_record_leave_out_what_is_not_well_founded(filled: Run) -> None:
    found = counted(filled, "--by", "day")
    assert (found["total"]["incidents"], found["rows"]) == ([], [])
    assert {"weak", "contested"} <= {line["key"] for line in found["left_out"]}
    incidents = json.loads(filled("incidents", "--format", "json").stdout)
    told = [id for line in found["left_out"] for id in line["incidents"]]
    assert sorted(told) == sorted(one["id"] for one in incidents)


def test_totals_take_the_filters_of_incidents(filled: Run) -> None:
    found = counted(
        filled, "--type", "shelling", "--since", "2016-09-20", "--min-killed", "3", "--kind", "killed"
    )
    assert [len(line["incidents"]) for line in found["left_out"] if line["key"] == "weak"] == [1]
    nobody = counted(filled, "--place", "Xyzzyville", "--source", "nobody", "--text", "nothing")
    assert (nobody["total"]["incidents"], nobody["left_out"]) == ([], [])


def test_totals_are_drawn_with_their_ranges_and_what_they_leave_out() -> None:
    narrow = happening(1, tolls=(toll(12, 14, None),), attributions=(blames("russia"),))
    bounded = happening(2, tolls=(toll(2, 3, 4),), time=None)
    weak = happening(3, grade="weak", tolls=(toll(5),))
    totals = count_totals([narrow, bounded, weak], by="day", kinds=("killed", "injured"))
    lines = [line.split() for line in drawn(totals_table(totals)).splitlines()]
    assert ["2016-09-19", "1", "12", "or", "more", "14", "1", "not", "told", "0"] in lines
    assert ["total", "2", "14", "or", "more", "17", "2", "not", "told", "0"] in lines
    assert ["no", "day", "told", "1", "2–4", "3", "1", "not", "told", "0"] in lines
    assert ["weak", "1", "5", "5", "1", "not", "told", "0"] in lines


def test_an_empty_record_has_totals_and_sources(run: Run) -> None:
    assert "total" in run("totals").stdout
    assert "0 sources" in run("sources").stdout
    assert json.loads(run("sources", "--format", "json").stdout) == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--since", "2016-09-20", "--until", "2016-09-19"], "swap the two"),
        (["--by", "month", "--level", "place"], "by place"),
        (["--type", "airstrike"], "choose from air_strike"),
        (["--near", "Xyzzyville"], "gazetteer search"),
        (["--text", "?!"], "has no word"),
    ],
)
def test_a_question_that_makes_no_sense_says_what_to_do(run: Run, words: list[str], reason: str) -> None:
    done = run("totals", *words)
    assert done.exit_code == 2
    assert reason in done.stderr


def test_sources_are_listed_with_what_they_tell(filled: Run) -> None:
    found = {voice["id"]: voice for voice in json.loads(filled("sources", "--format", "json").stdout)}
    strike = json.loads(filled("incidents", "--grade", "contested", "--format", "json").stdout)[0]["id"]
    assert strike in found["sohr"]["alone"]
    assert (found["sohr"]["kind"], found["russia"]["kind"]) == ("monitor", "party")
    assert strike in found["russia"]["denies"]
    table = filled("sources").stdout
    assert "Syrian Observatory for Human Rights" in table
    assert f"{len(found)} sources" in table
    assert len(json.loads(filled("sources", "--limit", "1", "--format", "json").stdout)) == 1


def test_a_source_in_brackets_is_words() -> None:
    voice = Voice("x", "[bold]a medic[/x]", "medic", "hayat", "rebels", *((),) * 6)
    assert "[bold]a medic[/x]" in drawn(sources_table([voice]))
    assert "hayat (rebels)" in drawn(sources_table([voice]))
