"""Which domains a message speaks of, as a whole: a second opinion for the tagger. Understanding layer: numpy only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from rasa_project.understanding.encoder import Reading
from rasa_project.understanding.hints import Hints
from rasa_project.understanding.network import Perceptron, any_of, sigmoid


class DomainModel:
    """A linear model on the message vector and word lists."""

    def __init__(self, model: Perceptron, hints: Hints) -> None:
        """Takes the trained part; `train` makes it."""
        self._model = model
        self._hints = hints

    @classmethod
    def train(cls, readings: Sequence[Reading], targets: np.ndarray, hints: Hints, epochs: int = 15) -> DomainModel:
        """Learns from messages; `targets` has a row per message and a column per domain, 0 or 1."""
        model = cls(Perceptron({}), hints)
        x = np.stack([model._features(reading) for reading in readings])
        width = len(readings[0].vector)
        model._model = Perceptron.train(x, targets.astype(np.float32), any_of, even=width, epochs=epochs, rate=5e-3)
        return model

    def _features(self, reading: Reading) -> np.ndarray:
        rows = self._hints.rows(reading)
        if not len(rows):
            rows = np.zeros((1, self._hints.width), dtype=np.float32)
        return np.concatenate([reading.vector, rows.max(axis=0), np.minimum(rows.sum(axis=0), 3) / 2])

    def chances(self, reading: Reading) -> np.ndarray:
        """Chance per domain that the message speaks of it."""
        return sigmoid(self._model.scores(self._features(reading)[None, :]))[0]

    def to_arrays(self) -> dict[str, np.ndarray]:
        """Everything that was learned."""
        return {f"dom_{name}": value for name, value in self._model.params.items()}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], hints: Hints) -> DomainModel:
        """The way back of `to_arrays`."""
        model = Perceptron({name: arrays[f"dom_{name}"] for name in ("w", "b")})
        return cls(model, hints)
