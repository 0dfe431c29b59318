"""Learn the weights of the reader from annotated reports.

usage: python training/rules.py GOLD --places INDEX [--folds 5]

GOLD is a folder of annotated reports (docs/codebook.md). Without --folds the weights are written into the package;
with it the models are cross-validated over reports and their F1 is printed, given claims that are found right.
Needs scikit-learn (`pip install marsad[train]`). The result is the same in every run: the solver starts from zero
and visits the examples in the order of the file names.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.tokens import Span as TokenSpan

from marsad.extract.rules.detect import Look, candidates_of
from marsad.extract.rules.factuality import phase_features
from marsad.extract.rules.harm import Counted, harm_features
from marsad.extract.rules.parse import load_pipeline, parse
from marsad.extract.rules.reader import PIPELINE
from marsad.extract.rules.scene import Scene, look_at
from marsad.extract.rules.selection import FIELDS, Layout, mention_features, options
from marsad.extract.rules.sources import speech_features, speeches_near
from marsad.extract.rules.triggers import Candidate
from marsad.gazetteer import open_gazetteer
from marsad.model import HARM_KINDS, Report
from marsad.ops.scoring import same_dates, same_name

LOOKS = 4
"""Parts into which the reports are cut to give each a first look by a model that has not seen it."""
WEIGHTS = Path(__file__).parent.parent / "src/marsad/extract/rules/reading_weights.json.gz"
STRENGTH = {
    "first-look": 0.15,
    "claim": 0.08,
    "place": 0.1,
    "time": 0.1,
    "actor": 0.2,
    "target": 0.2,
    "source": 0.3,
    "phase": 0.3,
}
"""Inverse of the L2 penalty; 1 for harm, whose features are few."""
RARE = {"first-look": 3, "claim": 3, "place": 3, "actor": 3, "target": 3}
"""How many examples a feature needs to be kept; 2 where nothing is said."""
KEYS = {"place": "places", "actor": "actors", "target": "targets"}

Gold = dict[str, Any]


@dataclass
class Examples:
    """Feature names, whether they are right, and which report they are from, for one model."""

    features: list[list[str]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    report: list[int] = field(default_factory=list)

    def add(self, names: list[str], right: bool, report: int) -> None:
        self.features.append(names)
        self.right.append(right)
        self.report.append(report)


def sentence_of(quote: str, text: str, sentences: Iterable[TokenSpan]) -> TokenSpan:
    """Return the sentence that shares most with a quote."""
    start = text.find(quote)
    end = start + len(quote)
    return max(sentences, key=lambda s: min(end, s.end_char) - max(start, s.start_char))


Firsts = list[tuple[tuple[TokenSpan, ...], list[Candidate]]]
"""Sentences and candidates of each report, in the order of the first look's examples."""


def learn_report(
    number: int, gold: Gold, nlp: Language, lookup: Any, models: dict[str, Examples], firsts: Firsts
) -> None:
    """Add what one annotated report teaches to the examples of every model but the second look's."""
    published = date.fromisoformat(gold["published"]) if gold.get("published") else None
    doc = parse(gold["text"], nlp)
    sentences = tuple(doc.sents)
    told: dict[tuple[int, str], Gold] = {}
    for claim in gold["claims"]:
        told.setdefault((sentence_of(claim["quote"], gold["text"], sentences).start, claim["type"]), claim)
    right: list[tuple[Candidate, Gold, list[str]]] = []
    found = candidates_of(doc, sentences)
    firsts.append((sentences, [candidate for candidate, _ in found]))
    for candidate, names in found:
        claim = told.get((candidate.sentence.start, candidate.type))
        models["first-look"].add(names, claim is not None, number)
        if claim is not None:
            right.append((candidate, claim, names))
    scene = look_at(Report(text=gold["text"], published=published), doc, lookup)
    layouts = {name: Layout(sentences, [c for c, _, _ in right], scene.mentions[name]) for name in FIELDS}
    for candidate, claim, _ in right:
        hurt = [
            p.head
            for p in _inside(scene, candidate)
            if _bounds(p) in (claim.get(kind) for kind in HARM_KINDS)
        ]
        for layout in layouts.values():
            layout.note_harmed(candidate, hurt)
    for candidate, claim, names in right:
        for model, example, is_right in _of_claim(scene, layouts, candidate, claim, names):
            models[model].add(example, is_right, number)


def _of_claim(
    scene: Scene, layouts: dict[str, Layout], candidate: Candidate, claim: Gold, names: list[str]
) -> Iterator[tuple[str, list[str], bool]]:
    text = scene.report.text
    for name, layout in layouts.items():
        for mentions in options(candidate, layout).values():
            first = mentions[0]
            if name == "time":
                days = [date.fromisoformat(claim[end]) for end in ("start", "end") if claim.get(end)]
                found = (first.interval.start, first.interval.end) if first.interval else None
                fits = same_dates((days[0], days[-1]) if days else None, found)
            else:
                fits = any(
                    same_name(want, text[first.start : first.end]) for want in claim.get(KEYS[name]) or []
                )
            yield name, mention_features(candidate, mentions, layout), fits
    near = speeches_near(scene.number(candidate.sentence), scene.speeches)
    wanted = [part for part in (claim.get("source") or "").split(" / ") if part]
    for speech in near:
        speakers = [span.text for span in (speech.speaker.name, speech.speaker.body) if span is not None]
        fits = any(same_name(want, speaker) for want in wanted for speaker in speakers)
        yield "source", speech_features(speech, candidate, near), fits
    inside = _inside(scene, candidate)
    for kind in HARM_KINDS:
        for counted in inside:
            yield kind, harm_features(kind, candidate, counted, inside), claim.get(kind) == _bounds(counted)
    phased = phase_features(candidate, names)
    for phase in PHASES:
        yield f"phase={phase}", phased, claim["phase"] == phase


def _inside(scene: Scene, candidate: Candidate) -> list[Counted]:
    return [p for p in scene.people if candidate.sentence.start <= p.head.i < candidate.sentence.end]


def _bounds(counted: Counted) -> list[int | None]:
    return [counted.people.quantity.low, counted.people.quantity.high]


PHASES = (
    "planned", "demanded", "threatened", "suspended", "resumed", "blocked", "ended",
    "proposed", "agreed", "in_force", "extended", "violated",
)  # fmt: skip


def collect(folder: Path, places: Path) -> dict[str, Examples]:
    """Return the examples of every model from a folder of annotated reports."""
    nlp = load_pipeline(PIPELINE)
    lookup = open_gazetteer(places).lookup
    models: dict[str, Examples] = defaultdict(Examples)
    firsts: Firsts = []
    for number, file in enumerate(sorted(folder.glob("*.json"))):
        learn_report(number, json.loads(file.read_text(encoding="utf-8")), nlp, lookup, models, firsts)
    models["claim"] = second_look(models["first-look"], firsts)
    return models


def second_look(first: Examples, firsts: Firsts) -> Examples:
    """Return the examples of the second look: each report's first look is by a model that has not seen it."""
    chance = unseen_chances("first-look", first, LOOKS)
    second, at = Examples(), 0
    for number, (sentences, found) in enumerate(firsts):
        chances = {(c.sentence.start, c.type): float(chance[at + n]) for n, c in enumerate(found)}
        look = Look(sentences, chances)
        for n, candidate in enumerate(found):
            names = [*first.features[at + n], *look.features(candidate)]
            second.add(names, first.right[at + n], number)
        at += len(found)
    return second


def fit(name: str, examples: Examples, keep: "np.ndarray[Any, Any] | None" = None) -> tuple[Any, Any, Any]:
    """Return the vectorizer, the matrix and the fitted model for one model's examples."""
    base = name.split("=")[0]
    often = Counter(feature for names in examples.features for feature in set(names))
    rare = RARE.get(base, 2)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(
        [{f: 1.0 for f in names if often[f] >= rare} for names in examples.features]
    )
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    right = np.array(examples.right)
    rows = np.ones(len(right), bool) if keep is None else keep
    model = LogisticRegression(
        C=STRENGTH.get(base, 1.0), max_iter=500, solver="liblinear", fit_intercept=False
    )
    return vectorizer, matrix, model.fit(matrix[rows], right[rows])


def weights_of(name: str, examples: Examples) -> dict[str, float]:
    """Return the weights that matter, rounded to a thousandth."""
    vectorizer, _, model = fit(name, examples)
    pairs = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    return {feature: round(float(weight), 3) for feature, weight in sorted(pairs) if abs(weight) >= 0.01}


def unseen_chances(name: str, examples: Examples, folds: int) -> "np.ndarray[Any, Any]":
    """Return the probability of each example by a model that has not seen its report."""
    part = np.array(examples.report) % folds
    chance = np.zeros(len(part))
    for fold in range(folds):
        _, matrix, model = fit(name, examples, part != fold)
        chance[part == fold] = model.predict_proba(matrix[part == fold])[:, 1]
    return chance


def cross_validate(name: str, examples: Examples, folds: int) -> None:
    """Print the best F1 over thresholds of one model, each report scored by a model that has not seen it."""
    right = np.array(examples.right)
    if right.sum() < 2 * folds:
        return
    chance = unseen_chances(name, examples, folds)
    scores = []
    for threshold in np.arange(0.1, 0.75, 0.05):
        read = chance >= threshold
        hits = (read & right).sum()
        scores.append((2 * hits / max(1, read.sum() + right.sum()), round(float(threshold), 2)))
    best, threshold = max(scores)
    print(f"{name:18} {len(right):7} examples {right.sum():6} right  F1 {best:.3f} at {threshold}")


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("gold", type=Path)
    arguments.add_argument(
        "--places", type=Path, required=True, help="the index that `marsad gazetteer build` makes"
    )
    arguments.add_argument("--folds", type=int, default=0, help="cross-validate instead of writing weights")
    chosen = arguments.parse_args()
    models = collect(chosen.gold, chosen.places)
    if chosen.folds:
        for name in sorted(models):
            cross_validate(name, models[name], chosen.folds)
        return
    weights = {
        name: weights_of(name, examples)
        for name, examples in sorted(models.items())
        if sum(examples.right) > 4
    }
    packed = gzip.compress(json.dumps(weights, separators=(",", ":"), sort_keys=True).encode(), mtime=0)
    WEIGHTS.write_bytes(packed)
    print(f"{len(packed) // 1024} KB, " + ", ".join(f"{name} {len(w)}" for name, w in weights.items()))


if __name__ == "__main__":
    main()
