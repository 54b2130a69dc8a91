"""A bot of two intents that runs in the real processes, for tests of the plumbing."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

CONFIG = """
recipe: default.v1
assistant_id: tiny
language: nl
importers:
  - name: rasa_project.training.text_importer.TextImporter
pipeline:
  - name: KeywordIntentClassifier
policies:
  - name: RulePolicy
    core_fallback_threshold: 0.3
    core_fallback_action_name: action_default_fallback
    enable_fallback_prediction: true
"""
DOMAIN = """
version: "3.1"
intents: [groet, vertellen, fout, stil, traag]
slots:
  casus:
    type: any
    influence_conversation: false
    mappings: [{type: custom}]
actions: [action_vertellen, action_fout, action_traag, action_stil]
responses:
  utter_storing: [{text: "Er ging iets mis."}]
  utter_default: [{text: "Dat begrijp ik niet."}]
"""
RULES = """
version: "3.1"
rules:
  - {rule: groet, steps: [{intent: groet}, {action: utter_groet}]}
  - {rule: vertellen, steps: [{intent: vertellen}, {action: action_vertellen}]}
  - {rule: fout, steps: [{intent: fout}, {action: action_fout}]}
  - {rule: stil, steps: [{intent: stil}, {action: action_stil}]}
  - {rule: traag, steps: [{intent: traag}, {action: action_traag}]}
"""
NLU = """
version: "3.1"
nlu:
  - {intent: groet, examples: "- hallo\\n"}
  - {intent: vertellen, examples: "- vertel\\n"}
  - {intent: fout, examples: "- fout\\n"}
  - {intent: stil, examples: "- stil\\n"}
  - {intent: traag, examples: "- traag\\n"}
"""
TEXTS = """
teksten:
  groet: {varianten: ["Dag.", "Hoi.", "Goedendag."]}
  verteld: {varianten: ["Je vertelde {aantal} dingen."], knoppen: [{titel: "Hoi", keuze: "/groet"}]}
"""
ACTIONS = """
import asyncio
from rasa_sdk import Action
from rasa_sdk.events import SlotSet

def prepare():
    print("actions are prepared", flush=True)

class Vertellen(Action):
    def name(self):
        return "action_vertellen"

    def run(self, dispatcher, tracker, domain):
        said = (tracker.get_slot("casus") or []) + [tracker.latest_message["text"]]
        dispatcher.utter_message(response="utter_verteld", aantal=str(len(said)))
        dispatcher.utter_message(json_message={"samenvatting": {"aantal": len(said)}})
        return [SlotSet("casus", said[-5:])]

class Fout(Action):
    def name(self):
        return "action_fout"

    def run(self, dispatcher, tracker, domain):
        raise ValueError(tracker.latest_message["text"])

class Stil(Action):
    def name(self):
        return "action_stil"

    def run(self, dispatcher, tracker, domain):
        return []

class Traag(Action):
    def name(self):
        return "action_traag"

    async def run(self, dispatcher, tracker, domain):
        await asyncio.sleep(0.3)
        dispatcher.utter_message(response="utter_groet")
        return []
"""


def write(folder: Path) -> Path:
    """Write the files of the bot, with the project's own endpoints and credentials."""
    files = {
        "config.yml": CONFIG,
        "domain.yml": DOMAIN,
        "data/rules.yml": RULES,
        "data/nlu.yml": NLU,
        "data/teksten/gesprek.yml": TEXTS,
        "actions/__init__.py": ACTIONS,
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    for name in ("endpoints.yml", "credentials.yml"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def free_port() -> int:
    """A port on the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(**extra: str) -> dict[str, str]:
    """The environment of a process of the bot."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SAMENDUIDEN_")}
    return {**kept, "PYTHONPATH": path, "OMP_NUM_THREADS": "1", **extra}


def train(folder: Path, name: str = "tiny") -> Path:
    """Train the bot through the project's entry point."""
    command = [sys.executable, "-m", "rasa_project.start_rasa", "train", "--fixed-model-name", name]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "models" / f"{name}.tar.gz"


class Bot:
    """The two processes of a running bot.

    Args:
        folder: where `write` put it.
        extra: environment variables for both processes.
        options: further arguments, such as `--debug`.
    """

    def __init__(self, folder: Path, model: Path, options: tuple[str, ...] = (), **extra: str):
        self.var = folder / "var"
        self.log = folder / "log.txt"
        self.rasa_port, self.actions_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.rasa_port}"
        self.environment = environment(
            SAMENDUIDEN_VAR=str(self.var),
            SAMENDUIDEN_RASA_URL=self.url,
            SAMENDUIDEN_ACTIES_URL=f"http://127.0.0.1:{self.actions_port}",
            **extra,
        )
        self._folder, self._model, self._options = folder, model, options
        self.rasa = self.actions = None

    def start(self) -> None:
        """Start both and wait until they answer."""
        self.actions = self._run("rasa_project.start_actions")
        self.start_rasa()
        wait_for(f"http://127.0.0.1:{self.actions_port}/health", self.actions, self.log)

    def start_rasa(self) -> None:
        """Start the Rasa server and wait until it answers."""
        self.rasa = self._run("rasa_project.start_rasa", "run", "--model", str(self._model))
        wait_for(f"{self.url}/webhooks/rest/", self.rasa, self.log)

    def stop(self) -> None:
        """Stop both, by their own signal."""
        for process in (self.rasa, self.actions):
            stop(process)

    def post(self, body: Any, path: str = "/webhooks/rest/webhook") -> tuple[int, Any]:
        """Send a body; status and JSON of the answer."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return _call(urllib.request.Request(self.url + path, data, {"Content-Type": "application/json"}))

    def health(self) -> tuple[int, Any]:
        """The health check of the channel."""
        return _call(urllib.request.Request(f"{self.url}/webhooks/rest/"))

    def say(self, text: str, sender: str = "s1", **metadata: Any) -> list[dict[str, Any]]:
        """Send a message and give back the bubbles."""
        status, answer = self.post({"sender": sender, "message": text, "metadata": metadata})
        assert status == 200, (status, answer)
        return answer

    def files_with(self, text: str) -> list[str]:
        """Files of the bot, made while running, in which these words stand."""
        made = [path for path in self.var.rglob("*") if path.is_file()]
        return [p.name for p in [*made, self.log] if p.exists() and text.encode() in p.read_bytes()]

    def _run(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", module, *arguments, *self._options]
        with self.log.open("ab") as log:
            return subprocess.Popen(command, cwd=self._folder, env=self.environment, stdout=log, stderr=log)


def _call(request: urllib.request.Request) -> tuple[int, Any]:
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        content = error.read()
        return error.code, json.loads(content) if content[:1] in b"{[" else content


@contextlib.contextmanager
def running(folder: Path, model: Path, *options: str, **extra: str) -> Iterator[Bot]:
    """A bot that is stopped at the end."""
    bot = Bot(folder, model, options, **extra)
    try:
        bot.start()
        yield bot
    finally:
        bot.stop()


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path, seconds: float = 60) -> None:
    """Wait until an address answers."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text(errors="replace")[-4000:]
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"{url} stays silent: " + log.read_text(errors="replace")[-4000:])


def stop(process: subprocess.Popen[bytes] | None) -> None:
    """Stop a process by its own signal, at last by force."""
    if process is None or process.poll() is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
