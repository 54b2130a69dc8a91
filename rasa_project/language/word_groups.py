"""Groups of words as one pattern. Language layer: standard library only."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rasa_project.language.tokens import fold


def compile_group(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the words as whole words, in folded text; a `*` stands for letters or one word."""
    parts = sorted((_pattern(word) for word in words), key=len, reverse=True)
    return re.compile(r"(?<![\w])(?:" + "|".join(parts) + r")(?![\w])")


def _pattern(word: str) -> str:
    folded = re.escape(fold(str(word))).replace(r"\ ", r"\s+")
    return folded.replace(r"\s+\*\s+", r"\s+\S+\s+").replace(r"\*", r"\w*")
