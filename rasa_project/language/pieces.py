"""Cuts words into pieces and gives each piece its vector. Language layer: numpy only.

Both networks of this project read the same pieces: the sentence encoder of the understanding and the reader of
the redaction. Source of the pieces: multilingual-e5-small, see `vendor/zinsencoder/SOURCES.md`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

_MARK = "\u2581"
_UNKNOWN_COST = 10.0
_REMEMBERED = 50_000


class Segmenter:
    """Cuts a word into the most likely row of known pieces (unigram model, Kudo 2018)."""

    def __init__(self, pieces: Sequence[str], scores: np.ndarray, unknown: int) -> None:
        """Takes the pieces with their log-chances, and the id for a letter that is in no piece."""
        self._ids = {piece: number for number, piece in enumerate(pieces) if piece}
        self._scores = [float(score) for score in scores]
        self._unknown = unknown
        self._worst = min(self._scores) - _UNKNOWN_COST
        self._longest = max(map(len, self._ids))
        self._known: dict[tuple[str, bool], tuple[int, ...]] = {}

    def cut(self, word: str, glued: bool) -> tuple[int, ...]:
        """Ids of the pieces; `glued` when no white space stands before the word."""
        key = (word, glued)
        found = self._known.get(key)
        if found is None:
            plain = unicodedata.normalize("NFKC", word).split()
            found = self._best(("" if glued else _MARK) + _MARK.join(plain)) if plain else ()
            if len(self._known) < _REMEMBERED:
                self._known[key] = found
        return found

    def _best(self, text: str) -> tuple[int, ...]:
        size = len(text)
        best = [0.0, *[-np.inf] * size]
        came: list[tuple[int, int]] = [(0, 0)] * (size + 1)
        for start in range(size):
            for end in range(start + 1, min(size, start + self._longest) + 1):
                number = self._ids.get(text[start:end])
                if number is not None and best[start] + self._scores[number] > best[end]:
                    best[end], came[end] = best[start] + self._scores[number], (start, number)
            if best[start] + self._worst > best[start + 1]:
                best[start + 1], came[start + 1] = best[start] + self._worst, (start, self._unknown)
        row, place = [], size
        while place:
            place, number = came[place]
            row.append(number)
        return tuple(reversed(row))


@dataclass(frozen=True)
class Table:
    """Vectors of word pieces, four bits a number.

    Attributes:
        codes: uint8, a row per piece: two numbers a byte, low half first, blocks of 32 numbers in 16 bytes.
        scales: float16, a row per piece, one scale per block.
    """

    codes: np.ndarray
    scales: np.ndarray

    def rows(self, ids: Sequence[int]) -> np.ndarray:
        """The vectors of some pieces as float32."""
        codes = self.codes[ids].reshape(len(ids), self.scales.shape[1], 16)
        halves = np.concatenate([codes & 15, codes >> 4], axis=-1).astype(np.float32) - 8.0
        return (halves * self.scales[ids].astype(np.float32)[..., None]).reshape(len(ids), -1)


def unpack(arrays: Mapping[str, np.ndarray]) -> tuple[Segmenter, Table, dict[str, int]]:
    """What `woorddelen.npz` holds: the segmenter, the vectors, and the ids of the pieces that open and close a text."""
    pieces = bytes(arrays["pieces"]).decode("utf-8").split("\n")
    begin, end, unknown = (int(number) for number in arrays["special"])
    segmenter = Segmenter(pieces, arrays["scores"], unknown)
    return segmenter, Table(arrays["codes"], arrays["scales"]), {"begin": begin, "end": end}
