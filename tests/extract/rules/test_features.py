"""What the detector is told of a candidate."""

from tests.extract.rules.reading import parsed

from marsad.extract.rules.features import features, surroundings
from marsad.extract.rules.triggers import candidates, find_triggers


def features_of(text: str, number: int, kind: str) -> set[str]:
    """The features of the candidate of one type in a sentence of a text."""
    doc = parsed(text)
    sentences = tuple(doc.sents)
    triggers = find_triggers(doc)
    found = {one.type: one for one in candidates(sentences[number], triggers)}
    return set(features(found[kind], surroundings(sentences, triggers)))


def test_every_feature_stands_with_and_without_its_type() -> None:
    names = features_of("Rebels shelled the market.", 0, "shelling")
    plain = {name for name in names if not name.startswith("shelling|")}
    assert names == plain | {f"shelling|{name}" for name in plain}


def test_the_word_that_tells_and_its_negation_are_named() -> None:
    names = features_of("The army did not shell the market.", 0, "shelling")
    assert {"own", "w=shell", "neg=not", "verb=shell"} <= names


def test_a_candidate_of_harm_alone_is_inherited() -> None:
    names = features_of("Rebels shelled the market. Six people were killed.", 1, "shelling")
    assert {"inherited", "before=1", "harm=1"} <= names


def test_a_question_is_marked() -> None:
    assert "question" in features_of("Who shelled the market?", 0, "shelling")
    assert "question" not in features_of("Rebels shelled the market.", 0, "shelling")


def test_how_long_ago_the_type_was_told_is_counted_to_three() -> None:
    quiet = "The sky was grey. "
    text = "Rebels shelled the market. " + quiet * 4 + "The shelling went on."
    assert "before=None" in features_of(text, 5, "shelling")
    assert "before=3" in features_of(text.replace(quiet * 4, quiet * 2), 3, "shelling")
