"""The package of the Teams app: complete, within Microsoft's limits, in two languages."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from rasa_project.gateway.teams.manifest import MOST

ROOT = Path(__file__).resolve().parents[3]
APP = "AAAAAAAA-1111-2222-3333-444444444444"
GOOD = f'teams:\n  app: "{APP}"\n  adres: "https://samenduiden.example"\n'


def run(tmp_path: Path, kanalen: str, *options: str) -> subprocess.CompletedProcess[str]:
    """The command on a copy of the project's content with its own settings."""
    own = tmp_path / "data" / "organisatie"
    own.mkdir(parents=True, exist_ok=True)
    for name in ("kennis", "teksten", "nlu"):
        link = tmp_path / "data" / name
        if not link.exists():
            link.symlink_to(ROOT / "data" / name)
    for file in (ROOT / "data" / "organisatie").iterdir():
        (own / file.name).write_bytes(file.read_bytes())
    (own / "kanalen.yml").write_text(kanalen, encoding="utf-8")
    target = tmp_path / "uit" / "app.zip"
    command = [sys.executable, "-m", "rasa_project.tools.teams_pakket", "--map", str(tmp_path)]
    return subprocess.run(
        [*command, "--uitvoer", str(target), *options], cwd=ROOT, capture_output=True, text=True, check=False
    )


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])  # type: ignore[return-value]


def test_the_package(tmp_path: Path) -> None:
    done = run(tmp_path, GOOD, "--versie", "1.2.3")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(done.stdout.strip()) as package:
        names = set(package.namelist())
        manifest = json.loads(package.read("manifest.json"))
        english = json.loads(package.read("en.json"))
        assert size(package.read(manifest["icons"]["color"])) == (192, 192)
        assert size(package.read(manifest["icons"]["outline"])) == (32, 32)
    assert names == {"manifest.json", "en.json", manifest["icons"]["color"], manifest["icons"]["outline"]}
    assert manifest["version"] == "1.2.3"
    assert manifest["id"] == manifest["bots"][0]["botId"] == APP.lower()
    for part, text in manifest["name"].items():
        assert 0 < len(text) <= MOST[f"name.{part}"]
    for part, text in manifest["description"].items():
        assert 0 < len(text) <= MOST[f"description.{part}"]
    assert all(0 < len(english[key]) <= most for key, most in MOST.items() if key != "developer")
    assert english["description.short"] != manifest["description"]["short"]
    for language in (manifest["description"]["full"], english["description.full"]):
        assert language.endswith(("Bel 112.", "Call 112."))
    commands = manifest["bots"][0]["commandLists"][0]["commands"]
    assert len([key for key in english if key.endswith("].description")]) == len(commands)


def test_the_same_settings_give_the_same_package(tmp_path: Path) -> None:
    first = Path(run(tmp_path, GOOD).stdout.strip()).read_bytes()
    assert Path(run(tmp_path, GOOD).stdout.strip()).read_bytes() == first


@pytest.mark.parametrize(
    ("kanalen", "options", "said"),
    [
        ("teams:\n  aan: false\n", (), "Entra"),
        (f'teams:\n  app: "{APP}"\n', (), "openbare adres"),
        (f'teams:\n  app: "{APP}"\n  adres: "http://x.example"\n', (), "openbare adres"),
        (GOOD, ("--versie", "nieuw"), "drie getallen"),
    ],
)
def test_a_missing_setting_is_told(tmp_path: Path, kanalen: str, options: tuple[str, ...], said: str) -> None:
    done = run(tmp_path, kanalen, *options)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
