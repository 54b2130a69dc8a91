"""Danger, learned: a model beside the rules, tuned to miss nothing. Understanding layer: numpy only."""

from __future__ import annotations

from typing import Any, Sequence

import numpy as np

from rasa_project.consultation.acuut import DIRECT, VRAAG, AcuteResult, AcuteRules, acute_rules
from rasa_project.language.tokens import fold, forms
from rasa_project.understanding.chars import LetterFeatures
from rasa_project.understanding.encoder import Reading
from rasa_project.understanding.network import Perceptron, any_of, sigmoid

VECTOR_SCALE = 3.0
LETTER_SCALE = 2.0
RECALL = 0.99
FOLDS = 5


class AcuteModel:
    """Chance of danger from the sentence vector, letter groups and the word groups of the rules."""

    def __init__(self, letters: LetterFeatures, model: Perceptron, groups: Sequence[str], ask: float, tell: float) -> None:
        """Takes trained parts; `train` makes them.

        Args:
            letters: letter features.
            model: features -> score.
            groups: names of the word groups, in the order of the features.
            ask: from this chance on the assistant asks whether there is danger.
            tell: from this chance on it gives the numbers at once.
        """
        self._letters = letters
        self._model = model
        self._groups = list(groups)
        self.ask = ask
        self.tell = tell

    @classmethod
    def train(cls, readings: Sequence[Reading], acute: Sequence[bool], rules: AcuteRules, epochs: int = 30) -> AcuteModel:
        """Learns from messages; the thresholds come from chances on parts that were left out."""
        y = np.array(acute, dtype=np.float32)[:, None]
        groups = sorted(rules.groepen)
        letters = LetterFeatures.fit(forms(reading.tokens) for reading in readings)
        x = np.stack([cls._features(letters, groups, rules, reading) for reading in readings])
        chances = np.zeros(len(x))
        fold_of = np.random.default_rng(1).permutation(len(x)) % FOLDS
        for part in range(FOLDS):
            inside = fold_of != part
            trained = Perceptron.train(x[inside], y[inside], any_of, epochs=epochs, rate=5e-3)
            chances[~inside] = sigmoid(trained.scores(x[~inside]))[:, 0]
        found = np.sort(chances[y[:, 0] > 0.5])
        ask = float(found[int(len(found) * (1 - RECALL))]) if len(found) else 0.5
        ask = min(0.5, max(0.02, ask * 0.9))
        model = Perceptron.train(x, y, any_of, epochs=epochs, rate=5e-3)
        return cls(letters, model, groups, ask, max(0.6, ask))

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

    def predict(self, reading: Reading, rules: AcuteRules) -> AcuteResult:
        """Rules and model together: a rule that is certain wins, the model decides the rest."""
        ruled = acute_rules(reading.text, rules)
        chance = self.chance(reading, rules)
        if chance >= self.tell or (ruled.modus == DIRECT and chance >= self.ask):
            return AcuteResult(True, DIRECT, ruled.soort or "algemeen", ruled.regel)
        if chance >= self.ask or ruled.modus == DIRECT:
            return AcuteResult(True, VRAAG, ruled.soort or "algemeen", ruled.regel)
        return AcuteResult()

    def to_arrays(self) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
        """Everything that was learned."""
        arrays = {"letter_weights": self._letters.weights, **self._model.params}
        return arrays, {"letters": self._letters.vocabulary, "groups": self._groups, "ask": self.ask, "tell": self.tell}

    @classmethod
    def from_arrays(cls, arrays: dict[str, np.ndarray], meta: dict[str, Any]) -> AcuteModel:
        """The way back of `to_arrays`."""
        return cls(LetterFeatures(meta["letters"], arrays["letter_weights"]),
                   Perceptron({key: arrays[key] for key in ("w", "b")}), meta["groups"], meta["ask"], meta["tell"])
