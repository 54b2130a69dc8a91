"""The description of the Slack app: complete, within Slack's limits, and with the fewest rights."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from rasa_project.gateway.slack.manifest import EVENTS, SCOPES, make_manifest

ROOT = Path(__file__).resolve().parents[3]
ADDRESS = "https://samenduiden.example/slack/gebeurtenissen"


def run(tmp_path: Path, kanalen: str) -> subprocess.CompletedProcess[str]:
    """The command on a copy of the project's content with its own settings."""
    (tmp_path / "data").mkdir()
    for name in ("kennis", "teksten", "nlu"):
        (tmp_path / "data" / name).symlink_to(ROOT / "data" / name)
    own = tmp_path / "data" / "organisatie"
    own.mkdir()
    for file in (ROOT / "data" / "organisatie").iterdir():
        (own / file.name).write_bytes(file.read_bytes())
    (own / "kanalen.yml").write_text(kanalen, encoding="utf-8")
    command = [sys.executable, "-m", "rasa_project.tools.slack_manifest", "--map", str(tmp_path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_socket_mode_needs_no_address(tmp_path: Path) -> None:
    done = run(tmp_path, "slack:\n  aan: true\n")
    assert done.returncode == 0, done.stderr
    manifest = json.loads(done.stdout)
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert "request_url" not in done.stdout
    limits = {"name": 35, "description": 140, "long_description": 4000}
    shown = manifest["display_information"]
    assert all(0 < len(shown[name]) <= most for name, most in limits.items())
    assert len(shown["long_description"]) >= 174


def test_http_names_the_address_three_times(tmp_path: Path) -> None:
    done = run(tmp_path, 'slack:\n  manier: http\n  adres: "https://samenduiden.example/"\n')
    manifest = json.loads(done.stdout)
    assert manifest["settings"]["event_subscriptions"]["request_url"] == ADDRESS
    assert manifest["settings"]["interactivity"]["request_url"] == ADDRESS
    assert manifest["features"]["slash_commands"][0]["url"] == ADDRESS


def test_http_without_an_address_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path, 'slack:\n  manier: http\n  adres: "http://intern"\n')
    assert (done.returncode, done.stdout) == (1, "")
    assert "kanalen.yml" in done.stderr


def test_the_rights_are_few(texts: Any) -> None:
    manifest = make_manifest(texts.line, None)
    assert manifest["oauth_config"]["scopes"]["bot"] == list(SCOPES)
    assert manifest["settings"]["event_subscriptions"]["bot_events"] == list(EVENTS)
    assert not {scope for scope in SCOPES if scope.startswith(("channels:", "users", "files", "groups"))}
