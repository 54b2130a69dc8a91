"""The weights that are shipped give the same vectors on every processor."""

from __future__ import annotations

from pathlib import Path

import pytest

VENDOR = Path(__file__).resolve().parents[3] / "vendor"


UINT8, INT8 = 2, 3
"""Element types in the format of ONNX."""


@pytest.mark.parametrize("network", ["zinsencoder/encoder.onnx", "afschermlezer/lezer.onnx"])
def test_eight_bit_weights_have_no_signs(network: str) -> None:
    """With signs, a processor without VNNI runs over while adding (`training_zinnen/export.py`)."""
    kinds = element_types((VENDOR / network).read_bytes(), b"_quantized")
    assert kinds and set(kinds) == {UINT8}


def element_types(content: bytes, name: bytes) -> list[int]:
    """Types of the stored arrays with this in their name: field 2 of a tensor, a little before its name."""
    found, place = [], content.find(name)
    while place >= 0:
        start = content.rfind(b"\x10", max(0, place - 64), place)
        if start >= 0 and content[start + 1] in (UINT8, INT8):
            found.append(content[start + 1])
        place = content.find(name, place + 1)
    return found
