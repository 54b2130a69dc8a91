"""The executable: help, unknown commands, sentences."""

from __future__ import annotations

import errno
import re
import string
import subprocess
from pathlib import Path

import pytest

from rasa_project.launcher import commands, meldingen, testing
from rasa_project.launcher.errors import LauncherError

ROOT = Path(__file__).resolve().parents[3]


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main([]) == 0
    said = capsys.readouterr().out
    assert all(re.search(rf"^  {name} ", said, re.MULTILINE) for name in [*commands.COMMANDS, *commands.TOOLS])


def test_unknown_command_gives_help_and_a_guess(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["strat"]) == 2
    said = capsys.readouterr()
    assert "'strat'" in said.err
    assert "'start'" in said.err
    assert "Gebruik:" in said.out


def test_tool_without_environment_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "environment_python", lambda name: tmp_path / "weg")
    assert commands.main(["redact"]) == 1
    assert "make start" in capsys.readouterr().err


def test_error_shows_its_details(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(arguments: list[str]) -> int:
        raise LauncherError("trainen_mislukt", details="regel uit het logboek", log="var/logs/trainen.log")

    monkeypatch.setitem(commands.COMMANDS, "train", fail)
    assert commands.main(["train"]) == 1
    assert "regel uit het logboek" in capsys.readouterr().err


def test_works_from_another_folder_through_the_shell(tmp_path: Path) -> None:
    done = subprocess.run([ROOT / "samenduiden", "help"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Gebruik:" in done.stdout


def test_another_project_in_the_current_folder_is_not_taken(tmp_path: Path) -> None:
    decoy = tmp_path / "rasa_project" / "launcher"
    decoy.mkdir(parents=True)
    for folder in (decoy, decoy.parent):
        (folder / "__init__.py").write_text("raise SystemExit('de verkeerde map')", encoding="utf-8")
    for arguments in (["help"], ["redact", "--help"]):
        command = [ROOT / "samenduiden", *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_make_knows_the_habits() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("start", "test", "check", "train", "eval", "bench", "help"):
        assert f"\n{target}:\n" in text


def test_sentences_are_complete_and_calm() -> None:
    files = [file for file in (ROOT / "rasa_project" / "launcher").glob("*.py") if file.name != "meldingen.py"]
    code = "".join(file.read_text(encoding="utf-8") for file in files)
    for key, sentence in meldingen.MELDINGEN.items():
        names = [field for _, field, _, _ in string.Formatter().parse(sentence) if field]
        assert meldingen.melding(key, **dict.fromkeys(names, "x"))
        assert "!" not in sentence
        assert f'"{key}"' in code or re.match(r"(hulp|naam)_", key), f"{key} is not used"


def test_suites_take_what_is_there() -> None:
    names = [suite.name for suite in testing.suites(browser=True)]
    assert names[-1] == "browser"
    assert "browser" not in [suite.name for suite in testing.suites(browser=False)]
    in_gateway = next(suite for suite in testing.suites(True) if suite.name == "gateway-omgeving")
    assert "tests/unit/launcher" in in_gateway.folders


def test_full_disk_and_surprises_become_sentences(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAMENDUIDEN_VAR", str(tmp_path))

    def full(arguments: list[str]) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    def surprise(arguments: list[str]) -> int:
        raise ValueError("iets vreemds")

    monkeypatch.setitem(commands.COMMANDS, "train", full)
    assert commands.main(["train"]) == 1
    assert "schijf is vol" in capsys.readouterr().err
    monkeypatch.setitem(commands.COMMANDS, "train", surprise)
    assert commands.main(["train"]) == 1
    assert "ValueError" in capsys.readouterr().err
    assert "iets vreemds" in (tmp_path / "logs" / "start.log").read_text(encoding="utf-8")
