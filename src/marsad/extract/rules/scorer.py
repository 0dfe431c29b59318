"""How likely something is: a logistic model over named features, its weights learned from annotated reports.

The weights of all models stand in `reading_weights.json.gz`; docs/models.md is their model card and
training/rules.py makes them.
"""

import gzip
import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from marsad.errors import ExtractError

__all__ = ["Weights", "load_weights", "probability"]

Weights = Mapping[str, float]
"""Weight by feature name; a feature that is not named weighs nothing."""


@cache
def load_weights() -> Mapping[str, Weights]:
    """Return the weights of each model by its name: `claim`, `place`, `phase=planned`, …

    Raises ExtractError when the file is missing from the installation.
    """
    source = files("marsad.extract.rules").joinpath("reading_weights.json.gz")
    try:
        packed = source.read_bytes()
    except FileNotFoundError:
        raise ExtractError(
            "the reader's weights are missing: install marsad anew, or run `make train`"
        ) from None
    weights: dict[str, dict[str, float]] = json.loads(gzip.decompress(packed))
    return weights


def probability(features: Iterable[str], weights: Weights) -> float:
    """Return the probability, between 0 and 1, that what has these features is what the model looks for."""
    total = sum(weights.get(feature, 0.0) for feature in features)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
