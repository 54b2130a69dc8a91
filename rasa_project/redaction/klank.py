"""Whether a word sounds like a name, from its letters alone. Pure layer.

For words that stand on no list: a name from a language no list covers looks
unlike a Dutch word with a typing error. Weights per group of letters come from
data/kennis/afscherming/gewichten.json, made by `training_redaction`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

SIZES = (1, 2, 3, 4)
EXTREME = 5


def groups(word: str) -> Iterator[str]:
    """Groups of one to four letters of a folded word, with its edges marked."""
    edged = f"^{word}$"
    for size in SIZES:
        for start in range(len(edged) - size + 1):
            yield edged[start : start + size]


def sound(word: str, weights: Mapping[str, float]) -> int:
    """Log-odds in whole steps: from -5, surely a word, to 5, surely a name."""
    value = weights.get("", 0.0) + sum(weights.get(group, 0.0) for group in groups(word))
    return max(-EXTREME, min(EXTREME, round(value)))
