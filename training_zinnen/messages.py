"""Writes the training messages for the encoder, read as the assistant reads them. Runs in the Rasa environment.

    .venv/rasa/bin/python -m training_zinnen.messages --uit var/zinnen

Gives `train.jsonl` (from `data/nlu`), `vragen.jsonl` (ways of asking with the answer they belong to, from
`data/kennis`) and `dev.jsonl` (from `tests/nlu/dev*.jsonl`, redacted first, as in a conversation). Lines: `{"text",
"intents", "spans": [[start, end, domein, polariteit]], "acute", "words": [[start, end, form, glued]], "tags"}`, and of
questions `{"text", "answer", "words"}`; offsets in code points, end exclusive. The test sets are not read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rasa.shared.nlu.training_data.loading import load_data

from rasa_project.components.encoder import MOST_WORDS, taal
from rasa_project.components.signalen import SPOED, spans_of_message
from rasa_project.components.trained import details, intents_of, labelled
from rasa_project.components.vragen import fixed_answers
from rasa_project.knowledge.gedeeld import shared_kennis
from rasa_project.tools.predict import ROOT, Places, _build_redaction


def words_of(text: str) -> list[list[Any]]:
    """Words with their place and the way they are read."""
    return [[token.start, token.end, token.form, token.glued] for token in taal().reader.read(text, MOST_WORDS)]


def training_lines(folder: Path) -> Iterator[dict[str, Any]]:
    """Every labelled message of the training data."""
    for message in labelled(load_data(str(folder))):
        intents, text = intents_of(message), message.get("text")
        spans = [[s["start"], s["end"], s["domein"], s["polariteit"]] for s in spans_of_message(message)]
        yield {
            "text": text,
            "intents": intents,
            "spans": spans,
            "acute": SPOED in intents,
            "role": details(message).get("rol"),
            "words": words_of(text),
            "tags": [],
        }


def question_lines() -> Iterator[dict[str, Any]]:
    """Every way of asking that the finder of answers learns from."""
    for answer in fixed_answers(shared_kennis()):
        for example in answer.examples:
            yield {"text": example, "answer": answer.key or "-", "words": words_of(example)}


def development_lines(files: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """Every message of the development sets, redacted; places follow the removed words."""
    redactor, _ = _build_redaction()
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            redaction = redactor.redact(item["text"])
            moved = _moves(item["text"], Places(redaction.text, redaction.spans), redaction.text)
            spans = [[moved[s["start"]], moved[s["end"]], s["domain"], s["polarity"]] for s in item["signals"]]
            yield {
                "text": redaction.text,
                "intents": item["intents"],
                "spans": spans,
                "acute": item["acute"],
                "words": words_of(redaction.text),
                "tags": item.get("tags", []),
            }


def _moves(text: str, places: Places, redacted: str) -> list[int]:
    """Per place in the input the place in the redacted text."""
    moved = [0] * (len(text) + 1)
    for place in range(len(redacted) + 1):
        source = places.start(place)
        if source <= len(text):
            moved[source] = max(moved[source], place)
    for place in range(1, len(moved)):
        moved[place] = max(moved[place], moved[place - 1])
    return moved


def main(argv: Sequence[str] | None = None) -> int:
    """Writes both files; gives the exit code."""
    parser = argparse.ArgumentParser(prog="training_zinnen.messages")
    parser.add_argument("--uit", type=Path, required=True)
    args = parser.parse_args(argv)
    args.uit.mkdir(parents=True, exist_ok=True)
    sets = {
        "train": training_lines(ROOT / "data" / "nlu"),
        "vragen": question_lines(),
        "dev": development_lines(sorted((ROOT / "tests" / "nlu").glob("dev*.jsonl"))),
    }
    for name, lines in sets.items():
        with (args.uit / f"{name}.jsonl").open("w", encoding="utf-8") as target:
            count = 0
            for line in lines:
                target.write(json.dumps(line, ensure_ascii=False) + "\n")
                count += 1
        print(f"{name}: {count}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
