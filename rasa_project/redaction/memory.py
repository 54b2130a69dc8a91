"""What a conversation remembers of names: keyed hashes and counters. Pure layer.

Never a name: only HMAC-SHA256 of folded words under a key that is kept apart,
so that [NAAM-1] stays [NAAM-1] and a name seen once is recognised later, also
when it is spelt a little differently.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping
from typing import Any

from rasa_project.language.normalise import fold
from rasa_project.redaction.tussenvoegsels import TUSSENVOEGSELS

_SOUNDS = [
    (re.compile(p), r)
    for p, r in (
        ("ij|ei|ey|ay|ai", "i"),
        ("ou|oe|oo|au|w(?=[bdk])", "u"),
        ("tsj|tch|ch|sch|sh|sj|cz", "s"),
        ("ph", "f"),
        ("th", "t"),
        ("dj|dzj|dz", "j"),
        ("kh|gh|ck|q|c|x", "k"),
        ("[yj]", "i"),
        ("v", "f"),
        ("z", "s"),
        ("(?<=.)h", ""),
        ("aa|ee|uu", "a"),
        ("[ae]$", "a"),
        (r"(.)\1+", r"\1"),
    )
]
_LABEL_WORDS = re.compile(r"[^\W_]+")


def skeleton(word: str) -> str:
    """A rough sound of a name: Mohammed, Mohamad and Muhamed get close."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word[:1] + re.sub("[aeiou]", "a", word[1:])


def name_words(text: str) -> list[str]:
    """The words of a name that tell who it is: no particles, no initials."""
    words = list(_LABEL_WORDS.findall(fold(text)))
    strong = [w for w in words if len(w) > 1 and w not in TUSSENVOEGSELS]
    return strong or words


class Memory:
    """Keyed hashes of what one conversation replaced, and the counters.

    Args:
        key: secret of the conversation; not stored in `to_dict`.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._counters: dict[str, int] = {}
        self._values: dict[str, int] = {}
        self._close: set[str] = set()
        self.pending = False

    def _hash(self, *parts: str) -> str:
        return hmac.digest(self._key, "\x1f".join(parts).encode("utf-8"), hashlib.sha256)[:10].hex()

    def __bool__(self) -> bool:
        return bool(self._values)

    def known(self, word: str) -> int:
        """How well a folded word fits a name seen before: 2 same, 1 close, 0 not."""
        if not self._close:
            return 0
        if self._hash("naam", word) in self._values:
            return 2
        if len(word) < 4:
            return 0
        if any(self._hash("bijna", v) in self._close for v in self._variants(word)):
            return 1
        return 0

    @staticmethod
    def _variants(word: str) -> Iterable[str]:
        """Spellings under which a name is found again: sound, and one letter less."""
        yield "~" + skeleton(word)
        if len(word) >= 5:
            yield word
            for index in range(len(word)):
                yield word[:index] + word[index + 1 :]

    def number(self, label: str, text: str) -> int:
        """The number for this value: the old one when it was seen before."""
        if label == "NAAM":
            return self._name_number(name_words(text))
        value = "".join(_LABEL_WORDS.findall(fold(text)))
        return self._values.setdefault(self._hash(label, value), 0) or self._new(label, self._hash(label, value))

    def _new(self, label: str, key: str) -> int:
        self._counters[label] = self._counters.get(label, 0) + 1
        self._values[key] = self._counters[label]
        return self._counters[label]

    def _name_number(self, words: list[str]) -> int:
        if not words:
            words = ["?"]
        full = self._hash("naam", *words)
        number = self._values.get(full) or self._values.get(self._hash("naam", words[0])) or self._closest(words[0])
        if not number and len(words) > 1:
            # "van der Berg" after "Jan van der Berg": the last word alone decides only when one word is given.
            number = self._values.get(self._hash("naam", *words[1:])) if len(words[0]) <= 2 < len(words[-1]) else None
        if not number:
            number = self._new("NAAM", full)
        self._values.setdefault(full, number)
        for word in words:
            self._values.setdefault(self._hash("naam", word), number)
            for variant in self._variants(word) if len(word) >= 4 else ():
                close = self._hash("bijna", variant)
                self._close.add(close)
                self._values.setdefault(close, number)
        return number

    def _closest(self, word: str) -> int | None:
        if len(word) < 4:
            return None
        for variant in self._variants(word):
            found = self._values.get(self._hash("bijna", variant))
            if found:
                return found
        return None

    def start_after(self, label: str, number: int) -> None:
        """Skip numbers that the text already uses itself."""
        self._counters[label] = max(self._counters.get(label, 0), number)

    def to_dict(self) -> dict[str, Any]:
        """State for storage: hashes and counters, no words and no key."""
        return {
            "tellers": dict(self._counters),
            "waarden": dict(self._values),
            "bijna": sorted(self._close),
            "open": self.pending,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], key: bytes) -> Memory:
        """State as it was stored; an empty mapping gives an empty memory."""
        memory = cls(key)
        memory._counters = {str(k): int(v) for k, v in data.get("tellers", {}).items()}
        memory._values = {str(k): int(v) for k, v in data.get("waarden", {}).items()}
        memory._close = set(data.get("bijna", ()))
        memory.pending = bool(data.get("open", False))
        return memory
