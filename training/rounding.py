"""Keep the weights of a network in 8 bits, and multiply them in full.

A network quantized for ONNX Runtime rounds what goes into its layers as well. That is faster on processors with
instructions for it, but a rounding that falls out otherwise in one layer changes those of the next: a text was read a
little otherwise on each kind of processor, and less well than in full on all of them.
"""

from collections.abc import Iterator

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

__all__ = ["in_8_bits"]

Floats = NDArray[np.float32]
WHERE = {"MatMul": 1, "Gemm": 1, "Gather": 0}
"""Which input of a node are its weights."""
STEPS = 127


def in_8_bits(model: ModelProto) -> ModelProto:
    """Return a network whose tables of weights are kept in 8 bits, each output of a layer in steps of its own.

    ONNX Runtime brings those of layers back to full size once, when it loads them, and those that are looked up (the
    vocabulary) at each look. Raises ValueError where one table is used in two ways.
    """
    small = ModelProto()
    small.CopyFrom(model)
    graph = small.graph
    weights = {one.name: numpy_helper.to_array(one) for one in graph.initializer if _is_table(one)}
    nodes: list[NodeProto] = []
    rounded: dict[str, list[TensorProto]] = {}
    axes: dict[str, int | None] = {}
    for node in graph.node:
        name = node.input[WHERE[node.op_type]] if node.op_type in WHERE else ""
        if name not in weights:
            nodes.append(node)
            continue
        axis = _axis(node)
        if axes.setdefault(name, axis) != axis:
            raise ValueError(f"{name} is used in two ways: its outputs lie along two axes")
        steps, whole = _rounded(weights[name], axis)
        rounded[name] = [
            numpy_helper.from_array(whole, name),
            numpy_helper.from_array(steps, f"{name}_steps"),
        ]
        nodes += _looked_up(node, name) if axis is None else _multiplied(node, name)
    kept = [one for one in graph.initializer if one.name not in rounded]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend([*kept, *(one for both in rounded.values() for one in both)])
    onnx.checker.check_model(small)
    return small


def _is_table(one: TensorProto) -> bool:
    return one.data_type == TensorProto.FLOAT and len(one.dims) == 2


def _axis(node: NodeProto) -> int | None:
    """Return the axis along which the weights of one output lie; None for a table that is looked up."""
    if node.op_type == "Gather":
        return None
    return 1 if any(one.name == "transB" and one.i for one in node.attribute) else 0


def _rounded(weights: Floats, axis: int | None) -> tuple[Floats, NDArray[np.int8]]:
    """Return the steps of weights, and how many of them each is."""
    steps = np.abs(weights).max(axis, keepdims=True) / STEPS
    whole = np.round(weights / np.where(steps == 0, 1, steps))
    return steps.astype(np.float32).reshape(() if axis is None else steps.shape), whole.astype(np.int8)


def _multiplied(node: NodeProto, name: str) -> Iterator[NodeProto]:
    """Yield a layer that is multiplied by its weights at their full size."""
    product = node.output[0]
    yield helper.make_node("Cast", [name], [f"{product}_whole"], to=TensorProto.FLOAT)
    yield helper.make_node("Mul", [f"{product}_whole", f"{name}_steps"], [f"{product}_weights"])
    full = NodeProto()
    full.CopyFrom(node)
    full.input[1] = f"{product}_weights"
    yield full


def _looked_up(node: NodeProto, name: str) -> Iterator[NodeProto]:
    """Yield a look into a table whose rows are brought to their full size as they are found."""
    found = node.output[0]
    row = NodeProto()
    row.CopyFrom(node)
    row.output[0] = f"{found}_row"
    yield row
    yield helper.make_node("Cast", [f"{found}_row"], [f"{found}_whole"], to=TensorProto.FLOAT)
    yield helper.make_node("Mul", [f"{found}_whole", f"{name}_steps"], [found])
