"""Plays a written conversation against the real assistant and compares response keys.

A transcript asserts *what kind of thing* is said, by response key, so that a
changed wording breaks no test. The key of a bubble is found by matching its
text with the variants in `data/teksten`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

PLACEHOLDER = re.compile(r"\\{[a-z0-9_]+\\}")
MORE = "..."
"""In `krijgt`: anything may stand here."""

Send = Callable[[str, dict[str, Any]], list[dict[str, Any]]]
"""Takes text or payload and metadata; gives the bubbles."""


@dataclass(frozen=True)
class Mismatch:
    """One turn that went otherwise than written."""

    turn: int
    said: str
    expected: list[str]
    got: list[str]

    def __str__(self) -> str:
        return f"beurt {self.turn} «{self.said}»: verwacht {self.expected}, kreeg {self.got}"


class Keys:
    """Finds the response key of a text.

    Args:
        texts: key -> variants, with `{placeholders}`.
    """

    def __init__(self, texts: dict[str, tuple[str, ...]]) -> None:
        patterns = []
        for key, variants in texts.items():
            for variant in variants:
                literal = PLACEHOLDER.sub("", re.escape(variant))
                if len(literal) < 4:
                    continue
                pattern = PLACEHOLDER.sub("(?:.|\\n)*?", re.escape(variant.strip()))
                patterns.append((len(literal), key, re.compile(pattern + r"\s*\Z")))
        self._patterns = sorted(patterns, key=lambda p: -p[0])

    def of(self, text: str) -> str:
        """The key of the longest variant that fits, or `?` and the text itself."""
        for _, key, pattern in self._patterns:
            if pattern.match(text.strip()):
                return key
        return f"? {text}"


def load(path: Path) -> dict[str, Any]:
    """One transcript: `naam`, `beurten`, `mag_niet` (what would be wrong), and perhaps `nu` (ISO time)."""
    data: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return data


def play(transcript: dict[str, Any], send: Send, keys: Keys) -> list[Mismatch]:
    """Play all turns; gives every turn that differs.

    A turn says `zegt` (typed), `kiest` (the payload of a button) or `herhaal` (words and how often), and
    `krijgt` lists keys in order; `...` stands for anything, and a list inside for a choice. `knoop` is the
    place in the stroomschema after it, `heeft` lists what must come along besides words.
    """
    wrong = []
    for number, turn in enumerate(transcript["beurten"], 1):
        said = words_of(turn)
        metadata = {"now": turn.get("nu", transcript.get("nu"))}
        bubbles = send(said, {k: v for k, v in metadata.items() if v})
        got = [keys.of(b["text"]) for b in bubbles if b.get("text")]
        if not matches(turn["krijgt"], got):
            wrong.append(Mismatch(number, said[:80], turn["krijgt"], got))
        wrong.extend(Mismatch(number, said[:80], [what], [found]) for what, found in beside(turn, bubbles))
    return wrong


def words_of(turn: dict[str, Any]) -> str:
    """What is typed or sent in a turn."""
    if "herhaal" in turn:
        words, times = turn["herhaal"]
        return str(words) * int(times)
    return str(turn.get("zegt", turn.get("kiest", "")))


def beside(turn: dict[str, Any], bubbles: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """What a turn says beside the keys and is not so: words, the Knoop, cards."""
    joined = "\n".join(b.get("text", "") for b in bubbles)
    custom: dict[str, Any] = {}
    for bubble in bubbles:
        custom.update(bubble.get("custom") or {})
    for word in turn.get("bevat", []):
        if word not in joined:
            yield f"bevat {word}", joined
    for word in turn.get("bevat_niet", []):
        if word in joined:
            yield f"bevat niet {word}", joined
    for name in turn.get("heeft", []):
        if name not in custom:
            yield f"heeft {name}", ", ".join(custom)
    knoop = (custom.get("stroomschema") or {}).get("knoop")
    if "knoop" in turn and turn["knoop"] != knoop:
        yield f"knoop {turn['knoop']}", str(knoop)


def sibling(transcript: dict[str, Any]) -> dict[str, Any]:
    """The same talk with the one answer that would be wrong (`mag_niet`) in the place of the right one."""
    wrong = transcript["mag_niet"]
    turns = [dict(turn) for turn in transcript["beurten"]]
    turns[wrong["beurt"] - 1] = {**turns[wrong["beurt"] - 1], "krijgt": wrong["krijgt"]}
    return {**transcript, "beurten": turns}


def matches(expected: list[Any], got: list[str]) -> bool:
    """True when the keys fit, `...` standing for any number of bubbles."""
    if not expected:
        return not got
    head, rest = expected[0], expected[1:]
    if head == MORE:
        return any(matches(rest, got[i:]) for i in range(len(got) + 1))
    if not got:
        return False
    fits = got[0] in head if isinstance(head, list) else got[0] == head
    return fits and matches(rest, got[1:])
