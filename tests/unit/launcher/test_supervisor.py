"""Starting, watching and stopping real processes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from rasa_project.gateway.kanalen.settings import (
    APP_TOKEN,
    BOT_TOKENS,
    KEY,
    PREVIOUS_KEY,
    SIGNING_SECRET,
    TEAMS_SECRET,
)
from rasa_project.launcher import ports, supervisor
from rasa_project.launcher.errors import LauncherError
from rasa_project.launcher.processes import Child

SERVER = """
import http.server, os, sys
class H(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b'ja')
        if self.path == '/sterf': os._exit(3)
        self.wfile.write(os.environ.get('SAMENDUIDEN_HERSTART', '0').encode())
    def log_message(self, *a): pass
http.server.HTTPServer(('127.0.0.1', int(sys.argv[1])), H).serve_forever()
"""
STUBBORN = """
import signal, subprocess, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
subprocess.Popen(['sleep', '600'])
time.sleep(600)
"""


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENDUIDEN_VAR", str(tmp_path / "var"))
    monkeypatch.setattr(supervisor, "_POLL", 0.05)


def child(port: int, name: str = "rasa") -> Child:
    return Child(name, [sys.executable, "-c", SERVER, str(port)], f"http://127.0.0.1:{port}/leeft")


def wait_until(what: object, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not what():  # type: ignore[operator]
        assert time.monotonic() < end, "took too long"
        time.sleep(0.05)


def _said(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/leeft", timeout=5) as answer:
        return str(answer.read().decode())


def test_runs_restarts_and_stops(free_port: int, capsys: pytest.CaptureFixture[str]) -> None:
    one = child(free_port)
    watched = supervisor.Supervisor([one], ports.Ports(gateway=free_port))
    thread = threading.Thread(target=watched.run, args=(time.monotonic(),))
    thread.start()
    assert watched.ready.wait(10)
    assert one.process is not None
    first = one.process.pid
    assert _said(free_port) == "ja0", "a start by a person reads data/ as it is"
    os.killpg(first, signal.SIGKILL)
    wait_until(lambda: one.process is not None and one.process.pid != first and one.healthy())
    assert _said(free_port) == "ja1", "a restart serves the content of the start"
    second = one.process.pid
    watched.request_stop()
    thread.join(15)
    assert not thread.is_alive()
    with pytest.raises(ProcessLookupError):
        os.killpg(second, 0)
    said = capsys.readouterr()
    assert "onverwacht gestopt" in said.err
    assert f"http://127.0.0.1:{free_port}" in said.out


def test_what_the_gateway_tells_about_channels_is_shown_once(
    free_port: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "var").mkdir(exist_ok=True)
    (tmp_path / "var" / supervisor.CHANNEL_LINES).write_text("Slack staat aan.\n", encoding="utf-8")
    watched = supervisor.Supervisor([child(free_port)], ports.Ports(gateway=free_port))
    thread = threading.Thread(target=watched.run, args=(time.monotonic(),))
    thread.start()
    assert watched.ready.wait(10)
    watched.request_stop()
    thread.join(15)
    assert capsys.readouterr().err.count("Slack staat aan.") == 1


def test_gives_up_after_the_limit() -> None:
    broken = Child(
        "acties", [sys.executable, "-c", "print('laatste regel'); raise SystemExit(4)"], "http://127.0.0.1:9/"
    )
    with pytest.raises(LauncherError) as error:
        supervisor.Supervisor([broken], ports.Ports()).run(time.monotonic())
    assert error.value.key == "proces_opgegeven"
    assert "laatste regel" in error.value.details


def test_stops_a_stubborn_group_completely() -> None:
    stubborn = Child("rasa", [sys.executable, "-c", STUBBORN], "http://127.0.0.1:9/")
    stubborn.start()
    assert stubborn.process is not None
    group = stubborn.process.pid
    time.sleep(0.5)
    stubborn.stop(patience=0.3)

    def gone() -> bool:
        listed = subprocess.run(["ps", "-o", "stat=", "-g", str(group)], capture_output=True, text=True, check=False)
        return not [line for line in listed.stdout.splitlines() if line.strip() and not line.startswith("Z")]

    wait_until(gone)


def test_hanging_process_is_replaced(free_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "HANG_LIMIT", 0.2)
    monkeypatch.setattr(supervisor, "_CHECK_EVERY", 0.1)
    monkeypatch.setattr(supervisor, "answers", lambda url: child_answers["now"])
    child_answers = {"now": True}
    one = child(free_port)
    watched = supervisor.Supervisor([one], ports.Ports())
    thread = threading.Thread(target=watched.run, args=(time.monotonic(),))
    thread.start()
    assert watched.ready.wait(10)
    assert one.process is not None
    first = one.process.pid
    child_answers["now"] = False
    wait_until(lambda: one.process is not None and one.process.pid != first)
    watched.request_stop()
    thread.join(15)
    assert not thread.is_alive()


def test_taken_port_is_named(free_port: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port))
        taken.listen()
        with pytest.raises(LauncherError) as error:
            ports.need_free(ports.Ports(gateway=free_port))
    assert error.value.key == "poort_bezet"
    assert str(free_port) in str(error.value)


def test_strange_address_is_named(monkeypatch: pytest.MonkeyPatch, free_port: int) -> None:
    monkeypatch.setenv("SAMENDUIDEN_GATEWAY_HOST", "192.0.2.1")
    with pytest.raises(LauncherError) as error:
        ports.need_free(ports.Ports(gateway=free_port))
    assert error.value.key == "adres_onbruikbaar"


def test_free_ports_differ() -> None:
    chosen = ports.free_ports()
    assert len({chosen.gateway, chosen.rasa, chosen.acties}) == 3


def test_second_start_in_one_folder_is_refused() -> None:
    with supervisor.one_start_per_folder(), pytest.raises(LauncherError) as error, supervisor.one_start_per_folder():
        pass
    assert error.value.key == "draait_al"
    assert str(os.getpid()) in str(error.value)


def test_children_know_where_everything_is(tmp_path: Path) -> None:
    made = supervisor.build_children(ports.Ports(1, 2, 3), tmp_path / "model.tar.gz")
    assert [one.name for one in made] == ["gateway", "rasa", "acties"]
    rasa = made[1].command
    assert rasa[rasa.index("--interface") + 1] == "127.0.0.1"
    assert rasa[rasa.index("--model") + 1] == str(tmp_path / "model.tar.gz")
    assert all(one.environment["SAMENDUIDEN_RASA_URL"] == "http://127.0.0.1:2" for one in made)


def test_secrets_of_the_channels_go_to_the_gateway_alone(tmp_path: Path) -> None:
    gateway, *others = supervisor.build_children(ports.Ports(1, 2, 3), tmp_path / "model.tar.gz")
    assert not set(supervisor.CHANNEL_SECRETS) & set(gateway.environment)
    for one in others:
        assert [one.environment[name] for name in supervisor.CHANNEL_SECRETS] == [""] * 6
    assert set(supervisor.CHANNEL_SECRETS) == {BOT_TOKENS, APP_TOKEN, SIGNING_SECRET, TEAMS_SECRET, KEY, PREVIOUS_KEY}
