"""How much one client may ask. Layer: gateway. Time is handed in."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

MAX_BODY = 64 * 1024
"""Bytes of a request; the text limit comes far before it."""
MAX_TEXT = 5000
"""Code points of a message. A long story fits; a document does not."""
MAX_WAITING = 4
"""Messages of one conversation that may wait for their turn."""
MAX_BUSY = 64
"""Turns that may be with Rasa at the same time."""


@dataclass(frozen=True)
class Rate:
    """So many at once, and so many a second after that."""

    burst: float
    per_second: float


PER_SESSION = Rate(burst=12, per_second=1.0)
# A whole school may come in from one address.
PER_ADDRESS = Rate(burst=120, per_second=20.0)
NEW_SESSIONS = Rate(burst=40, per_second=1.0)


class Buckets:
    """Token buckets by key; the ones not used lately are forgotten.

    Args:
        rate: what each key may do.
        most: number of keys remembered.
    """

    def __init__(self, rate: Rate, most: int = 10_000) -> None:
        self._rate = rate
        self._most = most
        self._level: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str, now: float) -> bool:
        """Takes one; False when there is none left.

        Args:
            key: who asks.
            now: monotonic seconds.
        """
        tokens, since = self._level.pop(key, (self._rate.burst, now))
        tokens = min(self._rate.burst, tokens + (now - since) * self._rate.per_second)
        allowed = tokens >= 1
        self._level[key] = (tokens - 1 if allowed else tokens, now)
        while len(self._level) > self._most:
            self._level.popitem(last=False)
        return allowed
