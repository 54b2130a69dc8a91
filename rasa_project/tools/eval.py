"""Measures how well messages are understood, on sentences the model never saw.

    ./samenduiden eval [--test | --overtuigingen] [--set tests/nlu/dev.jsonl …] [--output results/eval.md]

Without options: the development sets and the twins. `--test` measures the sealed test sets
instead, `--overtuigingen` the sealed set with a hundred messages per ideology, after checking that
nobody changed them; nothing may be tuned on those.

Lines of a set: `{"text", "intents", "signals": [{"start", "end", "domain", "polarity"}], "acute",
"slots", "tags"}`. Lines of the twins: `{"a", "b", "verschil"}`. The path is that of `predict`:
redaction first, then the served model. The report also says how well each profession (the annotated
role) and each ideology (the tags) is understood, with the number of messages and the interval.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rasa_project.errors import SamenduidenError
from rasa_project.knowledge.gedeeld import shared_kennis
from rasa_project.tools.measures import Row, all_figures, per_group, twin_figures
from rasa_project.tools.predict import ROOT, Predictor, public_intents
from rasa_project.tools.tables import cell, table

FOLDER = ROOT / "tests" / "nlu"
DEVELOPMENT = ("dev.jsonl", "dev_b.jsonl")
TEST = ("test.jsonl", "test_b.jsonl")
PER_IDEOLOGIE = ("test_c.jsonl",)
"""Nine groups of about 105 messages with the same share of stories, questions, danger and look-alikes in each."""
TWINS = FOLDER / "tweelingen.jsonl"
GROEPEN = FOLDER / "groepen.json"
IDEOLOGIE = "ideologie-"
ENOUGH = 10
"""Drawing messages again says nothing of a group that has fewer; the share of first choices has an interval anyway."""
OUTPUT = ROOT / "results" / "eval.md"


def gold_of(item: dict[str, Any]) -> dict[str, Any]:
    """An annotated line in the form of a prediction."""
    told = {**item, **item.get("slots", {})}
    slots = {
        name: told[key]
        for name, key in (("rol", "rol"), ("leeftijdscategorie", "leeftijd"), ("gemeente", "gemeente"))
        if told.get(key)
    }
    return {
        "intents": public_intents(item["intents"]),
        "signals": item["signals"],
        "acute": item["acute"],
        "slots": slots,
        "tags": item.get("tags", []),
    }


def sealed(file: Path) -> Path:
    """The file, when it is what it was when it was sealed; an error otherwise."""
    seal = file.with_name(file.name + ".sha256").read_text(encoding="utf-8").split()[0]
    if hashlib.sha256(file.read_bytes()).hexdigest() != seal:
        raise SamenduidenError(f"{file.name} is not what was sealed: a figure on it says nothing.")
    return file


def read_lines(file: Path) -> list[dict[str, Any]]:
    """The items of a set."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def measure(files: Sequence[Path], predictor: Predictor) -> tuple[list[dict[str, Any]], float]:
    """Annotated and predicted side by side, and the milliseconds a message took."""
    items = [item for file in files for item in read_lines(file)]
    began = time.perf_counter()
    rows = [
        {"goud": gold_of(item), "model": predictor.predict(item["text"], number)} for number, item in enumerate(items)
    ]
    return rows, 1000 * (time.perf_counter() - began) / max(len(items), 1)


def profession_of(row: Row, groups: Mapping[str, str]) -> list[str]:
    """The profession of the user of a message, as annotated, or the group it is in; nothing when it is not told."""
    rol = row["goud"]["slots"].get("rol")
    return [groups.get(rol, rol)] if rol else []


def ideologies_of(row: Row, merged: Mapping[str, str]) -> list[str]:
    """What a message is about by its tags, such as `ideologie-jihad`; close ones taken together (`groepen.json`)."""
    names = [tag.removeprefix(IDEOLOGIE) for tag in row["goud"].get("tags", ()) if tag.startswith(IDEOLOGIE)]
    calm = ["geen radicalisering"] if "geen-radicalisering" in row["goud"].get("tags", ()) else []
    return [merged.get(name, name) for name in names] + calm


def report(files: Sequence[Path], twins: Path, predictor: Predictor) -> list[str]:
    """The lines of the report."""
    rows, milliseconds = measure(files, predictor)
    groups = shared_kennis().triggerfactoren.beroepsgroep_van_rol
    merged = json.loads(GROEPEN.read_text(encoding="utf-8"))
    lines = [f"{', '.join(file.name for file in files)}: {len(rows)} berichten, {milliseconds:.1f} ms per bericht", ""]
    lines += [str(figure) for figure in all_figures(rows)]
    for name, groups_of in (
        ("beroepsgroep", lambda row: profession_of(row, groups)),
        ("beroep", lambda row: profession_of(row, {})),
        ("ideologie", lambda row: ideologies_of(row, merged)),
    ):
        found = [
            [group, str(n), cell(first), cell(domains if n >= ENOUGH else None)]
            for group, n, first, domains in per_group(rows, groups_of)
        ]
        lines += ["", *table([name, "berichten", "intent, eerste keus", "domeinen, micro-F1"], found)]
    pairs = [(predictor.predict(item["a"]), predictor.predict(item["b"])) for item in read_lines(twins)]
    return [*lines, "", *(str(figure) for figure in twin_figures(pairs))]


def main(argv: Sequence[str] | None = None) -> int:
    """Entry of `./samenduiden eval`; gives the exit code."""
    parser = argparse.ArgumentParser(prog="samenduiden eval")
    parser.add_argument("--set", type=Path, nargs="+", help="andere bestanden om op te meten")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--test", action="store_const", dest="verzegeld", const=TEST, help="de verzegelde testsets")
    which.add_argument(
        "--overtuigingen",
        action="store_const",
        dest="verzegeld",
        const=PER_IDEOLOGIE,
        help="verzegeld, per overtuiging",
    )
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--model", type=Path)
    args = parser.parse_args(argv)
    chosen = [sealed(FOLDER / name) for name in args.verzegeld] if args.verzegeld else [FOLDER / n for n in DEVELOPMENT]
    files = args.set or chosen
    lines = report(files, TWINS, Predictor(args.model))
    args.output.parent.mkdir(parents=True, exist_ok=True)
    args.output.write_text("```\n" + "\n".join(lines) + "\n```\n", encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
