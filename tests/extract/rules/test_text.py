"""Pieces of a parsed sentence."""

from spacy.tokens import Token
from tests.extract.rules.reading import parsed

from marsad.extract.rules.text import clause_head, noun_phrase, subtree_span, verb_above


def word(text: str, wanted: str) -> Token:
    return next(token for token in parsed(text) if token.text == wanted)


def test_a_noun_hangs_on_its_verb() -> None:
    assert verb_above(word("Rebels shelled the old market.", "market")).text == "shelled"


def test_a_verb_is_the_verb_above_itself() -> None:
    assert verb_above(word("Rebels shelled the old market.", "shelled")).text == "shelled"


def test_a_participle_belongs_to_the_clause_that_has_a_subject() -> None:
    text = "Warplanes bombed the market, killing six people."
    assert clause_head(word(text, "killing")).text == "bombed"


def test_a_subordinate_clause_is_its_own() -> None:
    text = "The army said that rebels shelled the market."
    assert clause_head(word(text, "market")).text == "shelled"


def test_a_subtree_runs_from_its_first_to_its_last_word() -> None:
    assert subtree_span(word("Rebels shelled the old market.", "market")).text == "the old market"


def test_a_noun_phrase_has_what_it_is_of_and_no_article() -> None:
    phrase = noun_phrase(word("The head of the local council spoke.", "head"))
    assert phrase.text == "head of the local council"


def test_a_noun_phrase_ends_before_a_clause_about_it() -> None:
    assert noun_phrase(word("The convoy that was hit had 31 trucks.", "convoy")).text == "convoy"
