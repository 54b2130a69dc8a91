"""Signals in a message: place, domain, polarity, source, opinion. Understanding layer: numpy only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from rasa_project.language.clause_rules import ClauseRules, trimmed
from rasa_project.language.cues import Cues, reaches
from rasa_project.understanding.domains import DomainModel
from rasa_project.understanding.encoder import Reading
from rasa_project.understanding.hints import Hints
from rasa_project.understanding.polarity import (
    POLARITEITEN,
    PolarityModel,
    denies_what_was_said,
    marks_of,
    places_of,
    span_vector,
)
from rasa_project.understanding.tagger import DOMEINEN, TAGS, Example, Tagger, begin_tag, word_rows

OUTSIDE = 0.0
SECOND_OPINION = 0.2
"""Weight of the message's own domains beside the tagger; it and OUTSIDE were chosen on the development sets."""

LEAN = np.array([0.0, 2.0, 0.8], dtype=np.float32)
"""A denial or doubt that is missed puts words in the user's mouth: lean towards them, in log-chances."""

LONGEST = 1_000
MOST = 60
"""Signals; nobody tells more in one message, and each one costs a look at the whole sentence."""


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
        return {
            "start": self.start,
            "end": self.end,
            "domein": self.domein,
            "polariteit": self.polariteit,
            "bron": self.bron,
            "mening": self.mening,
        }


def make_example(reading: Reading, spans: Sequence[Mapping[str, Any]], hints: Hints) -> Example:
    """A training message for the tagger; spans are dicts with start, end and domein."""
    count = len(reading.tokens)
    tags = np.zeros(count, dtype=np.int64)
    for span in spans:
        tag = begin_tag(DOMEINEN.index(span["domein"]))
        for place, token in enumerate(reading.tokens):
            if token.start < span["end"] and token.end > span["start"]:
                tags[place] = tag
                tag = begin_tag(DOMEINEN.index(span["domein"])) + 1
    return Example(features(reading, hints).astype(np.float16), tags)


def features(reading: Reading, hints: Hints) -> np.ndarray:
    """One row per word: the encoder's vector and the word lists."""
    return np.concatenate([word_rows(reading.words, reading.sizes), hints.rows(reading)], axis=1)


class SignalModel:
    """The tagger with the cue words around it."""

    def __init__(
        self,
        tagger: Tagger,
        domains: DomainModel,
        polarity: PolarityModel,
        cues: Cues,
        hints: Hints,
        rules: ClauseRules | None = None,
    ) -> None:
        """Takes the trained models, the cue finder, word lists and the rules of a clause."""
        self._tagger = tagger
        self._domains = domains
        self._polarity = polarity
        self._cues = cues
        self._hints = hints
        self._rules = rules

    def predict(self, reading: Reading) -> tuple[Signal, ...]:
        """All signals of a message; only the first thousand words are looked at."""
        if not reading.tokens:
            return ()
        reading = _beginning(reading)
        chances = self._tagger.read(features(reading, self._hints))
        weights = np.ones(TAGS, dtype=np.float32)
        weights[1::2] = weights[2::2] = (self._domains.chances(reading) + 0.02) ** SECOND_OPINION
        tags = self._tagger.best(chances * weights, OUTSIDE)
        parts = [
            part
            for first, last, tag in spans_of(tags, reading)[:MOST]
            for part in self._parts(reading, first, last, DOMEINEN[(tag - 1) // 2])
        ]
        said = [(start, end) for start, end, domein, _ in parts if domein == "uitingen"]
        return tuple(self._signal(reading, *part, said) for part in parts)

    def _parts(self, reading: Reading, first: int, last: int, domein: str) -> list[tuple[int, int, str, bool]]:
        """Places and domains of a finding, cut where its own words say that another domain begins."""
        start, end = trimmed(reading.text, reading.tokens[first].start, reading.tokens[last - 1].end)
        if end <= start:
            return []
        if self._rules is None:
            return [(start, end, domein, False)]
        parts = self._rules.parts(reading.text, start, end, domein)
        return [(part.start, part.end, part.domein, part.nooit_ontkend) for part in parts]

    def _signal(
        self, reading: Reading, start: int, end: int, domein: str, certain: bool, said: Sequence[tuple[int, int]]
    ) -> Signal:
        marks = marks_of(reading.text, reading.tokens, start, end, domein, self._cues)
        chances = np.log(self._polarity.chances(marks, span_vector(reading, start, end)) + 1e-9) + LEAN
        polariteit = POLARITEITEN[int(chances.argmax())]
        if polariteit == "afwezig" and domein == "uitingen" and denies_what_was_said(reading.text, start, end):
            polariteit = "aanwezig"
        if polariteit == "afwezig" and certain:
            polariteit = "aanwezig"
        kinds = self._kinds(reading.text, start, end, said)
        bron = "ander" if kinds & {"hoorzeggen", "ander"} else "zelf"
        return Signal(start, end, domein, polariteit, bron, "mening" in kinds)

    def _kinds(self, text: str, start: int, end: int, said: Sequence[tuple[int, int]]) -> set[str]:
        clause, sentence = places_of(text, start, end)
        shift = sentence[0]
        span, clause = (start - shift, end - shift), (clause[0] - shift, clause[1] - shift)
        cues = self._cues.find(text[sentence[0] : sentence[1]])
        # In "zei dat die mensen geen mensen zijn" the saying is what the user heard, and no hearsay; nor is what
        # stands beside it ("en zit elke nacht op telegram").
        spoken = {
            cue for cue in cues if cue.kind == "ander" and any(low <= cue.start + shift < high for low, high in said)
        }
        kinds = {cue.kind for cue in cues if cue not in spoken and reaches(cue, span, clause, (0, sentence[1] - shift))}
        inside = {cue.kind for cue in cues if span[0] <= cue.start < span[1]}
        return (kinds - {"mening"}) | (inside & {"mening"})

    def to_arrays(self) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
        """Everything that was learned."""
        arrays = {f"tag_{name}": value for name, value in self._tagger.params.items()}
        more, marks = self._polarity.to_arrays()
        return {**arrays, **more, **self._domains.to_arrays()}, {"tags": TAGS, **marks}

    @classmethod
    def from_arrays(
        cls,
        arrays: dict[str, np.ndarray],
        meta: dict[str, Any],
        cues: Cues,
        hints: Hints,
        rules: ClauseRules | None = None,
    ) -> SignalModel:
        """The way back of `to_arrays`."""
        params = {name[len("tag_") :]: value for name, value in arrays.items() if name.startswith("tag_")}
        return cls(
            Tagger(params),
            DomainModel.from_arrays(arrays, hints),
            PolarityModel.from_arrays(arrays, meta),
            cues,
            hints,
            rules,
        )


def _beginning(reading: Reading) -> Reading:
    """The first thousand words of a very long message."""
    if len(reading.tokens) <= LONGEST:
        return reading
    tokens = reading.tokens[:LONGEST]
    return replace(
        reading,
        text=reading.text[: tokens[-1].end],
        tokens=tokens,
        words=reading.words[:LONGEST],
        sizes=reading.sizes[:LONGEST],
    )


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
