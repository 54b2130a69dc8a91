"""What the user wants: one main intent and all others that are there too. Understanding layer: numpy only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rasa_project.language.tokens import is_readable
from rasa_project.understanding.encoder import Reading
from rasa_project.understanding.network import Perceptron, any_of, one_of, sigmoid, softmax

ALSO = 0.5
SURE = 0.35

REFUSED = "ongepast"
"""A request for a verdict, or for help to spy."""

ASKED_LAST = 0.8
"""Least chance that what a story asks last, read apart, is such a request; chosen on the development sets."""


@dataclass(frozen=True)
class IntentResult:
    """The intents of a message.

    Attributes:
        ranking: all intents with their chance, the most likely first.
        chosen: the main intent and those that are there too, main one first.
        zeker: False when the main intent is little more than a guess.
    """

    ranking: tuple[tuple[str, float], ...]
    chosen: tuple[str, ...]
    zeker: bool


class IntentModel:
    """Two linear models on the vector of a message: which intent leads, and which others are there."""

    def __init__(self, labels: Sequence[str], first: Perceptron, also: Perceptron) -> None:
        """Takes trained parts; `train` makes them."""
        self.labels = list(labels)
        self._first = first
        self._also = also

    @classmethod
    def train(cls, readings: Sequence[Reading], intents: Sequence[Sequence[str]], epochs: int = 12) -> IntentModel:
        """Learns from messages with their intents, the main one first."""
        labels = sorted({name for names in intents for name in names})
        x = np.stack([reading.vector for reading in readings])
        main = np.zeros((len(readings), len(labels)), dtype=np.float32)
        every = np.zeros_like(main)
        for row, names in enumerate(intents):
            main[row, labels.index(names[0])] = 1
            for name in names:
                every[row, labels.index(name)] = 1
        counts = main.sum(axis=0)
        weights = 1 / np.sqrt(np.maximum(counts, 1))
        weights /= (weights * counts).sum() / len(readings)
        width = x.shape[1]
        first = Perceptron.train(x, main * weights, one_of, even=width, epochs=epochs, rate=5e-3, dropout=0.5)
        also = Perceptron.train(x, every, any_of, even=width, epochs=epochs, rate=5e-3, dropout=0.5)
        return cls(labels, first, also)

    def predict(self, reading: Reading, last: Reading | None = None) -> IntentResult:
        """The intents of one message; `last` is what it asks last read apart, when it has more sentences.

        Behind a long story a short "dus wat is hij?" drowns; no verdict must slip through because of that.
        """
        x = reading.vector[None, :]
        chances = softmax(self._first.scores(x))[0]
        also = sigmoid(self._also.scores(x))[0]
        order = np.argsort(-chances)
        ranking = tuple((self.labels[place], float(chances[place])) for place in order)
        main = order[0]
        others = [place for place in np.argsort(-also) if place != main and also[place] >= ALSO]
        chosen = (self.labels[main], *(self.labels[place] for place in others[:2]))
        if last is not None and REFUSED not in chosen and self._asks_refused(last):
            chosen = (*chosen[:2], REFUSED)
        return IntentResult(ranking, chosen, bool(chances[main] >= SURE and is_readable(reading.tokens)))

    def _asks_refused(self, last: Reading) -> bool:
        chances = softmax(self._first.scores(last.vector[None, :]))[0]
        return REFUSED in self.labels and bool(chances[self.labels.index(REFUSED)] >= ASKED_LAST)

    def to_arrays(self) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
        """Everything that was learned."""
        parts = (("first", self._first), ("also", self._also))
        arrays = {f"{name}_{key}": value for name, part in parts for key, value in part.params.items()}
        return arrays, {"labels": self.labels}

    @classmethod
    def from_arrays(cls, arrays: dict[str, np.ndarray], meta: dict[str, Any]) -> IntentModel:
        """The way back of `to_arrays`."""
        parts = [Perceptron({key: arrays[f"{name}_{key}"] for key in ("w", "b")}) for name in ("first", "also")]
        return cls(meta["labels"], *parts)
