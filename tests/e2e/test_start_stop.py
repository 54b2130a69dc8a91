"""Starting again, stopping, and what is left afterwards."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest
from e2e.assistant import ROOT, Assistant, is_running

RESTART_LIMIT = 30.0
"""Seconds; the goal is 15 on a quiet machine, tests run on a busy one."""


def all_gone(assistant: Assistant, pids: list[int]) -> bool:
    end = time.monotonic() + 15
    while any(is_running(pid) for pid in pids) and time.monotonic() < end:
        time.sleep(0.1)
    for port in assistant.ports().values():
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return False
    return not any(is_running(pid) for pid in pids)


def tree(pid: int) -> list[int]:
    """A process and everything below it."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = [tuple(map(int, line.split())) for line in listed.splitlines()]
    found, todo = [], [pid]
    while todo:
        one = todo.pop()
        found.append(one)
        todo += [child for child, parent in parents if parent == one]
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=["ctrl-c", "term", "kill"])
def test_stopping_leaves_nothing_and_starting_again_is_quick(tmp_path: Path, number: signal.Signals) -> None:
    models = {file: file.stat().st_mtime for file in (ROOT / "models").glob("*.tar.gz")}
    assistant = Assistant(tmp_path / "var").start()
    assert assistant._process is not None
    pids = tree(assistant._process.pid)
    assert len(pids) >= 5
    assert assistant.seconds < RESTART_LIMIT
    assert {file: file.stat().st_mtime for file in (ROOT / "models").glob("*.tar.gz")} == models
    code = assistant.stop(number)
    assert code == (0 if number != signal.SIGKILL else -signal.SIGKILL)
    assert all_gone(assistant, pids)
    assert not list(tmp_path.rglob("core*"))


def test_conversations_outlive_a_restart(tmp_path: Path) -> None:
    first = Assistant(tmp_path / "var").start()
    talk = first.talk()
    talk.say("een leerling van 16 trekt zich terug en zit de hele nacht online")
    first.stop()
    second = Assistant(tmp_path / "var").start()
    try:
        talk.assistant = second
        status, body = talk.post({"keuze": "/samenvatting"})
        assert status == 200
        assert any("samenvatting" in (bubble.get("custom") or {}) for bubble in body["berichten"])
    finally:
        second.stop()


def run_start(var: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SAMENDUIDEN_VAR": str(var), **extra}
    command = [str(ROOT / "samenduiden"), "start"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_taken_port_is_one_clear_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run_start(tmp_path / "var", SAMENDUIDEN_GATEWAY_PORT=str(port))
    assert done.returncode == 1
    assert f"Poort {port} is bezet" in done.stderr
    assert "Traceback" not in done.stderr


def test_second_start_in_the_same_folder_is_refused(assistant: Assistant) -> None:
    done = run_start(assistant.var)
    assert done.returncode == 1
    assert "draait al" in done.stderr


def test_wrong_switch_is_said_with_its_name(tmp_path: Path) -> None:
    environment = {**os.environ, "SAMENDUIDEN_VAR": str(tmp_path), "SAMENDUIDEN_BEWAARUREN": "veel"}
    command = [str(ROOT / "samenduiden"), "start", "--vrije-poorten"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert "SAMENDUIDEN_BEWAARUREN" in done.stderr
    assert "Traceback" not in done.stderr
