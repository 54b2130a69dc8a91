"""Danger, learned: a model beside the rules, tuned to miss nothing. Understanding layer: numpy only."""

from __future__ import annotations

from typing import Any, Sequence

import numpy as np

from rasa_project.consultation.acuut import DIRECT, VRAAG, AcuteResult, AcuteRules, acute_rules
from rasa_project.language.tokens import fold, forms, is_readable
from rasa_project.understanding.chars import LetterFeatures
from rasa_project.understanding.encoder import Reading
from rasa_project.understanding.network import Perceptron, any_of, sigmoid

VECTOR_SCALE = 3.0
LETTER_SCALE = 2.0
SOORTEN = (("zelf", "zelfdoding"), ("kind", "kind"), ("vertrek", "vertrek"), ("wapen", "geweld"), ("explosief", "geweld"),
           ("geweld_daad", "geweld"), ("dreigt_ander", "geweld"), ("vast", "geweld"))
"""Word group -> kind of danger, the first that is found counts."""


class AcuteModel:
    """Chance of danger from the sentence vector, letter groups and the word groups of the rules."""

    def __init__(self, letters: LetterFeatures, model: Perceptron, groups: Sequence[str]) -> None:
        """Takes trained parts; `train` makes them: letter features, weights, names of the word groups."""
        self._letters = letters
        self._model = model
        self._groups = list(groups)

    @classmethod
    def train(cls, readings: Sequence[Reading], acute: Sequence[bool], rules: AcuteRules, epochs: int = 30) -> AcuteModel:
        """Learns from messages."""
        y = np.array(acute, dtype=np.float32)[:, None]
        groups = sorted(rules.groepen)
        letters = LetterFeatures.fit(forms(reading.tokens) for reading in readings)
        x = np.stack([cls._features(letters, groups, rules, reading) for reading in readings])
        return cls(letters, Perceptron.train(x, y, any_of, epochs=epochs, rate=5e-3), groups)

    @staticmethod
    def _features(letters: LetterFeatures, groups: Sequence[str], rules: AcuteRules, reading: Reading) -> np.ndarray:
        found = rules.found(fold(reading.text))
        flags = np.array([name in found for name in groups], dtype=np.float32)
        return np.concatenate([reading.vector * VECTOR_SCALE,
                               letters.dense([forms(reading.tokens)])[0] * LETTER_SCALE, flags])

    def chance(self, reading: Reading, rules: AcuteRules) -> float:
        """Chance between 0 and 1 that the message tells of danger."""
        x = self._features(self._letters, self._groups, rules, reading)[None, :]
        return float(sigmoid(self._model.scores(x))[0, 0])

    def predict(self, reading: Reading, rules: AcuteRules, network: float, ask: float, tell: float) -> AcuteResult:
        """Rules and both models together; recall goes first.

        Args:
            reading: the message.
            rules: the danger rules.
            network: chance of danger by the network that also finds signals.
            ask: from this chance on the assistant asks whether there is danger now.
            tell: from this chance on it gives the numbers at once.
        """
        if not is_readable(reading.tokens):
            return AcuteResult()
        ruled = acute_rules(reading.text, rules)
        chance = (self.chance(reading, rules) + network) / 2
        soort = ruled.soort or self._soort(reading, rules)
        if chance >= tell or (ruled.modus == DIRECT and chance >= ask):
            return AcuteResult(True, DIRECT, soort, ruled.regel)
        if chance >= ask or ruled.modus == DIRECT:
            return AcuteResult(True, VRAAG, soort, ruled.regel)
        return AcuteResult()

    @staticmethod
    def _soort(reading: Reading, rules: AcuteRules) -> str:
        found = rules.found(fold(reading.text))
        return next((soort for group, soort in SOORTEN if group in found), "algemeen")

    def to_arrays(self) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
        """Everything that was learned."""
        arrays = {"letter_weights": self._letters.weights, **self._model.params}
        return arrays, {"letters": self._letters.vocabulary, "groups": self._groups}

    @classmethod
    def from_arrays(cls, arrays: dict[str, np.ndarray], meta: dict[str, Any]) -> AcuteModel:
        """The way back of `to_arrays`."""
        return cls(LetterFeatures(meta["letters"], arrays["letter_weights"]),
                   Perceptron({key: arrays[key] for key in ("w", "b")}), meta["groups"])
