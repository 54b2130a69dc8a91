"""One message of a conversation at a time. Layer: gateway."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rasa_project.gateway.errors import Refusal
from rasa_project.gateway.limits import MAX_BUSY, MAX_WAITING


class Turns:
    """Lets the messages of one conversation through in order, and a bounded number of all.

    Args:
        most_waiting: messages of one conversation that may wait; the next one is refused.
        most_busy: turns at the same time over all conversations.
    """

    def __init__(self, most_waiting: int = MAX_WAITING, most_busy: int = MAX_BUSY) -> None:
        self._most_waiting = most_waiting
        self._most_busy = most_busy
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}
        self._busy = 0

    @asynccontextmanager
    async def one(self, sender: str) -> AsyncIterator[None]:
        """Waits for the turn of this message.

        Raises:
            Refusal: too many wait already.
        """
        lock, users = self._locks.get(sender) or (asyncio.Lock(), 0)
        if users > self._most_waiting:
            raise Refusal("te_snel", 429, "afscherming_te_snel", retry_after=2)
        if self._busy >= self._most_busy:
            raise Refusal("druk", 503, "afscherming_druk", retry_after=10)
        self._locks[sender] = (lock, users + 1)
        self._busy += 1
        try:
            async with lock:
                yield
        finally:
            self._busy -= 1
            users = self._locks[sender][1] - 1
            if users:
                self._locks[sender] = (lock, users)
            else:
                del self._locks[sender]
