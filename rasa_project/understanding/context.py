"""Turns words into vectors that know their context. Understanding layer: numpy only; the network is handed in.

The network is a small transformer (12 layers of 384 numbers), trained on this
project's own sentences: see `training_zinnen/`. It reads a message once; every
model after it uses the same vectors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from rasa_project.language.pieces import Segmenter, Table
from rasa_project.language.tokens import Token
from rasa_project.understanding.encoder import Reading

WIDTH = 384
VECTOR = 2 * WIDTH
LONGEST = 500
"""Word pieces the network reads at once; a longer message is read in parts."""

Network = Callable[[np.ndarray], np.ndarray]
"""(messages, pieces, 384) embedded word pieces -> (messages, pieces, 384) vectors in context."""


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
        cut = self._cut(tokens)
        return self._reading(text, tokens, cut, self._hidden([piece for pieces in cut for piece in pieces]))

    def read_side_by_side(self, messages: Sequence[tuple[str, Sequence[Token]]]) -> list[Reading]:
        """Reads messages of one number of pieces (`pieces_of`) at once, half as fast again; for training.

        The network rounds to eight bits over all it reads at once, so the vectors differ a little from those of
        `read`: their cosine is .9999 on average.
        """
        cuts = [self._cut(tokens) for _, tokens in messages]
        rows = [self._table.rows([self._begin, *(p for pieces in cut for p in pieces), self._end]) for cut in cuts]
        if len({len(row) for row in rows}) != 1 or len(rows[0]) > LONGEST + 2:
            return [self.read(text, tokens) for text, tokens in messages]
        read = self._network(np.stack(rows))
        return [
            self._reading(text, tokens, cut, hidden)
            for (text, tokens), cut, hidden in zip(messages, cuts, read, strict=True)
        ]

    def pieces_of(self, tokens: Sequence[Token]) -> int:
        """How many pieces a message has."""
        return sum(map(len, self._cut(tokens)))

    def _cut(self, tokens: Sequence[Token]) -> list[Sequence[int]]:
        return [self._segmenter.cut(token.form, token.glued) if token.form else () for token in tokens]

    def _reading(self, text: str, tokens: Sequence[Token], cut: Sequence[Sequence[int]], hidden: np.ndarray) -> Reading:
        sizes = np.array([len(pieces) for pieces in cut], dtype=np.int64)
        inner = hidden[1:-1]
        words = np.zeros((len(tokens), WIDTH), dtype=np.float32)
        filled = np.flatnonzero(sizes)
        if filled.size:
            starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
            words[filled] = np.add.reduceat(inner, starts[filled], axis=0)
        return Reading(text, tuple(tokens), words, sizes, self._whole(hidden))

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
