"""Training: only when the data changed, and never a half model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from rasa_project.launcher import training
from rasa_project.launcher.errors import LauncherError
from rasa_project.launcher.paths import ROOT


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("data/nlu/a.yml", "data/rules/r.yml", "data/teksten/t.yml", "config.yml", "domain.yml", "x.whl"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, encoding="utf-8")
    (tmp_path / "data" / "kennis" / "taal").mkdir(parents=True)
    (tmp_path / "data" / "kennis" / "taal" / "acuut.yml").write_text("a", encoding="utf-8")
    monkeypatch.setattr(training, "MODELS", tmp_path / "models")
    monkeypatch.setattr(training, "ROOT", tmp_path)
    monkeypatch.setattr(training, "only_one", __import__("contextlib").nullcontext)
    monkeypatch.setattr(
        training, "fingerprint", lambda wheel, root=tmp_path, real=training.fingerprint: real(wheel, root)
    )
    monkeypatch.setenv("SAMENDUIDEN_VAR", str(tmp_path / "var"))
    return tmp_path


@pytest.mark.parametrize(
    "name", ["data/nlu/a.yml", "data/rules/r.yml", "config.yml", "domain.yml", "data/kennis/taal/acuut.yml", "x.whl"]
)
def test_fingerprint_follows_what_is_learned(root: Path, name: str) -> None:
    before = training.fingerprint(str(root / "x.whl"), root)
    (root / name).write_text("anders", encoding="utf-8")
    assert training.fingerprint(str(root / "x.whl"), root) != before


def test_wording_never_asks_for_training(root: Path) -> None:
    before = training.fingerprint(str(root / "x.whl"), root)
    (root / "data/teksten/t.yml").write_text("een andere zin", encoding="utf-8")
    (root / "data/nlu/__pycache__").mkdir()
    (root / "data/nlu/__pycache__/a.pyc").write_text("", encoding="utf-8")
    (root / "data/nlu/a.yml").write_text("data/nlu/a.yml", encoding="utf-8")
    assert training.fingerprint(str(root / "x.whl"), root) == before


def test_what_learns_when_it_is_loaded_never_asks_for_training(root: Path) -> None:
    for name in training.NOT_TRAINED:
        assert (ROOT / name).is_file(), name
    before = training.fingerprint(str(root / "x.whl"), root)
    for name in (*training.NOT_TRAINED, "rasa_project/components/intents.py"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
    for name in training.NOT_TRAINED:
        (root / name).write_text("anders", encoding="utf-8")
    assert training.fingerprint(str(root / "x.whl"), root) == before
    (root / "rasa_project/components/intents.py").write_text("anders", encoding="utf-8")
    assert training.fingerprint(str(root / "x.whl"), root) != before


def test_trains_once_and_tidies(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = []

    def run(command: Sequence[str], log: str, failure: LauncherError, environment: object = None) -> None:
        runs.append(command)
        name = command[command.index("--fixed-model-name") + 1]
        (root / "models" / f"{name}.tar.gz").write_text("model", encoding="utf-8")

    monkeypatch.setattr(training, "run_logged", run)
    wheel = str(root / "x.whl")
    first, trained = training.ensure_model(wheel)
    assert trained
    assert first.exists()
    assert training.ensure_model(wheel) == (first, False)
    for text in ("b", "c", "d"):
        (root / "data/nlu/a.yml").write_text(text, encoding="utf-8")
        training.ensure_model(wheel)
    assert len(runs) == 4
    assert len(list((root / "models").glob("*.tar.gz"))) == 2


def test_failed_training_leaves_no_model(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: Sequence[str], log: str, failure: LauncherError, environment: object = None) -> None:
        raise failure

    monkeypatch.setattr(training, "run_logged", run)
    with pytest.raises(LauncherError) as error:
        training.ensure_model(str(root / "x.whl"))
    assert error.value.key == "trainen_mislukt"
    assert not list((root / "models").glob("*.tar.gz"))
