"""One child process: its command, its health, its end. Layer: launcher (standard library only).

Every child is the leader of a process group of its own: Ctrl-C reaches the launcher alone, which then stops the
groups in order. On Linux the kernel ends a child when the launcher itself is killed.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rasa_project.launcher.paths import ROOT
from rasa_project.launcher.running import clean_environment, log_file

_PR_SET_PDEATHSIG = 1
# The loopback is asked directly: a proxy in the environment would take the question elsewhere.
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass
class Child:
    """A process that the launcher keeps alive.

    Args:
        name: `rasa`, `acties` or `gateway`; also the name of its log.
        command: program and arguments.
        health: address that answers 200 when it is ready.
        environment: variables on top of the caller's.
    """

    name: str
    command: list[str]
    health: str
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    silent_since: float | None = None
    restarts: list[float] = field(default_factory=list)

    @property
    def log(self) -> Path:
        """Log of this process."""
        return log_file(self.name)

    def start(self) -> None:
        """Starts the process with its output in its log."""
        with self.log.open("ab") as stream:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=clean_environment({"PYTHONUNBUFFERED": "1", "OMP_NUM_THREADS": "1", **self.environment}),
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_prepare_child,
            )
        self.started = time.monotonic()
        self.silent_since = None

    def exit_code(self) -> int | None:
        """Code it ended with, or None while it runs."""
        return self.process.poll() if self.process else None

    def healthy(self, timeout: float = 3.0) -> bool:
        """Whether its health address answers 200."""
        return answers(self.health, timeout)

    def stop(self, patience: float = 8.0) -> None:
        """Asks the whole group to stop, waits, then ends it. Nothing of it is left afterwards."""
        if self.process is None:
            return
        self._signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)
        self._signal(signal.SIGKILL)
        self.process.wait()
        self.process = None

    def ask_to_stop(self) -> None:
        """Sends the request to stop without waiting, so that several stop at the same time."""
        self._signal(signal.SIGTERM)

    def _signal(self, number: signal.Signals) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)


def answers(url: str, timeout: float = 3.0) -> bool:
    """Whether an address answers 200 within the timeout (seconds)."""
    try:
        with _direct.open(url, timeout=timeout) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError, ValueError):
        return False


def no_core_dumps() -> None:
    """A core file would hold what people typed: none is ever written, by us or by a child."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _prepare_child() -> None:
    no_core_dumps()
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
