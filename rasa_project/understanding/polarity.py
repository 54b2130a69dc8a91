"""Is a signal there, denied or doubtful: cue words with their scope, and what the encoder makes of the words.

Understanding layer: numpy only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from rasa_project.language.clauses import split_clauses
from rasa_project.language.cues import Cues, reaches
from rasa_project.language.sentences import split_sentences
from rasa_project.language.tokens import Token
from rasa_project.understanding.encoder import Reading
from rasa_project.understanding.network import Perceptron, Rows, one_of, softmax

POLARITEITEN = ("aanwezig", "afwezig", "onzeker")
BEFORE, AFTER = 7, 4
_VERBA = "zei|zeggen|zegt|riep|roept|schreef|schrijft|appte|vindt|vond|beweert|noemt|noemde"
_SPREEKT = re.compile(rf"\b(?:{_VERBA})\b[^.;!?]{{0,30}}\bdat\b")
_ONTKENT = re.compile(r"\b(?:niet|nooit|geen)\b")
AT_LEAST = 2


def places_of(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The clause and the sentence in which a span begins, both at least as long as the span."""
    sentence = next((place for place in split_sentences(text) if place[0] <= start < place[1]), (0, len(text)))
    sentence = (sentence[0], max(sentence[1], end))
    clause = next((place for place in split_clauses(text, *sentence) if place[0] <= start < place[1]), sentence)
    return (clause[0], max(clause[1], end)), sentence


def marks_of(text: str, tokens: Sequence[Token], start: int, end: int, domein: str, cues: Cues) -> set[str]:
    """What surrounds a span, as named marks: cues that reach it, words inside, before and after it."""
    clause, sentence = places_of(text, start, end)
    marks = {f"d:{domein}"}
    inside = [token.form for token in tokens if token.start < end and token.end > start and token.form]
    before = [token.form for token in tokens if sentence[0] <= token.start and token.end <= start and token.form][
        -BEFORE:
    ]
    after = [token.form for token in tokens if end <= token.start and token.end <= sentence[1] and token.form][:AFTER]
    for name, words in (("in", inside), ("voor", before), ("na", after)):
        marks.update(f"{name}:{word}" for word in words)
        marks.update(f"{name}:{one}_{two}" for one, two in zip(words, words[1:]))
    marks.update({f"eerst:{inside[0]}"} if inside else ())
    for cue in cues.find(text[sentence[0] : sentence[1]]):
        low = cue.start + sentence[0]
        where = "in" if start <= low < end else "voor" if low < start else "na"
        marks.add(f"cue:{cue.kind}:{where}")
        shift = sentence[0]
        moved = tuple((a - shift, b - shift) for a, b in ((start, end), clause, sentence))
        if reaches(cue, *moved):
            marks.add(f"raakt:{cue.kind}")
            marks.add(f"raakt:{cue.kind}:{where}:{domein}")
    return marks


def denies_what_was_said(text: str, start: int, end: int) -> bool:
    """True when the only denial stands inside reported words: "zei dat die mensen geen mensen zijn".

    What somebody said is there, also when it is a denial.
    """
    sentence = places_of(text, start, end)[1]
    spoken = _SPREEKT.search(text.lower(), sentence[0], end)
    if spoken is None:
        return False
    return not _ONTKENT.search(text.lower(), sentence[0], spoken.start())


def span_vector(reading: Reading, start: int, end: int) -> np.ndarray:
    """What the encoder makes of the words of a span, in their context: one row of length 1."""
    inside = [place for place, token in enumerate(reading.tokens) if token.start < end and token.end > start]
    if not inside:
        return np.zeros(reading.words.shape[1], dtype=np.float32)
    low, high = inside[0], inside[-1] + 1
    mean = reading.words[low:high].astype(np.float32).sum(axis=0) / max(int(reading.sizes[low:high].sum()), 1)
    return mean / max(float(np.linalg.norm(mean)), 1e-6)


class PolarityModel:
    """A linear model over the marks and the vector of a span."""

    def __init__(self, vocabulary: Sequence[str], model: Perceptron) -> None:
        """Takes the known marks and their weights."""
        self._index = {mark: place for place, mark in enumerate(vocabulary)}
        self._model = model

    @classmethod
    def train(
        cls, marks: Sequence[set[str]], vectors: Sequence[np.ndarray], polarities: Sequence[str], epochs: int = 25
    ) -> PolarityModel:
        """Learns from the marks and vectors of annotated spans; rare polarities count for more."""
        counts = Counter(mark for group in marks for mark in group)
        known = sorted(mark for mark, number in counts.items() if number >= AT_LEAST or mark.startswith("d:"))
        model = cls(known, Perceptron({}))
        x = Rows(np.stack(vectors), [model._known(group) for group in marks], len(known))
        y = np.array([[float(name == polarity) for name in POLARITEITEN] for polarity in polarities], dtype=np.float32)
        weights = 1 / np.sqrt(np.maximum(y.sum(axis=0), 1))
        y *= weights / (weights * y.sum(axis=0)).sum() * len(y)
        model._model = Perceptron.train(x, y, one_of, even=len(vectors[0]), epochs=epochs, rate=5e-3, decay=2e-2)
        return model

    def _known(self, marks: set[str]) -> tuple[np.ndarray, np.ndarray]:
        places = np.array(sorted(self._index[mark] for mark in marks if mark in self._index), dtype=np.int64)
        return places, np.full(len(places), 1 / max(1.0, np.sqrt(len(places) / 8)), dtype=np.float32)

    def _row(self, marks: set[str], vector: np.ndarray) -> np.ndarray:
        places, values = self._known(marks)
        row = np.zeros(len(self._index), dtype=np.float32)
        row[places] = values
        return np.concatenate([vector, row])

    def chances(self, marks: set[str], vector: np.ndarray) -> np.ndarray:
        """Chance of present, denied and doubtful."""
        return softmax(self._model.scores(self._row(marks, vector)[None, :]))[0]

    def to_arrays(self) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
        """Everything that was learned."""
        return {f"pol_{name}": value for name, value in self._model.params.items()}, {"marks": list(self._index)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], meta: Mapping[str, Any]) -> PolarityModel:
        """The way back of `to_arrays`."""
        return cls(meta["marks"], Perceptron({name: arrays[f"pol_{name}"] for name in ("w", "b")}))
