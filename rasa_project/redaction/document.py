"""A message as recognizers see it: normalised text and tokens. Pure layer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from rasa_project.language.normalise import Normalised, fold, normalise
from rasa_project.redaction.klank import sound
from rasa_project.redaction.models import LABELS, RedactionLists
from rasa_project.redaction.woordsoort import kind_of

PLACEHOLDER = re.compile(r"\[(" + "|".join(LABELS) + r")-([1-9]\d{0,3})\]")
MASK = "\ue000"
_TOKEN = re.compile(
    rf"{MASK}+|(?<![^\W_])'[tTsSnN](?![^\W\d_])|[^\W\d_]+(?:['\-](?=[^\W\d_])[^\W\d_]+)*'?(?=\W|\d|_|$)|\d+|_+|[^\w\s]"
)


@dataclass(frozen=True)
class Token:
    """One word, number or mark; offsets in the normalised text.

    Attributes:
        word: folded, without a possessive ending ('s).
        possessive: whether such an ending stood there.
        kind: "w" word, "d" digits, "p" punctuation, "m" an earlier placeholder.
        first: whether it opens a sentence or the message.
    """

    start: int
    end: int
    raw: str
    word: str
    kind: str
    possessive: bool
    first: bool


@dataclass
class Document:
    """Normalised message with tokens; what every recognizer gets.

    Attributes:
        source: normalised text with offsets back to the input.
        text: the same with earlier placeholders masked.
        pending: cue left open by the previous message of the conversation.
        known: tells how well a folded word fits a name seen before: 2 the same,
            1 spelt a little differently, 0 not.
    """

    source: Normalised
    text: str
    tokens: tuple[Token, ...]
    lists: RedactionLists
    known: Callable[[str], int] = lambda word: 0
    pending: bool = False
    nlp: Any = None
    lezer: Any = None
    extra: dict[str, Any] = field(default_factory=dict)
    _kinds: dict[str, str] = field(default_factory=dict)
    _sounds: dict[str, int] = field(default_factory=dict)
    _found: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def kind(self, word: str) -> str:
        """Class of a folded word; looked up once a message and then forgotten."""
        kind = self._kinds.get(word)
        if kind is None:
            kind = self._kinds[word] = kind_of(word, self.lists)
        return kind

    def sound(self, word: str) -> int:
        """How much a folded word sounds like a name; looked up once a message."""
        value = self._sounds.get(word)
        if value is None:
            value = self._sounds[word] = sound(word, self.lists.klank)
        return value

    @cached_property
    def parse(self) -> dict[int, tuple[str, str]] | None:
        """Per token the entity label and word class the pipeline sees; None without a pipeline."""
        if self.nlp is None:
            return None
        seen: dict[int, tuple[str, str]] = {}
        index = 0
        for word in self.nlp(self.text):
            while index < len(self.tokens) and self.tokens[index].end <= word.idx:
                index += 1
            step = index
            while step < len(self.tokens) and self.tokens[step].start < word.idx + len(word.text):
                label = word.ent_type_ or "geen"
                if step not in seen or seen[step][0] == "geen":
                    seen[step] = (label, "_".join(word.tag_.split("|")[:2]))
                step += 1
        return seen

    @cached_property
    def lezing(self) -> Any:
        """What the reader sees per token (`lezer.Lezing`); None without a reader."""
        return None if self.lezer is None or not self.tokens else self.lezer.read(self)

    @cached_property
    def has_holes(self) -> bool:
        """Whether something was taken out before."""
        return any(token.kind == "m" for token in self.tokens)

    def is_name_kind(self, token: Token) -> bool:
        """Whether a token is a name that was taken out before, or stands on a list of names."""
        return token.kind == "m" or (
            token.kind == "w" and self.kind(token.word) in {"voor", "achter", "beide", "meestal", "lijkt"}
        )

    @cached_property
    def lower(self) -> str:
        """The text in lower case, same length as the text."""
        low = self.text.lower()
        return low if len(low) == len(self.text) else "".join(c.lower()[:1] or c for c in self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Folded words of all tokens, in order."""
        return tuple(token.word for token in self.tokens)

    @cached_property
    def cased(self) -> bool:
        """Whether capitals mean anything here: some, but not nearly all letters."""
        letters = sum(c.isalpha() for c in self.text) or 1
        upper = sum(c.isupper() for c in self.text)
        return 0 < upper < 0.5 * letters

    def phrases(self, phrases: frozenset[tuple[str, ...]] | Any) -> Iterator[tuple[int, int]]:
        """Token ranges (end exclusive) of the longest phrases of a list, left to right; looked up once a list."""
        found = self._found.get(id(phrases))
        if found is None:
            found = self._found[id(phrases)] = list(self._phrases(phrases))
        return iter(found)

    def _phrases(self, phrases: frozenset[tuple[str, ...]] | Any) -> Iterator[tuple[int, int]]:
        words = self.words
        index = 0
        while index < len(words):
            for length in (5, 4, 3, 2, 1):
                if index + length <= len(words) and words[index : index + length] in phrases:
                    yield index, index + length
                    index += length - 1
                    break
            index += 1


def tokenise(text: str) -> tuple[Token, ...]:
    """Split normalised text; hyphenated words stay whole."""
    tokens: list[Token] = []
    first = True
    for match in _TOKEN.finditer(text):
        raw = match.group()
        head = raw[0]
        start, end = match.span()
        if head == MASK:
            kind, word, possessive = "m", "[]", False
        elif head.isalpha() or (head == "'" and len(raw) == 2):
            kind, possessive, word = "w", False, fold(raw)
            if word.endswith("'s") and len(word) > 3:
                word, possessive = word[:-2], True
            elif word.endswith("'") and len(word) > 1:
                word, possessive = word[:-1], True
                if not possessive:
                    end -= 1
        elif head.isdigit():
            kind, word, possessive = "d", raw, False
        else:
            kind, word, possessive = "p", raw, False
        tokens.append(Token(start, end, raw, word, kind, possessive, first))
        if kind == "p":
            first = head in ".!?:;\n" or (first and head in "\"'(-*")
        else:
            first = False
        gap = text.find("\n", end, end + 2)
        first = first or gap >= 0
    return tuple(tokens)


def read(text: str, lists: RedactionLists, **extra: Any) -> Document:
    """Normalise and split one message."""
    source = normalise(text)
    masked = source.text
    if "[" in masked:
        masked = PLACEHOLDER.sub(lambda m: MASK * len(m.group()), masked)
    elif MASK in masked:
        masked = masked.replace(MASK, "?")
    return Document(source, masked, tokenise(masked), lists, **extra)
