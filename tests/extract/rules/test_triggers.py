"""Words that can tell an event, and the candidates they make."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.rules.reading import parsed

from marsad.extract.rules.triggers import INHERITABLE, Candidate, candidates, find_triggers


def told(text: str) -> list[str]:
    return [trigger.span.text.lower() for trigger in find_triggers(parsed(text))]


def candidates_in(text: str) -> dict[str, Candidate]:
    doc = parsed(text)
    (sentence,) = doc.sents
    return {one.type: one for one in candidates(sentence, find_triggers(doc))}


def test_a_trigger_of_two_words_is_one() -> None:
    assert told("An air strike hit the market.") == ["air strike", "hit"]


def test_the_unless_words_take_a_sense_away() -> None:
    assert told("The general strike lasted a week.") == []
    assert "strike" in told("The strike lasted an hour.")


@pytest.mark.parametrize("text", ["He will talk to his family.", "", "\n \n"])
def test_a_text_without_triggers_has_none(text: str) -> None:
    assert told(text) == []


def test_a_candidate_has_the_words_that_tell_its_type_and_those_of_harm() -> None:
    strike = candidates_in("An air strike hit the market, and six people were killed.")["air_strike"]
    assert strike.is_own
    assert strike.main.span.text == "air strike"
    assert [trigger.span.text for trigger in strike.support] == ["hit", "killed"]


def test_harm_alone_may_belong_to_any_violent_type_and_owns_none() -> None:
    found = candidates_in("Six people were killed in the town.")
    assert set(found) == set(INHERITABLE)
    assert not any(candidate.is_own for candidate in found.values())


def test_a_type_is_one_candidate_however_many_words_tell_it() -> None:
    found = candidates_in("Air strikes and air raids hit the town.")
    assert [trigger.span.text.lower() for trigger in found["air_strike"].triggers][:2] == [
        "air strikes",
        "air raids",
    ]


@given(st.text())
def test_any_text_has_triggers_within_it(text: str) -> None:
    doc = parsed(text)
    assert all(0 <= trigger.span.start < trigger.span.end <= len(doc) for trigger in find_triggers(doc))
