"""Two corrections for training spaCy 3.4's edit tree lemmatizer; nothing of it is needed to run the result."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from spacy.pipeline.edit_tree_lemmatizer import EditTreeLemmatizer
    from spacy.training import Example
    from thinc.types import Floats2d

MISSING = -1


def restore_tree_labels(lemmatizer: EditTreeLemmatizer) -> None:
    """Give a lemmatizer that goes on training its map from tree to label: spaCy 3.4 does not load it back.

    Without it every lemma counts as label 0 and the lemmatizer unlearns everything (seen: .916 became .734).
    """
    lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])}


def gold_labels(lemmatizer: EditTreeLemmatizer, example: Example) -> list[int]:
    """Give the label per word, or MISSING when the lemma is missing or its tree is too rare to be a label."""
    labels = []
    for word, lemma in zip(example.predicted, example.get_aligned("LEMMA", as_string=True), strict=True):
        tree = lemmatizer.trees.add(word.text, lemma) if lemma else None
        labels.append(MISSING if tree is None else lemmatizer.tree2label.get(tree, MISSING))
    return labels


def teach_known_lemmas(lemmatizer: EditTreeLemmatizer) -> None:
    """Let only lemmas that the lemmatizer can give count in training.

    spaCy 3.4 counts a missing lemma and a rare tree as label 0, so every twentieth word pulled towards one
    arbitrary tree.
    """
    restore_tree_labels(lemmatizer)

    def get_loss(examples: Iterable[Example], scores: list[Floats2d]) -> tuple[float, list[Floats2d]]:
        loss, gradients = 0.0, []
        for example, given in zip(examples, scores, strict=True):
            labels = np.asarray(gold_labels(lemmatizer, example), dtype="int64")
            known = labels != MISSING
            gradient = np.zeros_like(given)
            gradient[known] = given[known]
            gradient[np.flatnonzero(known), labels[known]] -= 1.0
            loss += float((gradient**2).sum())
            gradients.append(gradient)
        return loss, gradients

    lemmatizer.get_loss = get_loss  # type: ignore[method-assign]
