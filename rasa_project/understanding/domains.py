"""Which domains a message speaks of, as a whole: a second opinion for the tagger. Understanding layer: numpy only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from rasa_project.language.tokens import forms
from rasa_project.understanding.chars import LetterFeatures
from rasa_project.understanding.encoder import Reading
from rasa_project.understanding.hints import Hints
from rasa_project.understanding.network import Perceptron, any_of, sigmoid

VECTOR_SCALE = 3.0
LETTER_SCALE = 2.0


class DomainModel:
    """A linear model on the message vector, letter groups and word lists."""

    def __init__(self, letters: LetterFeatures, model: Perceptron, hints: Hints) -> None:
        """Takes trained parts; `train` makes them."""
        self._letters = letters
        self._model = model
        self._hints = hints

    @classmethod
    def train(cls, readings: Sequence[Reading], targets: np.ndarray, hints: Hints, epochs: int = 15) -> DomainModel:
        """Learns from messages; `targets` has a row per message and a column per domain, 0 or 1."""
        model = cls(LetterFeatures.fit(forms(reading.tokens) for reading in readings), Perceptron({}), hints)
        x = np.stack([model._features(reading) for reading in readings])
        model._model = Perceptron.train(x, targets.astype(np.float32), any_of, epochs=epochs, rate=5e-3)
        return model

    def _features(self, reading: Reading) -> np.ndarray:
        rows = self._hints.rows(reading)
        if not len(rows):
            rows = np.zeros((1, self._hints.width), dtype=np.float32)
        return np.concatenate(
            [
                reading.vector * VECTOR_SCALE,
                self._letters.dense([forms(reading.tokens)])[0] * LETTER_SCALE,
                rows.max(axis=0),
                np.minimum(rows.sum(axis=0), 3) / 2,
            ]
        )

    def chances(self, reading: Reading) -> np.ndarray:
        """Chance per domain that the message speaks of it."""
        return sigmoid(self._model.scores(self._features(reading)[None, :]))[0]

    def to_arrays(self) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
        """Everything that was learned."""
        arrays = {f"dom_{name}": value for name, value in self._model.params.items()}
        return {**arrays, "dom_letters": self._letters.weights}, {"dom_letters": self._letters.vocabulary}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], meta: Mapping[str, Any], hints: Hints) -> DomainModel:
        """The way back of `to_arrays`."""
        model = Perceptron({name: arrays[f"dom_{name}"] for name in ("w", "b")})
        return cls(LetterFeatures(meta["dom_letters"], arrays["dom_letters"]), model, hints)
