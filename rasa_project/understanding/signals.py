"""Signals in a message: place, domain, polarity, source, opinion. Understanding layer: numpy only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Sequence

import numpy as np

from rasa_project.language.clauses import split_clauses
from rasa_project.language.cues import Cues, reaches
from rasa_project.language.sentences import split_sentences
from rasa_project.understanding.encoder import Reading
from rasa_project.understanding.tagger import DOMEINEN, POLARITEITEN, TAGS, Example, Tagger, begin_tag, word_rows

OUTSIDE = -0.5
LONGEST = 1_000


@dataclass(frozen=True)
class Signal:
    """One finding; offsets in code points of the message, end exclusive."""

    start: int
    end: int
    domein: str
    polariteit: str
    bron: str = "zelf"
    mening: bool = False

    def as_dict(self) -> dict[str, Any]:
        """As it travels through Rasa."""
        return {"start": self.start, "end": self.end, "domein": self.domein, "polariteit": self.polariteit,
                "bron": self.bron, "mening": self.mening}


def make_example(reading: Reading, spans: Sequence[Mapping[str, Any]]) -> Example:
    """A training message for the tagger; spans are dicts with start, end, domein and polariteit."""
    count = len(reading.tokens)
    tags = np.zeros(count, dtype=np.int64)
    polarities = np.full(count, -1, dtype=np.int64)
    for span in spans:
        tag = begin_tag(DOMEINEN.index(span["domein"]))
        for place, token in enumerate(reading.tokens):
            if token.start < span["end"] and token.end > span["start"]:
                tags[place] = tag
                polarities[place] = POLARITEITEN.index(span["polariteit"])
                tag = begin_tag(DOMEINEN.index(span["domein"])) + 1
    rows = word_rows(reading.words, reading.sizes).astype(np.float16)
    return Example(rows, reading.vector, tags, polarities)


class SignalModel:
    """The tagger with the cue words around it."""

    def __init__(self, tagger: Tagger, cues: Cues) -> None:
        """Takes a trained tagger and the cue finder."""
        self._tagger = tagger
        self._cues = cues

    def predict(self, reading: Reading) -> list[Signal]:
        """All signals of a message, in order; only the first thousand words are looked at."""
        if not reading.tokens:
            return []
        size = min(len(reading.tokens), LONGEST)
        rows = word_rows(reading.words[:size], reading.sizes[:size])
        chances, polarities = self._tagger.read(rows, reading.vector)
        tags = self._tagger.best(chances, OUTSIDE)
        return [self._signal(reading, first, last, (tag - 1) // 2, polarities[first:last])
                for first, last, tag in spans_of(tags, reading)]

    def _signal(self, reading: Reading, first: int, last: int, domein: int, polarities: np.ndarray) -> Signal:
        start, end = reading.tokens[first].start, reading.tokens[last - 1].end
        polariteit = POLARITEITEN[int(polarities.mean(axis=0).argmax())]
        kinds = self._kinds(reading.text, start, end)
        bron = "ander" if kinds & {"hoorzeggen", "ander"} else "zelf"
        return Signal(start, end, DOMEINEN[domein], polariteit, bron, "mening" in kinds)

    def _kinds(self, text: str, start: int, end: int) -> set[str]:
        sentence = next((place for place in split_sentences(text) if place[0] <= start < place[1]), (0, len(text)))
        clause = next((place for place in split_clauses(text, *sentence) if place[0] <= start < place[1]), sentence)
        found = [(cue.start + sentence[0], cue) for cue in self._cues.find(text[sentence[0]:sentence[1]])]
        low, high = clause[0] - sentence[0], clause[1] - sentence[0]
        span = (start - sentence[0], end - sentence[0])
        kinds = {cue.kind for _, cue in found
                 if reaches(cue, span, (low, max(high, span[1])), (0, sentence[1] - sentence[0]))}
        inside = {cue.kind for _, cue in found if span[0] <= cue.start < span[1]}
        return (kinds - {"mening"}) | (inside & {"mening"})

    def to_arrays(self) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
        """Everything that was learned."""
        arrays = {f"{number}_{name}": value for number, params in enumerate(self._tagger.networks)
                  for name, value in params.items()}
        return arrays, {"networks": len(self._tagger.networks), "tags": TAGS}

    @classmethod
    def from_arrays(cls, arrays: dict[str, np.ndarray], meta: dict[str, Any], cues: Cues) -> SignalModel:
        """The way back of `to_arrays`."""
        networks = []
        for number in range(meta["networks"]):
            prefix = f"{number}_"
            networks.append({name[len(prefix):]: value for name, value in arrays.items() if name.startswith(prefix)})
        return cls(Tagger(networks), cues)


def spans_of(tags: np.ndarray, reading: Reading) -> list[tuple[int, int, int]]:
    """Ranges of words with their begin tag, without marks at the edges."""
    found = []
    place = 0
    while place < len(tags):
        tag = int(tags[place])
        if not tag:
            place += 1
            continue
        begin = tag if tag % 2 else tag - 1
        last = place + 1
        while last < len(tags) and tags[last] == begin + 1:
            last += 1
        first, end = place, last
        while first < end and not reading.tokens[first].is_word:
            first += 1
        while end > first and not reading.tokens[end - 1].is_word:
            end -= 1
        if end > first:
            found.append((first, end, begin))
        place = last
    return found
