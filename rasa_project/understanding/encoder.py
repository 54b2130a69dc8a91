"""A message as the models see it: its words and their vectors. Understanding layer: numpy only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rasa_project.language.tokens import Token


@dataclass(frozen=True)
class Reading:
    """A message as the models see it.

    Attributes:
        text: the message; offsets of the tokens refer to it.
        tokens: its words and marks.
        words: one row of numbers per token, its word pieces added up.
        sizes: number of word pieces per token.
        vector: the numbers of the whole message, of length 1.
    """

    text: str
    tokens: tuple[Token, ...]
    words: np.ndarray
    sizes: np.ndarray
    vector: np.ndarray
