"""The Dutch sentences of the training script, read from `meldingen.json`."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("meldingen.json")


class TrainingStopped(Exception):
    """The training cannot start or go on; the text is a Dutch sentence for the user."""


@lru_cache(maxsize=1)
def _sentences() -> dict[str, str]:
    return json.loads(_FILE.read_text(encoding="utf-8"))


def sentence(key: str, **values: object) -> str:
    """Give the Dutch sentence of `key` with its values filled in."""
    return _sentences()[key].format(**values)


def stop(key: str, **values: object) -> TrainingStopped:
    """Give the error to raise for `key`."""
    return TrainingStopped(sentence(key, **values))
