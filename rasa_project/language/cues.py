"""Cue words with a scope: negation, doubt, hearsay, opinion. Language layer: standard library only.

Definitions (settled before the code):

- *ontkenning*: the message says that something is not so, was taken back, or is plainly normal.
- *twijfel*: the writer does not know whether it is so.
- *hoorzeggen*: it comes from an unnamed or vague source.
- *ander*: it comes from somebody named by function; a fact by hearsay, not a doubt.
- *mening*: it judges instead of describes.

A cue reaches as far as its clause: `voor` works on what comes after it, `na` on
what stands before it, `beide` on all of the clause, `zin` on all of the sentence.
A look-alike (*schijn*: "niet alleen") switches off the cues inside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rasa_project.language.tokens import fold

KINDS = ("ontkenning", "twijfel", "hoorzeggen", "ander", "mening")
SCOPES = ("voor", "na", "beide", "zin")


@dataclass(frozen=True)
class Cue:
    """A cue found in a text; offsets in code points, end exclusive."""

    start: int
    end: int
    kind: str
    scope: str


@dataclass(frozen=True)
class Cues:
    """Finds cue words."""

    patterns: tuple[tuple[str, str, re.Pattern[str]], ...]
    schijn: re.Pattern[str]

    @classmethod
    def build(cls, data: Mapping[str, Any]) -> Cues:
        """Makes a finder from the lists of `signaalwoorden.yml`."""
        patterns = []
        for kind in KINDS:
            for row in data[kind]:
                patterns.append((kind, str(row["reikwijdte"]), _compile(row["woorden"])))
        return cls(tuple(patterns), _compile(data["schijn"]))

    def find(self, text: str) -> list[Cue]:
        """All cues of a text in order of place, look-alikes left out."""
        return self.find_folded(same_length(text))

    def find_folded(self, folded: str) -> list[Cue]:
        """The same for a text that went through `same_length`."""
        hidden = [match.span() for match in self.schijn.finditer(folded)]
        cues = []
        for kind, scope, pattern in self.patterns:
            for match in pattern.finditer(folded):
                if not any(
                    low <= match.start() and match.end() <= high and (low, high) != match.span() for low, high in hidden
                ):
                    cues.append(Cue(match.start(), match.end(), kind, scope))
        return sorted(cues, key=lambda cue: (cue.start, cue.end))


def reaches(cue: Cue, span: tuple[int, int], clause: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """True when the cue works on the span, given the span's clause and sentence."""
    if cue.scope == "zin":
        return sentence[0] <= cue.start < sentence[1]
    if not clause[0] <= cue.start < clause[1]:
        return False
    if cue.scope == "voor":
        return cue.start < span[1]
    if cue.scope == "na":
        return cue.end > span[0]
    return True


def _compile(words: Any) -> re.Pattern[str]:
    parts = sorted((re.escape(fold(str(word))).replace(r"\ ", r"\s+") for word in words), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)")


def same_length(text: str) -> str:
    """Folded text in which every place is the place in the text itself."""
    if text.isascii():
        return text.lower()
    folded = [fold(char) for char in text]
    return "".join(piece if len(piece) == 1 else char for piece, char in zip(folded, text))
