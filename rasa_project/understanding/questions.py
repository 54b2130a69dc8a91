"""Finds the fixed answer that fits a question, by meaning and by words. Understanding layer: numpy only.

No text is ever generated: a question either comes close enough to the example
questions of an answer, or there is no answer. Meaning alone is not enough to
refuse: "wat verdient een casusregisseur" lies close to "wat doet een
casusregisseur". So the words count too: those of the question that stand nowhere
in an answer or its examples speak against it, the rare ones most.
"""

from __future__ import annotations

import os.path
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

_LONG = 5
"""Letters that two words must share to be taken as forms of one word."""

_SHARED = 0.75
"""Part of the longer word that the shared beginning must be."""

_COMMON = 0.3
"""Weight of a word that stands in every answer."""

_MEMORY = 4096
"""Typed words whose forms are remembered."""


@dataclass(frozen=True)
class FixedAnswer:
    """An answer that can be found.

    Attributes:
        key: id of the answer.
        examples: how people ask for it.
        intents: only for these intents; empty means any.
        words: words of the answer itself, as `Token.form`.
    """

    key: str
    examples: tuple[str, ...]
    intents: frozenset[str]
    words: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Grenzen:
    """When an answer is close enough; the values stand in `data/kennis/vragen.yml`.

    Attributes:
        genoeg: least score (cosine + `gewicht_woorden` x part of the words that the answer
            knows + `gewicht_voorbeeld` x part that its examples know).
        dekking: least part of the words that the answer must know, 0 to 1.
        voorsprong: least lead on the next answer.
        weigering: least cosine for a message that is refused anyway; only its words are to be chosen.
        ver: score to which an answer must come when the message was understood as something else.
    """

    genoeg: float
    dekking: float
    voorsprong: float
    weigering: float
    ver: float
    gewicht_woorden: float
    gewicht_voorbeeld: float


@dataclass(frozen=True)
class Part:
    """A message, or one sentence of it: its vector of length 1 and its words."""

    vector: np.ndarray
    words: tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """The best answer and its score."""

    key: str
    score: float


class QuestionFinder:
    """Compares a message with all example questions.

    Args:
        answers: the answers.
        examples: per answer, in the same order, its example questions as parts.
        frame: words that ask and say nothing of the subject ("wat", "betekent").
        grenzen: when an answer is close enough.
    """

    def __init__(
        self,
        answers: Sequence[FixedAnswer],
        examples: Sequence[Sequence[Part]],
        frame: Collection[str],
        grenzen: Grenzen,
    ) -> None:
        if len(answers) != len(examples) or not answers:
            raise ValueError(f"examples of {len(examples)} answers for {len(answers)} answers")
        self._answers = tuple(answers)
        self._vectors = np.stack([part.vector for parts in examples for part in parts])
        self._starts = np.cumsum([0, *(len(parts) for parts in examples[:-1])])
        self._frame = frozenset(frame)
        asked = [frozenset(word for part in parts for word in part.words) - self._frame for parts in examples]
        own = [answer.words - self._frame for answer in answers]
        self._asked = Vocabulary(asked)
        self._known = Vocabulary([a | b for a, b in zip(asked, own, strict=True)])
        self._grenzen = grenzen

    def find(self, parts: Sequence[Part], intents: Sequence[str]) -> Match | None:
        """The answer for a message, or None.

        Args:
            parts: the whole message, and its sentences when it has more.
            intents: what the message was understood as, the main one first.
        """
        found = [match for part in parts if (match := self._best(part, intents)) is not None]
        return max(found, key=lambda match: match.score, default=None)

    def refuse(self, parts: Sequence[Part], intent: str) -> Match | None:
        """The words for a message that must be refused: by meaning alone, among the answers of that intent."""
        scores = np.max([self._cosines(part) for part in parts], axis=0)
        allowed = np.array([intent in answer.intents for answer in self._answers])
        first = int(np.argmax(np.where(allowed, scores, -2.0)))
        if not allowed[first] or scores[first] < self._grenzen.weigering:
            return None
        return Match(self._answers[first].key, round(float(scores[first]), 4))

    def _best(self, part: Part, intents: Sequence[str]) -> Match | None:
        limits = self._grenzen
        words = [word for word in dict.fromkeys(part.words) if word not in self._frame]
        cover, asked = self._covers(words)
        scores = self._cosines(part) + limits.gewicht_woorden * cover + limits.gewicht_voorbeeld * asked
        order = np.argsort(-scores)
        first = int(order[0])
        answer = self._answers[first]
        fits = not answer.intents or bool(answer.intents.intersection(intents))
        least = limits.genoeg if fits else limits.ver
        lead = scores[first] - scores[order[1]] if len(order) > 1 else np.inf
        if scores[first] < least or cover[first] < limits.dekking or lead < limits.voorsprong:
            return None
        return Match(answer.key, round(float(scores[first]), 4))

    def _cosines(self, part: Part) -> np.ndarray:
        """Per answer the closeness of its nearest example."""
        return np.maximum.reduceat(self._vectors @ part.vector, self._starts)

    def _covers(self, words: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Per answer the part of these words that it knows, and that its examples know; rare words weigh most."""
        count = len(self._answers)
        if not words:
            return np.zeros(count), np.zeros(count)
        knows = np.stack([self._known.who_knows(word) for word in words])
        asks = np.stack([self._asked.who_knows(word) for word in words])
        weights = np.log((count + 1) / (knows.sum(axis=1) + 1)) + _COMMON
        return weights @ knows / weights.sum(), weights @ asks / weights.sum()


class Vocabulary:
    """Which answers know a word, in one of its forms: plural, verb forms, parts of a compound.

    Args:
        words: the words of each answer.
    """

    def __init__(self, words: Sequence[frozenset[str]]) -> None:
        self._count = len(words)
        self._rows: dict[str, np.ndarray] = {}
        for i, own in enumerate(words):
            for word in own:
                self._rows.setdefault(word, np.zeros(self._count, dtype=bool))[i] = True
        self._pieces: dict[str, set[str]] = {}
        for word in self._rows:
            for piece in _pieces(word):
                self._pieces.setdefault(piece, set()).add(word)
        self._seen: dict[str, np.ndarray] = {}

    def who_knows(self, word: str) -> np.ndarray:
        """True per answer that knows the word."""
        found = self._seen.get(word)
        if found is None:
            # What people type has no end; the memory does.
            if len(self._seen) > _MEMORY:
                self._seen.clear()
            found = self._seen[word] = self._look_up(word)
        return found

    def _look_up(self, word: str) -> np.ndarray:
        out = np.array(self._rows.get(word, np.zeros(self._count, dtype=bool)))
        near = {other for piece in _pieces(word) for other in self._pieces.get(piece, ())}
        for other in near:
            if same_word(word, other):
                out |= self._rows[other]
        return out


def _pieces(word: str) -> set[str]:
    """Stretches that two forms of one word must share: the beginning, and every five letters in a row."""
    return {word[:4], *(word[i : i + _LONG] for i in range(len(word) - _LONG + 1))}


def same_word(left: str, right: str) -> bool:
    """True when two words are forms of one, or one is a long part of the other."""
    short, long = sorted((left, right), key=len)
    if len(short) >= 4 and long.startswith(short) and len(long) - len(short) <= 3:
        return True
    shared = len(os.path.commonprefix([left, right]))
    if shared >= _LONG and shared >= _SHARED * len(long):
        return True
    return len(short) >= _LONG and short in long
