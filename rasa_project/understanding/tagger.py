"""Marks words: where a signal begins, goes on, or is not, and of which domain. Understanding layer: numpy only.

The encoder has read every word in its context, so one small layer on top of its vectors is enough: networks that looked
at the neighbours again learned ten times as long and found the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rasa_project.understanding.network import HalfRows, Params, Perceptron, one_of, softmax

DOMEINEN = (
    "gedrag",
    "sociale_omgeving",
    "uitingen",
    "online",
    "uiterlijk_symbolen",
    "geweld_dreiging",
    "trigger_persoonlijk",
    "trigger_groep",
    "trigger_samenleving",
    "beschermend",
)
TAGS = 1 + 2 * len(DOMEINEN)
HIDDEN = 96


@dataclass(frozen=True)
class Example:
    """One training message: a row per word, and the tag of each."""

    words: np.ndarray
    tags: np.ndarray


def begin_tag(domein: int) -> int:
    """The tag of the first word of a signal."""
    return 1 + 2 * domein


def word_rows(words: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Word vectors made comparable: the mean over word pieces."""
    return words / np.maximum(sizes, 1)[:, None]


def _allowed_moves() -> np.ndarray:
    moves = np.full((TAGS, TAGS), -1e4, dtype=np.float32)
    moves[:, 0] = 0.0
    for domein in range(len(DOMEINEN)):
        begin = begin_tag(domein)
        moves[:, begin] = 0.0
        moves[[begin, begin + 1], begin + 1] = 0.0
    return moves


class Tagger:
    """The trained network."""

    def __init__(self, params: Params) -> None:
        """Takes its arrays."""
        self.params = params
        self._model = Perceptron(params)
        self.moves = _allowed_moves()

    @classmethod
    def train(cls, examples: Sequence[Example], *, even: int = 0, epochs: int = 4) -> Tagger:
        """Fits the network on all words; the first `even` columns are evened while learning (`network.Evening`)."""
        rows = HalfRows(np.concatenate([example.words for example in examples]).astype(np.float16, copy=False))
        tags = np.eye(TAGS, dtype=np.float32)[np.concatenate([example.tags for example in examples])]
        options = {"hidden": HIDDEN, "epochs": epochs, "rate": 1e-3, "size": 256}
        return cls(Perceptron.train(rows, tags, one_of, even=even, **options).params)  # type: ignore[arg-type]

    def read(self, words: np.ndarray) -> np.ndarray:
        """Chances per word of every tag."""
        return softmax(self._model.scores(words))

    def best(self, tags: np.ndarray, outside: float = 0.0) -> np.ndarray:
        """The most likely allowed row of tags; `outside` above zero makes signals rarer."""
        scores = np.log(tags + 1e-9)
        scores[:, 0] += outside
        path = np.zeros(scores.shape, dtype=np.int64)
        score = scores[0].copy()
        score[2::2] = -1e4
        for place in range(1, len(scores)):
            steps = score[:, None] + self.moves
            path[place] = steps.argmax(axis=0)
            score = steps.max(axis=0) + scores[place]
        best = np.zeros(len(scores), dtype=np.int64)
        best[-1] = score.argmax()
        for place in range(len(scores) - 1, 0, -1):
            best[place - 1] = path[place, best[place]]
        return best
