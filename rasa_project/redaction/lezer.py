"""The reader: a small network that says per word of a message whether it points to a person. Pure layer.

Patterns and lists know how personal data look; the reader knows where they stand in a sentence: that "li" in "li komt
niet meer" is somebody, and "de regenboog" behind "leerling van" a school. Trained by `training_redaction`; the weights
are handed in (`vendor/afschermlezer`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rasa_project.language.pieces import Segmenter, Table
from rasa_project.redaction.document import Document

KINDS = ("NAAM", "ORGANISATIE", "ADRES", "PLAATS", "ACCOUNT")
TAGS = 1 + 2 * len(KINDS)
"""Nothing, and per kind its first word and the words after that."""
LONGEST = 250
"""Word pieces read at once; a longer message is read in parts."""

Network = Callable[[np.ndarray], np.ndarray]
"""(1, pieces, 384) embedded word pieces -> (1, pieces, TAGS) scores."""


def begin_tag(kind: str) -> int:
    """Tag of the first word of something; the one after it is for its other words."""
    return 1 + 2 * KINDS.index(kind)


def forms(document: Document) -> list[tuple[str, bool]]:
    """Per token how the reader sees it, and whether it is glued to the one before.

    All in lower case, as most people type; what was taken out before is one word.
    """
    out, end = [], -1
    for token in document.tokens:
        out.append(("[weg]" if token.kind == "m" else document.lower[token.start : token.end], token.start == end))
        end = token.end
    return out


@dataclass(frozen=True)
class Lezing:
    """What the reader sees in one message.

    Attributes:
        chances: (tokens, 1 + kinds); first that a token is nothing, then per kind of `KINDS`.
        begins: (tokens,) chance that something new begins here.
    """

    chances: np.ndarray
    begins: np.ndarray


class Lezer:
    """Reads documents with the network."""

    def __init__(self, segmenter: Segmenter, table: Table, network: Network, edges: Mapping[str, int]) -> None:
        """Takes the parts; `edges` has the ids of the pieces that open (`begin`) and close (`end`) a text."""
        self._segmenter, self._table, self._network = segmenter, table, network
        self._begin, self._end = edges["begin"], edges["end"]

    def read(self, document: Document) -> Lezing:
        """Chances per token; a word that is cut in pieces is what its first piece is."""
        cut = [self._segmenter.cut(form, glued) for form, glued in forms(document)]
        first = np.cumsum([0, *(len(pieces) for pieces in cut)])[:-1]
        pieces = [piece for word in cut for piece in word]
        scores = np.zeros((len(cut), TAGS))
        scores[:, 0] = 20.0
        if pieces:
            all_scores = np.concatenate([self._scores(part) for part in _parts(pieces)])
            there = np.array([bool(word) for word in cut])
            scores[there] = all_scores[first[there]]
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        begins, inside = chances[:, 1::2], chances[:, 2::2]
        return Lezing(np.concatenate([chances[:, :1], begins + inside], axis=1), begins.sum(axis=1))

    def _scores(self, pieces: Sequence[int]) -> np.ndarray:
        embedded = self._table.rows([self._begin, *pieces, self._end])[None]
        return self._network(embedded)[0][1:-1]


def _parts(pieces: Sequence[int]) -> list[Sequence[int]]:
    return [pieces[low : low + LONGEST] for low in range(0, len(pieces), LONGEST)]
