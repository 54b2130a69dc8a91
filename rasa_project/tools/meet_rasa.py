"""Rasa's own commands on our data and model: `rasa data validate` and `rasa test nlu`. Layer: tools.

    ./samenduiden meet_rasa [--alleen-gegevens]

Prints a short summary; everything Rasa wrote goes to `var/eval/rasa/`. Development sets only. The messages are redacted
first, as in a conversation. `rasa test nlu` knows one intent a message and only the labels of the model itself, so its
figures are stricter than those of `eval`, which counts `terug` as `corrigeren` and the like. The exit code is 0 only
when the data are clean.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from rasa_project.settings import get_settings
from rasa_project.start_rasa import find_model
from rasa_project.tools.eval import DEVELOPMENT, FOLDER, read_lines
from rasa_project.tools.measures import share
from rasa_project.tools.predict import ROOT, _as_typed, _build_redaction

VALIDATE = ("data", "validate", "--domain", "domain.yml", "--config", "config.yml", "--data", "data/nlu", "data/rules")
NO_PROBLEM = (
    re.compile(r"The utterance '\w+' is not used in any story or rule\."),
    re.compile(r"The intent '(spoed_twijfel|start)' is listed in the domain file, but is not found in the NLU"),
)
"""Warnings on what is meant so: actions choose the texts by name (the content check knows whether each is used); doubt
about danger is set by a component, and the start of a talk by the door. Neither is ever typed."""
_WARNING = re.compile(r"\b(?:\w*Warning: |WARNING|ERROR|CRITICAL|Error: |Traceback)")
_OF_LIBRARIES = re.compile(r"\b(?:DeprecationWarning|MovedIn20Warning|FutureWarning|PendingDeprecationWarning): ")


def run_rasa(arguments: Sequence[str], log: Path) -> tuple[int, str]:
    """Runs a command of Rasa from the root of the project; gives its code and all it wrote, kept in the log too."""
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    command = [sys.executable, "-m", "rasa_project.start_rasa", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(done.stdout + done.stderr, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


def problems_in(output: str) -> list[str]:
    """What Rasa warned about, without what is meant so and without what libraries say of each other."""
    found = [line for line in output.splitlines() if _WARNING.search(line) and not _OF_LIBRARIES.search(line)]
    return [line.strip() for line in found if not any(known.search(line) for known in NO_PROBLEM)]


def validate(folder: Path) -> list[str]:
    """The problems `rasa data validate` sees in our data; a command that fails is one too."""
    code, output = run_rasa(VALIDATE, folder / "validate.log")
    problems = problems_in(output)
    if "No story structure conflicts found" not in output:
        problems.append("Rasa did not finish its check")
    return problems if problems or not code else [f"Rasa stopped with code {code}"]


def write_messages(items: Sequence[dict[str, Any]], file: Path) -> None:
    """The development messages as Rasa reads them: redacted, with the main intent."""
    redactor, _ = _build_redaction()
    texts: dict[str, list[dict[str, str]]] = {}
    for item in items:
        texts.setdefault(item["intents"][0], []).append({"text": _as_typed(redactor.redact(item["text"]).text)})
    nlu = [{"intent": intent, "examples": examples} for intent, examples in sorted(texts.items())]
    with file.open("w", encoding="utf-8") as stream:
        YAML().dump({"version": "3.1", "nlu": nlu}, stream)


def test_nlu(folder: Path, model: Path) -> list[str]:
    """Runs `rasa test nlu` on the development sets; gives the lines of the summary."""
    messages, log = folder / "ontwikkel.yml", folder / "test_nlu.log"
    write_messages([item for name in DEVELOPMENT for item in read_lines(FOLDER / name)], messages)
    report = folder / "intent_report.json"
    report.unlink(missing_ok=True)
    arguments = ["test", "nlu", "--nlu", str(messages), "--model", str(model), "--out", str(folder), "--no-plot"]
    code, _ = run_rasa([*arguments, "--config", "config.yml", "--domain", "domain.yml"], log)
    if code or not report.exists():
        return [f"rasa test nlu: mislukt (code {code}), zie {log.relative_to(ROOT)}"]
    return summary(json.loads(report.read_text(encoding="utf-8")))


def summary(report: dict[str, Any]) -> list[str]:
    """Rasa's report on intents in a few lines."""
    labels = {name: row for name, row in report.items() if isinstance(row, dict) and "confused_with" in row}
    count = int(report["macro avg"]["support"])
    right = round(sum(row["recall"] * row["support"] for row in labels.values()))
    worst = sorted(labels, key=lambda name: labels[name]["f1-score"] if labels[name]["support"] else 2)[:5]
    return [
        f"rasa test nlu: {count} berichten",
        str(share("intent, eerste keus", right, count)),
        f"{'intent, macro-F1':<44} {report['macro avg']['f1-score']:.3f}",
        "zwakste: " + ", ".join(f"{name} {labels[name]['f1-score']:.2f}" for name in worst),
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Entry of `./samenduiden meet_rasa`; gives the exit code."""
    parser = argparse.ArgumentParser(prog="samenduiden meet_rasa")
    parser.add_argument("--alleen-gegevens", action="store_true", help="alleen rasa data validate")
    parser.add_argument("--model", type=Path)
    args = parser.parse_args(argv)
    settings = get_settings()
    folder = settings.var / "eval" / "rasa"
    folder.mkdir(parents=True, exist_ok=True)
    problems = validate(folder)
    print("\n".join([f"rasa data validate: {'schoon' if not problems else len(problems)}", *problems]), flush=True)
    if not args.alleen_gegevens:
        print("\n".join(test_nlu(folder, find_model(args.model, settings))))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
