"""Starts the three processes, keeps them alive and stops them. Layer: launcher (standard library only)."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from rasa_project.launcher.errors import LauncherError
from rasa_project.launcher.meldingen import melding, show
from rasa_project.launcher.paths import ROOT, environment_python, log_folder, var_folder
from rasa_project.launcher.ports import LOOPBACK, Ports, gateway_host
from rasa_project.launcher.processes import Child, answers
from rasa_project.launcher.progress import Progress
from rasa_project.launcher.running import free_megabytes, tail

START_LIMIT = 180.0
HANG_LIMIT = 45.0
RESTART_LIMIT = 5
START_TRIES = 1
"""Restarts while everything is starting: what can't start twice will not start the third time."""
RESTART_WINDOW = 600.0
LOW_DISK = 300
CHANNEL_LINES = "kanalen.txt"
"""Written by the gateway, see `gateway/kanalen/opzet.py`."""
CHANNEL_SECRETS = (
    "SAMENDUIDEN_SLACK_BOT_TOKEN",
    "SAMENDUIDEN_SLACK_APP_TOKEN",
    "SAMENDUIDEN_SLACK_SIGNING_SECRET",
    "SAMENDUIDEN_TEAMS_GEHEIM",
    "SAMENDUIDEN_KANAAL_SLEUTEL",
    "SAMENDUIDEN_KANAAL_SLEUTEL_VORIGE",
)
"""Only the gateway gets these; an empty variable counts as not set."""
_POLL = 0.25
_CHECK_EVERY = 5.0
_LOG_LIMIT = 20_000_000


def _module(preferred: str, otherwise: list[str]) -> list[str]:
    """`-m preferred` when that module is part of the project, else the plain command."""
    file = ROOT / (preferred.replace(".", "/") + ".py")
    return ["-m", preferred] if file.exists() else otherwise


def build_children(ports: Ports, model: Path) -> list[Child]:
    """The three processes with their commands, health addresses and environment."""
    rasa_url, actions_url = f"http://{LOOPBACK}:{ports.rasa}", f"http://{LOOPBACK}:{ports.acties}"
    host = gateway_host()
    environment = {
        "SAMENDUIDEN_RASA_URL": rasa_url,
        "SAMENDUIDEN_ACTIES_URL": actions_url,
        "SAMENDUIDEN_GATEWAY_HOST": host,
        "SAMENDUIDEN_GATEWAY_PORT": str(ports.gateway),
        "SAMENDUIDEN_VAR": str(var_folder()),
        "SAMENDUIDEN_MODEL": str(model),
        # One worker: several would each load the model, and the lock store of one process would not cover them.
        "SANIC_WORKERS": "1",
        "ACTION_SERVER_SANIC_WORKERS": "1",
    }
    rasa, gateway = str(environment_python("rasa")), str(environment_python("gateway"))
    serve = ["run", "--interface", LOOPBACK, "-p", str(ports.rasa), "--endpoints", "endpoints.yml"]
    serve += ["--credentials", "credentials.yml", "--model", str(model)]
    act = ["--actions", "actions", "--port", str(ports.acties)]
    door = [gateway, "-m", "rasa_project.gateway"]
    talk = [rasa, *_module("rasa_project.start_rasa", ["-m", "rasa"]), *serve]
    do = [rasa, *_module("rasa_project.start_actions", ["-m", "rasa_sdk"]), *act]
    return [
        Child("gateway", door, f"{_reach(host, ports.gateway)}/gezondheid", environment),
        Child("rasa", talk, f"{rasa_url}/", environment | dict.fromkeys(CHANNEL_SECRETS, "")),
        Child("acties", do, f"{actions_url}/health", environment | dict.fromkeys(CHANNEL_SECRETS, "")),
    ]


def _reach(host: str, port: int) -> str:
    """Address by which this machine reaches the gateway."""
    if host in ("0.0.0.0", "::", ""):
        host = LOOPBACK
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class Supervisor:
    """Keeps a set of children running until it is asked to stop.

    Args:
        children: the gateway first; its health address tells whether the whole assistant answers.
        ports: for the address that is shown.

    Attributes:
        ready: set once everything answers and the address was shown.
    """

    def __init__(self, children: list[Child], ports: Ports) -> None:
        self._children = children
        self._ports = ports
        self._stop = threading.Event()
        self._low_disk = False
        self._shown: set[str] = set()
        self._limit = START_TRIES
        self.ready = threading.Event()

    def request_stop(self, number: int = 0, frame: FrameType | None = None) -> None:
        """Signal handler: the loop ends at its next step."""
        self._stop.set()

    def run(self, began: float) -> int:
        """Starts everything, waits until it answers, watches over it, stops it.

        Args:
            began: monotonic time at which the user asked to start, for the figure that is shown.

        Returns:
            0 after a normal stop.

        Raises:
            LauncherError: when a process keeps stopping or never gets ready.
        """
        try:
            with Progress(melding("laden", wat=", ".join(melding(f"naam_{c.name}") for c in self._children))):
                for child in self._children:
                    child.start()
                self._wait_until_ready()
            self._limit = RESTART_LIMIT
            if not self._stop.is_set():
                address = _reach(gateway_host(), self._ports.gateway)
                print(melding("antwoordt", adres=address, seconden=f"{time.monotonic() - began:.0f}"), flush=True)
                self._show_channels()
                show("stop_uitleg", map=log_folder())
                self.ready.set()
            self._watch()
        finally:
            self._stop_all()
        return 0

    def _wait_until_ready(self) -> None:
        end = time.monotonic() + START_LIMIT
        waiting = list(self._children)
        while waiting and not self._stop.is_set():
            self._restart_dead()
            waiting = [child for child in waiting if not child.healthy(timeout=2.0)]
            if waiting and time.monotonic() > end:
                raise LauncherError(
                    "start_te_lang",
                    wat=melding(f"naam_{waiting[-1].name}"),
                    seconden=int(START_LIMIT),
                    log=waiting[-1].log,
                )
            if waiting:
                self._stop.wait(_POLL)

    def _watch(self) -> None:
        checked = time.monotonic()
        while not self._stop.wait(_POLL):
            if self._restart_dead():
                checked = time.monotonic()
            if time.monotonic() - checked >= _CHECK_EVERY:
                self._restart_hanging()
                self._show_channels()
                self._mind_disk()
                checked = time.monotonic()

    def _restart_dead(self) -> bool:
        restarted = False
        for child in self._children:
            code = child.exit_code()
            if code is not None and not self._stop.is_set():
                self._restart(child, "proces_gestopt", code=code)
                restarted = True
        return restarted

    def _restart_hanging(self) -> None:
        for child in self._children:
            # The gateway answers 503 when a neighbour is ill: that is an answer, so only its socket counts.
            url = child.health if child.name != "gateway" else child.health.replace("/gezondheid", "/leeft")
            now = time.monotonic()
            if answers(url):
                child.silent_since = None
            elif child.silent_since is None:
                child.silent_since = now
            elif now - max(child.silent_since, child.started) > HANG_LIMIT:
                self._restart(child, "proces_hangt", seconden=int(now - child.silent_since))

    def _restart(self, child: Child, key: str, **values: object) -> None:
        now = time.monotonic()
        child.restarts = [moment for moment in child.restarts if now - moment < RESTART_WINDOW]
        what = melding(f"naam_{child.name}")
        if len(child.restarts) >= self._limit:
            raise LauncherError("proces_opgegeven", details=tail(child.log), wat=what, log=child.log)
        child.restarts.append(now)
        show(key, wat=what, keer=len(child.restarts), grens=self._limit, **values)
        child.stop()
        if self.ready.is_set():
            # An editor may be half way: it gets the content of the start, not that of this moment.
            child.environment = {**child.environment, "SAMENDUIDEN_HERSTART": "1"}
        # A process that dies at once gets a moment longer each time.
        if len(child.restarts) > 1:
            self._stop.wait(min(2.0 ** (len(child.restarts) - 1), 8.0))
        if not self._stop.is_set():
            child.start()

    def _show_channels(self) -> None:
        """What the gateway tells about Slack and Teams, each line once."""
        with contextlib.suppress(OSError):
            for line in (var_folder() / CHANNEL_LINES).read_text(encoding="utf-8").splitlines():
                if line not in self._shown:
                    self._shown.add(line)
                    print(line, file=sys.stderr, flush=True)

    def _mind_disk(self) -> None:
        free = free_megabytes(var_folder())
        if free < LOW_DISK and not self._low_disk:
            show("bijna_vol", map=var_folder(), vrij=free)
        self._low_disk = free < LOW_DISK
        for child in self._children:
            # The child appends, so a log can be emptied under it.
            if child.log.stat().st_size > _LOG_LIMIT:
                os.truncate(child.log, 0)

    def _stop_all(self) -> None:
        if any(child.process for child in self._children):
            show("stoppen")
        for child in self._children:
            child.ask_to_stop()
        for child in self._children:
            child.stop()
        show("gestopt")


@contextlib.contextmanager
def one_start_per_folder() -> Iterator[None]:
    """Refuses a second start on the same `var/`: two would write in one database and one set of logs."""
    folder = var_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stream = (folder / "start.pid").open("a+", encoding="utf-8")
    except OSError as error:
        raise LauncherError("niet_schrijven", map=folder) from error
    with stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            stream.seek(0)
            raise LauncherError("draait_al", pid=stream.read().strip() or "?") from error
        stream.truncate(0)
        stream.write(str(os.getpid()))
        stream.flush()
        yield


def handle_signals(supervisor: Supervisor) -> None:
    """Ctrl-C, a stop request and a closed terminal all end in the same tidy stop."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, supervisor.request_stop)
    sys.stdout.flush()
