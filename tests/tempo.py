"""How slow this machine is, for the few tests that say that something is over soon."""

from __future__ import annotations

import time

_ROUNDS = 200_000
_USUAL = 0.015
"""Processor seconds of `_ROUNDS` on the machine that the limits were set on."""


def _once() -> float:
    began = time.process_time()
    total = 0
    for number in range(_ROUNDS):
        total += number * number
    return time.process_time() - began


def limit(seconds: float) -> float:
    """The limit on this machine, as busy as it is now: never less than `seconds`."""
    return seconds * max(1.0, min(_once() for _ in range(3)) / _USUAL)
