"""How many happenings, with what, and what was hit: the plain counts of a clause."""

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Span as TokenSpan

from marsad.extract.quantity import QuantitySpan
from marsad.extract.rules.text import noun_phrase
from marsad.extract.rules.triggers import Candidate
from marsad.lexicon.files import word_list, word_lists
from marsad.lexicon.phrases import PhraseIndex

__all__ = ["count_of", "damaged", "means_in"]

BETWEEN = frozenset({"ADJ", "NOUN", "PROPN", "ADP", "PUNCT", "SPACE", "VERB"})
"""Parts of speech between a number and the noun that it counts: "14 pre-dawn Russian strikes"."""
MOST = 5_000
"""More happenings than this in one clause are a date or a price misread."""
MOST_BETWEEN = 2
"""Words that tie a part to its whole: "of", "of the"."""
REACH = 60
"""Characters between a number and its noun, at most."""


@cache
def _means() -> PhraseIndex[str]:
    return PhraseIndex.of(
        (word, kind) for kind, words in word_lists("means", "means").items() for word in words
    )


@cache
def _group(name: str) -> frozenset[str]:
    return frozenset(word_list("roles", name))


def means_in(clause: TokenSpan) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, kind) of the weapons and platforms that a clause names; offsets of the text."""
    for start, end, kind in _means().find(clause.text):
        yield clause.start_char + start, clause.start_char + end, kind


def _counting(noun: TokenSpan, numbers: Sequence[QuantitySpan]) -> QuantitySpan | None:
    """Return the number that stands before a noun with nothing but its own words between."""
    start = noun.start_char
    near = [
        n for n in numbers if n.end <= start and start - n.end < REACH and n.start >= noun.sent.start_char
    ]
    if not near:
        return None
    number = near[-1]
    if len(near) > 1 and _part_of(noun.doc.text[near[-2].end : number.start]):
        return near[-2]  # "18 of the 31 trucks" are 18
    words = noun.doc.char_span(number.end, start, alignment_mode="contract")
    if words is not None and not all(
        token.pos_ in BETWEEN and token.lower_ not in ("in", "on", "by") for token in words
    ):
        return None
    return number


def _part_of(between: str) -> bool:
    return between.split()[:1] == ["of"] and len(between.split()) <= MOST_BETWEEN


def count_of(candidate: Candidate, numbers: Sequence[QuantitySpan]) -> QuantitySpan | None:
    """Return the number that counts the happenings: "14 strikes", "a series of blasts", "two suicide bombers".

    None for a single one, and where the number counts people or vehicles rather than happenings.
    """
    for trigger in candidate.triggers:
        head = trigger.head
        lemma = head.lemma_.lower()
        if head.tag_ not in ("NNS", "NNPS") or lemma in _group("civilians") or lemma in _group("uncounted"):
            continue
        number = _counting(trigger.span, numbers)
        if number is not None and number.quantity.low != 0 and (number.quantity.low or 0) <= MOST:
            return number
    return None


def damaged(clause: TokenSpan, numbers: Sequence[QuantitySpan]) -> Iterator[tuple[TokenSpan, QuantitySpan]]:
    """Yield the things that a clause counts as hit, with the number: "18 of 31 trucks", "four houses"."""
    if not any(token.lemma_.lower() in _group("damaging") for token in clause):
        return
    for token in clause:
        if token.lemma_.lower() in _group("things"):
            number = _counting(token.doc[token.i : token.i + 1], numbers)
            if number is not None:
                phrase = noun_phrase(token)
                start = next((t.i for t in phrase if t.idx >= number.end), token.i)
                yield token.doc[start : token.i + 1], number
