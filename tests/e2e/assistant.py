"""Starts the real assistant on free ports and talks to it, as a person at a prompt would.

Tests of both environments use it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT = 300.0
_ADDRESS = re.compile(r"antwoordt op (http://\S+)")
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Assistant:
    """One running assistant.

    Args:
        var: its own folder for database, logs and key.
        extra: environment variables on top of the test's.
        root: the project it is started from.
    """

    def __init__(self, var: Path, extra: dict[str, str] | None = None, root: Path = ROOT) -> None:
        self.var = var
        self.root = root
        self.url = ""
        self.seconds = 0.0
        self.output = var / "uitvoer.txt"
        self._extra = {"SAMENDUIDEN_TESTKLOK": "1", **(extra or {})}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Assistant:
        """Starts and waits for the address."""
        self.var.mkdir(parents=True, exist_ok=True)
        environment = {**os.environ, **self._extra, "SAMENDUIDEN_VAR": str(self.var)}
        began = time.monotonic()
        with self.output.open("wb") as stream:
            self._process = subprocess.Popen(
                [str(self.root / "samenduiden"), "start", "--vrije-poorten"],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        while time.monotonic() - began < START_LIMIT:
            found = _ADDRESS.search(self.said())
            if found:
                self.url, self.seconds = found[1], time.monotonic() - began
                return self
            if self._process.poll() is not None:
                break
            time.sleep(0.1)
        self.stop()
        raise AssertionError(f"the assistant did not start:\n{self.said()}\n{self.logs()}")

    def stop(self, number: signal.Signals = signal.SIGTERM, patience: float = 30.0) -> int:
        """Asks it to stop and waits; returns its exit code."""
        assert self._process is not None
        if self._process.poll() is None:
            self._process.send_signal(number)
        try:
            return self._process.wait(patience)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            raise

    def said(self) -> str:
        """What the launcher printed so far."""
        return self.output.read_text(encoding="utf-8", errors="replace") if self.output.exists() else ""

    def logs(self) -> str:
        """All logs together."""
        files = sorted((self.var / "logs").glob("*")) if (self.var / "logs").exists() else []
        return "\n".join(f"--- {file.name}\n{file.read_text(encoding='utf-8', errors='replace')}" for file in files)

    def ports(self) -> dict[str, int]:
        """Port of each process."""
        return dict(json.loads((self.var / "poorten.json").read_text(encoding="utf-8")))

    def pids(self) -> dict[str, int]:
        """Process ids of the three processes, found by the port each one listens on."""
        found = {}
        for name, port in self.ports().items():
            listing = subprocess.run(["ss", "-ltnpH", f"sport = :{port}"], capture_output=True, text=True, check=False)
            match = re.search(r"pid=(\d+)", listing.stdout)
            if match:
                found[name] = int(match[1])
        return found

    def request(
        self, path: str, body: Any = None, raw: bytes | None = None, port: int | None = None
    ) -> tuple[int, Any]:
        """One request; gives the status and the JSON (or text) that came back."""
        base = f"http://127.0.0.1:{port}" if port else self.url
        data = raw if raw is not None else (None if body is None else json.dumps(body).encode())
        call = urllib.request.Request(base + path, data=data, headers={"Content-Type": "application/json"})
        try:
            with _direct.open(call, timeout=30) as answer:
                return answer.status, _read(answer.read())
        except urllib.error.HTTPError as error:
            return error.code, _read(error.read())

    def chat(self, sender: str, message: str, now: str | None = None) -> list[dict[str, Any]]:
        """One message through the test door; gives the bubbles."""
        body = {"sender": sender, "message": message, **({"metadata": {"now": now}} if now else {})}
        _, bubbles = self.request("/api/chat", body)
        assert isinstance(bubbles, list), bubbles
        return bubbles

    def talk(self) -> Talk:
        """A new conversation as the widget has it."""
        status, body = self.request("/api/sessie", {})
        assert status == 200, body
        return Talk(self, body)


class Talk:
    """One conversation over the addresses the widget uses."""

    def __init__(self, assistant: Assistant, begun: dict[str, Any]) -> None:
        self.assistant = assistant
        self.token: str = begun["sessie"]
        self.greeting: list[dict[str, Any]] = begun["berichten"]
        self.opslag: str = begun["opslag"]

    def say(self, text: str) -> list[dict[str, Any]]:
        """Types words; gives the bubbles."""
        return self.post({"tekst": text})[1]["berichten"]

    def press(self, payload: str) -> list[dict[str, Any]]:
        """Presses a button; gives the bubbles."""
        return self.post({"keuze": payload})[1]["berichten"]

    def post(self, fields: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Status and body of one message."""
        return self.assistant.request("/api/bericht", {"sessie": self.token, **fields})


def text_of(bubbles: list[dict[str, Any]]) -> str:
    """All words of an answer."""
    return "\n".join(bubble.get("text", "") for bubble in bubbles)


def says(answer: str, key: str) -> bool:
    """Whether one of the variants of a text stands in the answer; placeholders may hold anything."""
    for file in sorted((ROOT / "data" / "teksten").glob("*.yml")):
        text = YAML(typ="safe").load(file.read_text(encoding="utf-8"))["teksten"].get(key)
        for variant in text["varianten"] if text else ():
            parts = [re.escape(part.strip()) for part in re.split(r"\{[a-z_0-9]+\}", variant)]
            if re.search(r".*?".join(parts).replace(r"\ ", r"\s+"), answer, re.DOTALL):
                return True
    return False


def is_running(pid: int) -> bool:
    """Whether a process exists and is no zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


@contextlib.contextmanager
def running_assistant(var: Path, extra: dict[str, str] | None = None) -> Iterator[Assistant]:
    """An assistant that is stopped afterwards, whatever happens."""
    assistant = Assistant(var, extra).start()
    try:
        yield assistant
    finally:
        assistant.stop()


def _read(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return data.decode("utf-8", "replace")
