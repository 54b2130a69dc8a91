"""Speed and load time of the installed Dutch pipeline, as ratio against an empty one in the same run.

Run: `python -m training_nl.bench [--json FILE] [--rondes N] [--streng]`; `make bench` includes it. Ratios travel
between machines; milliseconds do not.
The ratio is over running text in documents of about a hundred words, as pipelines are usually compared; what
one short chat message takes is reported beside it, in milliseconds. An empty pipeline keeps every word it has seen,
so in later rounds it only looks words up; the second ratio is against one that meets the words for the first time.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from training_nl.messages import sentence

MODEL = "nl_core_news_sm"
ROUNDS = 7
#: What the issue asks: at most this many times the empty pipeline.
AIMS = {"volledig": 40.0, "namen": 12.0}
_TEXTS = Path(__file__).with_name("data") / "chat-test.txt"
_LOAD = (
    "import time, spacy\nstart = time.perf_counter()\nspacy.load({model!r}{disable})\n"
    "print(time.perf_counter() - start)"
)


def texts() -> list[str]:
    """Give the chat messages that are measured."""
    from training_nl.chat import load_messages

    return [message.text for message in load_messages(_TEXTS.name)]


def documents(messages: list[str], size: int = 12) -> list[str]:
    """Give running text: the messages glued together, about a hundred words a document."""
    return [" ".join(messages[i : i + size]) for i in range(0, len(messages), size)]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _fastest(works: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Give the best time of each; a round runs all in turn, so a busy machine slows them alike."""
    best: dict[str, float] = {}
    for _ in range(rounds):
        for name, work in works.items():
            taken = _seconds(work)
            best[name] = min(best.get(name, taken), taken)
    return best


def measure_speed(rounds: int = ROUNDS) -> dict[str, float]:
    """Give words per second, milliseconds per short message and the ratios to the empty pipeline."""
    import spacy

    full = spacy.load(MODEL)
    pipelines = {
        "leeg": spacy.blank("nl"),
        "volledig": full,
        "namen": spacy.load(MODEL, exclude=[p for p in full.pipe_names if p != "ner"]),
    }
    messages = texts()
    running = documents(messages)
    words = sum(len(text.split()) for text in running)
    whole = _fastest({n: (lambda p=p: list(p.pipe(running))) for n, p in pipelines.items()}, rounds)
    single = _fastest({n: (lambda p=p: [p(text) for text in messages]) for n, p in pipelines.items()}, rounds)
    fresh = [spacy.blank("nl") for _ in range(rounds)]
    cold = min(_seconds(lambda p=p: list(p.pipe(running))) for p in fresh)
    result = {f"{name}_woorden_s": words / taken for name, taken in whole.items()}
    result["leeg_koud_woorden_s"] = words / cold
    result.update({f"{name}_keer_koud": whole[name] / cold for name in AIMS})
    result.update({f"{name}_ms": 1000 * taken / len(messages) for name, taken in single.items()})
    result.update({f"{name}_keer": whole[name] / whole["leeg"] for name in AIMS})
    return result


def measure_load(rounds: int = 3) -> dict[str, float]:
    """Give the seconds of `spacy.load` in a fresh process, spaCy itself already imported."""
    result = {}
    for name, disable in (("volledig", ""), ("namen", ", exclude={e!r}")):
        exclude = ["tok2vec", "morphologizer", "tagger", "parser", "lemmatizer", "attribute_ruler"]
        program = _LOAD.format(model=MODEL, disable=disable.format(e=exclude))
        taken = []
        for _ in range(rounds):
            run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
            taken.append(float(run.stdout.split()[-1]))
        result[f"{name}_laden_s"] = min(taken)
    return result


def report(figures: dict[str, float]) -> list[str]:
    """Give the lines to print, each ratio with its aim."""
    lines = [sentence("bench_kop", woorden=figures["leeg_woorden_s"], koud=figures["leeg_koud_woorden_s"])]
    for name, aim in AIMS.items():
        within = sentence("bench_gehaald" if figures[f"{name}_keer"] <= aim else "bench_niet_gehaald")
        values = {"ms": figures[f"{name}_ms"], "keer": figures[f"{name}_keer"], "doel": aim, "oordeel": within}
        values["koud"] = figures[f"{name}_keer_koud"]
        lines.append(sentence("bench_regel", naam=name, laden=figures.get(f"{name}_laden_s", 0.0), **values))
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Measure, print and optionally write JSON; with `--streng` 1 when an aim is missed."""
    parser = argparse.ArgumentParser(prog="python -m training_nl.bench")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--rondes", type=int, default=ROUNDS)
    parser.add_argument("--streng", action="store_true")
    options = parser.parse_args(arguments)
    figures = {**measure_speed(options.rondes), **measure_load(min(options.rondes, 3))}
    print("\n".join(report(figures)))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return int(options.streng and any(figures[f"{name}_keer"] > aim for name, aim in AIMS.items()))


if __name__ == "__main__":
    sys.exit(main())
