"""Marks words: where a signal stands and of which domain. Understanding layer: numpy only.

Two convolutions over the encoder's word vectors; per word a tag (outside, begin
or inside of a domain), per message the chance of danger and of every intent. The best allowed row of tags is found with
the Viterbi algorithm. Several networks that started differently vote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rasa_project.understanding.network import Adam, Evening, Params, glorot, sigmoid, softmax

DOMEINEN = (
    "gedrag",
    "sociale_omgeving",
    "uitingen",
    "online",
    "uiterlijk_symbolen",
    "geweld_dreiging",
    "trigger_persoonlijk",
    "trigger_groep",
    "trigger_samenleving",
    "beschermend",
)
TAGS = 1 + 2 * len(DOMEINEN)
HIDDEN = 160
WINDOW = 5
VECTOR_SCALE = 3.0
_PAD = WINDOW // 2


@dataclass(frozen=True)
class Example:
    """One training message.

    Word vectors (rows), the message vector, tags per word, and the goals: 1 or 0 per
    label for the whole message, the first being danger.
    """

    words: np.ndarray
    vector: np.ndarray
    tags: np.ndarray
    goals: np.ndarray


def begin_tag(domein: int) -> int:
    """The tag of the first word of a signal."""
    return 1 + 2 * domein


def word_rows(words: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Word vectors made comparable: the mean over word pieces."""
    return words / np.maximum(sizes, 1)[:, None]


class _Flat:
    """Messages one after another with empty rows between, so that a window never crosses a border."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.rows = np.concatenate([np.arange(size) + start for size, start in zip(sizes, self._starts(sizes))])
        self.total = int(sum(sizes) + _PAD * (len(sizes) + 1))
        self.owner = np.repeat(np.arange(len(sizes)), sizes)
        ends = np.cumsum(sizes)
        self.bounds = np.stack([ends - np.array(sizes), ends], axis=1)
        self.lengths = np.array(sizes, dtype=np.float32)[:, None]
        self.mask = np.zeros((self.total, 1), dtype=np.float32)
        self.mask[self.rows] = 1.0

    @staticmethod
    def _starts(sizes: Sequence[int]) -> list[int]:
        starts, place = [], _PAD
        for size in sizes:
            starts.append(place)
            place += size + _PAD
        return starts

    def windows(self, x: np.ndarray) -> np.ndarray:
        """Per row the rows around it, side by side."""
        padded = np.pad(x, ((_PAD, _PAD), (0, 0)))
        return np.concatenate([padded[shift : shift + self.total] for shift in range(WINDOW)], axis=1)

    def unwindow(self, grad: np.ndarray, width: int) -> np.ndarray:
        """The way back of `windows`."""
        padded = np.zeros((self.total + 2 * _PAD, width), dtype=np.float32)
        for shift in range(WINDOW):
            padded[shift : shift + self.total] += grad[:, shift * width : (shift + 1) * width]
        return padded[_PAD : _PAD + self.total]


def _start(rng: np.random.Generator, size: int, vector: int, goals: int) -> Params:
    zero = np.zeros
    whole = 2 * HIDDEN + vector
    return {
        "in_w": glorot(rng, size, HIDDEN),
        "in_b": zero(HIDDEN, np.float32),
        "msg_w": glorot(rng, vector, HIDDEN),
        "one_w": glorot(rng, HIDDEN * WINDOW, HIDDEN),
        "one_b": zero(HIDDEN, np.float32),
        "two_w": glorot(rng, HIDDEN * WINDOW, HIDDEN),
        "two_b": zero(HIDDEN, np.float32),
        "tag_w": glorot(rng, HIDDEN, TAGS),
        "tag_b": zero(TAGS, np.float32),
        "all_w": glorot(rng, whole, HIDDEN),
        "all_b": zero(HIDDEN, np.float32),
        "goal_w": glorot(rng, HIDDEN, goals),
        "goal_b": zero(goals, np.float32),
    }


def _forward(
    p: Params,
    flat: _Flat,
    words: np.ndarray,
    vectors: np.ndarray,
    drop: np.ndarray | None,
    drop_all: np.ndarray | None = None,
) -> dict[str, np.ndarray]:
    h0 = np.zeros((flat.total, HIDDEN), dtype=np.float32)
    h0[flat.rows] = np.maximum(words @ p["in_w"] + p["in_b"] + (vectors @ p["msg_w"])[flat.owner], 0)
    if drop is not None:
        h0 = h0 * drop
    w1 = flat.windows(h0)
    a1 = np.maximum(w1 @ p["one_w"] + p["one_b"], 0) * flat.mask
    h1 = h0 + a1
    w2 = flat.windows(h1)
    a2 = np.maximum(w2 @ p["two_w"] + p["two_b"], 0) * flat.mask
    top = (h1 + a2)[flat.rows]
    best = np.array([low + top[low:high].argmax(axis=0) for low, high in flat.bounds])
    mean = np.add.reduceat(top, flat.bounds[:, 0], axis=0) / flat.lengths
    whole = np.concatenate([top[best, np.arange(HIDDEN)], mean, VECTOR_SCALE * vectors], axis=1)
    if drop_all is not None:
        whole = whole * drop_all
    a3 = np.maximum(whole @ p["all_w"] + p["all_b"], 0)
    return {
        "best": best,
        "whole": whole,
        "a3": a3,
        "goals": a3 @ p["goal_w"] + p["goal_b"],
        "h0": h0,
        "w1": w1,
        "a1": a1,
        "w2": w2,
        "a2": a2,
        "top": top,
        "tags": top @ p["tag_w"] + p["tag_b"],
    }


def _backward(
    p: Params,
    flat: _Flat,
    words: np.ndarray,
    vectors: np.ndarray,
    drop: np.ndarray | None,
    drop_all: np.ndarray | None,
    out: dict[str, np.ndarray],
    d_tags: np.ndarray,
    d_goals: np.ndarray,
) -> Params:
    g: Params = {"tag_w": out["top"].T @ d_tags, "tag_b": d_tags.sum(0)}
    g["goal_w"], g["goal_b"] = out["a3"].T @ d_goals, d_goals.sum(0)
    d_a3 = (d_goals @ p["goal_w"].T) * (out["a3"] > 0)
    g["all_w"], g["all_b"] = out["whole"].T @ d_a3, d_a3.sum(0)
    d_whole = d_a3 @ p["all_w"].T
    if drop_all is not None:
        d_whole = d_whole * drop_all
    d_top = d_tags @ p["tag_w"].T + (d_whole[:, HIDDEN : 2 * HIDDEN] / flat.lengths)[flat.owner]
    for row, places in zip(d_whole, out["best"]):
        d_top[places, np.arange(HIDDEN)] += row[:HIDDEN]
    d_h2 = np.zeros_like(out["h0"])
    d_h2[flat.rows] = d_top
    d_a2 = d_h2 * (out["a2"] > 0)
    g["two_w"], g["two_b"] = out["w2"].T @ d_a2, d_a2.sum(0)
    d_h1 = d_h2 + flat.unwindow(d_a2 @ p["two_w"].T, HIDDEN)
    d_a1 = d_h1 * (out["a1"] > 0)
    g["one_w"], g["one_b"] = out["w1"].T @ d_a1, d_a1.sum(0)
    d_h0 = d_h1 + flat.unwindow(d_a1 @ p["one_w"].T, HIDDEN)
    if drop is not None:
        d_h0 = d_h0 * drop
    d_in = (d_h0 * (out["h0"] > 0))[flat.rows]
    g["in_w"], g["in_b"] = words.T @ d_in, d_in.sum(0)
    per_message = np.zeros((len(vectors), HIDDEN), dtype=np.float32)
    np.add.at(per_message, flat.owner, d_in)
    g["msg_w"] = vectors.T @ per_message
    return g


def _train_one(
    examples: Sequence[Example], epochs: int, rate: float, seed: int, dropout: float, decay: float
) -> Params:
    rng = np.random.default_rng(seed)
    params = _start(rng, examples[0].words.shape[1], len(examples[0].vector), len(examples[0].goals))
    adam = Adam(params, rate, decay)
    steps, size = 0, 24
    total = epochs * -(-len(examples) // size)
    for _ in range(epochs):
        order = rng.permutation(len(examples))
        for start in range(0, len(order), size):
            batch = [examples[index] for index in order[start : start + size]]
            flat = _Flat([len(example.tags) for example in batch])
            words = np.concatenate([example.words for example in batch]).astype(np.float32)
            words *= (rng.random(words.shape, dtype=np.float32) >= 0.1) / np.float32(0.9)
            vectors = np.stack([example.vector for example in batch])
            tags = np.concatenate([example.tags for example in batch])
            drop = (rng.random((flat.total, HIDDEN), dtype=np.float32) >= dropout) / np.float32(1 - dropout)
            drop_all = (
                rng.random((len(batch), 2 * HIDDEN + vectors.shape[1]), dtype=np.float32) >= dropout
            ) / np.float32(1 - dropout)
            out = _forward(params, flat, words, vectors, drop, drop_all)
            d_goals = sigmoid(out["goals"]) - np.stack([example.goals for example in batch])
            d_tags = softmax(out["tags"])
            d_tags[np.arange(len(tags)), tags] -= 1
            grads = _backward(
                params, flat, words, vectors, drop, drop_all, out, d_tags / len(tags), d_goals / len(batch)
            )
            adam.update(grads, 0.5 * (1 + np.cos(np.pi * steps / total)))
            steps += 1
    return params


def _evened(example: Example, words: Evening, vectors: Evening) -> Example:
    even = len(words.mean)
    rows = np.concatenate([words(example.words[:, :even]), example.words[:, even:]], axis=1).astype(np.float16)
    return Example(rows, vectors(example.vector), example.tags, example.goals)


def _fold(p: Params, words: Evening, vectors: Evening) -> None:
    """Makes the weights fit words and vectors as they come."""
    words.fold(p["in_w"][: len(words.mean)], p["in_b"])
    vectors.fold(p["msg_w"], p["in_b"])
    scaled = Evening(VECTOR_SCALE * vectors.mean, vectors.size)
    scaled.fold(p["all_w"][2 * HIDDEN :], p["all_b"])


def _allowed_moves() -> np.ndarray:
    moves = np.full((TAGS, TAGS), -1e4, dtype=np.float32)
    moves[:, 0] = 0.0
    for domein in range(len(DOMEINEN)):
        begin = begin_tag(domein)
        moves[:, begin] = 0.0
        moves[[begin, begin + 1], begin + 1] = 0.0
    return moves


class Tagger:
    """The trained networks."""

    def __init__(self, networks: Sequence[Params]) -> None:
        """Takes the arrays of every network."""
        self.networks = list(networks)
        self.moves = _allowed_moves()

    @classmethod
    def train(
        cls,
        examples: Sequence[Example],
        *,
        even: int = 0,
        seeds: int = 2,
        epochs: int = 12,
        rate: float = 1.5e-3,
        dropout: float = 0.3,
        decay: float = 0.05,
    ) -> Tagger:
        """Fits `seeds` networks on the messages that have at least one word.

        The first `even` columns of the words, and the vectors, are evened while learning (`network.Evening`).
        """
        usable = [example for example in examples if len(example.tags)]
        words = Evening.of(np.concatenate([example.words[:, :even] for example in usable]))
        vectors = Evening.of(np.stack([example.vector for example in usable]))
        evened = [_evened(example, words, vectors) for example in usable]
        networks = [_train_one(evened, epochs, rate, seed, dropout, decay) for seed in range(1, seeds + 1)]
        for network in networks:
            _fold(network, words, vectors)
        return cls(networks)

    def read(self, words: np.ndarray, vector: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Chances per word of every tag, and of every goal for the message."""
        flat = _Flat([len(words)])
        goals = np.zeros(self.networks[0]["goal_b"].shape, dtype=np.float32)
        tags = np.zeros((len(words), TAGS), dtype=np.float32)
        for params in self.networks:
            out = _forward(params, flat, words, vector[None, :], None)
            tags += softmax(out["tags"]) / len(self.networks)
            goals += sigmoid(out["goals"])[0] / len(self.networks)
        return tags, goals

    def best(self, tags: np.ndarray, outside: float = 0.0) -> np.ndarray:
        """The most likely allowed row of tags; `outside` above zero makes signals rarer."""
        scores = np.log(tags + 1e-9)
        scores[:, 0] += outside
        path = np.zeros(scores.shape, dtype=np.int64)
        score = scores[0].copy()
        score[2::2] = -1e4
        for place in range(1, len(scores)):
            steps = score[:, None] + self.moves
            path[place] = steps.argmax(axis=0)
            score = steps.max(axis=0) + scores[place]
        best = np.zeros(len(scores), dtype=np.int64)
        best[-1] = score.argmax()
        for place in range(len(scores) - 1, 0, -1):
            best[place - 1] = path[place, best[place]]
        return best
