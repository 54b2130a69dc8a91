"""Turns words into vectors that know their context. Understanding layer: numpy only; the network is handed in.

The network is a small transformer (12 layers of 384 numbers), trained on this
project's own sentences: see `training_zinnen/`. It reads a message once; every
model after it uses the same vectors.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rasa_project.language.tokens import Token
from rasa_project.understanding.encoder import Reading

WIDTH = 384
VECTOR = 2 * WIDTH
LONGEST = 500
"""Word pieces the network reads at once; a longer message is read in parts."""

_MARK = "\u2581"
_UNKNOWN_COST = 10.0
_REMEMBERED = 50_000

Network = Callable[[np.ndarray], np.ndarray]
"""(1, pieces, 384) embedded word pieces -> (1, pieces, 384) vectors in context."""


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


class ContextEncoder:
    """Reads messages with the network."""

    def __init__(self, segmenter: Segmenter, table: Table, network: Network, edges: Mapping[str, int]) -> None:
        """Takes the parts; `edges` has the ids of the pieces that open (`begin`) and close (`end`) a text."""
        self._segmenter = segmenter
        self._table = table
        self._network = network
        self._begin, self._end = edges["begin"], edges["end"]

    def read(self, text: str, tokens: Sequence[Token]) -> Reading:
        """Reads one message: a vector per word and one for the whole."""
        cut = [self._segmenter.cut(token.form, token.glued) if token.form else () for token in tokens]
        sizes = np.array([len(pieces) for pieces in cut], dtype=np.int64)
        hidden = self._hidden([piece for pieces in cut for piece in pieces])
        inner = hidden[1:-1]
        words = np.zeros((len(tokens), WIDTH), dtype=np.float32)
        filled = np.flatnonzero(sizes)
        if filled.size:
            starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
            words[filled] = np.add.reduceat(inner, starts[filled], axis=0)
        return Reading(text, tuple(tokens), words, sizes, np.zeros(0, dtype=np.float32), self._whole(hidden))

    def _hidden(self, pieces: Sequence[int]) -> np.ndarray:
        """Vectors of the begin mark, every piece and the end mark; long rows are read in parts."""
        parts = [pieces[low : low + LONGEST] for low in range(0, max(len(pieces), 1), LONGEST)]
        read = [self._network(self._table.rows([self._begin, *part, self._end])[None])[0] for part in parts]
        if len(read) == 1:
            return read[0]
        inner = np.concatenate([part[1:-1] for part in read])
        return np.concatenate([read[0][:1], inner, read[-1][-1:]])

    @staticmethod
    def _whole(hidden: np.ndarray) -> np.ndarray:
        """Mean and maximum side by side, together of length 1."""
        both = [hidden.mean(axis=0), hidden.max(axis=0)]
        scaled = [part / max(float(np.linalg.norm(part)), 1e-6) for part in both]
        return (np.concatenate(scaled) / np.sqrt(2.0)).astype(np.float32)
