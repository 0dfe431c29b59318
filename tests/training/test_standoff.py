"""Annotations without their texts."""

import csv
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from training.standoff import attach, detach, read_annotations

ROOT = Path(__file__).parents[2]
TEXT = (
    "Shelling killed 12 people in Madaya on Monday, a medic said. Madaya was shelled again, Omar Haddad said."
)
GOLD: dict[str, Any] = {
    "id": "news-7",
    "text": TEXT,
    "claims": [
        {
            "type": "shelling", "quote": "Shelling killed 12 people in Madaya on Monday", "offset": 0,
            "trigger": "Shelling", "phase": "happened", "stance": "asserts", "source": "a medic",
            "places": ["Madaya"], "start": "2016-09-19", "end": "2016-09-19", "killed": [12, 12],
        },
        {
            "type": "shelling", "quote": "Madaya was shelled again", "offset": 61, "trigger": "shelled",
            "phase": "happened", "stance": "asserts", "source": "Omar Haddad / medic", "places": ["Madaya"],
            "actors": ["people Madaya", "somebody else"],
        },
    ],
}  # fmt: skip


def test_an_annotation_holds_no_words_of_its_text() -> None:
    told = json.dumps(detach(GOLD))
    assert not any(word in told for word in ("Madaya", "medic", "Haddad", "people"))


def test_with_its_text_an_annotation_says_what_it_said() -> None:
    first, second = attach(detach(GOLD), TEXT)["claims"]
    for name in ("type", "offset", "trigger", "phase", "stance", "source", "places", "start", "killed"):
        assert first[name] == GOLD["claims"][0][name]
    assert (second["quote"], second["offset"]) == ("Madaya was shelled again", 61)
    assert second["source"] == "Omar Haddad / medic"


def test_a_name_is_kept_word_by_word_where_the_text_parts_it_and_dropped_where_it_lacks_it() -> None:
    assert attach(detach(GOLD), TEXT)["claims"][1]["actors"] == ["people Madaya"]


def test_a_name_points_to_its_mention_nearest_to_the_claim() -> None:
    assert detach(GOLD)["claims"][1]["places"] == [[[61, 67]]]


def test_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="news-7"):
        attach(detach(GOLD), TEXT + " ")


def test_the_command_writes_a_gold_file_for_each_text_at_hand(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text(
        json.dumps(detach(GOLD)) + "\n" + json.dumps({**detach(GOLD), "id": "news-8"}) + "\n"
    )
    with (tmp_path / "texts.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerows([("id", "published", "publisher", "text"), ("7", "2016-09-20", "Wire", TEXT)])
    command = [sys.executable, "-m", "training.standoff", "news.jsonl", "texts.csv", "out"]
    done = subprocess.run(
        [*command[:3], *(str(tmp_path / name) for name in command[3:])],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.startswith("1 of 2")
    written = json.loads((tmp_path / "out" / "news-7.json").read_text("utf-8"))
    assert (written["published"], written["text"]) == ("2016-09-20", TEXT)


def test_the_annotations_of_the_repository_are_whole() -> None:
    annotations = list(read_annotations(ROOT / "training" / "annotations" / "fakes.jsonl"))
    assert len({one["id"] for one in annotations}) == len(annotations) == 520
    for one in annotations:
        for claim in one["claims"]:
            start, end = claim["quote"]
            assert 0 <= start < end
            assert start <= claim["trigger"][0] < claim["trigger"][1] <= end


def test_each_composed_report_says_that_it_is_composed_and_is_what_was_annotated() -> None:
    learned = sorted((ROOT / "training" / "texts").glob("*.json"))
    held_out = sorted((ROOT / "training" / "held_out").glob("*.json"))
    files = [*learned, *held_out]
    assert (len(learned), len(held_out)) == (1593, 108)
    for file in files:
        gold = json.loads(file.read_text("utf-8"))
        assert gold["note"].startswith("Composed for training")
        assert hashlib.sha256(gold["text"].encode()).hexdigest() == gold["text_sha256"]
        assert all(claim["quote"] in gold["text"] for claim in gold["claims"])
