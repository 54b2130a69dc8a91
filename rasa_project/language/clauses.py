"""Clauses of a sentence. Language layer: standard library only.

A clause is a stretch with one verb of its own as far as marks and joining words
show it. That is what a cue word reaches and what a finding stays within.
"""

from __future__ import annotations

import re

_JOIN = re.compile(
    r"(?:[,;:]\s+|\s+[-–]\s+|\s+(?=(?:maar|want|omdat|terwijl|doordat|zodat|hoewel|toch|verder|daarnaast|behalve|but|because)\s)"
    r"|\s+(?=en\s+(?:\w+\s+){1,7}?(?:is|heeft|was|had|komt|gaat|zegt|zei|wil|doet|zit|loopt|draagt|kijkt|praat|hij|ze|zij|ie|ik|we)\b)"
    r"|\s+(?=(?:hij|ze|zij|ie)\s+(?:is|heeft|was|had|komt|gaat|zegt|zei|wil|doet|zit|loopt|draagt|kijkt|praat)\b))",
    re.IGNORECASE,
)
_SHORTEST = 2


def split_clauses(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Places of the clauses between `start` and `end`, end exclusive, in order and without overlap."""
    end = len(text) if end is None else end
    cuts = [start]
    for match in _JOIN.finditer(text, start, end):
        if len(text[cuts[-1] : match.start()].split()) >= _SHORTEST:
            cuts.append(match.end())
    cuts.append(end)
    found = []
    for low, high in zip(cuts, cuts[1:]):
        while low < high and text[low] in " \t\n,;:":
            low += 1
        while high > low and text[high - 1] in " \t\n,;:":
            high -= 1
        if high > low:
            found.append((low, high))
    return found
