"""Whether it happened, and whether whoever speaks says so."""

import pytest
from tests.extract.rules.reading import scene

from marsad.extract.rules.factuality import can_be_denied, cues_over, denying_words, phase_of, stance_of
from marsad.extract.rules.triggers import Candidate, candidates, find_triggers

ALLOWED = ("happened", "planned", "demanded", "threatened", "suspended", "resumed", "blocked", "ended")


def candidate(text: str, kind: str) -> Candidate:
    seen = scene(text)
    found = candidates(seen.sentences[0], find_triggers(seen.sentences[0].doc))
    return next(one for one in found if one.type == kind)


def stance(text: str, kind: str) -> str:
    return stance_of(candidate(text, kind), [one for one in scene(text).speeches if one.number == 0])


@pytest.mark.parametrize(
    ("text", "kind", "phase"),
    [
        ("An aid convoy reached Madaya.", "aid", "happened"),
        ("An aid convoy will reach Madaya.", "aid", "planned"),
        ("The mayor demanded a ceasefire.", "ceasefire", "demanded"),
        ("The agency suspended the aid convoys.", "aid", "suspended"),
        ("The two sides resumed talks.", "talks", "resumed"),
        ("Troops blocked the aid convoy.", "aid", "blocked"),
    ],
)
def test_a_cue_over_the_word_decides_where_nothing_was_learned(text: str, kind: str, phase: str) -> None:
    assert phase_of(candidate(text, kind), [], ALLOWED, {}) == phase


def test_what_was_learned_wins_over_a_cue() -> None:
    convoy = candidate("An aid convoy will reach Madaya.", "aid")
    assert (
        phase_of(convoy, [], ALLOWED, {"phase=ended": {"cue=planned": 3.0}, "phase=planned": {}}) == "ended"
    )


def test_a_cue_that_was_learned_to_mean_nothing_does_not_decide() -> None:
    convoy = candidate("An aid convoy will reach Madaya.", "aid")
    assert phase_of(convoy, [], ALLOWED, {"phase=planned": {"cue=planned": -9.0}}) == "happened"


def test_a_phase_that_the_codebook_does_not_allow_is_not_read() -> None:
    convoy = candidate("An aid convoy will reach Madaya.", "aid")
    assert phase_of(convoy, [], ("happened",), {"phase=planned": {"cue=planned": 9.0}}) == "happened"


def test_a_condition_and_a_negation_are_cues() -> None:
    word = candidate("If rebels do not shell the town, people return.", "shelling").main.head
    assert {"negated", "conditional"} <= {cue for cue, _ in cues_over(word)}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Warplanes bombed the convoy.", "air_strike", "asserts"),
        ("Warplanes did not bomb the convoy.", "air_strike", "denies"),
        ("The army denied that planes bombed the convoy.", "air_strike", "denies"),
        ("It was not clear who bombed the convoy.", "air_strike", "doubts"),
        ("The rebels rejected the ceasefire.", "ceasefire", "asserts"),
        ("Rebels not only shelled the town, they burned it.", "shelling", "asserts"),
    ],
)
def test_a_denial_or_a_doubt_counts_over_the_word_of_the_claim(text: str, kind: str, expected: str) -> None:
    assert stance(text, kind) == expected


def test_a_truce_is_refused_and_a_strike_is_denied() -> None:
    assert can_be_denied("air_strike")
    assert not can_be_denied("ceasefire")


def test_denying_words_are_base_forms() -> None:
    assert "deny" in denying_words()
    assert "denied" not in denying_words()
