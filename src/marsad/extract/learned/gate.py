"""Whether a raw text may tell a claim: a linear model over the words of its sentences, which costs next to nothing.

Most news is not about war. A text none of whose sentences promises a claim is not read any further. The weights are
in `weights/gate.json`; training/gate.py makes them.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["SHORT", "Gate", "load_gate", "sentences_of", "with_context"]

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]*)*")
WORD = re.compile(r"[a-z]+")
CONTEXT = 0.5
"""How much the sentences around count: the same words tell less in a report of a court than in one of a war."""
AROUND = 8
"""Sentences to either side that are around."""
SHORT = 3
"""Sentences of a text that is read in any case: little tells what it is about, and it costs little to read."""


def sentences_of(text: str) -> list[tuple[int, frozenset[str]]]:
    """Return for each sentence of a text where it ends, and its words in small letters."""
    found = ((one.end(), frozenset(WORD.findall(one[0].lower()))) for one in SENTENCE.finditer(text))
    return [(end, words) for end, words in found if words]


def with_context(scores: list[float]) -> list[float]:
    """Return the scores of sentences, each with a share of the mean of those around it."""
    sums = [0.0]
    for score in scores:
        sums.append(sums[-1] + score)
    around = ((max(0, at - AROUND), min(len(scores), at + AROUND + 1)) for at in range(len(scores)))
    means = ((sums[stop] - sums[start]) / (stop - start) for start, stop in around)
    return [score + CONTEXT * mean for score, mean in zip(scores, means, strict=True)]


@dataclass(frozen=True, slots=True)
class Gate:
    """Weights of words, what every sentence starts from, and the score from which one promises a claim."""

    weights: Mapping[str, float]
    bias: float
    least: float

    def passes(self, text: str) -> bool:
        """Tell whether a text is to be read: it is short, or one of its sentences may tell a claim."""
        sentences = sentences_of(text)
        if len(sentences) <= SHORT:
            return bool(sentences)
        scores = [self.bias + sum(self.weights.get(word, 0.0) for word in words) for _, words in sentences]
        return max(with_context(scores)) >= self.least


@cache
def load_gate() -> Gate:
    """Load the gate that the package is shipped with."""
    source = files("marsad.extract.learned").joinpath("weights", "gate.json")
    return Gate(**json.loads(source.read_text("utf-8")))
