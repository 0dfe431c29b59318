"""Which mentions fill a field."""

from collections.abc import Sequence

import pytest
from tests.extract.rules.reading import scene

from marsad.extract.rules.mentions import Mention
from marsad.extract.rules.selection import BACK, Field, Layout, choose, mention_features, options, syntax_path
from marsad.extract.rules.triggers import Candidate, candidates, find_triggers

EAGER = Field(0.5, 0.5)
ONE = Field(0.5, 2.0)


def set_up(text: str, field: str, kind: str) -> tuple[list[Candidate], Layout]:
    """The own candidates of one type, and the mentions of one field around them."""
    seen = scene(text)
    triggers = find_triggers(seen.sentences[0].doc)
    found = [one for sentence in seen.sentences for one in candidates(sentence, triggers)]
    found = [one for one in found if one.type == kind and one.is_own]
    return found, Layout(seen.sentences, found, seen.mentions[field])


def features_of(candidate: Candidate, layout: Layout, key: str) -> set[str]:
    return set(mention_features(candidate, options(candidate, layout)[key], layout))


def keys(chosen: Sequence[Mention]) -> list[str]:
    return [mention.key for mention in chosen]


def test_the_likeliest_mention_fills_a_field_and_an_unlikely_one_does_not() -> None:
    (strike,), layout = set_up("Air strikes hit Madaya and Damascus.", "place", "air_strike")
    weights = {"word=madaya": 4.0, "word=damascus": -4.0}
    assert keys(choose(EAGER, strike, layout, weights)) == ["madaya"]


def test_a_further_value_needs_the_chance_that_the_field_asks_for() -> None:
    (strike,), layout = set_up("Air strikes hit Madaya and Damascus.", "place", "air_strike")
    weights = {"word=madaya": 4.0, "word=damascus": 3.0}
    assert keys(choose(EAGER, strike, layout, weights)) == ["madaya", "damascus"]
    assert keys(choose(ONE, strike, layout, weights)) == ["madaya"]


def test_nothing_likely_leaves_a_field_empty() -> None:
    (strike,), layout = set_up("Air strikes hit Madaya.", "place", "air_strike")
    assert choose(EAGER, strike, layout, {"bias": -1.0}) == ()


def test_a_name_within_another_is_the_same_thing() -> None:
    text = "Government forces shelled the town. Later the forces shelled it again."
    (first, _), layout = set_up(text, "actor", "shelling")
    chosen = keys(choose(EAGER, first, layout, {"word=force": 3.0, "word=town": -3.0}))
    assert chosen == ["government forces"]


def test_a_mention_of_long_ago_is_no_option_unless_it_opens_the_report() -> None:
    quiet = "The sky was grey all day long. "
    text = (
        "Rebels shelled Madaya. "
        + quiet * 3
        + "Troops left Damascus. "
        + quiet * BACK
        + "Rebels shelled the hill."
    )
    (_, last), layout = set_up(text, "place", "shelling")
    assert set(options(last, layout)) == {"madaya"}


def test_a_mention_of_the_sentence_before_is_away() -> None:
    (_, second), layout = set_up("Rebels shelled Madaya. The shelling went on.", "place", "shelling")
    names = features_of(second, layout, "madaya")
    assert {"away", "back=1", "told=same", "in-lede", "in-last-telling=True"} <= names
    assert "here" not in names


def test_a_mention_of_the_sentence_is_here_and_counts_its_rivals() -> None:
    (strike,), layout = set_up("Air strikes hit Madaya and Damascus.", "place", "air_strike")
    assert {"here", "rivals=1", "nearer=0", "first/here"} <= features_of(strike, layout, "madaya")
    assert {"here", "rivals=1", "nearer=1"} <= features_of(strike, layout, "damascus")


def test_those_who_came_to_harm_are_marked() -> None:
    text = "Air strikes hit the market and killed six soldiers."
    (strike,), layout = set_up(text, "target", "air_strike")
    people = next(mention.head for mention in layout.mentions if mention.key == "six soldiers")
    layout.note_harmed(strike, [people])
    assert "harmed=True/here" in features_of(strike, layout, "six soldiers")
    assert "harmed=False/here" in features_of(strike, layout, "market")


@pytest.mark.parametrize(
    ("start", "end", "path"),
    [("market", "shelled", "dobj^"), ("Rebels", "shelled", "nsubj^"), ("Rebels", "market", "nsubj^dobj")],
)
def test_a_path_goes_up_to_the_common_head_and_down(start: str, end: str, path: str) -> None:
    words = {token.text: token for token in scene("Rebels shelled the market.").sentences[0]}
    assert syntax_path(words[start], words[end]) == path


def test_there_is_no_path_between_sentences() -> None:
    first, second = scene("Rebels shelled the market. Shops were shut.").sentences
    assert syntax_path(first[0], second[0]) is None
