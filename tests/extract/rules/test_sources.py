"""Which speakers tell a claim."""

from tests.extract.rules.reading import scene

from marsad.extract.rules.attribution import Speech
from marsad.extract.rules.scorer import load_weights
from marsad.extract.rules.sources import FIRST, speakers_of, speech_features, speeches_near
from marsad.extract.rules.triggers import Candidate, candidates, find_triggers


def set_up(text: str, sentence: int = 0) -> tuple[Candidate, list[Speech]]:
    """The first candidate of a sentence, and who speaks there."""
    seen = scene(text)
    triggers = find_triggers(seen.sentences[0].doc)
    return candidates(seen.sentences[sentence], triggers)[0], speeches_near(sentence, seen.speeches)


def told_by(text: str, sentence: int = 0) -> list[str]:
    candidate, near = set_up(text, sentence)
    return [one.speaker.name.text for one in speakers_of(candidate, sentence, near, load_weights()["source"])]


def test_the_speaker_of_the_sentence_tells_it() -> None:
    assert told_by("Air strikes hit Aleppo on Monday, residents said.") == ["residents"]


def test_without_a_speaker_nobody_tells_it() -> None:
    assert told_by("Air strikes hit Aleppo on Monday.") == []


def test_an_even_chance_is_enough_for_the_first_source_and_not_for_a_second() -> None:
    text = "State television said air strikes hit the market, citing a military source."
    candidate, near = set_up(text)
    assert len(near) == 2
    assert FIRST <= 0.5
    assert speakers_of(candidate, 0, near, {}) == (near[0],)
    assert len(speakers_of(candidate, 0, near, {"bias": 3.0})) == 2
    assert speakers_of(candidate, 0, near, {"bias": -3.0}) == ()


def test_speech_of_another_sentence_is_not_near() -> None:
    seen = scene("Residents said shells hit the market. A medic said six people died.")
    assert [speech.speaker.name.text for speech in speeches_near(1, seen.speeches)] == ["medic"]


def test_features_tell_where_the_claim_stands_to_the_verb() -> None:
    candidate, near = set_up("Residents said air strikes hit Aleppo.")
    names = speech_features(near[0], candidate, near)
    assert {"tie=ccomp/after=True", "verb=say", "nearer=0"} <= set(names)


def test_speech_that_runs_on_is_marked_and_has_no_tie() -> None:
    candidate, near = set_up("“Nobody slept,” a medic said. “Air strikes hit Aleppo.”", 1)
    names = set(speech_features(near[0], candidate, near))
    assert "runs-on" in names
    assert not any(name.startswith("tie=") for name in names)
