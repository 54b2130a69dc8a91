"""Trains how a name sounds: groups of letters of names against those of Dutch words."""

from __future__ import annotations

import random
from pathlib import Path

from rasa_project.redaction.klank import groups
from rasa_project.redaction.models import RedactionLists
from training_redaction.namen import sections, slip

ROOT = Path(__file__).resolve().parents[1]


def train_sound(lists: RedactionLists, rng: random.Random, without: frozenset[str] = frozenset()) -> dict[str, float]:
    """Weights per group of letters; the empty group is the starting value.

    Args:
        lists: names and everyday words.
        without: names that must not be learned from.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    own = ROOT / "data/kennis/afscherming"
    names: list[str] = []
    for stem in ("voornamen", "achternamen"):
        for path in (own / f"{stem}.txt", own / f"{stem}_eigen.txt"):
            for listed in sections(path).values():
                fit = [n for n in listed if n.isalpha() and n not in without and n not in lists.woorden]
                names += [rng.choice(fit) for _ in range(min(len(fit), 1_500))]
    names += [slip(name, rng) for name in names[::4]]
    ranked = [word for word in lists.woorden if word.isalpha() and len(word) > 2]
    words = ranked[:20_000] + [rng.choice(ranked) for _ in range(20_000)]
    words += [slip(word, rng) for word in words[::4]]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(groups(word), 1) for word in names + words])
    model = LogisticRegression(C=0.3, solver="liblinear", class_weight="balanced")
    model.fit(matrix, [1] * len(names) + [0] * len(words))
    weights = {
        name: round(float(w), 2)
        for name, w in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
        if abs(w) >= 0.12
    }
    return {"": round(float(model.intercept_[0]), 2), **weights}
