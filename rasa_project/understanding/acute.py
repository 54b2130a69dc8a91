"""Danger, learned: a model beside the rules, tuned to miss nothing. Understanding layer: numpy only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from rasa_project.consultation.acuut import DIRECT, VRAAG, AcuteResult, AcuteRules, acute_rules
from rasa_project.language.sentences import split_sentences
from rasa_project.language.tokens import fold, is_readable
from rasa_project.understanding.encoder import Reading
from rasa_project.understanding.network import Perceptron, any_of, sigmoid

SOORTEN = (
    ("zelf", "zelfdoding"),
    ("kind", "kind"),
    ("vertrek", "vertrek"),
    ("wapen", "geweld"),
    ("explosief", "geweld"),
    ("geweld_daad", "geweld"),
    ("dreigt_ander", "geweld"),
    ("vast", "geweld"),
)
"""Word group -> kind of danger, the first that is found counts."""


HEARD = 0.005
"""Chance that the model must see before a rule alone asks; chosen on the development sets, where rules alone
doubled the questions at look-alikes for one message in two hundred."""

DANGER = frozenset(
    {"wapen", "explosief", "geweld_daad", "dreigt_ander", "zelf", "vertrek", "kind", "vast", "noodkreet"}
)
SOON = frozenset({"nu", "binnenkort"})
HARMLESS = frozenset({"spel", "werk", "vroeger", "ontkend", "algemeen"})
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?(?:u|uur)\b|\bom (?:half |kwart (?:over|voor) )?(?:een|twee|drie|vier|vijf|zes"
    r"|zeven|acht|negen|tien|elf|twaalf)\b"
    r"|\b\d{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b"
    r"|\bover (?:een|\d+) (?:uur|minuten|kwartier|dagen)\b"
)
_ASKS = re.compile(
    r"^(?:stel|hoe|wat|wanneer|waar|wie|welke|is|zijn|kan|kun|mag|moet|hebben|heb je|hypothetisch|als)\b"
)


def word_group_features(reading: Reading, groups: Sequence[str], rules: AcuteRules) -> np.ndarray:
    """The word groups as features, with what they say together in one sentence."""
    text = fold(reading.text)
    sentences = [rules.found(text[start:end]) for start, end in split_sentences(text)]
    narrow = set().union(*sentences) if sentences else set()
    flags = [float(name in narrow) for name in groups]
    together = []
    for names in ({name.removesuffix("_ruim") for name in found} for found in sentences):
        danger, soon, harmless = bool(names & DANGER), bool(names & SOON), bool(names & HARMLESS)
        together.append(
            (
                danger,
                soon,
                harmless,
                danger and soon,
                danger and not harmless,
                danger and soon and not harmless,
                danger and harmless,
                len(names & DANGER) > 1,
            )
        )
    joint = np.array(together, dtype=np.float32).max(axis=0) if together else np.zeros(8, dtype=np.float32)
    size = len(reading.tokens)
    shape = [bool(_CLOCK.search(text)), bool(_ASKS.search(text)), size <= 3, size <= 8, size > 30, text.endswith("?")]
    return np.concatenate([np.array(flags, dtype=np.float32), joint, np.array(shape, dtype=np.float32)])


class AcuteModel:
    """Chance of danger from the vector of a message and the word groups of the rules."""

    def __init__(self, model: Perceptron, groups: Sequence[str]) -> None:
        """Takes trained parts; `train` makes them: weights, names of the word groups."""
        self._model = model
        self._groups = list(groups)

    @classmethod
    def train(
        cls, readings: Sequence[Reading], acute: Sequence[bool], rules: AcuteRules, epochs: int = 20
    ) -> AcuteModel:
        """Learns from messages."""
        y = np.array(acute, dtype=np.float32)[:, None]
        groups = sorted(rules.groepen)
        x = np.stack([cls._features(groups, rules, reading) for reading in readings])
        width = len(readings[0].vector)
        return cls(Perceptron.train(x, y, any_of, even=width, epochs=epochs, rate=5e-3), groups)

    @staticmethod
    def _features(groups: Sequence[str], rules: AcuteRules, reading: Reading) -> np.ndarray:
        return np.concatenate([reading.vector, word_group_features(reading, groups, rules)])

    def chance(self, reading: Reading, rules: AcuteRules) -> float:
        """Chance between 0 and 1 that the message tells of danger."""
        x = self._features(self._groups, rules, reading)[None, :]
        return float(sigmoid(self._model.scores(x))[0, 0])

    def predict(self, reading: Reading, rules: AcuteRules, ask: float, tell: float) -> AcuteResult:
        """Rules and model together. The bounds are low, so recall goes first.

        A rule that goes off asks by itself, unless the model is all but certain that it is a game or the past; one
        that must always ask, asks.

        Args:
            reading: the message.
            rules: the danger rules.
            ask: from this chance on the assistant asks whether there is danger now.
            tell: from this chance on it gives the numbers at once.
        """
        if not is_readable(reading.tokens):
            return AcuteResult()
        ruled = acute_rules(reading.text, rules)
        chance = self.chance(reading, rules)
        soort = ruled.soort or self._soort(reading, rules)
        if chance >= tell or (ruled.modus == DIRECT and chance >= ask):
            return AcuteResult(True, DIRECT, soort, ruled.regel)
        if chance >= ask or ruled.altijd or (ruled.modus == DIRECT and chance >= HEARD):
            return AcuteResult(True, VRAAG, soort, ruled.regel)
        return AcuteResult()

    @staticmethod
    def _soort(reading: Reading, rules: AcuteRules) -> str:
        found = rules.found(fold(reading.text))
        return next((soort for group, soort in SOORTEN if group in found), "algemeen")

    def to_arrays(self) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
        """Everything that was learned."""
        return dict(self._model.params), {"groups": self._groups}

    @classmethod
    def from_arrays(cls, arrays: dict[str, np.ndarray], meta: dict[str, Any]) -> AcuteModel:
        """The way back of `to_arrays`."""
        return cls(Perceptron({key: arrays[key] for key in ("w", "b")}), meta["groups"])
