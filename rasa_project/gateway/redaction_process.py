"""Redaction in a process of its own, so that it can be stopped when it takes too long. Layer: gateway.

A regular expression that hangs holds Python's lock: a timeout in the same process would never fire. The process
loads the lists once and forks a copy that does the work; a copy that hangs is killed, the next one is there at once.
It reads one JSON object a line and writes one: text never touches a disk or an address on the network.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

import numpy as np

from rasa_project.consultation.gemeenten import GemeenteFinder
from rasa_project.errors import RedactionError
from rasa_project.knowledge.afscherming import load_gemeente_rows, load_redaction_lists
from rasa_project.language.pieces import unpack
from rasa_project.redaction.engine import Memory, Redactor
from rasa_project.redaction.lezer import Lezer
from rasa_project.settings import get_settings

PIPELINE = "nl_core_news_sm"
READER = Path("vendor") / "afschermlezer" / "lezer.onnx"
PIECES = Path("vendor") / "zinsencoder" / "woorddelen.npz"
_USED = ("tok2vec", "tagger", "ner")
_PR_SET_PDEATHSIG = 1


def load_pipeline() -> Any:
    """The Dutch pipeline with the parts the redactor uses.

    Raises:
        RedactionError: it is not installed. Without it the redactor would miss more, and nobody would know.
    """
    import spacy

    try:
        nlp = spacy.load(PIPELINE)
    except OSError:
        raise RedactionError(f"{PIPELINE} is not installed") from None
    # Names and word classes are used; parsing would take most of the time.
    for name in [name for name in nlp.pipe_names if name not in _USED]:
        nlp.disable_pipe(name)
    return nlp


def load_lezer(root: Path) -> Lezer:
    """The reader, from `vendor/`, on one thread: it goes on in a forked copy, and a pool of threads would not.

    Raises:
        RedactionError: its files are not there. Without it the redactor would miss more, and nobody would know.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    try:
        network = onnxruntime.InferenceSession(str(root / READER), options, providers=["CPUExecutionProvider"])
        with np.load(root / PIECES, allow_pickle=False) as arrays:
            segmenter, table, edges = unpack(arrays)
    except Exception as error:
        raise RedactionError(f"the reader of the redaction could not be loaded: {type(error).__name__}") from None
    return Lezer(segmenter, table, lambda embedded: network.run(None, {"embedded": embedded})[0], edges)


def build_redactor(root: Path) -> Redactor:
    """The redactor as it serves: all lists, and what the Dutch pipeline sees.

    Raises:
        RedactionError: the pipeline is not installed.
    """
    return Redactor(load_redaction_lists(root), load_pipeline(), lezer=load_lezer(root))


def load() -> tuple[Redactor, GemeenteFinder]:
    """Everything this process needs."""
    root = get_settings().root
    redactor = build_redactor(root)
    return redactor, GemeenteFinder(load_gemeente_rows(root), redactor.everyday)


def answer(request: dict[str, Any], redactor: Redactor, finder: GemeenteFinder) -> dict[str, Any]:
    """Finds the municipality in the words as typed, then takes the personal data out.

    Args:
        request: `text`, `geheugen` (state of the memory) and `sleutel` (hex, key of the conversation).

    Returns:
        `text` (clean), `kinds`, `herleidbaar`, `geheugen`, `gemeente` and `kandidaten`.
    """
    memory = Memory.from_dict(request.get("geheugen") or {}, bytes.fromhex(request["sleutel"]))
    found = finder.find(request["text"])
    result = redactor.redact(request["text"], memory)
    return {
        "text": result.text,
        "kinds": list(result.kinds),
        "herleidbaar": result.herleidbaar,
        "geheugen": memory.to_dict(),
        "gemeente": found.gemeente,
        "kandidaten": list(found.kandidaten),
    }


def serve(redactor: Redactor, finder: GemeenteFinder) -> None:
    """Answers lines until the other side closes. An error answers with its kind only, never with words."""
    _write({"hallo": os.getpid()})
    for line in sys.stdin.buffer:
        number = None
        try:
            request = json.loads(line)
            number = request.get("nr")
            reply = answer(request, redactor, finder)
        except Exception as error:
            # Fail closed; the message of the error may hold the text.
            reply = {"fout": type(error).__name__}
        _write({"nr": number, **reply})


def _write(reply: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(reply).encode() + b"\n")
    sys.stdout.buffer.flush()


def _follow_parent() -> None:
    """Ends this process when the one that started it is gone."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def main() -> int:
    """Loads once, then keeps one copy at work until the input is closed."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _follow_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    redactor, finder = load()
    # The first message is slow: it fills caches that every copy then shares.
    answer({"text": "Hallo, dit is een eerste zin over een leerling.", "sleutel": "00"}, redactor, finder)
    # What is loaded stays where it is, so that the copies share its memory.
    gc.collect()
    gc.freeze()
    while True:
        child = os.fork()
        if child == 0:
            _follow_parent()
            serve(redactor, finder)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.waitstatus_to_exitcode(status) == 0:
            return 0


if __name__ == "__main__":
    sys.exit(main())
