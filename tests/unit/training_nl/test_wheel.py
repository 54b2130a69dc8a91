"""The wheel in vendor/ and the writer of wheels; the same output as in Rasa's spaCy."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import pytest
import spacy

from training_nl import wheel
from training_nl.bench import AIMS, documents, report
from training_nl.messages import TrainingStopped
from training_nl.outcome import outcome, stored
from training_nl.score import Tally, lowered_pairs

VENDOR = Path(wheel.__file__).resolve().parent.parent / "vendor"


def test_output_equals_what_was_stored_in_spacy_34() -> None:
    nlp = spacy.load("nl_core_news_sm")
    expected = stored()
    if nlp.meta["version"] == expected["versie"]:
        assert outcome(nlp) == expected
    else:
        assert "samenduiden" not in nlp.meta["version"], "vendor/ is newer than data/uitkomst.json"


def test_loading_and_running_warn_about_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        spacy.load("nl_core_news_sm")("Gisteren was Fatima weer te laat.")


def test_the_vendored_wheel_is_small_complete_and_says_where_it_comes_from() -> None:
    (file,) = VENDOR.glob("nl_core_news_sm-*.whl")
    assert file.stat().st_size <= 15_000_000
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        record = archive.read(next(n for n in names if n.endswith("/RECORD"))).decode()
        meta = json.loads(archive.read("nl_core_news_sm/meta.json"))
    assert {line.split(",")[0] for line in record.splitlines()} == set(names)
    assert {"nl_core_news_sm/LICENSE", "nl_core_news_sm/SOURCES.md"} <= set(names)
    assert meta["license"] == "CC BY-SA 4.0" and len(meta["sources"]) >= 6
    assert meta["performance"]["tag_acc"] > 0.9
    assert not any("config" in n and "model-best" in n for n in names)


def test_the_measured_scores_lie_beside_the_wheel() -> None:
    scores = json.loads((VENDOR / "scores.json").read_text(encoding="utf-8"))
    assert {"treebank", "namen", "herkomst"} <= set(scores)


def test_the_same_pipeline_gives_the_same_bytes_and_installs(tmp_path: Path) -> None:
    nlp = spacy.blank("nl")
    nlp.meta.update({"name": "core_news_sm", "version": "3.4.0+proef", "description": "x", "author": "x"})
    licence = {"LICENSE": VENDOR / "LICENSE-CC-BY-SA-4.0.txt"}
    for folder in ("een", "twee"):
        (tmp_path / folder).mkdir()
    first, second = (wheel.write_wheel(nlp, tmp_path / f, licence) for f in ("een", "twee"))
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        archive.extractall(tmp_path / "pakket")
    program = "import nl_core_news_sm as m; print(m.__version__, m.load()('dag Jan')[1])"
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path / "pakket", capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["3.4.0+proef", "Jan"]


def test_a_wheel_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wheel, "MAX_BYTES", 100)
    nlp = spacy.blank("nl")
    nlp.meta.update({"version": "0", "description": "x", "author": "x"})
    with pytest.raises(TrainingStopped, match="MB"):
        wheel.write_wheel(nlp, tmp_path, {})


def test_tally_counts_exact_spans() -> None:
    count = Tally()
    count.add({(0, 3, "PERSON"), (5, 8, "LOC")}, {(0, 3, "PERSON"), (5, 9, "LOC"), (10, 12, "ORG")})
    assert [round(x, 3) for x in count.figures()] == [0.333, 0.5, 0.4]
    assert Tally().figures() == (0.0, 0.0, 0.0)
    assert lowered_pairs([("İs ÉÉn", set())]) == [("İs één", set())]


def test_bench_groups_messages_and_judges_the_aims() -> None:
    assert documents(["a", "b", "c"], size=2) == ["a b", "c"]
    figures = {"leeg_woorden_s": 500_000.0, "leeg_koud_woorden_s": 50_000.0}
    for name, aim in AIMS.items():
        figures.update({f"{name}_ms": 4.0, f"{name}_keer": aim, f"{name}_keer_koud": 7.25, f"{name}_laden_s": 1.0})
    lines = report(figures)
    assert "50000 als" in lines[0] and "7.2 keer bij nieuwe woorden" in lines[1]
    assert len(lines) == 3 and all("gehaald" in line and "niet" not in line for line in lines[1:])
    figures["namen_keer"] = AIMS["namen"] + 1
    assert "niet gehaald" in report(figures)[2]
