"""Find the words of a sentence that can tell an event, and the candidate claims that they make."""

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from marsad.lexicon.triggers import NO_TYPE, TriggerWord, trigger_index

__all__ = ["INHERITABLE", "Candidate", "Trigger", "candidates", "find_triggers"]

INHERITABLE = ("air_strike", "shelling", "explosion", "attack", "armed_clash", "toll")
"""Types that a sentence of harm alone ("six people died") can belong to."""

BESIDE = 3
"""How many words away a word may stand that takes a trigger's sense away."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger word in the text: its tokens, and the lexicon entry it matches."""

    span: Span
    word: TriggerWord

    @property
    def head(self) -> Token:
        """The token that the rest of the trigger hangs on."""
        return self.span.root


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may tell one event of a type, with the words that say so, the telling ones first."""

    sentence: Span
    type: str
    triggers: tuple[Trigger, ...]
    support: tuple[Trigger, ...]

    @property
    def is_own(self) -> bool:
        """Whether a word of the sentence tells the type itself."""
        return bool(self.triggers)

    @property
    def main(self) -> Trigger:
        """The word that stands for the claim."""
        return (self.triggers or self.support)[0]


def _fits(span: Span, word: TriggerWord) -> bool:
    """Tell whether part of speech and neighbours leave the entry's sense alive."""
    if word.pos == "VERB" and span.root.pos_ not in ("VERB", "AUX"):
        return False
    if word.pos == "NOUN" and span.root.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    if not (word.unless or word.beside):
        return True
    doc = span.doc
    around = {token.lower_ for token in doc[max(0, span.start - BESIDE) : span.end + BESIDE]}
    if word.unless & (around - {token.lower_ for token in span}):
        return False
    return not word.beside or bool(word.beside & around)


def find_triggers(doc: Doc) -> tuple[Trigger, ...]:
    """Return the trigger words of a parsed text in order."""
    found = []
    for start, end, words in trigger_index().find(doc.text):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            continue
        fitting = next((word for word in words if _fits(span, word)), None)
        if fitting:
            found.append(Trigger(span, fitting))
    return tuple(found)


def candidates(sentence: Span, triggers: tuple[Trigger, ...]) -> tuple[Candidate, ...]:
    """Return one candidate for every type that the sentence's triggers can tell, and for every type that its
    words of harm may belong to."""
    here = [trigger for trigger in triggers if sentence.start <= trigger.span.start < sentence.end]
    support = tuple(trigger for trigger in here if set(trigger.word.types) & set(NO_TYPE))
    types = dict.fromkeys(kind for trigger in here for kind in trigger.word.types if kind not in NO_TYPE)
    if support:
        types |= dict.fromkeys(INHERITABLE)
    return tuple(
        Candidate(sentence, kind, tuple(t for t in here if kind in t.word.types), support) for kind in types
    )
