"""Measures the redactor on the sealed evaluation set: leaks, needless words, clean messages touched, time.

    ./samenduiden meet_afscherming [--set tests/cases/afscherming/eval.jsonl]

The set was written by somebody who saw neither the code nor the training
sentences; its hash stands beside it and is checked first. Layer: tools.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from rasa_project.redaction.memory import Memory
from rasa_project.settings import ROOT
from rasa_project.tools.measures import share
from rasa_project.tools.redact import build_redactor

SET = ROOT / "tests" / "cases" / "afscherming" / "eval.jsonl"
_WORD = re.compile(r"\w+")


def read_sealed(path: Path) -> list[dict[str, Any]]:
    """The messages; raises `ValueError` when the file is not the one that was sealed."""
    raw = path.read_bytes()
    sealed = path.with_suffix(".jsonl.sha256").read_text(encoding="utf-8").split()[0]
    if hashlib.sha256(raw).hexdigest() != sealed:
        raise ValueError(f"{path.name} differs from its seal")
    return [json.loads(line) for line in raw.decode("utf-8").splitlines() if line.strip()]


def measure(rows: list[dict[str, Any]], redactor: Any) -> dict[str, Any]:
    """Counts over all messages; a span leaks when one of its letters or digits is not covered."""
    out: dict[str, Any] = {"leaks": 0, "personal": 0, "clean": 0, "touched": 0, "words": 0, "needless": 0}
    out.update(keep=0, keep_lost=0, kinds=Counter(), missed=Counter(), origin=defaultdict(lambda: [0, 0]))
    took = []
    for row in rows:
        text = row["text"]
        start = time.process_time()
        found = redactor.redact(text, Memory(key=b"meting")).spans
        took.append(time.process_time() - start)
        hidden = {i for span in found for i in range(span.start, span.end)}
        gold = {i for span in row["spans"] for i in range(span["start"], span["end"])}
        leak = False
        for span in row["spans"]:
            out["kinds"][span["label"]] += 1
            open_chars = [i for i in range(span["start"], span["end"]) if text[i].isalnum() and i not in hidden]
            if open_chars:
                out["missed"][span["label"]] += 1
                leak = True
        if row["spans"]:
            out["personal"] += 1
            out["leaks"] += leak
            if row.get("origin"):
                out["origin"][row["origin"]][0] += leak
                out["origin"][row["origin"]][1] += 1
        else:
            out["clean"] += 1
            out["touched"] += bool(found)
        for word in _WORD.finditer(text):
            place = set(range(word.start(), word.end()))
            if not place & gold:
                out["words"] += 1
                out["needless"] += bool(place & hidden)
        for term in row.get("keep", []):
            at = text.find(term)
            if at >= 0:
                out["keep"] += 1
                out["keep_lost"] += bool(set(range(at, at + len(term))) & hidden)
    out["ms"] = 1000 * sum(took) / max(1, len(took))
    return out


def report(got: dict[str, Any]) -> str:
    """The figures as a table, with 95 % intervals where they are shares."""
    lines = ["| maat | aantal | aandeel [95 %] |", "|---|---|---|"]
    for name, part, whole in (
        ("berichten met een lek", got["leaks"], got["personal"]),
        ("schone berichten geraakt", got["touched"], got["clean"]),
        ("woorden onnodig weg", got["needless"], got["words"]),
        ("beschermde woorden weg", got["keep_lost"], got["keep"]),
    ):
        figure = share(name, part, whole)
        lines.append(f"| {name} | {part} van {whole} | {figure.value:.1%} [{figure.low:.1%} – {figure.high:.1%}] |")
    lines.append(f"| processortijd per bericht | | {got['ms']:.1f} ms |")
    lines += ["", "| soort | gemist | van |", "|---|---|---|"]
    lines += [f"| {kind} | {got['missed'][kind]} | {n} |" for kind, n in got["kinds"].most_common()]
    lines += ["", "| herkomst van de naam | berichten met een lek | van |", "|---|---|---|"]
    lines += [f"| {origin} | {leak} | {n} |" for origin, (leak, n) in sorted(got["origin"].items())]
    return "\n".join(lines)


def main(argv: list[str]) -> int:
    """Prints the table; 0 when it could be measured."""
    parser = argparse.ArgumentParser(prog="samenduiden meet_afscherming")
    parser.add_argument("--set", type=Path, default=SET)
    options = parser.parse_args(argv)
    print(report(measure(read_sealed(options.set), build_redactor(ROOT))))
    return 0


if __name__ == "__main__":
    import sys

    raise SystemExit(main(sys.argv[1:]))
