"""What the work of the user is when it is not named but shows. Understanding layer: numpy only.

"Ik weeg en meet baby's op het consultatiebureau" names no profession; rules find
only what is named (`slots.py`). A linear model on the vector of the message.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from rasa_project.understanding.encoder import Reading
from rasa_project.understanding.network import Perceptron, one_of, softmax

NOBODY = "-"
"""In place of a role, when a message does not say what the work of the user is."""

SURE = 0.6
"""Least chance of a role that is not named; chosen on the development sets. A wrong role gives a worse referral."""


class RoleModel:
    """One linear model: which role, or none."""

    def __init__(self, labels: Sequence[str], model: Perceptron) -> None:
        """Takes trained parts; `train` makes them."""
        self.labels = list(labels)
        self._model = model

    @classmethod
    def train(cls, readings: Sequence[Reading], roles: Sequence[str | None], epochs: int = 12) -> RoleModel:
        """Learns from messages with the role of the user, None where it does not show."""
        labels = [NOBODY, *sorted({role for role in roles if role})]
        x = np.stack([reading.vector for reading in readings])
        y = np.zeros((len(readings), len(labels)), dtype=np.float32)
        y[np.arange(len(readings)), [labels.index(role or NOBODY) for role in roles]] = 1
        return cls(labels, Perceptron.train(x, y, one_of, even=x.shape[1], epochs=epochs, rate=5e-3))

    def predict(self, reading: Reading) -> str | None:
        """The role, or None when it does not show for sure."""
        chances = softmax(self._model.scores(reading.vector[None, :]))[0]
        best = int(np.argmax(chances))
        return self.labels[best] if best and chances[best] >= SURE else None

    def to_arrays(self) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
        """Everything that was learned."""
        return dict(self._model.params), {"labels": self.labels}

    @classmethod
    def from_arrays(cls, arrays: dict[str, np.ndarray], meta: dict[str, Any]) -> RoleModel:
        """The way back of `to_arrays`."""
        return cls(meta["labels"], Perceptron({key: arrays[key] for key in ("w", "b")}))
