"""Chat sentences with names between square brackets: reading, filling with other names, other spelling.

A line is `Gisteren was [Fatima] weer te laat`. Without a mark a name is a PERSON; `[Ede|g]` is GPE,
`[Maas|l]` LOC, `[GGD|o]` ORG, and `[Tjeerd|fy]` is a PERSON whose name has a Frisian origin.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

from training_nl.messages import stop
from training_nl.names import DATA, NamePool

_SLOT = re.compile(r"\[([^\[\]|]+)(?:\|([a-z]{1,2}))?\]")
_LABELS = {"g": "GPE", "l": "LOC", "o": "ORG"}
#: Label of words that may or may not be a name: nothing is learned there.
UNSURE = "-"
ORIGINS = {
    "ma": "Marokkaans", "tr": "Turks", "sr": "Surinaams", "cw": "Antilliaans", "pl": "Pools", "ua": "Oekraïens",
    "sy": "Syrisch", "er": "Eritrees", "so": "Somalisch", "cn": "Chinees", "fy": "Fries", "nl": "Nederlands",
    "wo": "naam die ook een woord is", "ov": "overig",
}  # fmt: skip


@dataclass(frozen=True)
class Slot:
    """A name in a message; offsets in code points of the text, end exclusive."""

    start: int
    end: int
    label: str
    origin: str = ""


@dataclass(frozen=True)
class Message:
    """A chat message with its names."""

    text: str
    slots: tuple[Slot, ...]

    def lowered(self) -> Message:
        """Give the message in lower case; a letter that would change length is left alone."""
        return Message("".join(c.lower() if len(c.lower()) == 1 else c for c in self.text), self.slots)


def parse_line(line: str, where: str = "") -> Message:
    """Give the message of one marked line."""
    text, slots, last = "", [], 0
    for match in _SLOT.finditer(line):
        text += line[last : match.start()]
        mark = match[2] or ""
        if mark and mark not in _LABELS and mark not in ORIGINS:
            raise stop("chat_merk", waar=where, merk=mark)
        start = len(text)
        text += match[1]
        slots.append(Slot(start, len(text), _LABELS.get(mark, "PERSON"), mark if mark in ORIGINS else ""))
        last = match.end()
    text += line[last:]
    if "[" in text or "]" in text:
        raise stop("chat_haak", waar=where, regel=line)
    return Message(text, tuple(slots))


def load_messages(name: str, folder: Path = DATA) -> list[Message]:
    """Give the messages of a chat file; empty lines and lines with # are skipped."""
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return [
        parse_line(line.strip(), f"{name}:{number}")
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.startswith("#")
    ]


def refill(message: Message, pool: NamePool, chance: random.Random, share: float = 0.75) -> Message:
    """Give the message with most of its persons and some of its places replaced; same name, same replacement."""
    text, slots, last = "", [], 0
    chosen: dict[str, str] = {}
    for slot in message.slots:
        text += message.text[last : slot.start]
        old = message.text[slot.start : slot.end]
        if old not in chosen:
            chosen[old] = _replacement(old, slot.label, text, pool, chance, share)
        start = len(text)
        text += chosen[old]
        slots.append(Slot(start, len(text), slot.label, slot.origin))
        last = slot.end
    return Message(text + message.text[last:], tuple(slots))


def _replacement(old: str, label: str, before: str, pool: NamePool, chance: random.Random, share: float) -> str:
    if label == "PERSON" and chance.random() < share:
        words = pool.draw_person(chance, before.split()[-1] if before.split() else "")
        return " ".join(words) + (old[-2:] if old.endswith("'s") else "")
    if label in pool.places and chance.random() < share * 0.6:
        return " ".join(pool.draw_place(chance, label))
    return old


def restyle(message: Message, chance: random.Random) -> Message:
    """Give the message as people type it: mostly lower case, end mark dropped, now and then a capital."""
    roll = chance.random()
    if roll < 0.55:
        message = message.lowered()
    elif roll < 0.68:
        low = message.lowered()
        message = Message(low.text[:1].upper() + low.text[1:], low.slots)
    elif roll < 0.76 and not (message.slots and message.slots[0].start == 0):
        message = Message(message.text[:1].lower() + message.text[1:], message.slots)
    text = message.text
    if text[-1:] in ".!?" and chance.random() < 0.4 and not (message.slots and message.slots[-1].end == len(text)):
        message = Message(text[:-1], message.slots)
    return message
