"""Words with their place in the text. Language layer: standard library only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

_WORD = re.compile(r"\[[A-Z]+-\d+\]|\w+(?:['’.\-]\w+)*|[^\w\s]")
_LATIN = re.compile(r"[a-z0-9\u00c0-\u024f]", re.IGNORECASE)
_ARTICLES = frozenset({"de", "het"})
_NUMBER = re.compile(r"-\d+\]$")
_REPEATED = re.compile(r"(\w)\1{2,}")


@dataclass(frozen=True)
class Token:
    """One word or mark.

    Attributes:
        start: offset in code points.
        end: offset in code points, exclusive.
        form: how the word is read: lower case, abbreviations written out.
        glued: True when no white space stands before it.
    """

    start: int
    end: int
    form: str
    glued: bool = False

    @property
    def is_word(self) -> bool:
        """True for words and placeholders, False for marks."""
        return self.form[:1].isalnum() or self.form.startswith("[")


def fold(text: str) -> str:
    """Lower case without accents, for comparing with lists; the length may change."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def tokenize(text: str, limit: int | None = None) -> list[Token]:
    """All words and marks of a text, at most `limit` of them."""
    tokens: list[Token] = []
    for match in _WORD.finditer(text):
        if limit is not None and len(tokens) >= limit:
            break
        start, end = match.span()
        form = match.group()
        if not form.startswith("["):
            form = _REPEATED.sub(r"\1\1", form.lower().replace("’", "'"))
        tokens.append(Token(start, end, form, glued=start > 0 and not text[start - 1].isspace()))
    return tokens


class Reader:
    """Reads words the way the models see them: written out and neutral.

    A word that may not make a difference (a faith, an origin, a place, a cause)
    is read as one neutral word, so that two messages that differ in nothing else
    are the same to every model. Offsets stay those of the text itself.
    """

    def __init__(self, short: Mapping[str, str], neutral: Mapping[str, Sequence[str]]) -> None:
        """Makes a reader.

        Args:
            short: abbreviation -> words, such as `ll` -> `leerling`.
            neutral: neutral word -> the words and word groups it stands for.
        """
        self._short = dict(short)
        self._neutral: dict[tuple[str, ...], str] = {}
        for form, group in neutral.items():
            for entry in group:
                self._neutral[_key(entry)] = form
        self._longest = max((len(key) for key in self._neutral), default=0)
        self._first = {key[0] for key in self._neutral}

    def read(self, text: str, limit: int | None = None) -> list[Token]:
        """The words of a text; the later words of a neutralised group have an empty form."""
        return list(self._neutralised(tokenize(text, limit)))

    def _neutralised(self, tokens: list[Token]) -> Iterator[Token]:
        folded = [_NUMBER.sub("]", fold(token.form)) for token in tokens]
        index = 0
        held: Token | None = None  # one word back: an article before a neutral word goes with it
        while index < len(tokens):
            token = tokens[index]
            size = self._match(folded, index)
            if size:
                form = self._neutral[tuple(folded[index : index + size])]
                if held is not None and held.form in _ARTICLES:
                    held = replace(held, form="")
                if held is not None:
                    yield held
                held = replace(token, form=form)
                for rest in tokens[index + 1 : index + size]:
                    yield held
                    held = replace(rest, form="")
                index += size
                continue
            if held is not None:
                yield held
            short = self._short.get(folded[index])
            held = replace(token, form=short) if short else token
            index += 1
        if held is not None:
            yield held

    def _match(self, folded: list[str], index: int) -> int:
        if folded[index] not in self._first:
            return 0
        for size in range(min(self._longest, len(folded) - index), 0, -1):
            if tuple(folded[index : index + size]) in self._neutral:
                return size
        return 0


def is_readable(tokens: Iterable[Token]) -> bool:
    """True when at least half of the words are in Latin script or figures."""
    words = [token.form for token in tokens if token.is_word and token.form and not token.form.startswith("[")]
    latin = sum(bool(_LATIN.search(word)) for word in words)
    return bool(words) and 2 * latin >= len(words)


def _key(entry: str) -> tuple[str, ...]:
    if entry.startswith("["):
        return (fold(entry),)
    return tuple(fold(token.form) for token in tokenize(entry))


def forms(tokens: Iterable[Token]) -> str:
    """The neutral reading of a message as one string."""
    return " ".join(token.form for token in tokens if token.form)
