"""The logistic model over named features."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.extract.rules.scorer import load_weights, probability

WEIGHTS = st.dictionaries(st.text(), st.floats(-1e6, 1e6))


def test_nothing_known_is_even() -> None:
    assert probability(["unknown"], {"other": 4.0}) == 0.5


def test_the_weights_of_present_features_add_up() -> None:
    weights = {"bias": -2.0, "word": 1.0, "absent": 9.0}
    assert probability(["bias", "word"], weights) == pytest.approx(1 / (1 + math.e))


@given(st.lists(st.text()), WEIGHTS)
def test_a_probability_is_strictly_between_0_and_1(features: list[str], weights: dict[str, float]) -> None:
    assert 0 < probability(features, weights) < 1


def test_weights_are_loaded_once() -> None:
    assert load_weights() is load_weights()
