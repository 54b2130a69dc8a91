"""Messages as tensors: word pieces, targets, and typing errors on purpose. PyTorch; only for training."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from rasa_project.language.pieces import Segmenter
from rasa_project.understanding.polarity import POLARITEITEN
from rasa_project.understanding.tagger import DOMEINEN, begin_tag
from training_zinnen.start import Start, unpack

LONGEST = 190
_WRONG_MESSAGES, _WRONG_WORDS = 0.25, 0.12
_LETTERS = "eaoirtnsl"


def read_messages(file: Path) -> list[dict[str, Any]]:
    """The lines that `messages.py` wrote, with their tags per word."""
    messages = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    for message in messages:
        message["marks"] = _tags(message)
    return messages


def read_questions(file: Path) -> list[dict[str, Any]]:
    """The questions that `messages.py` wrote; they have no signals to mark."""
    questions = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [{**question, "spans": [], "marks": [0] * len(question["words"])} for question in questions]


def _tags(message: dict[str, Any]) -> list[int]:
    tags = [0] * len(message["words"])
    for start, end, domein, _ in message["spans"]:
        tag = begin_tag(DOMEINEN.index(domein))
        for place, (low, high, *_) in enumerate(message["words"]):
            if low < end and high > start:
                tags[place] = tag
                tag = begin_tag(DOMEINEN.index(domein)) + 1
    return tags


@dataclass(frozen=True)
class Batch:
    """Messages side by side.

    Attributes:
        embedded: (messages, pieces, width).
        mask: which pieces are there.
        owner: the word of each piece, -1 for the marks at both ends.
        count: most words in a message.
        tags: (messages, words), -100 where there is none.
        spans: per annotated signal the message, its words and its polarity.
    """

    embedded: Tensor
    mask: Tensor
    owner: Tensor
    count: int
    tags: Tensor
    spans: list[tuple[int, list[int], int]]


class Maker:
    """Makes batches; the vectors of the word pieces never change."""

    def __init__(self, start: Start) -> None:
        """Takes the pieces and their vectors from the model to begin with."""
        self._segmenter = Segmenter(start.pieces, start.scores, start.special["unknown"])
        self._codes, self._scales = start.packed("emb.word", start.sizes["width"])
        self._special = start.special
        self._width = start.sizes["width"]

    def make(self, messages: list[dict[str, Any]], chance: random.Random | None = None) -> Batch:
        """A batch; with `chance` a quarter of the messages get typing errors."""
        cut = [self._cut(message["words"], chance) for message in messages]
        longest = max(len(ids) for ids, _ in cut)
        count = max(len(message["words"]) for message in messages)
        embedded = torch.zeros(len(messages), longest, self._width)
        mask = torch.zeros(len(messages), longest, dtype=torch.bool)
        owner = torch.full((len(messages), longest), -1)
        tags = torch.full((len(messages), count), -100)
        spans = []
        for row, (message, (ids, words)) in enumerate(zip(messages, cut)):
            embedded[row, : len(ids)] = torch.from_numpy(unpack(self._codes[ids], self._scales[ids]))
            mask[row, : len(ids)] = True
            owner[row, : len(words)] = torch.tensor(words)
            read = set(words)
            for place in read - {-1}:
                tags[row, place] = message["marks"][place]
            for start, end, _, polarity in message["spans"]:
                inside = [i for i, (low, high, *_) in enumerate(message["words"]) if low < end and high > start]
                inside = [i for i in inside if i in read]
                if inside:
                    spans.append((row, inside, POLARITEITEN.index(polarity)))
        return Batch(embedded, mask, owner, count, tags, spans)

    def _cut(self, words: list[list[Any]], chance: random.Random | None) -> tuple[list[int], list[int]]:
        wrong = chance is not None and chance.random() < _WRONG_MESSAGES
        ids, owner = [self._special["begin"]], [-1]
        for place, (_, _, form, glued) in enumerate(words):
            if not form:
                continue
            if wrong and chance is not None and chance.random() < _WRONG_WORDS:
                form = mistype(form, chance)
            pieces = self._segmenter.cut(form, glued)
            ids.extend(pieces)
            owner.extend([place] * len(pieces))
        return [*ids[:LONGEST], self._special["end"]], [*owner[:LONGEST], -1]


def mistype(word: str, chance: random.Random) -> str:
    """A word with a letter left out, swapped, doubled or replaced; placeholders and short words stay."""
    if len(word) < 4 or word.startswith("["):
        return word
    place, kind = chance.randrange(1, len(word) - 1), chance.random()
    if kind < 0.35:
        return word[:place] + word[place + 1 :]
    if kind < 0.65:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if kind < 0.8:
        return word[:place] + word[place] + word[place:]
    return word[:place] + chance.choice(_LETTERS) + word[place + 1 :]
