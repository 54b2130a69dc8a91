"""Measures the redactor: leaks, needless words, clean messages touched, time, per kind and per origin of a name.

    ./samenduiden meet_afscherming [--set FILE] [--zonder-deduce] [--toon]

Without `--set` on the sealed set. That was written by somebody who saw neither the code nor the training sentences;
its hash stands beside it and is checked first. The same table for deduce stands next to it. A development set
(`ontwikkelset*.yml`) can be given too, and only of those `--toon` shows what went wrong. Layer: tools.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rasa_project.redaction.memory import Memory
from rasa_project.settings import ROOT
from rasa_project.tools import vergelijk_deduce
from rasa_project.tools.measures import share
from rasa_project.tools.redact import build_redactor
from rasa_project.tools.vergelijk_deduce import Found

SET = ROOT / "tests" / "cases" / "afscherming" / "eval.jsonl"
_WORD = re.compile(r"\w+")
_MARK = re.compile(r"\{([^{}|]*)\|([A-Z]*)\}", re.S)
Row = dict[str, Any]
"""One message: `text`, `spans` (start, end, label), and if given `keep` (terms that must stay) and `origin`."""


def read_sealed(path: Path) -> list[Row]:
    """The messages; raises `ValueError` when the file is not the one that was sealed."""
    raw = path.read_bytes()
    sealed = path.with_suffix(".jsonl.sha256").read_text(encoding="utf-8").split()[0]
    if hashlib.sha256(raw).hexdigest() != sealed:
        raise ValueError(f"{path.name} differs from its seal")
    return [json.loads(line) for line in raw.decode("utf-8").splitlines() if line.strip()]


def read_marked(path: Path) -> list[Row]:
    """A development set: sentences with {words|KIND} for what must go and {words|} for what must stay."""
    from ruamel.yaml import YAML

    rows = []
    for item in YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")):
        text, spans, keep, position = "", [], [], 0
        for match in _MARK.finditer(item["zin"]):
            text += item["zin"][position : match.start()]
            if match[2]:
                spans.append({"start": len(text), "end": len(text) + len(match[1]), "label": match[2]})
            else:
                keep.append(match[1])
            text += match[1]
            position = match.end()
        rows.append({"text": text + item["zin"][position:], "spans": spans, "keep": keep, "origin": item["groep"]})
    return rows


@dataclass
class Counts:
    """What went well and wrong over all messages; every pair is (wrong, all)."""

    leaks: list[int] = field(default_factory=lambda: [0, 0])
    touched: list[int] = field(default_factory=lambda: [0, 0])
    needless: list[int] = field(default_factory=lambda: [0, 0])
    kept: list[int] = field(default_factory=lambda: [0, 0])
    kinds: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    partly: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    origins: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    seconds: list[float] = field(default_factory=list)

    @property
    def milliseconds(self) -> float:
        """Processor time per message."""
        return 1000 * sum(self.seconds) / max(1, len(self.seconds))


def count(rows: Sequence[Row], found: Sequence[Found]) -> Counts:
    """Compares; a span leaks when one of its letters or digits is not covered."""
    out = Counts()
    for row, (spans, took) in zip(rows, found, strict=True):
        out.seconds.append(took)
        _count_one(row, {i for start, end in spans for i in range(start, end)}, bool(spans), out)
    return out


def _add(pair: list[int], wrong: bool) -> None:
    pair[0] += wrong
    pair[1] += 1


def _count_one(row: Row, hidden: set[int], any_found: bool, out: Counts) -> None:
    text = row["text"]
    gold = {i for span in row["spans"] for i in range(span["start"], span["end"])}
    leak = False
    for span in row["spans"]:
        letters = [i for i in range(span["start"], span["end"]) if text[i].isalnum()]
        missed = any(i not in hidden for i in letters)
        _add(out.kinds[span["label"]], missed)
        _add(out.partly[span["label"]], missed and any(i in hidden for i in letters))
        leak = leak or missed
    if row["spans"]:
        _add(out.leaks, leak)
        if row.get("origin"):
            _add(out.origins[row["origin"]], leak)
    else:
        _add(out.touched, any_found)
    for word in _WORD.finditer(text):
        place = set(range(word.start(), word.end()))
        if not place & gold:
            _add(out.needless, bool(place & hidden))
    for term in row.get("keep", []):
        at = text.find(term)
        if at >= 0:
            _add(out.kept, bool(set(range(at, at + len(term))) & hidden))


def run_ours(rows: Sequence[Row], redactor: Any) -> list[Found]:
    """What the redactor of the gateway finds, each message in a conversation of its own."""
    found: list[Found] = []
    for row in rows:
        start = time.process_time()
        spans = redactor.redact(row["text"], Memory(key=b"meting")).spans
        found.append(([(s.start, s.end) for s in spans], time.process_time() - start))
    return found


def report(ours: Counts, other: Counts | None) -> str:
    """The figures as tables, ours next to those of deduce, with 95 % intervals where they are shares."""
    both = [ours] if other is None else [ours, other]
    head = "| samenduiden |" if other is None else "| samenduiden | deduce 3.0.6 |"
    rule = "|---" * (1 + len(both)) + "|"
    lines = [f"| maat {head}", rule]
    for title, name in (
        ("berichten met een lek", "leaks"),
        ("schone berichten geraakt", "touched"),
        ("woorden onnodig weg", "needless"),
        ("beschermde woorden weg", "kept"),
    ):
        lines.append(f"| {title} | " + " | ".join(_share(getattr(one, name)) for one in both) + " |")
    lines.append("| processortijd per bericht | " + " | ".join(f"{one.milliseconds:.1f} ms" for one in both) + " |")
    for title, name in (
        ("gemist, per soort", "kinds"),
        ("waarvan deels afgedekt", "partly"),
        ("berichten met een lek, per herkomst of groep", "origins"),
    ):
        lines += ["", f"| {title} {head}", rule]
        table = getattr(ours, name)
        for key in sorted(table, key=lambda k: (-table[k][1], k)):
            cells = [f"{getattr(one, name)[key][0]} van {getattr(one, name)[key][1]}" for one in both]
            lines.append(f"| {key} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _share(pair: list[int]) -> str:
    figure = share("", pair[0], pair[1])
    return f"{pair[0]} van {pair[1]}: {figure.value:.1%} [{figure.low:.1%} – {figure.high:.1%}]"


def show(rows: Sequence[Row], found: Sequence[Found]) -> None:
    """Prints the messages of a development set in which something went wrong."""
    for row, (spans, took) in zip(rows, found, strict=True):
        one = count([row], [(spans, took)])
        if one.leaks[0] or one.needless[0]:
            text = row["text"]
            for start, end in sorted(spans, reverse=True):
                text = f"{text[:start]}[[{text[start:end]}]]{text[end:]}"
            print("LEK   " if one.leaks[0] else "TEVEEL", text)


def main(argv: list[str]) -> int:
    """Prints the tables; 0 when it could be measured."""
    parser = argparse.ArgumentParser(prog="samenduiden meet_afscherming")
    parser.add_argument("--set", type=Path, default=SET)
    parser.add_argument("--zonder-deduce", action="store_true")
    parser.add_argument("--toon", action="store_true")
    options = parser.parse_args(argv)
    marked = options.set.suffix == ".yml"
    rows = read_marked(options.set) if marked else read_sealed(options.set)
    found = run_ours(rows, build_redactor(ROOT))
    other = None
    if not options.zonder_deduce:
        try:
            other = count(rows, vergelijk_deduce.find_all([row["text"] for row in rows]))
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"deduce: {type(error).__name__}")
    print(report(count(rows, found), other))
    if options.toon and marked:
        show(rows, found)
    return 0


if __name__ == "__main__":
    import sys

    raise SystemExit(main(sys.argv[1:]))
