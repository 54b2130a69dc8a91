"""The learned decision whether a word is part of a name. Pure layer.

Logistic regression over the features of `kenmerken`; weights come from
data/kennis/afscherming/gewichten.json, made by `training_redaction`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def score(features: Iterable[str], weights: Mapping[str, float]) -> float:
    """Log-odds that the word is part of a name; above 0 is more likely than not."""
    return sum(weights.get(feature, 0.0) for feature in features)
