"""Writes the trained encoder as it is shipped: eight-bit ONNX, and the word pieces Dutch needs. Only for training."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from rasa_project.language.pieces import Segmenter
from training_zinnen.start import Start

_SHORT = re.compile(r"\u2581?[a-z\u00e0-\u00ff]{1,3}|[\u2581 -~\u00a0-\u024f\u2018-\u201d\u20ac]{1,2}")
_WORD = re.compile(r"\w+|[^\w\s]")
_READ = {".yml", ".csv", ".txt", ".md"}


def write_network(encoder: nn.Module, target: Path, width: int = 384, output: str = "hidden") -> None:
    """A network as ONNX with eight-bit matrices: input `embedded`, (messages, pieces, width), one row a piece out."""
    encoder.eval()
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            encoder,
            (torch.zeros(1, 9, width),),
            str(plain),
            input_names=["embedded"],
            output_names=[output],
            dynamic_axes={name: {0: "messages", 1: "pieces"} for name in ("embedded", output)},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            str(plain), str(target), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul"]
        )
    _without_signs(target)


def _without_signs(target: Path) -> None:
    """The same eight-bit matrices as numbers from 0 to 255, with 128 for zero.

    With signs, processors without VNNI add in sixteen bits and run over: the same message then gives other vectors
    there than elsewhere. Without, every processor counts the same; it costs such a processor a fifth more time.
    """
    model = onnx.load(str(target))
    stored = {tensor.name: tensor for tensor in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger":
            for name in (node.input[1], node.input[3]):
                numbers = numpy_helper.to_array(stored[name])
                moved = (numbers.astype(np.int16) + 128).astype(np.uint8)
                stored[name].CopyFrom(numpy_helper.from_array(moved, name))
    onnx.save(model, str(target))


def write_pieces(start: Start, folders: list[Path], target: Path) -> int:
    """The word pieces that occur in our texts and lists, and all short ones; gives how many."""
    segmenter = Segmenter(start.pieces, start.scores, start.special["unknown"])
    kept = set(start.special.values())
    for word in _words(folders):
        for glued in (False, True):
            kept.update(segmenter.cut(word, glued))
    kept.update(number for number, piece in enumerate(start.pieces) if _SHORT.fullmatch(piece))
    order = sorted(kept)
    codes, scales = start.packed("emb.word", start.sizes["width"])
    np.savez_compressed(
        target,
        pieces=np.frombuffer("\n".join(start.pieces[number] for number in order).encode(), dtype=np.uint8),
        scores=start.scores[order],
        codes=codes[order],
        scales=scales[order],
        special=np.array([order.index(start.special[name]) for name in ("begin", "end", "unknown")]),
    )
    return len(order)


def _words(folders: list[Path]) -> Iterator[str]:
    seen: set[str] = set()
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.suffix in _READ and file.is_file():
                fresh = set(_WORD.findall(file.read_text(encoding="utf-8").lower())) - seen
                seen |= fresh
                yield from sorted(fresh)
