"""What word lists say about each word, as features beside the encoder's vectors. Understanding layer: numpy only."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from rasa_project.language.cues import KINDS, Cues
from rasa_project.language.cues import same_length as folded_text
from rasa_project.understanding.encoder import Reading


class Hints:
    """Marks words that stand in a list or in a cue."""

    def __init__(self, lists: Mapping[str, re.Pattern[str]], cues: Cues) -> None:
        """Takes a pattern per list and the cue finder."""
        self._lists = {name: lists[name] for name in sorted(lists)}
        self._cues = cues
        self.width = len(self._lists) + len(KINDS) + 4

    def rows(self, reading: Reading) -> np.ndarray:
        """One row per word: lists, cues, mark, number, placeholder, glued."""
        tokens = reading.tokens
        rows = np.zeros((len(tokens), self.width), dtype=np.float32)
        if not tokens:
            return rows
        starts = np.array([token.start for token in tokens])
        text = folded_text(reading.text[: tokens[-1].end])
        for column, pattern in enumerate(self._lists.values()):
            for match in pattern.finditer(text):
                self._mark(rows, starts, column, match.start(), match.end())
        for cue in self._cues.find_folded(text):
            self._mark(rows, starts, len(self._lists) + KINDS.index(cue.kind), cue.start, cue.end)
        for row, token in zip(rows, tokens):
            first = token.form[:1]
            row[-4:] = (not token.is_word, first.isdigit(), first == "[", token.glued)
        return rows

    @staticmethod
    def _mark(rows: np.ndarray, starts: np.ndarray, column: int, start: int, end: int) -> None:
        low, high = np.searchsorted(starts, (start, end))
        rows[low:high, column] = 1.0
