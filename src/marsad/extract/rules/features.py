"""What stands around a candidate, as names of features for the scorer."""

from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from marsad.extract.rules.text import verb_above
from marsad.extract.rules.triggers import Candidate, Trigger
from marsad.lexicon.triggers import NO_TYPE

__all__ = ["Surroundings", "features", "surroundings"]

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "ADV"})


class Surroundings:
    """What the report as a whole says about types: how often each is told, and in which sentence."""

    def __init__(self, sentences: Sequence[Span], triggers: Sequence[Trigger]) -> None:
        self.position = {sentence.start: number for number, sentence in enumerate(sentences)}
        self.total = Counter[str]()
        self.own: dict[int, Counter[str]] = {sentence.start: Counter() for sentence in sentences}
        self.starts = [sentence.start for sentence in sentences]
        for trigger in triggers:
            first = trigger.word.types[0]
            if first not in NO_TYPE:
                self.total[first] += 1
                self.own[trigger.span.sent.start][first] += 1

    def share(self, kind: str) -> float:
        """Return the share of the report's triggers that tell a type first."""
        return self.total[kind] / max(1, self.total.total())

    def before(self, sentence: Span, kind: str) -> int | None:
        """Return how many sentences ago the type was told, up to 3, or None."""
        position = self.position[sentence.start]
        return next(
            (back for back in (1, 2, 3) if position >= back and self.own[self.starts[position - back]][kind]),
            None,
        )


def surroundings(sentences: Sequence[Span], triggers: Sequence[Trigger]) -> Surroundings:
    """Return the surroundings of a report's candidates."""
    return Surroundings(sentences, triggers)


def features(candidate: Candidate, around: Surroundings) -> list[str]:
    """Return the names of the candidate's features; each is present or not.

    Features come in two kinds: with the type in front, to learn what speaks for this type, and without, to
    learn what speaks for a claim of any type.
    """
    names = {"bias", *_of_triggers(candidate), *_of_sentence(candidate), *_of_report(candidate, around)}
    return [*names, *(f"{candidate.type}|{name}" for name in names)]


def _of_triggers(candidate: Candidate) -> Iterator[str]:
    yield "own" if candidate.is_own else "inherited"
    main = candidate.main
    if main.word.types[0] == candidate.type:
        yield "first-sense"
    yield f"triggers={min(3, len(candidate.triggers))}"
    yield f"harm={min(2, len([t for t in candidate.support if 'harm' in t.word.types]))}"
    for trigger in (candidate.triggers or candidate.support)[:4]:
        head, word = trigger.head, trigger.word.word
        yield f"w={word}"
        yield f"w={word}/{head.pos_}/{head.dep_}"
        yield f"dep={head.dep_}"
        yield f"head={head.head.lemma_.lower()}"
        yield f"w={word}>{head.head.lemma_.lower()}"
        yield from _of_neighbours(trigger)
        verb = verb_above(head)
        yield f"verb={verb.lemma_.lower()}"
        yield f"tag={verb.tag_}"
        for child in verb.children:
            if child.dep_ in ("aux", "auxpass", "neg", "mark"):
                yield f"{child.dep_}={child.lower_}"
        for child in head.children:
            if child.dep_ in ("det", "poss", "nummod", "prep", "amod", "compound", "agent", "dobj"):
                yield f"child={child.dep_}:{child.lower_ if child.dep_ in ('det', 'prep', 'amod') else ''}"


def _of_neighbours(trigger: Trigger) -> Iterator[str]:
    doc, span = trigger.span.doc, trigger.span
    left = doc[span.start - 1].lower_ if span.start else "^"
    right = doc[span.end].lower_ if span.end < len(doc) else "$"
    yield f"left={left}"
    yield f"right={right}"
    yield f"lw={left}_{trigger.word.word}"
    yield f"wr={trigger.word.word}_{right}"


def _of_sentence(candidate: Candidate) -> Iterator[str]:
    sentence = candidate.sentence
    own = {t.lower_ for trigger in candidate.triggers for t in trigger.span}
    for token in sentence:
        if token.pos_ in CONTENT and token.is_alpha and token.lower_ not in own and not token.ent_type_:
            yield f"l={token.lemma_.lower()}"
    for label in {entity.label_ for entity in sentence.ents}:
        yield f"ent={label}"
    yield f"length={min(5, len(sentence) // 10)}"
    if sentence.text.rstrip().endswith("?"):
        yield "question"
    for quote in '“"':
        if quote in sentence.text:
            yield "quote"
    for kind in {kind for t in (*candidate.triggers, *candidate.support) for kind in t.word.types}:
        yield f"with={kind}"


def _of_report(candidate: Candidate, around: Surroundings) -> Iterator[str]:
    position = around.position[candidate.sentence.start]
    yield f"position={min(6, position)}"
    yield f"before={around.before(candidate.sentence, candidate.type)}"
    yield f"share={int(around.share(candidate.type) * 5)}"
    yield f"told={min(5, around.total[candidate.type])}"
    rank = (
        sorted(around.total.values(), reverse=True).index(around.total[candidate.type])
        if around.total[candidate.type]
        else 9
    )
    yield f"rank={min(4, rank)}"
    here = around.own[candidate.sentence.start]
    for kind in here:
        if kind != candidate.type:
            yield f"beside={kind}"
