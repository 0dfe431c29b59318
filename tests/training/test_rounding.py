"""Weights of a network in 8 bits, multiplied in full."""

from typing import Any

import numpy as np
import onnxruntime as ort
import pytest
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper, numpy_helper
from training.rounding import STEPS, in_8_bits

Floats = NDArray[np.float32]
PIECES, NARROW, WIDE = 50, 8, 32


def _network(table: Floats, layer: Floats, head: Floats) -> ModelProto:
    """Return a network that looks rows up in a table, and sends them through two layers."""
    nodes = [
        helper.make_node("Gather", ["table", "pieces"], ["rows"]),
        helper.make_node("MatMul", ["rows", "layer"], ["wide"]),
        helper.make_node("Gemm", ["wide", "head"], ["told"], transB=1),
    ]
    tables = {"table": table, "layer": layer, "head": head}
    graph = helper.make_graph(
        nodes,
        "network",
        [helper.make_tensor_value_info("pieces", TensorProto.INT64, ["words"])],
        [helper.make_tensor_value_info("told", TensorProto.FLOAT, ["words", 2])],
        [numpy_helper.from_array(values, name) for name, values in tables.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def _told(model: ModelProto, pieces: list[int]) -> Any:
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {"pieces": np.array(pieces, np.int64)})[0]


def _weights(seed: int = 3) -> tuple[Floats, Floats, Floats]:
    dice = np.random.default_rng(seed)
    shapes = ((PIECES, NARROW), (NARROW, WIDE), (2, WIDE))
    table, layer, head = (dice.normal(size=shape).astype(np.float32) for shape in shapes)
    return table, layer, head


def test_a_network_in_8_bits_says_nearly_the_same() -> None:
    model = _network(*_weights())
    small = in_8_bits(model)
    full = _told(model, [3, 7, 49])
    assert np.abs(_told(small, [3, 7, 49]) - full).max() < 0.02 * np.abs(full).max()
    kinds = {one.name: one.data_type for one in small.graph.initializer}
    assert {name for name, kind in kinds.items() if kind == TensorProto.INT8} == {"table", "layer", "head"}


def test_weights_of_whole_steps_are_kept_as_they_are() -> None:
    dice = np.random.default_rng(5)
    table, layer, head = (
        dice.integers(-STEPS, STEPS, values.shape, endpoint=True).astype(np.float32) for values in _weights()
    )
    table[0, 0], layer[0], head[:, 0] = STEPS, STEPS, STEPS
    model = _network(table / np.float32(8), layer / np.float32(4), head / np.float32(2))
    assert (_told(in_8_bits(model), [0, 12]) == _told(model, [0, 12])).all()


def test_one_great_value_makes_no_other_output_of_its_layer_coarse() -> None:
    table, layer, head = _weights()
    small = in_8_bits(_network(table, layer, np.stack([head[0] * 10_000, head[1]])))
    full = _told(_network(table, layer, head), list(range(PIECES)))
    assert (
        np.abs(_told(small, list(range(PIECES)))[:, 1] - full[:, 1]).max() < 0.02 * np.abs(full[:, 1]).max()
    )


def test_a_great_number_going_into_a_layer_does_not_round_the_others() -> None:
    table, layer, head = _weights()
    head[:, 0] = 0  # what is great says nothing
    quiet = _told(in_8_bits(_network(table, layer, head)), [1, 2])
    layer[:, 0] *= 10_000
    assert np.allclose(_told(in_8_bits(_network(table, layer, head)), [1, 2]), quiet, atol=1e-5)


def test_a_table_that_is_used_in_two_ways_is_refused() -> None:
    model = _network(*_weights())
    model.graph.node[1].input[1] = "head"
    with pytest.raises(ValueError, match="head is used in two ways"):
        in_8_bits(model)


def test_a_layer_of_nothing_stays_nothing() -> None:
    table, layer, head = _weights()
    assert not _told(in_8_bits(_network(table, layer * 0, head)), [4]).any()
