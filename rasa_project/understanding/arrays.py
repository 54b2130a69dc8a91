"""Saves and loads trained weights as plain arrays and JSON, never as code. Understanding layer: numpy only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

_META = "__meta__"


def save_arrays(path: Path, arrays: Mapping[str, np.ndarray], meta: Mapping[str, Any]) -> None:
    """Writes arrays and a JSON part to one `.npz` file; big arrays in half precision."""
    packed: dict[str, Any] = {
        name: value.astype(np.float16) if value.dtype == np.float32 and value.size > 4096 else value
        for name, value in arrays.items()
    }
    text = json.dumps(meta, ensure_ascii=False, sort_keys=True)
    packed[_META] = np.frombuffer(text.encode("utf-8"), dtype=np.uint8)
    np.savez(path, **packed)


def load_arrays(path: Path) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    """Reads what `save_arrays` wrote; half precision comes back as 32 bits."""
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    meta = json.loads(arrays.pop(_META).tobytes().decode("utf-8"))
    return {
        name: value.astype(np.float32) if value.dtype == np.float16 else value for name, value in arrays.items()
    }, meta
