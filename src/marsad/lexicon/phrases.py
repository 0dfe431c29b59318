"""Find many phrases in a text at once, without parsing it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

__all__ = ["PhraseIndex", "fold", "noun_forms", "spellings", "verb_forms"]

T = TypeVar("T")
VOWELS = "aeiou"


def fold(text: str) -> str:
    """Return `text` in lower case with hyphens and no-break spaces as spaces; the length stays the same."""
    folded = text.lower()
    if len(folded) != len(text):  # a few letters, such as İ, grow when lowered
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return folded.translate(
        {ord("-"): " ", ord("‑"): " ", ord("–"): " ", 0xA0: " ", ord("’"): "'", ord("\n"): " "}
    )


def spellings(phrase: str) -> tuple[str, ...]:
    """Return a phrase as it stands and written in one word: "air strike", "airstrike"."""
    words = phrase.split(" ")
    return (phrase, "".join(words)) if len(words) == 2 and min(map(len, words)) > 2 else (phrase,)


def noun_forms(noun: str) -> tuple[str, str]:
    """Return a regular English noun's singular and plural."""
    if noun.endswith("y") and noun[-2] not in VOWELS:
        return noun, noun[:-1] + "ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun, noun + "es"
    return noun, noun + "s"


def verb_forms(verb: str) -> tuple[str, ...]:
    """Return a regular English verb's base, third person, past and -ing form."""
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")
    short = len(verb) > 2 and verb[-1] not in VOWELS + "wxy" and verb[-2] in VOWELS and verb[-3] not in VOWELS
    stem = verb + verb[-1] if short and (len(verb) < 5 or verb.endswith(("nap", "pel"))) else verb
    return verb, third, stem + "ed", stem + "ing"


class PhraseIndex(Generic[T]):
    """Phrases with what they stand for; finds the longest at each place, at word boundaries only."""

    def __init__(self, phrases: Mapping[str, T]) -> None:
        self._values = list(phrases.values())
        self._automaton = AhoCorasick(list(phrases))

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, T]]) -> "PhraseIndex[T]":
        """Return an index of (phrase, value) pairs; an earlier pair wins over a later one of the same phrase."""
        phrases: dict[str, T] = {}
        for phrase, value in pairs:
            phrases.setdefault(fold(phrase), value)
        return cls(phrases)

    def find(self, text: str) -> Iterator[tuple[int, int, T]]:
        """Yield (start, end, value) of the phrases in `text`, in order, none overlapping another."""
        folded = fold(text)
        whole = sorted(  # boundaries first: a phrase that ends inside a word must not hide a shorter one
            (start, -end, number)
            for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True)
            if not (folded[max(0, start - 1) : start].isalnum() or folded[end : end + 1].isalnum())
        )
        last = 0
        for start, negative_end, number in whole:
            if start >= last:
                last = -negative_end
                yield start, last, self._values[number]
