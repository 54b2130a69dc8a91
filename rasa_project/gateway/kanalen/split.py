"""Long texts in parts that a platform takes. Layer: gateway. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINK = re.compile(r"https?://[^\s<>\"“”]+")
_END = ".,;:!?)]"
# From the nicest place to break to the ugliest.
_BREAKS = ("\n\n", "\n", ". ", "? ", "; ", ", ", " ")
_TOO_SHORT = 0.3
"""A break in the first part of what fits would leave a stub; the next kind of break is tried then."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text, or a link when `link` is True."""

    text: str
    link: bool = False


def pieces(text: str) -> Iterator[Piece]:
    """The text as stretches and links, in order; together they are the text."""
    at = 0
    for match in _LINK.finditer(text):
        shown = match[0].rstrip(_END)
        if match.start() > at:
            yield Piece(text[at : match.start()])
        yield Piece(shown, link=True)
        at = match.start() + len(shown)
    if at < len(text):
        yield Piece(text[at:])


def split_text(text: str, limit: int) -> list[str]:
    """Parts of at most `limit` code points, broken between paragraphs, sentences or words; nothing gets lost.

    A link is never broken unless it is longer than the limit by itself.
    """
    parts = []
    rest = text.strip()
    while len(rest) > limit:
        at = _place(rest, limit)
        parts.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*parts, rest] if rest or not parts else parts


def _place(text: str, limit: int) -> int:
    for sign in _BREAKS:
        at = text.rfind(sign, 0, limit)
        if at > limit * _TOO_SHORT:
            return at + len(sign.rstrip())
    for match in _LINK.finditer(text[: limit * 2]):
        if match.start() < limit < match.end() and match.start() > 0:
            return match.start()
    return limit
