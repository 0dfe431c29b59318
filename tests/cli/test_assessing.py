"""`marsad assess`."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.watch.following import unfollowed

ROAD = ("--route", "Urum al-Kubra", "Aleppo, Syria")


def test_a_sheet_tells_of_the_strike_on_the_convoy_and_of_what_is_not_known(filled: Run) -> None:
    told = filled("assess", *ROAD, "--days", "7", "--within", "10").stdout
    assert "does not say whether to go" in told
    for words in ("Attacks on aid", "contested", "no reports", "not known: nobody says", "Urum al-Kubra"):
        assert words in told


def test_json_has_ids_behind_every_figure(filled: Run) -> None:
    found = json.loads(filled("assess", *ROAD, "--format", "json").stdout)
    assert unfollowed(found) == []
    (threat,) = found["aid_attacks"]
    (one,) = [one for one in found["on_route"] if one["id"] == threat["incident"]]
    assert (one["grade"], one["km"]) == ("contested", 0.0)
    assert (found["asked"]["until"], found["asked"]["viewer"]) == ("2016-09-21", "owner")
    assert [one["reports"] for one in found["stretches"]] == [
        "told",
        "no reports",
        "no reports",
        "no reports",
    ]


def test_what_leaves_the_record_is_made_for_the_public(filled: Run, tmp_path: Path) -> None:
    def viewer(*words: str) -> str:
        assert filled("assess", *ROAD, "--out", "sheet", *words).exit_code == 0
        text = (tmp_path / "sheet").read_text("utf-8")
        return str(json.loads(text)["asked"]["viewer"])

    assert viewer("--format", "json") == "public"
    assert viewer("--format", "json", "--with-locked") == "owner"
    assert "read as public" in filled("assess", *ROAD, "--format", "html").stdout
    held = filled("assess", *ROAD, "--format", "html", "--with-locked").stdout
    assert "may see what is locked" in held


def test_the_right_that_is_stated_is_no_more_than_the_role_that_is_held(filled: Run) -> None:
    told = filled("--as", "reader", "assess", *ROAD, "--format", "html", "--with-locked").stdout
    assert "read as reader" in told
    assert "may see what is locked" not in told


def test_a_text_is_written_to_a_file_too(filled: Run, tmp_path: Path) -> None:
    assert filled("assess", "--route", "Aleppo, Syria", "--out", "sheet.txt").exit_code == 0
    assert "square 1" in (tmp_path / "sheet.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "no route is given"),
        (("--route", "Atlantis"), "marsad gazetteer"),
        (("--route", "missing.geojson"), "cannot be read"),
        (("--route", "empty.geojson"), "a route needs a LineString"),
        ((*ROAD, "--until", "yesterday"), "write it as"),
        ((*ROAD, "--days", "0"), "--days 7"),
        ((*ROAD, "--within", "0"), "give 10"),
        ((*ROAD, "--stretch", "0"), "give 5"),
        ((*ROAD, "--out", "none/sheet.html"), "give another file"),
    ],
)
def test_wrong_use_is_one_line_that_says_what_to_do(
    filled: Run, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    (tmp_path / "empty.geojson").write_text('{"type": "FeatureCollection", "features": []}', "utf-8")
    done = filled("assess", *words)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert says in done.stderr
