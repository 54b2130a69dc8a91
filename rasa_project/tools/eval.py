"""Measures how well messages are understood, on sentences the model never saw.

    ./samenduiden eval [--set tests/nlu/dev.jsonl] [--output results/eval.md]

Lines of the set: `{"text", "intents", "signals": [{"start", "end", "domain",
"polarity"}], "acute", "rol"?, "leeftijd"?, "gemeente"?, "tags"}`. The path is that
of `predict`: redaction first, then the served model.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa_project.tools.measures import all_figures, per_tag
from rasa_project.tools.predict import ROOT, Predictor, public_intents

SET = ROOT / "tests" / "nlu" / "dev.jsonl"
OUTPUT = ROOT / "results" / "eval.md"


def gold_of(item: dict[str, Any]) -> dict[str, Any]:
    """An annotated line in the form of a prediction."""
    slots = {
        name: item[key]
        for name, key in (("rol", "rol"), ("leeftijdscategorie", "leeftijd"), ("gemeente", "gemeente"))
        if item.get(key)
    }
    return {
        "intents": public_intents(item["intents"]),
        "signals": item["signals"],
        "acute": item["acute"],
        "slots": slots,
        "tags": item.get("tags", []),
    }


def measure(path: Path, predictor: Predictor) -> tuple[list[dict[str, Any]], float]:
    """Annotated and predicted side by side, and the milliseconds a message took."""
    with path.open(encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines if line.strip()]
    began = time.perf_counter()
    rows = [
        {"goud": gold_of(item), "model": predictor.predict(item["text"], number)} for number, item in enumerate(items)
    ]
    return rows, 1000 * (time.perf_counter() - began) / max(len(items), 1)


def main(argv: Sequence[str] | None = None) -> int:
    """Entry of `./samenduiden eval`; gives the exit code."""
    parser = argparse.ArgumentParser(prog="samenduiden eval")
    parser.add_argument("--set", type=Path, default=SET)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--model", type=Path)
    args = parser.parse_args(argv)
    rows, milliseconds = measure(args.set, Predictor(args.model))
    lines = [f"{args.set.name}: {len(rows)}, {milliseconds:.1f} ms", ""]
    lines += [str(figure) for figure in all_figures(rows)]
    for prefix in ("ideologie-", "beroep-"):
        lines += ["", *(str(figure) for figure in per_tag(rows, prefix))]
    args.output.parent.mkdir(parents=True, exist_ok=True)
    args.output.write_text("```\n" + "\n".join(lines) + "\n```\n", encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
