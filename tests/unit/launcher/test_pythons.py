"""Finding an interpreter: the right version, and one that really runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from rasa_project.launcher import pythons


def fake(folder: Path, name: str, version: str, code: int = 0) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\necho {version}\necho '{file}'\nexit {code}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


@pytest.fixture(autouse=True)
def no_pyenv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYENV_ROOT", raising=False)


def test_prefers_3_11_wherever_it_stands(tmp_path: Path) -> None:
    fake(tmp_path / "a", "python3.10", "3.10")
    wanted = fake(tmp_path / "b met spatie", "python3.11", "3.11")
    path = os.pathsep.join([str(tmp_path / "a"), str(tmp_path / "b met spatie")])
    assert pythons.find_python(path, tmp_path) == str(wanted)


def test_takes_3_10_when_there_is_no_3_11(tmp_path: Path) -> None:
    wanted = fake(tmp_path / "a", "python3.10", "3.10")
    fake(tmp_path / "a", "python3", "3.13")
    assert pythons.find_python(str(tmp_path / "a"), tmp_path) == str(wanted)


def test_passes_over_a_shim_that_does_not_work(tmp_path: Path) -> None:
    fake(tmp_path / "shims", "python3.11", "3.11", code=127)
    wanted = fake(tmp_path / ".pyenv" / "versions" / "3.11.9" / "bin", "python", "3.11")
    assert pythons.find_python(str(tmp_path / "shims"), tmp_path) == str(wanted)


def test_none_when_nothing_fits(tmp_path: Path) -> None:
    fake(tmp_path / "a", "python3", "3.12")
    assert pythons.find_python(str(tmp_path / "a"), tmp_path) is None


def test_probe_tells_the_real_interpreter() -> None:
    assert pythons.probe(sys.executable) == (f"{sys.version_info[0]}.{sys.version_info[1]}", sys.executable)
