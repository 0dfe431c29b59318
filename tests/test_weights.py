"""The weights that the reader is shipped with."""

import math

from marsad.codebook import load_codebook
from marsad.extract.rules.scorer import load_weights
from marsad.extract.rules.selection import FIELDS
from marsad.model import HARM_KINDS

ALWAYS = {"first-look", "claim", "source", *FIELDS}
"""Models that reading cannot do without."""


def test_every_model_that_reading_needs_is_there_and_no_unknown_one() -> None:
    phases = {f"phase={phase}" for kind in load_codebook().types.values() for phase in kind.phases}
    assert set(load_weights()) >= ALWAYS
    assert set(load_weights()) <= ALWAYS | phases | set(HARM_KINDS)


def test_every_model_has_weights_and_every_weight_is_finite_and_not_nought() -> None:
    for name, weights in load_weights().items():
        assert weights, name
        assert all(math.isfinite(weight) and weight for weight in weights.values()), name


def test_every_model_has_a_weight_for_the_bias() -> None:
    assert [name for name, weights in load_weights().items() if "bias" not in weights] == []


def test_types_in_the_names_of_features_are_those_of_the_codebook() -> None:
    kinds = {name.split("|")[0] for name in load_weights()["claim"] if "|" in name}
    assert kinds <= set(load_codebook().types)
