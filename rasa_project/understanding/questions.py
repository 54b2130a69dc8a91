"""Finds the fixed answer that fits a question, by meaning. Understanding layer: numpy only.

No text is ever generated: a question either comes close enough to one of the
example questions of an answer, or there is no answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class FixedAnswer:
    """An answer that can be found.

    Attributes:
        key: id of the answer.
        examples: how people ask for it.
        intents: only for these intents; empty means `vraag_kennis`.
    """

    key: str
    examples: tuple[str, ...]
    intents: frozenset[str]


@dataclass(frozen=True)
class Match:
    """The best answer and how close it came (cosine, -1 to 1)."""

    key: str
    score: float


class QuestionFinder:
    """Compares a message with all example questions.

    Args:
        answers: the answers.
        vectors: one row of length 1 per example, in the order of the answers.
        least: cosine below which there is no answer.
        margin: how much better the best must be than the best of another answer.
    """

    def __init__(self, answers: Sequence[FixedAnswer], vectors: np.ndarray, least: float, margin: float) -> None:
        self._keys = np.array([i for i, a in enumerate(answers) for _ in a.examples], dtype=np.int64)
        if len(self._keys) != len(vectors):
            raise ValueError(f"{len(vectors)} vectors for {len(self._keys)} example questions")
        self._answers = tuple(answers)
        self._vectors = vectors
        self._least, self._margin = least, margin

    def find(self, vectors: np.ndarray, intents: Sequence[str], least: float | None = None) -> Match | None:
        """The answer for a message, or None.

        Args:
            vectors: one row per sentence of the message (and one for the whole), length 1 each.
            intents: what the message was understood as; an answer must belong to one of them.
            least: another lower bound, for messages that were understood already.
        """
        if not len(vectors) or not len(self._vectors):
            return None
        closeness = (self._vectors @ vectors.T).max(axis=1)
        best = np.full(len(self._answers), -1.0)
        np.maximum.at(best, self._keys, closeness)
        for i, answer in enumerate(self._answers):
            if answer.intents and not answer.intents.intersection(intents):
                best[i] = -1.0
        order = np.argsort(-best)
        first = int(order[0])
        second = float(best[order[1]]) if len(order) > 1 else -1.0
        if best[first] < (self._least if least is None else least) or best[first] - second < self._margin:
            return None
        return Match(self._answers[first].key, float(best[first]))
