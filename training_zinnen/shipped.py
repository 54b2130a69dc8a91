"""Reads the weights back from a network as it is shipped, so that training can go on from there. Only for training."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

_MATRIX = re.compile(r"/(?P<part>.+)/MatMul_quant")


def read_shipped(network: Path) -> dict[str, np.ndarray]:
    """The weights of `write_network` by their names in PyTorch: plain ones as they are, matrices from their eight bits.

    Rounding to eight bits can't be undone; the first steps of training make up for it.
    """
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(network)).graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    found = {name: value for name, value in stored.items() if value.dtype == np.float32 and not name.endswith("_scale")}
    for node in graph.node:
        matrix = _MATRIX.fullmatch(node.name)
        if node.op_type != "MatMulInteger" or matrix is None:
            continue
        name = node.input[1].removesuffix("_quantized")
        whole = stored[f"{name}_quantized"].astype(np.float32) - stored[f"{name}_zero_point"].astype(np.float32)
        found[f"{matrix['part'].replace('/', '.')}.weight"] = (whole * stored[f"{name}_scale"]).T.copy()
    return found
