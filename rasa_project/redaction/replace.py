"""Placeholders in the place of what was found. Pure layer."""

from __future__ import annotations

from rasa_project.redaction.document import PLACEHOLDER
from rasa_project.redaction.memory import Memory
from rasa_project.redaction.models import Span


def replace(text: str, spans: list[Span], memory: Memory) -> str:
    """Put [LABEL-n] in the place of every span; the same value gets the same n.

    Args:
        text: the input.
        spans: without overlap, in order, offsets in `text`.
        memory: numbers of this conversation; grows.
    """
    for label, number in PLACEHOLDER.findall(text):
        memory.start_after(label, int(number))
    parts: list[str] = []
    position = 0
    for span in spans:
        parts.append(text[position : span.start])
        parts.append(f"[{span.label}-{memory.number(span.label, text[span.start : span.end])}]")
        position = span.end
    parts.append(text[position:])
    return "".join(parts)
