"""The expert-readable cases, the known failures, and the development set with its floors."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from rasa_project.redaction.engine import Redactor
from tests.tempo import limit

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "afscherming"
_MARK = re.compile(r"\{([^{}|]*)\|([A-Z]*)\}", re.S)


def load(name: str) -> list[dict[str, Any]]:
    return YAML(typ="safe", pure=True).load((FOLDER / name).read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def split(sentence: str) -> tuple[str, list[tuple[int, int]]]:
    text, spans, position = "", [], 0
    for match in _MARK.finditer(sentence):
        text += sentence[position : match.start()]
        if match[2]:
            spans.append((len(text), len(text) + len(match[1])))
        text += match[1]
        position = match.end()
    return text + sentence[position:], spans


@pytest.mark.parametrize("case", load("gevallen.yml"), ids=lambda c: c["zin"])
def test_case(redactor: Redactor, case: dict[str, str]) -> None:
    assert redactor.redact(case["zin"]).text == case["verwacht"], case["waarom"]


@pytest.mark.parametrize("case", load("bekende_missers.yml"), ids=lambda c: c["zin"])
def test_known_failure_still_fails(redactor: Redactor, case: dict[str, str]) -> None:
    assert redactor.redact(case["zin"]).text != case["verwacht"], "goed nieuws: verplaats naar gevallen.yml"


def test_development_set_stays_above_its_floor(redactor: Redactor) -> None:
    leaks = personal = needless = words = touched = clean = 0
    started = time.perf_counter()
    rows = load("ontwikkelset.yml")
    for row in rows:
        text, gold = split(row["zin"])
        result = redactor.redact(text)
        covered = {i for span in result.spans for i in range(span.start, span.end)}
        marked = {i for start, end in gold for i in range(start, end)}
        others = [set(range(*m.span())) for m in re.finditer(r"\w+", text) if not marked & set(range(*m.span()))]
        words += len(others)
        needless += sum(bool(word & covered) for word in others)
        if gold:
            personal += 1
            leaks += any(text[i].isalnum() and i not in covered for i in marked)
        else:
            clean += 1
            touched += bool(result.spans)
    assert leaks / personal <= 0.05
    assert needless / words <= 0.005
    assert touched / clean <= 0.03
    assert (time.perf_counter() - started) / len(rows) < limit(0.060)  # a loose bound
