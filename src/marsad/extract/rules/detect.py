"""Which candidates of a report are claims: a first look at each, and a second that knows of those around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from marsad.extract.rules.features import features, surroundings
from marsad.extract.rules.scorer import Weights, probability
from marsad.extract.rules.triggers import INHERITABLE, Candidate, candidates, find_triggers

__all__ = ["LIKELY", "Detected", "Look", "candidates_of", "detect"]

LIKELY = 0.28
"""Probability from which a candidate is a claim: in cross-validation on the training reports claim F1 is level from
0.25 to 0.35; the middle leaves misses and false claims about as many."""


@dataclass(frozen=True, slots=True)
class Detected:
    """A candidate that is taken for a claim, its features and its probability."""

    candidate: Candidate
    features: tuple[str, ...]
    probability: float


class Look:
    """How likely each candidate of a report seemed at first sight, by sentence and type."""

    def __init__(self, sentences: Sequence[TokenSpan], chances: Mapping[tuple[int, str], float]) -> None:
        self._starts = [sentence.start for sentence in sentences]
        self._number = {start: number for number, start in enumerate(self._starts)}
        self._chances = chances
        self._here: dict[int, dict[str, float]] = {}
        self._type: dict[str, list[float]] = {}
        for (start, kind), chance in chances.items():
            self._here.setdefault(start, {})[kind] = chance
            self._type.setdefault(kind, []).append(chance)

    def features(self, candidate: Candidate) -> list[str]:
        """Return what the first look at the sentences around says of a candidate, as names of features."""
        here = candidate.sentence.start
        own = self._chances[here, candidate.type]
        others = [chance for kind, chance in self._here[here].items() if kind != candidate.type]
        names = [f"look:self={_step(own)}", f"look:rival={_step(max(others, default=0.0))}"]
        names.append(f"look:leads={own > max(others, default=0.0)}")
        same = self._type[candidate.type]
        names += [f"look:most={_step(max(same))}", f"look:sum={min(8, int(sum(same)))}"]
        for away in (-2, -1, 1):
            number = self._number[here] + away
            if not 0 <= number < len(self._starts):
                names.append(f"look:edge{away}")
                continue
            there = self._here.get(self._starts[number], {})
            chance = there.get(candidate.type)
            names.append(f"look:same{away}={'-' if chance is None else _step(chance)}")
            names.append(f"look:any{away}={_step(max(there.values(), default=0.0))}")
        return [*names, *(f"{candidate.type}|{name}" for name in names)]


def _step(chance: float) -> int:
    return int(min(chance, 0.999) * 5)


def candidates_of(doc: Doc, sentences: Sequence[TokenSpan]) -> list[tuple[Candidate, list[str]]]:
    """Return every candidate of a parsed text with its features, in the order of the sentences."""
    triggers = find_triggers(doc)
    around = surroundings(sentences, triggers)
    return [
        (candidate, features(candidate, around))
        for sentence in sentences
        for candidate in candidates(sentence, triggers)
    ]


def detect(doc: Doc, sentences: Sequence[TokenSpan], weights: Mapping[str, Weights]) -> tuple[Detected, ...]:
    """Return the claims of a parsed text in the order of their sentences.

    A type that a word of the sentence tells stands by itself. Words of harm alone give at most one claim, of the
    likeliest type, and only where no violent type is told already.
    """
    found = candidates_of(doc, sentences)
    first = {(c.sentence.start, c.type): probability(names, weights["first-look"]) for c, names in found}
    look = Look(sentences, first)
    by_sentence: dict[int, list[Detected]] = {}
    for candidate, names in found:
        chance = probability([*names, *look.features(candidate)], weights["claim"])
        if chance >= LIKELY:
            by_sentence.setdefault(candidate.sentence.start, []).append(
                Detected(candidate, tuple(names), chance)
            )
    return tuple(one for likely in by_sentence.values() for one in _told(likely))


def _told(likely: Sequence[Detected]) -> list[Detected]:
    """Return the claims of one sentence from its likely candidates."""
    told = [one for one in likely if one.candidate.is_own]
    inherited = [one for one in likely if not one.candidate.is_own]
    if inherited and not any(one.candidate.type in INHERITABLE for one in told):
        told.append(max(inherited, key=lambda one: one.probability))
    return told
