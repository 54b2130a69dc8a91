"""Rasa's own DIET on the encoder of this project, for `docs/modellen_vergeleken.md`. Layer: tools, Rasa environment.

    ./samenduiden vergelijk_modellen --met-diet

Trains through Rasa itself and keeps the figures with their date in `docs/modellen_vergeleken_diet.json`: once with
Rasa's word counts beside the sentence vector (intents; DIET refuses to train without features per word), and once with
its letter groups, which also finds the domains as entities.
What was trained stays in `var/eval/diet/`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from rasa_project.logs import configure_logging
from rasa_project.settings import get_settings
from rasa_project.tools.eval import DEVELOPMENT, FOLDER, gold_of, read_lines
from rasa_project.tools.measures import Row
from rasa_project.tools.meet_rasa import run_rasa
from rasa_project.tools.predict import _as_typed, _build_redaction, public_intents
from rasa_project.tools.tables import cell
from rasa_project.tools.vergelijk_modellen import DIET, figures_of
from rasa_project.understanding.tagger import DOMEINEN

EPOCHS = {False: 30, True: 12}
"""Rounds without and with letter groups; more cost more than they bring on this many sentences."""


def pipeline(letters: bool) -> list[dict[str, Any]]:
    """What Rasa trains."""
    encoder = {"name": "rasa_project.components.encoder.SentenceEncoderFeaturizer"}
    words: dict[str, Any] = {"name": "CountVectorsFeaturizer", "min_df": 3}
    groups = {**words, "analyzer": "char_wb", "min_ngram": 2, "max_ngram": 5}
    diet = {
        "name": "DIETClassifier",
        "epochs": EPOCHS[letters],
        "entity_recognition": letters,
        "constrain_similarities": True,
        "random_seed": 1,
    }
    return [{"name": "WhitespaceTokenizer"}, encoder, groups if letters else words, diet]


def train(letters: bool, folder: Path) -> Path:
    """Trains and gives the model; stops with what Rasa said when that fails."""
    config = folder / f"config{int(letters)}.yml"
    with config.open("w", encoding="utf-8") as stream:
        YAML().dump({"recipe": "default.v1", "language": "nl", "pipeline": pipeline(letters)}, stream)
    name = f"diet{int(letters)}"
    options = ["--config", str(config), "--nlu", "data/nlu", "--out", str(folder), "--fixed-model-name", name]
    code, output = run_rasa(["train", "nlu", *options], folder / f"{name}.log")
    model = folder / f"{name}.tar.gz"
    if code or not model.exists():
        raise SystemExit(f"DIET: trainen is mislukt\n{output[-1500:]}")
    return model


def ask(model: Path, texts: Sequence[str], items: Sequence[dict[str, Any]]) -> list[Row]:
    """What the model says of the messages, beside what was annotated."""
    from rasa.core.agent import Agent

    configure_logging(debug=False)  # Rasa would print every message
    agent = Agent.load(str(model))
    rows: list[Row] = []
    for text, item in zip(texts, items):
        parsed = asyncio.run(agent.parse_message(text))
        domains = {found["entity"] for found in parsed["entities"]} & set(DOMEINEN)
        signals = [{"domain": name} for name in sorted(domains)]
        intents = public_intents([parsed["intent"]["name"] or "nlu_fallback"])
        rows.append({"goud": gold_of(item), "model": {"intents": intents, "signals": signals}})
    return rows


def main(argv: Sequence[str] | None = None) -> int:
    """Trains and measures both; gives the exit code."""
    argparse.ArgumentParser(prog="vergelijk_diet").parse_args(argv)
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    folder = get_settings().var / "eval" / "diet"
    folder.mkdir(parents=True, exist_ok=True)
    items = [item for name in DEVELOPMENT for item in read_lines(FOLDER / name)]
    redactor, _ = _build_redaction()
    texts = [_as_typed(redactor.redact(item["text"]).text) for item in items]
    kept = []
    for letters in (False, True):
        name = f"DIET of Rasa, {EPOCHS[letters]} epochs"
        print(f"{name}, {'met' if letters else 'zonder'} letters …", end="", file=sys.stderr, flush=True)
        began = time.monotonic()
        figures = figures_of(ask(train(letters, folder), texts, items))
        minutes = (time.monotonic() - began) / 60
        print(f" {minutes:.0f} min", file=sys.stderr, flush=True)
        cells = [cell(figure) for figure in figures]
        kept.append(
            {
                "classifier": name,
                "encoder": "own",
                "letters": "yes" if letters else "no",
                "cells": cells if letters else [*cells[:2], "–"],
                "date": date.today().isoformat(),
                "command": "./samenduiden vergelijk_modellen --met-diet",
                "note": f"{minutes:.0f} minutes to train and measure",
            }
        )
    DIET.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
