"""Letter groups as features, for comparing with models that have them. Tools layer: numpy only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np


def letter_groups(text: str, low: int = 2, high: int = 5) -> Counter[str]:
    """All groups of `low` to `high` letters within the words of a text, with their number."""
    groups: Counter[str] = Counter()
    for word in text.split():
        padded = f" {word} "
        for size in range(low, high + 1):
            groups.update(padded[start : start + size] for start in range(len(padded) - size + 1))
    return groups


class LetterFeatures:
    """TF-IDF of letter groups, each row of length 1."""

    def __init__(self, vocabulary: Sequence[str], weights: np.ndarray) -> None:
        """Takes the letter groups and the weight of each."""
        self.vocabulary = list(vocabulary)
        self.weights = weights.astype(np.float32)
        self._index = {group: place for place, group in enumerate(self.vocabulary)}

    @classmethod
    def fit(cls, texts: Iterable[str], at_least: int = 3, size: int = 12_000) -> LetterFeatures:
        """Keeps the groups that occur in `at_least` texts, at most `size` of them."""
        documents: Counter[str] = Counter()
        count = 0
        for text in texts:
            documents.update(letter_groups(text).keys())
            count += 1
        kept = [(group, number) for group, number in documents.items() if number >= at_least]
        kept.sort(key=lambda pair: (-pair[1], pair[0]))
        kept = kept[:size]
        weights = np.array([np.log((1 + count) / (1 + number)) + 1 for _, number in kept], dtype=np.float32)
        return cls([group for group, _ in kept], weights)

    def sparse(self, text: str, scale: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
        """Places and values of one text, together of length `scale`."""
        found = [(self._index[group], number) for group, number in letter_groups(text).items() if group in self._index]
        if not found:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        places = np.array([place for place, _ in found], dtype=np.int64)
        values = (1 + np.log(np.array([number for _, number in found], dtype=np.float32))) * self.weights[places]
        return places, values * np.float32(scale / np.sqrt((values * values).sum()))

    def dense(self, texts: Sequence[str]) -> np.ndarray:
        """One full row per text."""
        rows = np.zeros((len(texts), len(self.vocabulary)), dtype=np.float32)
        for row, text in zip(rows, texts):
            places, values = self.sparse(text)
            row[places] = values
        return rows
