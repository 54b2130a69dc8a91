"""Sentences of a chat message. Language layer: standard library only."""

from __future__ import annotations

import re

_END = re.compile(r"(?:[.!?]+[\"'”’)]*(?=\s)|\n+|(?<=\s)[-•*](?=\s))")
_SHORT = re.compile(
    r"(?:^|\s)(?:\w|ca|dhr|mw|mevr|nr|bijv|bv|evt|o\.a|i\.v\.m|d\.w\.z|drs|ir|st|max|min|tel)$", re.IGNORECASE
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Places of the sentences, end exclusive, without white space at the edges.

    Ends at full stops, question and exclamation marks and line ends, not after
    an abbreviation. A message without any mark is one sentence.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if (
            match.group().startswith(".")
            and len(match.group()) == 1
            and _SHORT.search(text[max(0, match.start() - 8) : match.start()])
        ):
            continue
        _append(found, text, start, match.end())
        start = match.end()
    _append(found, text, start, len(text))
    return found


def last_request(text: str) -> str | None:
    """The last question of several sentences, or the last sentence when none is a question ("zeg dat het meevalt")."""
    sentences = [text[start:end] for start, end in split_sentences(text)]
    if len(sentences) < 2:
        return None
    return next((sentence for sentence in reversed(sentences) if sentence.endswith("?")), sentences[-1])


def _append(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        found.append((start, end))
