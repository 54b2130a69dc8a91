"""The real gateway with half a setting: it says so, and the web works."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from e2e.assistant import ROOT

_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def answers(url: str) -> bool:
    try:
        with _direct.open(url, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def test_tokens_without_the_switch_are_told_and_the_web_works(tmp_path: Path, free_port: int) -> None:
    environment = {
        **os.environ,
        "SAMENDUIDEN_VAR": str(tmp_path),
        "SAMENDUIDEN_GATEWAY_PORT": str(free_port),
        "SAMENDUIDEN_SLACK_BOT_TOKEN": "xoxb-geheim",
        "PYTHONPATH": str(ROOT),
    }
    with (tmp_path / "uit.txt").open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "rasa_project.gateway"], cwd=ROOT, env=environment, stdout=stream, stderr=stream
        )
    try:
        end = time.monotonic() + 60
        while not answers(f"http://127.0.0.1:{free_port}/leeft"):
            assert process.poll() is None, (tmp_path / "uit.txt").read_text(encoding="utf-8")
            assert time.monotonic() < end
            time.sleep(0.1)
        assert not answers(f"http://127.0.0.1:{free_port}/slack/gebeurtenissen")
    finally:
        process.terminate()
        process.wait(20)
    line = (tmp_path / "kanalen.txt").read_text(encoding="utf-8")
    assert line.startswith("Slack staat uit in data/organisatie/kanalen.yml, maar SAMENDUIDEN_SLACK_BOT_TOKEN")
    logged = (tmp_path / "uit.txt").read_text(encoding="utf-8")
    assert line.strip() in logged
    assert "xoxb-geheim" not in logged + line
