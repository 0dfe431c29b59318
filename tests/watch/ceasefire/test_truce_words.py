"""What one statement says of a truce."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.link.telling import Dossier

from marsad.model import Actor, Claim, Quantity, Span, Stance
from marsad.watch.ceasefire.truce_words import (
    find_excluded,
    find_number,
    find_terms,
    is_broker,
    party_of,
    read_step,
)


def claim(text: str, phase: str = "in_force", stance: Stance = "asserts") -> Claim:
    """A claim whose evidence is the text; its trigger is the first word."""
    word = text.split()[0] if text.split() else text
    start = text.index(word)
    trigger = Span(start, start + len(word), word)
    return Claim("r", "ceasefire", trigger, Span(0, len(text), text), phase, stance)


@pytest.mark.parametrize(
    ("text", "phase", "step", "stance"),
    [
        ("truce had come to an end", "in_force", "ended", "asserts"),
        ("truce that holds was not extended", "agreed", "extended", "denies"),
        ("ceasefire was not dead", "in_force", "ended", "denies"),
        ("they have not declared the agreement dead", "agreed", "ended", "denies"),
        ("only the two powers could declare it over", "demanded", "ended", "doubts"),
        ("a failed truce could be revived", "demanded", "ended", "doubts"),
        ("a truce that could be renewed", "demanded", "ended", "doubts"),
        ("the truce will then be renewed", "planned", "", "asserts"),
        ("truce is largely holding", "in_force", "partially_holding", "asserts"),
        ("truce was in danger", "proposed", "partially_holding", "asserts"),
        ("truce was suspended", "suspended", "suspended", "asserts"),
        ("gunmen broke the calm", "violated", "violated", "asserts"),
        ("a pause", "happened", "in_force", "asserts"),
        ("they called for a truce", "demanded", "", "asserts"),
        ("the truce does not apply to Islamic State", "in_force", "", "asserts"),
        ("a truce would be signed", "planned", "", "asserts"),
    ],
)
def test_words_decide_where_they_and_the_phase_differ(text: str, phase: str, step: str, stance: str) -> None:
    said = read_step(claim(text, phase))
    assert (said.step, said.stance) == (step, stance)


def test_the_day_of_a_beginning_is_told_by_words_that_begin() -> None:
    assert read_step(claim("truce came into effect")).begins
    assert not read_step(claim("truce is holding")).begins
    assert read_step(claim("the army announced a truce now in force")).declares


def test_a_denial_without_words_for_a_step_denies_no_step() -> None:
    assert read_step(claim("they had done so", "agreed", "denies")).step == ""


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("a 72-hour truce began", ["72-hour"]),
        ("a week-long truce", ["week-long"]),
        ("the ceasefire for three days", ["three days"]),
        ("seven days after the truce took effect", []),
        ("two years later the pause ended", []),
        ("fighting of five days", ["five days"]),
    ],
)
def test_the_length_of_a_truce_is_no_time_that_has_passed(text: str, lengths: list[str]) -> None:
    assert [
        text[term.start : term.end] for term in find_terms(claim(text)) if term.kind == "duration"
    ] == lengths


def test_a_term_is_the_clause_round_its_words() -> None:
    text = "the deal, which lets aid convoys pass, began"
    (term,) = find_terms(claim(text))
    assert (term.kind, text[term.start : term.end]) == ("passage", "which lets aid convoys pass")


def test_those_who_arranged_it_stand_beside_the_words_for_it() -> None:
    text = "the truce brokered by Russia. Iran waits"
    said = claim(text)
    assert is_broker(said, text.index("Russia"), text.index("Russia") + 6)
    assert not is_broker(said, text.index("Iran"), text.index("Iran") + 4)
    assert is_broker(claim("Qatar brokered the truce"), 0, 5)


def test_groups_that_are_left_out_stand_on_the_side_that_the_words_say() -> None:
    assert find_excluded(claim("it does not apply to ISIS and the Nusra Front")) == (
        "islamic_state", "hayat_tahrir_al_sham",
    )  # fmt: skip
    assert find_excluded(claim("ISIS and Nusra are excluded")) == ("islamic_state", "hayat_tahrir_al_sham")
    assert find_excluded(claim("the army and ISIS fought")) == ()


def test_a_number_of_breaches_keeps_its_bounds() -> None:
    assert find_number(claim("they broke it 302 times", "violated")) == Quantity.exactly(302)
    assert find_number(claim("at least 40 violations were seen", "violated")) == Quantity(40, None)
    assert find_number(claim("they broke it with 40 rockets", "violated")) is None


def test_a_party_is_known_by_its_claim_or_its_name() -> None:
    assert (party_of("x", "russia", ()), party_of("the army", "", ("SY",))) == ("russia", "syria_government")
    assert party_of("the baker", "", ("SY",)) == ""


@given(
    st.text(min_size=1).filter(str.strip),
    st.sampled_from(["agreed", "ended", "violated", "planned", "blocked"]),
)
def test_any_text_is_read_and_each_value_stands_in_it(text: str, phase: str) -> None:
    said = claim(text, phase)
    read_step(said), find_excluded(said), find_number(said)
    for term in find_terms(said):
        assert 0 <= term.start <= term.end <= len(text)
    assert is_broker(said, 0, 1) in (True, False)


def test_actors_are_told_by_dossiers_with_their_words() -> None:
    told = Dossier().tell("ceasefire", text="The truce brokered by", actors="Russia", phase="agreed")
    (actor,) = told.actors
    assert isinstance(actor, Actor) and is_broker(told, actor.span.start, actor.span.end)
