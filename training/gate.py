"""Learn which words promise a claim, and write the gate as the package ships it.

usage: python -m training.gate GOLD [GOLD ...] [--out FILE]

GOLD are folders of annotated reports (docs/codebook.md), ordinary news among them. A logistic model over the words of
a sentence learns whether a claim begins in it. Its threshold is the highest at which the reports of the first folder,
which are to be real ones, keep the share KEPT of their claims while they are left out of the learning, by parts.
"""

import argparse
import json
import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from training.corpus import placed, read_golds

from marsad.extract.learned.gate import is_short, sentences_of, with_context

OUT = Path(__file__).parents[1] / "src/marsad/extract/learned/weights/gate.json"
KEPT = 0.995
"""Share of the claims that must be kept."""
PARTS = 5
LEAST = 3
"""Sentences that a word must stand in."""
STRENGTH = 0.3
"""Inverse strength of regularisation."""


@dataclass(frozen=True)
class Example:
    """The words of each sentence of a report, which of the sentences begin a claim, and how many claims there are."""

    words: Sequence[frozenset[str]]
    told: NDArray[np.bool_]
    claims: int


def read_examples(folder: Path) -> Iterator[Example]:
    """Yield the annotated reports of a folder as sentences."""
    for gold in read_golds(folder):
        sentences = sentences_of(gold["text"])
        ends = [end for end, _ in sentences]
        told = np.zeros(len(sentences), np.bool_)
        for claim in placed(gold):
            told[bisect_right(ends, claim["offset"])] = True
        if sentences:
            yield Example([words for _, words in sentences], told, len(gold["claims"]))


class Model:
    """A logistic model over the words of sentences."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._words = CountVectorizer(analyzer=list, min_df=LEAST)
        seen = self._words.fit_transform([words for one in examples for words in one.words])
        told = np.concatenate([one.told for one in examples])
        self._model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(seen, told)

    def best(self, example: Example) -> float:
        """Return the score of the most promising sentence of a report; a short one passes in any case."""
        if is_short(example.words):
            return math.inf
        scores = self._model.decision_function(self._words.transform(example.words))
        return max(with_context(scores.tolist()))

    def weights(self) -> dict[str, float]:
        """Return the weights of the words."""
        names, values = self._words.get_feature_names_out(), self._model.coef_[0]
        return {str(name): round(float(value), 2) for name, value in zip(names, values, strict=True)}

    def bias(self) -> float:
        """Return what every sentence starts from."""
        return round(float(self._model.intercept_[0]), 2)


def threshold(best: Sequence[tuple[float, int]]) -> float:
    """Return the highest score at which reports, each (score, number of claims), keep the share KEPT of claims.

    Raises ValueError where short reports, which pass in any case, hold them all.
    """
    spare = (1 - KEPT) * sum(claims for _, claims in best)
    for score, claims in sorted(best):
        spare -= claims
        if spare < 0 and score < math.inf:
            return math.floor(score * 100) / 100
    raise ValueError("the longer reports of the first folder have too few claims: annotate more")


def main() -> None:
    """Learn, choose the threshold, write both."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("gold", type=Path, nargs="+")
    arguments.add_argument("--out", type=Path, default=OUT)
    chosen = arguments.parse_args()
    folders = [[*read_examples(folder)] for folder in chosen.gold]
    examples = [one for folder in folders for one in folder]
    best = [0.0] * len(examples)
    for part in range(PARTS):
        model = Model([one for number, one in enumerate(examples) if number % PARTS != part])
        best[part::PARTS] = [model.best(one) for one in examples[part::PARTS]]
    least = threshold([(best[number], one.claims) for number, one in enumerate(folders[0])])
    kept = sum(one.claims for one, score in zip(examples, best, strict=True) if score >= least)
    silent = [score for one, score in zip(examples, best, strict=True) if not one.claims and score < math.inf]
    print(
        f"{len(examples)} reports; threshold {least:.2f}; {kept / sum(one.claims for one in examples):.4f} of all "
        f"claims are kept; of {len(silent)} longer reports without a claim "
        f"{sum(score >= least for score in silent) / max(1, len(silent)):.2f} pass"
    )
    model = Model(examples)
    weights = {word: weight for word, weight in model.weights().items() if weight}
    told = {"bias": model.bias(), "least": least, "weights": weights}
    chosen.out.write_text(json.dumps(told, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
