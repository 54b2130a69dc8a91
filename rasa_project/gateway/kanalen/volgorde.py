"""Answers of one conversation leave in order. Layer: gateway."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager
from weakref import WeakValueDictionary


class InOrder:
    """A lock per conversation that is forgotten when nobody holds it."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def of(self, conversation: str) -> AbstractAsyncContextManager[None]:
        """The lock of a conversation."""
        return self._locks.setdefault(conversation, asyncio.Lock())
