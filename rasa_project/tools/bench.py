"""Measures the served model: `./samenduiden bench`. Layer: tools, Rasa environment.

    bench --model models/x.tar.gz [--beurten 120] [--zinnen zinnen.txt] [--tegen models/stock.tar.gz]

Runs one conversation after another through the served agent in this process, with
the actions answering at once, and prints turns per second, CPU per turn at the
beginning and at the end of a long conversation, and memory. With `--tegen` the other
model runs on the same sentences with Rasa's own stores, and ratios are printed. Beside
it, under `taal`, the Dutch pipeline against an empty one (`training_nl/bench.py`), and under `inhoud` what loading and
checking the content costs against only reading its files.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ZINNEN = (
    "hallo",
    "ik maak me zorgen over een jongen van 16 in mijn klas",
    "hij laat zijn oude vrienden vallen en is tot vier uur online in een besloten groep",
    "hij zei gisteren dat die mensen geen mensen zijn maar hij komt nog wel naar voetbal",
    "wie kan ik bellen",
)
"""Sentences of an ordinary consultation; invented."""
WARM_UP = 5
BLOCK = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print one line of JSON."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--tegen", type=Path, help="another model, served as stock Rasa serves it")
    parser.add_argument("--beurten", type=int, default=120)
    parser.add_argument("--zinnen", type=Path)
    parser.add_argument("--stock", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--deel", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.tegen is None:
        measured = _measure(options)
        print(json.dumps(measured if options.deel else {**measured, **_beside()}))
        return 0
    # Each in a process of its own: what one imports would count for the other.
    ours = _in_process(options, options.model, [])
    stock = _in_process(options, options.tegen, ["--stock"])
    names = ("beurten_per_seconde", "cpu_ms_begin", "cpu_ms_eind", "geheugen_mb", "start_s")
    ratios = {name: round(ours[name] / stock[name], 2) for name in names if stock[name]}
    print(json.dumps({"onze": ours, "stock": stock, "verhouding": ratios, **_beside()}, indent=2))
    return 0


def _beside() -> dict[str, Any]:
    return {"taal": measure_language(), "inhoud": measure_content()}


def measure_content() -> dict[str, float]:
    """Processor seconds to load the content, and as ratio against only parsing its YAML in the same process."""
    from ruamel.yaml import YAML

    from rasa_project.knowledge.repository import load_kennis

    root = Path(__file__).resolve().parents[2]
    began = time.process_time()
    for file in sorted((root / "data" / "kennis").glob("*.yml")) + sorted((root / "data" / "teksten").glob("*.yml")):
        YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    only_read = time.process_time() - began
    began = time.process_time()
    load_kennis(root)
    loaded = time.process_time() - began
    return {"laden_s": round(loaded, 2), "keer_alleen_lezen": round(loaded / only_read, 2)}


def measure_language() -> dict[str, float]:
    """Speed and load time of `nl_core_news_sm` in this environment, as ratio against `spacy.blank("nl")`."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "taal.json"
        command = [sys.executable, "-m", "training_nl.bench", "--json", str(file)]
        subprocess.run(command, check=True, capture_output=True)
        figures: dict[str, float] = json.loads(file.read_text(encoding="utf-8"))
    return {name: round(value, 2) for name, value in figures.items()}


def _in_process(options: argparse.Namespace, model: Path | None, extra: list[str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "rasa_project.tools.bench", "--deel", "--beurten", str(options.beurten), *extra]
    command += ["--model", str(model)] if model else []
    command += ["--zinnen", str(options.zinnen)] if options.zinnen else []
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    measured: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return measured


def _measure(options: argparse.Namespace) -> dict[str, Any]:
    sentences = options.zinnen.read_text(encoding="utf-8").splitlines() if options.zinnen else list(ZINNEN)
    with tempfile.TemporaryDirectory() as folder:
        # Never the real database: these conversations are nobody's.
        os.environ["SAMENDUIDEN_VAR"] = folder
        started = time.process_time()
        agent = _stock_agent(options.model) if options.stock else _our_agent(options.model)
        loaded = time.process_time() - started
        spent, wall = asyncio.run(_talk(agent, [s for s in sentences if s.strip()], options.beurten))
    return {
        "beurten": options.beurten,
        "beurten_per_seconde": round(len(wall) / sum(wall), 1),
        "cpu_ms_begin": round(1000 * statistics.mean(spent[WARM_UP : WARM_UP + BLOCK]), 2),
        "cpu_ms_eind": round(1000 * statistics.mean(spent[-BLOCK:]), 2),
        "p50_ms": round(1000 * statistics.median(wall), 1),
        "p95_ms": round(1000 * sorted(wall)[int(len(wall) * 0.95)], 1),
        "geheugen_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "start_s": round(loaded, 2),
    }


async def _talk(agent: Any, sentences: list[str], turns: int) -> tuple[list[float], list[float]]:
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

    spent, wall = [], []
    for number in range(turns):
        cpu, clock = time.process_time(), time.perf_counter()
        text = sentences[number % len(sentences)]
        message = UserMessage(text, CollectingOutputChannel(), "bench", input_channel="rest", metadata={})
        await agent.handle_message(message)
        spent.append(time.process_time() - cpu)
        wall.append(time.perf_counter() - clock)
    return spent, wall


def _our_agent(model: Path | None) -> Any:
    from rasa_project.logs import configure_logging, enter_serving
    from rasa_project.serving.without_tensorflow import components_of_model, leave_out_tensorflow, needs_tensorflow
    from rasa_project.settings import load_settings
    from rasa_project.start_rasa import find_model

    settings = load_settings()
    model = find_model(model, settings)
    if not needs_tensorflow(components_of_model(model)):
        leave_out_tensorflow(serving=True)
    from rasa.core.utils import AvailableEndpoints

    from rasa_project.serving.agent import build_agent

    configure_logging(stream=sys.stderr)
    agent = build_agent(AvailableEndpoints.read_endpoints(str(settings.root / "endpoints.yml")), model, settings)
    return _with_actions(agent, enter_serving)


def _stock_agent(model: Path | None) -> Any:
    from rasa.core.agent import Agent
    from rasa.core.tracker_store import SQLTrackerStore
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(40)
    path = Path(os.environ["SAMENDUIDEN_VAR"]) / "stock.db"
    agent = Agent(tracker_store=SQLTrackerStore(db=str(path)))
    agent.load_model(model or Path("models"))
    return _with_actions(agent, lambda: None)


def _with_actions(agent: Any, ready: Any) -> Any:
    """Actions that answer at once, so that Rasa itself is measured."""
    from rasa.utils.endpoints import EndpointConfig

    class Actions(EndpointConfig):
        async def request(self, *_: Any, **__: Any) -> Any:
            return {"events": [], "responses": [{"response": "utter_default"}]}

    endpoint = Actions("http://127.0.0.1:1", selective_domain=True)
    agent.action_endpoint = agent.processor.action_endpoint = endpoint
    ready()
    return agent


if __name__ == "__main__":
    sys.exit(main())
