"""The measuring of the redactor: what counts as a leak, as needless and as partly covered."""

from __future__ import annotations

from pathlib import Path

import pytest

from rasa_project.tools import meet_afscherming as meten

ROWS: list[meten.Row] = [
    {"text": "bel fatima nu", "spans": [{"start": 4, "end": 10, "label": "NAAM"}], "keep": [], "origin": "x"},
    {"text": "hij kijkt naar tate", "spans": [], "keep": ["tate"]},
]


def test_all_covered_is_no_leak() -> None:
    counts = meten.count(ROWS, [([(4, 10)], 0.002), ([], 0.004)])
    assert counts.leaks == [0, 1]
    assert counts.touched == [0, 1]
    assert counts.needless == [0, 6]
    assert counts.kept == [0, 1]
    assert counts.milliseconds == pytest.approx(3.0)


def test_one_letter_open_is_a_leak_that_is_partly_covered() -> None:
    counts = meten.count(ROWS, [([(4, 9)], 0.0), ([(15, 19)], 0.0)])
    assert counts.leaks == [1, 1]
    assert counts.kinds["NAAM"] == [1, 1]
    assert counts.partly["NAAM"] == [1, 1]
    assert counts.origins["x"] == [1, 1]
    assert (counts.touched, counts.kept) == ([1, 1], [1, 1])
    assert counts.needless == [1, 6]


def test_marks_of_a_development_set_become_offsets(tmp_path: Path) -> None:
    file = tmp_path / "set.yml"
    file.write_text('- {groep: proef, zin: "bel {fatima|NAAM} over {tate|}"}\n', encoding="utf-8")
    (row,) = meten.read_marked(file)
    assert row["text"] == "bel fatima over tate"
    assert row["spans"] == [{"start": 4, "end": 10, "label": "NAAM"}]
    assert row["keep"] == ["tate"]


def test_a_changed_set_is_refused(tmp_path: Path) -> None:
    (tmp_path / "eval.jsonl").write_text("{}\n", encoding="utf-8")
    (tmp_path / "eval.jsonl.sha256").write_text("0" * 64, encoding="utf-8")
    with pytest.raises(ValueError, match="seal"):
        meten.read_sealed(tmp_path / "eval.jsonl")


def test_both_redactors_stand_side_by_side() -> None:
    ours = meten.count(ROWS, [([(4, 10)], 0.0), ([], 0.0)])
    other = meten.count(ROWS, [([], 0.0), ([], 0.0)])
    table = meten.report(ours, other)
    assert "| maat | samenduiden | deduce 3.0.6 |" in table
    assert "| NAAM | 0 van 1 | 1 van 1 |" in table
