"""Installing: once, repaired after it was broken off, and clear about what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from rasa_project.launcher import environments, running
from rasa_project.launcher.errors import LauncherError


class FakeInstaller:
    """Stands in for the commands that install; notes them, and fails when told to."""

    def __init__(self, venv: Path) -> None:
        self.commands: list[list[str]] = []
        self.fail_at = ""
        self._venv = venv

    def __call__(self, command: Sequence[str], log: str, failure: LauncherError, environment: object = None) -> None:
        self.commands.append([str(part) for part in command])
        if self.fail_at and any(self.fail_at in str(part) for part in command):
            raise failure
        if command[1] == "venv":
            python = Path(command[-1]) / "bin" / "python"
            python.parent.mkdir(parents=True)
            python.write_text("", encoding="utf-8")


@pytest.fixture
def installer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeInstaller:
    root = tmp_path / "map met spatie"
    for folder in (root / ".venv", root / "requirements", root / "vendor"):
        folder.mkdir(parents=True)
    for name in ("rasa", "gateway", "rasa-test", "gateway-test", "uv"):
        (root / "requirements" / f"{name}.txt").write_text(f"# {name}", encoding="utf-8")
    (root / "vendor" / "nl_core_news_sm-3.4.0+samenduiden.9-py3-none-any.whl").write_text("9", encoding="utf-8")
    monkeypatch.setenv("SAMENDUIDEN_VAR", str(root / "var"))
    monkeypatch.delenv("SAMENDUIDEN_SPACY_WHEEL", raising=False)
    monkeypatch.setattr(environments, "VENV", root / ".venv")
    monkeypatch.setattr(environments, "REQUIREMENTS", root / "requirements")
    monkeypatch.setattr(environments, "VENDOR", root / "vendor")
    monkeypatch.setattr(environments, "environment_python", lambda name: root / ".venv" / name / "bin" / "python")
    monkeypatch.setattr(environments, "ensure_uv", lambda python: "uv")
    monkeypatch.setattr(environments, "find_python", lambda: "python3.11")
    monkeypatch.setattr(environments, "probe", lambda file: ("3.11", file))
    fake = FakeInstaller(root / ".venv")
    monkeypatch.setattr(environments, "run_logged", fake)
    return fake


def test_second_time_costs_nothing(installer: FakeInstaller) -> None:
    environments.ensure_environments()
    assert len([c for c in installer.commands if c[1] == "venv"]) == 2
    installer.commands.clear()
    environments.ensure_environments()
    assert installer.commands == []


def test_tests_add_their_lock_and_start_accepts_it(installer: FakeInstaller) -> None:
    environments.ensure_environments()
    installer.commands.clear()
    environments.ensure_environments(tests=True)
    assert any("rasa-test.txt" in part for command in installer.commands for part in command)
    assert not any(command[1] == "venv" for command in installer.commands)
    installer.commands.clear()
    environments.ensure_environments()
    assert installer.commands == []


def test_changed_lock_is_installed(installer: FakeInstaller) -> None:
    environments.ensure_environments()
    installer.commands.clear()
    (environments.REQUIREMENTS / "gateway.txt").write_text("# nieuw", encoding="utf-8")
    environments.ensure_environments()
    assert installer.commands
    assert all("rasa" not in part for command in installer.commands for part in command if part.endswith(".txt"))


def test_broken_off_install_begins_again(installer: FakeInstaller) -> None:
    installer.fail_at = "rasa.txt"
    with pytest.raises(LauncherError):
        environments.ensure_environments()
    half = environments.VENV / "rasa" / "half-pakket"
    half.write_text("", encoding="utf-8")
    installer.fail_at = ""
    environments.ensure_environments()
    assert not half.exists()
    assert environments.is_complete("rasa", False, environments.spacy_wheel())


def test_newest_wheel_by_number_not_by_spelling(installer: FakeInstaller) -> None:
    newer = environments.VENDOR / "nl_core_news_sm-3.4.0+samenduiden.10-py3-none-any.whl"
    newer.write_text("10", encoding="utf-8")
    assert environments.spacy_wheel() == str(newer)


def test_no_wheel_is_said(installer: FakeInstaller) -> None:
    for wheel in environments.VENDOR.iterdir():
        wheel.unlink()
    with pytest.raises(LauncherError) as error:
        environments.ensure_environments()
    assert error.value.key == "geen_taalmodel"


def test_own_wheel(installer: FakeInstaller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENDUIDEN_SPACY_WHEEL", str(tmp_path / "weg.whl"))
    with pytest.raises(LauncherError) as error:
        environments.spacy_wheel()
    assert error.value.key == "taalmodel_weg"
    monkeypatch.setenv("SAMENDUIDEN_SPACY_WHEEL", "https://spiegel.example/nl.whl")
    assert environments.spacy_wheel() == "https://spiegel.example/nl.whl"


def test_no_python_anywhere(installer: FakeInstaller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environments, "find_python", lambda: None)
    installer.fail_at = "3.11"
    with pytest.raises(LauncherError) as error:
        environments.ensure_environments()
    assert error.value.key == "geen_python"


def test_full_disk_is_seen_before_installing(installer: FakeInstaller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "free_megabytes", lambda folder: 12)
    with pytest.raises(LauncherError) as error:
        environments.ensure_environments()
    assert error.value.key == "schijf_vol"
    assert "12 MB" in str(error.value)


@pytest.mark.parametrize(
    ("output", "key"),
    [
        ("error: Failed to fetch: `https://…`\n  Caused by: dns error", "geen_netwerk"),
        ("error sending request for url", "geen_netwerk"),
        ("OSError: [Errno 28] No space left on device", "schijf_vol"),
        ("error: hash mismatch", "installeren_mislukt"),
    ],
)
def test_failed_command_is_explained(output: str, key: str) -> None:
    failure = LauncherError("installeren_mislukt", wat="rasa", log="log")
    assert running.explain(output, failure).key == key
