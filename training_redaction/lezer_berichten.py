"""Writes the messages the reader of the redaction learns from. Runs in the environment of the front door.

    .venv/gateway/bin/python -m training_redaction.lezer_berichten --uit var/lezer

Gives `ronde-1.jsonl` … with a message a line, `{"words": [[form, glued]], "tags": [...]}`. Every round holds the same
messages with other names in them. A tag is an index of `TAGS`, or -100 where the annotation says nothing: what the
patterns take for a place, an address or an institution in messages that were not annotated for those.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rasa_project.knowledge.afscherming import load_redaction_lists
from rasa_project.redaction.document import PLACEHOLDER, read
from rasa_project.redaction.engine import Redactor
from rasa_project.redaction.lezer import KINDS, begin_tag, forms
from rasa_project.redaction.models import RedactionLists
from training_redaction.berichten import is_clean, read_messages, with_names
from training_redaction.namen import Names, hold_back
from training_redaction.trainen import fill

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
ANNOTATED = ("berichten_a.txt", "berichten_b.txt", "berichten_c.txt", "berichten_d.txt")
CHAT = ("chat-training.txt", "chat-training-vervolg.txt")
ROUNDS = 6
UNKNOWN = -100
_ANNOTATION = re.compile(r"\{([A-Z]+):([^{}]*)\}")
_CHAT_NAME = re.compile(r"\[([^\[\]|]+)(?:\|([a-z]{1,2}))?\]")
_MARK = re.compile(r"\{(?:VA|V|A|W|S|N)\}")
_PARTICLE = re.compile(r"(?:van|de|der|den|el|al|ter|ten|ben|'t|vd|v\.d\.)\b.*")
_KEEP_NAME = 0.45
CLEAN, FILLED = 0.45, 0.3
"""Shares of the messages of the understanding in a round: as they are, and with names put in."""

Span = tuple[int, int, str]


def marked(line: str, pattern: re.Pattern[str], kind_first: bool) -> tuple[str, list[Span]]:
    """A line without its marks, and what they said."""
    text, spans, last = "", [], 0
    for match in pattern.finditer(line):
        text += line[last : match.start()]
        words, kind = (match[2], match[1]) if kind_first else (match[1], match[2] or "")
        spans.append((len(text), len(text) + len(words), kind))
        text += words
        last = match.end()
    return text + line[last:], spans


class Writer:
    """Makes the lines.

    Args:
        lists: what the redactor knows.
        names: draws the names.
        rng: chance, seeded.
    """

    def __init__(self, lists: RedactionLists, names: Names, rng: random.Random) -> None:
        """Takes what it needs."""
        self._lists, self._names, self._rng = lists, names, rng
        self._patterns = Redactor(lists)

    def line(self, text: str, spans: Sequence[Span]) -> str:
        """One message as the reader is to see it."""
        tags: list[int] = []
        document = read(text, self._lists)
        # Normalising may change lengths; the spans speak of the input.
        ends = [document.source.to_input(token.start, token.end) for token in document.tokens]
        last: Span | None = None
        for start, end in ends:
            span = next((s for s in spans if s[0] < end and start < s[1]), None)
            if span is None:
                tags.append(0)
            elif span[2] not in KINDS:
                tags.append(UNKNOWN if span[2] == "?" else 0)
            else:
                tags.append(begin_tag(span[2]) + (span is last))
            last = span
        return json.dumps({"words": [[f, g] for f, g in forms(document)], "tags": tags}, ensure_ascii=False)

    def other_names(self, text: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
        """The same message with most of its names replaced; the same name the same way."""
        chosen: dict[str, str] = {}
        new, moved, last = "", [], 0
        for start, end, kind in spans:
            new += text[last:start]
            words = text[start:end]
            if kind == "NAAM":
                words = chosen.setdefault(words, self._other(words))
            moved.append((len(new), len(new) + len(words), kind))
            new += words
            last = end
        return new + text[last:], moved

    def _other(self, name: str) -> str:
        rng = self._rng
        if rng.random() < _KEEP_NAME or len(name) < 2:
            return name
        ending = next((end for end in ("'s", "s") if name.endswith(end) and name.count(" ") == 0 and len(name) > 5), "")
        if _PARTICLE.fullmatch(name):
            return self._names.draw("A")
        if " " in name:
            return self._names.draw("VA")
        chance = rng.random()
        mark = "V" if chance < 0.6 else "W" if chance < 0.72 else "A" if chance < 0.85 else "S" if chance < 0.9 else "N"
        return self._names.draw(mark) + (ending if ending == "'s" else "")

    def holes(self, text: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
        """The message as it is read a second time: part of what must go has gone already."""
        new, moved, last = "", [], 0
        for start, end, kind in spans:
            new += text[last:start]
            if kind in KINDS and self._rng.random() < 0.8:
                new += f"[{kind}-{self._rng.randint(1, 3)}]"
            else:
                moved.append((len(new), len(new) + end - start, kind))
                new += text[start:end]
            last = end
        return new + text[last:], moved

    def unannotated(self, text: str) -> list[Span]:
        """What the patterns see in a message that was never annotated for it: nothing is learned there."""
        found = self._patterns.redact(text).spans
        return [(s.start, s.end, "?") for s in found if s.label != "NAAM"]

    def round(self) -> Iterator[str]:
        """All messages once."""
        rng = self._rng
        for name in ANNOTATED:
            for text, spans in _read(HERE / name, _ANNOTATION, True):
                yield self.line(*self.other_names(text, spans))
                yield self.line(*self.other_names(text, spans))
                if spans and rng.random() < 0.5:
                    yield self.line(*self.holes(text, spans))
        for name in CHAT:
            for text, spans in _read(ROOT / "training_nl" / "data" / name, _CHAT_NAME, False):
                kinds = [(a, b, "?" if k in {"g", "l", "o"} else "NAAM") for a, b, k in spans]
                yield self.line(*self.other_names(text, kinds))
        for template in _lines(HERE / "zinnen.txt"):
            text, places = fill(template, self._names)
            yield self.line(text, [(a, b, "NAAM") for a, b in places])
        messages = read_messages()
        for message in messages:
            if is_clean(message) and rng.random() < CLEAN:
                yield self.line(message, self.unannotated(message))
            template = with_names(message, rng) if rng.random() < FILLED else None
            if template:
                text, places = fill(template, self._names)
                spans = [(a, b, "NAAM") for a, b in places]
                extra = [s for s in self.unannotated(text) if not any(a < s[1] and s[0] < b for a, b in places)]
                yield self.line(text, sorted([*spans, *extra]))


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _read(path: Path, pattern: re.Pattern[str], kind_first: bool) -> Iterable[tuple[str, list[Span]]]:
    for line in _lines(path):
        text, spans = marked(line, pattern, kind_first)
        if not PLACEHOLDER.search(text):
            yield text, spans


def main(argv: Sequence[str] | None = None) -> int:
    """Writes the rounds; gives the exit code."""
    parser = argparse.ArgumentParser(prog="training_redaction.lezer_berichten")
    parser.add_argument("--uit", type=Path, required=True)
    parser.add_argument("--rondes", type=int, default=ROUNDS)
    parser.add_argument("--zaad", type=int, default=11)
    args = parser.parse_args(argv)
    args.uit.mkdir(parents=True, exist_ok=True)
    rng = random.Random(args.zaad)
    lists = load_redaction_lists(ROOT)
    _, gone = hold_back(lists, rng)
    writer = Writer(lists, Names(lists, rng, gone), rng)
    for number in range(1, args.rondes + 1):
        lines = list(writer.round())
        rng.shuffle(lines)
        (args.uit / f"ronde-{number}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"ronde {number}: {len(lines)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
