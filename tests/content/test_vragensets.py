"""The sets of questions: what is sealed stays as it was, and every right answer exists."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from gesprekken import real_kennis
from ruamel.yaml import YAML

FOLDER = Path(__file__).resolve().parents[1] / "nlu"
SETS = sorted(FOLDER.glob("vragen*.jsonl"))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.mark.parametrize("name", ["vragen.jsonl", "vragen_blind.jsonl", "vragen_blind_b.jsonl"])
def test_a_sealed_set_is_the_one_that_was_sealed(name: str) -> None:
    seal = (FOLDER / f"{name}.sha256").read_text(encoding="utf-8").split()[0]
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == seal


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_every_right_answer_exists(path: Path) -> None:
    kennis = real_kennis()
    subjects = path.with_suffix(".onderwerpen.yml")
    right: dict[str, list[str]] = {}
    if subjects.exists():
        right = YAML(typ="safe").load(subjects.read_text(encoding="utf-8"))
        asked = {line["onderwerp"] for line in lines(path) if line["beantwoordbaar"]}
        assert set(right) == asked and all(right.values())
    else:
        right = {line["id"]: line["antwoord"] for line in lines(path)}
    known = {*kennis.begrippen, *kennis.instrumenten, *kennis.teksten}
    assert not {id for ids in right.values() for id in ids} - known
