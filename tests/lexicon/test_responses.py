"""The words of rescue work."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.errors import LexiconError
from marsad.lexicon.files import read_words
from marsad.lexicon.responses import STEPS, load_responses


def test_the_tasks_are_the_fifteen_of_the_protocol_in_its_order() -> None:
    tasks = load_responses().tasks
    assert len(tasks) == 15
    assert list(tasks)[:6] == ["warning", "evacuation", "shelters", "blackout", "rescue", "medical"]
    assert all(task.id == id and task.name for id, task in tasks.items())


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("Sirens sounded in the port", "warning"),
        ("Teams cleared unexploded bombs", "danger_areas"),
        ("The fire brigade doused the flames", "firefighting"),
        ("Engineers repaired power lines", "utilities"),
        ("Volunteers buried the dead", "dead"),
    ],
)
def test_a_task_is_told_by_its_words(text: str, task: str) -> None:
    assert task in {found for _, _, found in load_responses().task.find(text)}


def test_a_longer_facility_is_not_the_shorter_one_in_it() -> None:
    found = [kind for _, _, kind in load_responses().facility.find("in a field hospital, then a hospital")]
    assert found == ["field_hospital", "hospital"]


def test_a_text_without_any_of_the_words_is_told_apart() -> None:
    words = load_responses()
    assert not words.speaks_of_response("Warplanes bombed the airport.")
    assert words.speaks_of_response("Two rescuers died.")


@pytest.fixture
def language(tmp_path: Path) -> Iterator[Path]:
    """A folder that is read as a language; no reading of it is kept."""
    yield tmp_path
    read_words.cache_clear()
    load_responses.cache_clear()


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("steps: {closed: [over]}", "steps are dispatched"),
        (
            "steps: {" + ", ".join(f"{step}: [{step}]" for step in STEPS) + "}\ntasks: {rescue: [dig]}",
            "the task rescue has a name and words",
        ),
    ],
)
def test_a_broken_file_is_refused_with_what_to_mend(language: Path, text: str, advice: str) -> None:
    (language / "responses.yaml").write_text(text, "utf-8")
    with pytest.raises(LexiconError, match=advice):
        load_responses(str(language))
