"""Finds the fixed answer that fits a question, or says that there is none. Understanding layer: numpy only.

No text is ever generated: a question is given to one of the answers, to what we
know to have no answer to, or to the conversation. That is learned from the ways
of asking that stand in `data/kennis`, when they are loaded, in half a minute or less, so an
editor who adds one trains nothing. What is learned is arrays only and can be kept.
The learner is kernel ridge regression: one
linear solve, no chance, the same outcome every time (Rifkin, Yeo and Poggio 2003,
"Regularized least-squares classification"). Two questions are alike in meaning
(the encoder), in words and pairs of words, and in letters, which forgives typing
errors. Meaning alone is not enough to refuse: "wat verdient een casusregisseur"
lies close to "wat doet een casusregisseur".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np

_NARROW = 16.0
"""How fast alikeness in meaning falls with distance; chosen on the development sets."""

_MEANING = 2.0
"""How much meaning counts beside words and beside letters, chosen the same way."""

_RIDGE = 0.1
"""How much one example may count; chosen by leaving one out on the written ways of asking."""

_OFTEN = 60
"""Features in more examples than this are multiplied as full columns, which is many times faster for them."""

_COMMON = 0.3
"""Least weight of a feature that stands in every example."""


@dataclass(frozen=True)
class FixedAnswer:
    """An answer that can be found.

    Attributes:
        key: id of the answer; empty for what is left to the conversation.
        examples: how people ask for it.
        intents: with these intents it is given when it is the best; with others it must lead by `ver`. Empty
            means any.
        known: False for questions of which we know that we have no answer.
    """

    key: str
    examples: tuple[str, ...]
    intents: frozenset[str]
    known: bool = True


@dataclass(frozen=True)
class Grenzen:
    """When an answer is close enough; the values stand in `data/kennis/vragen.yml`.

    Attributes:
        genoeg: least lead on what has no answer, or of what has no answer on the best answer; -1 to 1.
        ver: least lead of an answer when the message was understood as something else.
        ver_onbekend: least lead of what has no answer then; a story must not get "that I do not know".
        weigering: least score for a message that is refused anyway; only its words are to be chosen.
        zeker: least lead with which a message is that question, whatever it was understood as.
    """

    genoeg: float
    ver: float
    ver_onbekend: float
    weigering: float
    zeker: float


@dataclass(frozen=True)
class Part:
    """A message, or one sentence of it: its vector of length 1 and its words."""

    vector: np.ndarray
    words: tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """The best answer and its lead."""

    key: str
    score: float


@dataclass(frozen=True)
class Learned:
    """What was learned from the example questions: arrays only, so it can be kept.

    Attributes:
        vectors: one row per example question.
        starts: the first row of each answer.
        dual: per example question and answer what it adds to the score.
        words: what each word and pair of words adds per answer.
        words_rarity: how rare each of them is.
        words_names: the words and pairs themselves, in bytes, by line.
        letters: the same for groups of letters.
        letters_rarity: how rare each of them is.
        letters_names: the groups themselves.
    """

    vectors: np.ndarray
    starts: np.ndarray
    dual: np.ndarray
    words: np.ndarray
    words_rarity: np.ndarray
    words_names: np.ndarray
    letters: np.ndarray
    letters_rarity: np.ndarray
    letters_names: np.ndarray

    def arrays(self) -> dict[str, np.ndarray]:
        """Every array by its name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def learn(examples: Sequence[Sequence[Part]], names: Mapping[str, Sequence[tuple[str, ...]]]) -> Learned:
    """Learns to which answer a question belongs.

    Args:
        examples: per answer its example questions.
        names: id -> the ways to write one thing ("lse", "landelijk steunpunt"), as words.
    """
    parts = [part for own in examples for part in own]
    if not parts:
        raise ValueError("nothing to learn from")
    vectors = np.stack([part.vector for part in parts]).astype(np.float32)
    sizes = [len(own) for own in examples]
    owner = np.repeat(np.arange(len(examples)), sizes)
    target = (owner[:, None] == np.arange(len(examples))[None, :]).astype(np.float64)
    unite = Names(names).unite
    questions = [unite(part.words) for part in parts]
    alike = _meaning(vectors, vectors.T).astype(np.float64)
    words, letters = (Features.of(kind, questions) for kind in (word_groups, letter_groups))
    for features in (words, letters):
        features.add_alikeness(alike, questions)
    alike[np.diag_indices_from(alike)] += _RIDGE
    dual = np.linalg.solve(alike, target)
    return Learned(
        vectors,
        np.cumsum([0, *sizes[:-1]]),
        dual.astype(np.float32),
        *(words.weights(dual, questions), words.rarity, words.names()),
        *(letters.weights(dual, questions), letters.rarity, letters.names()),
    )


def _meaning(vectors: np.ndarray, others: np.ndarray) -> np.ndarray:
    """How alike vectors of length 1 are in meaning."""
    return _MEANING * np.exp(_NARROW * (vectors @ others - 1.0))


class QuestionFinder:
    """Finds the answer for a message.

    Args:
        answers: the answers; those that are not known and those without a key are what an answer must beat.
        learned: what was learned from their examples, given in the same order.
        names: id -> the ways to write one thing, as words; the same as in learning.
        grenzen: when an answer is close enough.
    """

    def __init__(
        self,
        answers: Sequence[FixedAnswer],
        learned: Learned,
        names: Mapping[str, Sequence[tuple[str, ...]]],
        grenzen: Grenzen,
    ) -> None:
        if len(answers) != len(learned.starts):
            raise ValueError(f"examples of {len(learned.starts)} answers for {len(answers)} answers")
        self._answers = tuple(answers)
        self._names = Names(names)
        self._grenzen = grenzen
        self._learned = learned
        self._weighed = (
            (Features.kept(word_groups, learned.words_names, learned.words_rarity), learned.words),
            (Features.kept(letter_groups, learned.letters_names, learned.letters_rarity), learned.letters),
        )
        self._left = np.array([not answer.key for answer in answers])
        self._known = np.array([answer.known and bool(answer.key) for answer in answers])

    def find(self, parts: Sequence[Part], intents: Sequence[str], asks: bool = False) -> Match | None:
        """The answer for a message, that there is none, or None when the message is no such question.

        Args:
            parts: the whole message, and its sentences when it has more.
            intents: what the message was understood as, the main one first.
            asks: True when it is sure to be a question about the field; nothing is left to the conversation then.
        """
        found = [match for part in parts if (match := self._best(part, intents, asks)) is not None]
        known = {answer.key for answer in self._answers if answer.known}
        # One sentence with an answer counts for more than one without.
        return max(found, key=lambda match: (match.key in known, match.score), default=None)

    def refuse(self, parts: Sequence[Part], intent: str) -> Match | None:
        """The words for a message that must be refused, among the answers of that intent; None when none fits well."""
        scores = np.max([self.scores(part) for part in parts], axis=0)
        allowed = np.array([intent in answer.intents for answer in self._answers])
        first = int(np.argmax(np.where(allowed, scores, -2.0)))
        if not allowed[first] or scores[first] < self._grenzen.weigering:
            return None
        return Match(self._answers[first].key, round(float(scores[first]), 4))

    def scores(self, part: Part) -> np.ndarray:
        """How much a question belongs to each answer: about 1 for an example of it, about 0 for anything else."""
        words = self._names.unite(part.words)
        out = _meaning(self._learned.vectors, part.vector) @ self._learned.dual
        for features, weights in self._weighed:
            places, values = features.row(words)
            out = out + values @ weights[places]
        return np.asarray(out)

    def _best(self, part: Part, intents: Sequence[str], asks: bool) -> Match | None:
        if not part.words:
            return None
        scores = np.where(self._left, -1.0, self.scores(part)) if asks else self.scores(part)
        first = int(np.argmax(scores))
        answer = self._answers[first]
        if not answer.key:
            return None
        # Of two answers the better one is right or nearly so; what matters is which kind of question it is.
        others = scores[~self._known] if self._known[first] else np.delete(scores, first)
        lead = scores[first] - np.max(others, initial=0.0)
        fits = not answer.intents or bool(answer.intents.intersection(intents))
        far = self._grenzen.ver if self._known[first] else self._grenzen.ver_onbekend
        if lead < (self._grenzen.genoeg if fits else far):
            return None
        return Match(answer.key, round(float(lead), 4))


class Names:
    """Writes one thing one way: "landelijk steunpunt extremisme" and "lse" become one word.

    Args:
        names: id -> the ways to write it, each as folded words; the longest that fits counts.
    """

    def __init__(self, names: Mapping[str, Sequence[tuple[str, ...]]]) -> None:
        self._ids = {words: f"#{id}" for id, ways in names.items() for words in ways if words}
        self._longest = max(map(len, self._ids), default=0)

    def unite(self, words: Sequence[str]) -> tuple[str, ...]:
        """The words with every name as its id."""
        out: list[str] = []
        place = 0
        while place < len(words):
            for size in range(min(self._longest, len(words) - place), 0, -1):
                id = self._ids.get(tuple(words[place : place + size]))
                if id is not None:
                    out.append(id)
                    place += size
                    break
            else:
                out.append(words[place])
                place += 1
        return tuple(out)


class Features:
    """What example questions are made of, rare things weighing most; every row has length 1.

    Args:
        groups: takes a question apart.
        known: the groups that examples have.
        rarity: the weight of each of them, and last that of one that no example has.
    """

    def __init__(self, groups: Callable[[Sequence[str]], set[str]], known: Sequence[str], rarity: np.ndarray) -> None:
        self._groups = groups
        self._index = {group: place for place, group in enumerate(known)}
        self.rarity = rarity

    @classmethod
    def of(cls, groups: Callable[[Sequence[str]], set[str]], questions: Sequence[tuple[str, ...]]) -> Features:
        """The groups of example questions, given as words."""
        counts = Counter(group for words in questions for group in sorted(groups(words)))
        known = sorted(counts)
        often = np.array([*(counts[group] for group in known), 0], dtype=np.float64)
        return cls(groups, known, np.log((len(questions) + 1) / (often + 1)) + _COMMON)

    @classmethod
    def kept(cls, groups: Callable[[Sequence[str]], set[str]], names: np.ndarray, rarity: np.ndarray) -> Features:
        """Groups as they were kept; see `names`."""
        return cls(groups, names.tobytes().decode("utf-8").split("\n") if names.size else (), rarity)

    def names(self) -> np.ndarray:
        """The groups in bytes, by line: words hold no line ends."""
        return np.frombuffer("\n".join(self._index).encode("utf-8"), dtype=np.uint8)

    def row(self, words: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Places and values of one question; what no example has makes the others weigh less."""
        groups = self._groups(words)
        places = np.array(sorted(self._index[group] for group in groups if group in self._index), dtype=np.int64)
        values = self.rarity[places]
        strange = len(groups) - len(places)
        length = np.sqrt(values @ values + strange * self.rarity[-1] ** 2)
        return places, values / length if length else values

    def add_alikeness(self, table: np.ndarray, questions: Sequence[tuple[str, ...]]) -> None:
        """Add to a table of n by n how alike n questions are."""
        owners: list[list[int]] = [[] for _ in self._index]
        held: list[list[float]] = [[] for _ in self._index]
        for number, (places, values) in enumerate(map(self.row, questions)):
            for place, value in zip(places.tolist(), values.tolist(), strict=True):
                owners[place].append(number)
                held[place].append(value)
        common = [place for place, own in enumerate(owners) if len(own) > _OFTEN]
        full = np.zeros((len(questions), len(common)), dtype=np.float32)
        for column, place in enumerate(common):
            full[owners[place], column] = held[place]
            owners[place] = []
        table += full @ full.T
        for own, shares in zip(owners, held, strict=True):
            if own:
                table[np.ix_(own, own)] += np.outer(shares, shares)

    def weights(self, dual: np.ndarray, questions: Sequence[tuple[str, ...]]) -> np.ndarray:
        """Per feature and answer what it adds to the score; `dual` has a row per example question."""
        out = np.zeros((len(self._index), dual.shape[1]))
        for (places, values), row in zip(map(self.row, questions), dual, strict=True):
            out[places] += np.outer(values, row)
        return out.astype(np.float32)


def word_groups(words: Sequence[str]) -> set[str]:
    """Words and pairs of words."""
    return {*words, *(f"{one} {other}" for one, other in zip(words, words[1:], strict=False))}


def letter_groups(words: Sequence[str], low: int = 3, high: int = 5) -> set[str]:
    """All groups of three to five letters, over the edges of words too."""
    text = f" {' '.join(words)} "
    return {text[start : start + size] for size in range(low, high + 1) for start in range(len(text) - size + 1)}
