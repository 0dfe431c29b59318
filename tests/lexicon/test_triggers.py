"""The words that can tell an event, each proved by its own example."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.codebook import load_codebook
from marsad.errors import LexiconError
from marsad.lexicon.files import read_words
from marsad.lexicon.phrases import fold
from marsad.lexicon.triggers import NO_TYPE, TriggerWord, load_triggers, trigger_index


@pytest.fixture
def language(tmp_path: Path) -> Iterator[Path]:
    """A folder that is read as a language; no reading of it is kept."""
    yield tmp_path
    for cached in (read_words, load_triggers, trigger_index):
        cached.cache_clear()


def load(language: Path, text: str) -> tuple[TriggerWord, ...]:
    language.joinpath("triggers.yaml").write_text(text, encoding="utf-8")
    return load_triggers(str(language))


def _name(entry: TriggerWord) -> str:
    return f"{entry.group}-{entry.word}-{entry.forms[-1]}"


@pytest.mark.parametrize("entry", load_triggers(), ids=_name)
def test_trigger_index_finds_each_entry_in_its_own_example(entry: TriggerWord) -> None:
    assert any(entry in found for _, _, found in trigger_index().find(entry.example))


def test_examples_do_not_hold_what_takes_the_sense_of_their_entry_away() -> None:
    against = [e.example for e in load_triggers() if e.unless & set(re.findall(r"\w+", fold(e.example)))]

    assert against == []


def test_trigger_index_knows_every_form_of_every_entry() -> None:
    missed = [
        (entry.word, form)
        for entry in load_triggers()
        for form in entry.forms
        if not any(entry in found for _, _, found in trigger_index().find(form))
    ]

    assert missed == []


def test_triggers_tell_the_types_of_the_codebook_and_no_others() -> None:
    told = {type for entry in load_triggers() for type in entry.types}

    assert told - set(NO_TYPE) == set(load_codebook().types)


def test_triggers_say_each_word_once_as_one_part_of_speech() -> None:
    said = [(entry.word, entry.forms, entry.pos) for entry in load_triggers()]

    assert sorted(word for word in said if said.count(word) > 1) == []


def test_load_triggers_makes_the_forms_of_nouns_verbs_and_words(language: Path) -> None:
    text = """
    air_strike:
      - {noun: air strike, example: An air strike hit the mill.}
    attack:
      - {verb: stab, pos: VERB, unless: [wound], example: They stabbed a guard.}
      - {verb: shoot, forms: [shoot, shot], with: [dead], types: [attack, riot], example: He shot a guard.}
      - {words: opened fire, forms: [open fire], example: They opened fire.}
      - {noun: aircraft, forms: [aircraft], example: An aircraft fell.}
    """

    strike, stab, shoot, fire, aircraft = load(language, text)

    assert strike.forms == ("air strike", "airstrike", "air strikes", "airstrikes")
    assert strike.types == ("air_strike",)
    assert stab.forms == ("stab", "stabs", "stabbed", "stabbing")
    assert stab.pos == "VERB"
    assert stab.unless == frozenset({"wound"})
    assert not stab.beside
    assert shoot.forms == ("shoot", "shot")
    assert shoot.types == ("attack", "riot")
    assert shoot.beside == frozenset({"dead"})
    assert fire.forms == ("opened fire", "openedfire", "open fire", "openfire")
    assert aircraft.forms == ("aircraft",)


def test_trigger_index_gives_a_form_of_two_entries_to_both(language: Path) -> None:
    load(language, "attack: [{noun: raid, example: A raid.}, {verb: raid, example: They raid.}]")

    ((start, end, entries),) = trigger_index(str(language)).find("Raids")

    assert (start, end) == (0, 5)
    assert [entry.word for entry in entries] == ["raid", "raid"]


def test_load_triggers_refuses_an_empty_group(language: Path) -> None:
    with pytest.raises(LexiconError, match="attack is empty"):
        load(language, "attack: []")


@pytest.mark.parametrize(
    "row",
    [
        "{noun: raid}",
        "{example: A raid.}",
        "{noun: raid, verb: raid, example: A raid.}",
        "{noun: raid, exemple: A raid., example: A raid.}",
        "{noun: 7, example: A raid.}",
        "{noun: raid, types: attack, example: A raid.}",
        "raid",
    ],
)
def test_load_triggers_names_the_entry_that_is_broken(language: Path, row: str) -> None:
    with pytest.raises(LexiconError, match=r"triggers\.yaml.*attack"):
        load(language, f"attack: [{row}]")
