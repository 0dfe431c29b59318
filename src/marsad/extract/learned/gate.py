"""Whether a raw text may tell a claim: a linear model over the words of its sentences, which costs next to nothing.

Most news is not about war. A text none of whose sentences promises a claim is not read any further. The weights are
in `weights/gate.json`; training/gate.py makes them.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

__all__ = ["Gate", "is_short", "load_gate", "sentences_of", "with_context"]

END = re.compile(r"[.!?][\"'”’)]*\s|\n\s*\n|\Z")
"""Where a sentence ends; a single line break does not end one, since wire reports break their lines anywhere."""
WORD = re.compile(r"[a-z]+")
CONTEXT = 1.0
"""How much the sentences around count: the same words tell less in a report of a court than in one of a war."""
AROUND = 8
"""Sentences to either side that are around."""
SHORT = 3, 80
"""Sentences, and different words in them, up to which a text is read in any case: little tells what it is about."""


def sentences_of(text: str) -> list[tuple[int, frozenset[str]]]:
    """Return for each sentence of a text where it ends, and its words in small letters."""
    ends = [match.end() for match in END.finditer(text)]
    found = (text[start:end].lower() for start, end in pairwise([0, *ends]))
    told = zip(ends, (frozenset(WORD.findall(one)) for one in found), strict=True)
    return [(end, words) for end, words in told if words]


def with_context(scores: list[float]) -> list[float]:
    """Return the scores of sentences, each with a share of the mean of those around it."""
    sums = [0.0]
    for score in scores:
        sums.append(sums[-1] + score)
    around = ((max(0, at - AROUND), min(len(scores), at + AROUND + 1)) for at in range(len(scores)))
    means = ((sums[stop] - sums[start]) / (stop - start) for start, stop in around)
    return [score + CONTEXT * mean for score, mean in zip(scores, means, strict=True)]


def is_short(sentences: Sequence[frozenset[str]]) -> bool:
    """Tell whether a text of sentences with these words is read in any case."""
    most, words = SHORT
    return len(sentences) <= most and sum(map(len, sentences)) <= words


@dataclass(frozen=True, slots=True)
class Gate:
    """Weights of words, what every sentence starts from, and the score from which one promises a claim."""

    weights: Mapping[str, float]
    bias: float
    least: float

    def passes(self, text: str) -> bool:
        """Tell whether a text is to be read: it is short, or one of its sentences may tell a claim."""
        sentences = [words for _, words in sentences_of(text)]
        if is_short(sentences):
            return bool(sentences)
        scores = [self.bias + sum(self.weights.get(word, 0.0) for word in words) for words in sentences]
        return max(with_context(scores)) >= self.least


@cache
def load_gate() -> Gate:
    """Load the gate that the package is shipped with."""
    source = files("marsad.extract.learned").joinpath("weights", "gate.json")
    return Gate(**json.loads(source.read_text("utf-8")))
