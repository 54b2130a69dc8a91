"""Runs deduce over texts; started as a script in the environment of `vergelijk_deduce`, never imported.

Reads one JSON text a line on standard input, writes one JSON list of [start, end] a line, and the seconds each took.
"""

from __future__ import annotations

import importlib
import json
import logging
import sys
import time
from typing import Any


def main() -> int:
    """Reads until the input ends."""
    logging.disable(logging.CRITICAL)
    deduce: Any = importlib.import_module("deduce")
    engine = deduce.Deduce()
    for line in sys.stdin:
        text = json.loads(line)
        started = time.process_time()
        found = engine.deidentify(text).annotations
        took = time.process_time() - started
        spans = sorted([a.start_char, a.end_char] for a in found)
        sys.stdout.write(json.dumps({"spans": spans, "seconden": took}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
