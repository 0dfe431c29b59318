"""How many came to harm: people in numbers, tied to a claim by how they stand to its words of harm."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from marsad.extract.people import PeopleSpan
from marsad.extract.quantity import QuantitySpan
from marsad.extract.rules.scorer import Weights, probability
from marsad.extract.rules.selection import syntax_path
from marsad.extract.rules.triggers import Candidate, Trigger
from marsad.lexicon.files import word_list, word_lists
from marsad.model import HARM_KINDS, HarmKind, Quantity

__all__ = ["LIKELY", "Counted", "counted_people", "harm_features", "harmed"]

BESIDE = 4
"""Words between people and a word of harm that nothing was learned about, at most."""
NEAR = 30
"""Characters beside people in which "among" makes them a part of the harmed."""
LIKELY = 0.3
"""Probability from which a number is that of a claim's harm; from cross-validation on the training reports."""


@dataclass(frozen=True, slots=True)
class Counted:
    """People in numbers, and the word that they hang on.

    `form` is people, bare (the number alone stands for them), name (one named person) or implied ("deadly").
    """

    people: PeopleSpan
    head: Token
    form: Literal["people", "bare", "name", "implied"]


@cache
def _kinds() -> dict[str, HarmKind]:
    lists = word_lists("harm", "words")
    return {word: kind for kind in HARM_KINDS for word in lists.get(kind, ())}


def _stands_alone(number: QuantitySpan, doc: Doc) -> bool:
    """Tell whether a number counts people that are not named: "dozens wounded", "killing 12 and", "six dead"."""
    rest = doc.char_span(number.end, min(len(doc.text), number.end + 40), alignment_mode="contract")
    following = next((token for token in rest if not token.is_space), None) if rest is not None else None
    if following is None or following.lower_ in _words("alone"):
        return True
    return following.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "SYM")


def counted_people(
    doc: Doc, people: Sequence[PeopleSpan], numbers: Sequence[QuantitySpan]
) -> tuple[Counted, ...]:
    """Return people in numbers in the order of the text, numbers that stand for people by themselves included."""
    found = []
    for span in people:
        words = doc.char_span(span.head_start, span.head_end, alignment_mode="expand")
        if words is not None:
            found.append(Counted(_at_least(span, doc.text), words.root, form="people"))
    for number in numbers:
        if any(p.start <= number.start < p.end for p in people) or not _stands_alone(number, doc):
            continue
        words = doc.char_span(number.start, number.end, alignment_mode="expand")
        if words is not None:
            span = PeopleSpan(
                number.start, number.end, number.quantity, (), number.number_start, number.number_end
            )
            found.append(Counted(span, words.root, form="bare"))
    found += _named(doc)
    found += _implied(doc)
    return tuple(sorted(found, key=lambda counted: counted.people.start))


def _at_least(people: PeopleSpan, text: str) -> PeopleSpan:
    """Return people who are told to be among the harmed as a lower bound: "three children were among the dead"."""
    before = text[max(0, people.start - NEAR) : people.start].lower().split()
    after = text[people.end : people.end + NEAR].lower().split()
    part = _words("part")
    if part & set(before[-5:]) or part & set(after[:2]):
        return replace(people, quantity=Quantity(people.quantity.low or 0, None))
    return people


def _one(span: TokenSpan, quantity: Quantity, form: Literal["name", "implied"]) -> Counted:
    start, end = span.start_char, span.end_char
    return Counted(PeopleSpan(start, end, quantity, (), start, end), span.root, form)


def _named(doc: Doc) -> Iterator[Counted]:
    """Yield named people, each of whom is one."""
    for entity in doc.ents:
        if entity.label_ == "PERSON" and entity.root.dep_ in (
            "nsubj",
            "nsubjpass",
            "dobj",
            "pobj",
            "poss",
            "appos",
        ):
            yield _one(entity, Quantity.exactly(1), "name")


def _implied(doc: Doc) -> Iterator[Counted]:
    """Yield words that tell deaths without a number, with the bound that the codebook gives them."""
    for low, words in ((1, _words("some")), (2, _words("several"))):
        for token in doc:
            if token.lower_ in words and not any(child.dep_ in ("nummod", "neg") for child in token.children):
                yield _one(doc[token.i : token.i + 1], Quantity(low, None), "implied")


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(word_list("harm", group))


def _anchors(kind: HarmKind, candidate: Candidate) -> list[Trigger]:
    return [t for t in (*candidate.triggers, *candidate.support) if _kinds().get(t.word.word) == kind]


def _to_word(prefix: str, counted: Counted, trigger: Trigger) -> Iterator[str]:
    word, head = trigger.head, counted.head
    gap = head.i - word.i
    side = "+" if gap > 0 else "-"
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in word.children)
    has_object = any(child.dep_ == "dobj" for child in word.children)
    yield f"{prefix}gap={side}{min(8, abs(gap) // 2)}"
    yield f"{prefix}path={syntax_path(head, word)}"
    yield f"{prefix}tag={word.tag_}/{side}/passive={passive}/object={has_object}"
    yield f"{prefix}word={trigger.word.word}/{side}"
    yield f"{prefix}word={trigger.word.word}/{side}/{min(3, abs(gap) // 3)}"
    between = counted.head.doc[min(head.i, word.i) + 1 : max(head.i, word.i)]
    for token in between:
        if token.lower_ in ("and", "while", "including", "after", "as", "when", "by", "in"):
            yield f"{prefix}between={token.lower_}/{side}"


def harm_features(
    kind: HarmKind, candidate: Candidate, counted: Counted, rivals: Sequence[Counted]
) -> list[str]:
    """Return the features of people in numbers as those who came to one kind of harm in a claim."""
    head = counted.head
    anchors = sorted(_anchors(kind, candidate), key=lambda t: abs(t.head.i - head.i))
    others = sorted(
        (t for t in candidate.support if _kinds().get(t.word.word) not in (None, kind)),
        key=lambda t: abs(t.head.i - head.i),
    )
    names = ["bias", f"form={counted.form}", f"role={head.dep_}", f"anchors={min(2, len(anchors))}"]
    names.append(
        f"low={'none' if counted.people.quantity.low is None else min(4, counted.people.quantity.low)}"
    )
    if anchors:
        names += _to_word("", counted, anchors[0])
        nearer = sum(abs(r.head.i - anchors[0].head.i) < abs(head.i - anchors[0].head.i) for r in rivals)
        names.append(f"nearer={min(3, nearer)}")
    if others:
        names += _to_word("other-", counted, others[0])
        if anchors:
            names.append(
                f"nearest={'this' if abs(anchors[0].head.i - head.i) <= abs(others[0].head.i - head.i) else 'other'}"
            )
    if not anchors:
        names += _to_word("main-", counted, candidate.main)
    if counted.people.groups:
        names.append("groups")
    return [*names, f"{candidate.type}|bias", f"{candidate.type}|anchors={min(2, len(anchors))}"]


def harmed(
    kind: HarmKind, candidate: Candidate, people: Sequence[Counted], weights: Weights | None
) -> tuple[float, Counted] | None:
    """Return the people who came to one kind of harm in a claim, with the probability, or None.

    Without weights (a kind too rare to learn) they are those who stand right beside the kind's own word.
    """
    inside = [c for c in people if candidate.sentence.start <= c.head.i < candidate.sentence.end]
    if weights is None:
        return _nearest(kind, candidate, inside)
    scored = [
        (probability(harm_features(kind, candidate, one, inside), weights), -n, one)
        for n, one in enumerate(inside)
    ]
    best = max(scored, default=None, key=lambda scored: scored[:2])
    return (best[0], best[2]) if best is not None and best[0] >= LIKELY else None


def _nearest(kind: HarmKind, candidate: Candidate, people: Sequence[Counted]) -> tuple[float, Counted] | None:
    gaps = [
        (abs(one.head.i - anchor.head.i), n)
        for anchor in _anchors(kind, candidate)
        for n, one in enumerate(people)
        if one.form in ("people", "bare")
    ]
    gap, n = min(gaps, default=(BESIDE + 1, 0))
    return (LIKELY, people[n]) if gap <= BESIDE else None
