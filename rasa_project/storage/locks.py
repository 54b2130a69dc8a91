"""One message of a conversation at a time. Layer: storage.

Rasa's own lock stores look once a second whether it is their turn, so that a second
quick message waits a second for nothing; and its Redis store reads and writes in two
steps, so that two servers can both get the lock. Here a message is woken the moment
the one before it is done; between servers the lock is taken in one step.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LockStore
from rasa.utils.endpoints import EndpointConfig

from rasa_project.errors import LockTimeoutError
from rasa_project.settings import get_settings

logger = logging.getLogger(__name__)

LIFETIME_SECONDS = 60.0
_PREFIX = "samenduiden:slot:"
_LAST = 30.0
"""Seconds a lock of a server that died stays; longer than any turn takes."""

# Each waiting message stands in a list; the first one of it holds the lock as long as
# its own key lives. One script, so that no other server comes in between.
_TAKE = """
if redis.call('EXISTS', KEYS[1] .. ARGV[1]) == 0 then redis.call('RPUSH', KEYS[1], ARGV[1]) end
redis.call('SET', KEYS[1] .. ARGV[1], 1, 'PX', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
local first = redis.call('LINDEX', KEYS[1], 0)
while first and redis.call('EXISTS', KEYS[1] .. first) == 0 do
  redis.call('LPOP', KEYS[1])
  first = redis.call('LINDEX', KEYS[1], 0)
end
return first == ARGV[1] and 1 or 0
"""
_GIVE = """
redis.call('LREM', KEYS[1], 0, ARGV[1])
redis.call('DEL', KEYS[1] .. ARGV[1])
if redis.call('LLEN', KEYS[1]) == 0 then redis.call('DEL', KEYS[1]) end
return 1
"""
_POLL_SECONDS = (0.005, 0.01, 0.02, 0.04)


class _Entry:
    """The lock of one conversation and how many hold it or wait for it."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.users = 0


class ConversationLockStore(LockStore):
    """Locks by conversation, by class path in `endpoints.yml`.

    Within a process with asyncio. With a Redis address (`url` of the endpoint, or
    SAMENDUIDEN_REDIS) also across servers.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        super().__init__()
        url = (endpoint_config.url if endpoint_config else None) or get_settings().redis_url
        self._entries: dict[str, _Entry] = {}
        self._redis = _RedisLocks(url) if url else None

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LIFETIME_SECONDS,
        wait_time_in_seconds: float = 1,
    ) -> AsyncGenerator[TicketLock, None]:
        """Hold the conversation for the time of the block, in order of arrival.

        Raises:
            LockTimeoutError: after waiting `lock_lifetime` seconds.
        """
        entry = self._entries.setdefault(conversation_id, _Entry())
        entry.users += 1
        try:
            await _acquire(entry.lock, lock_lifetime)
            try:
                async with _nothing() if self._redis is None else self._redis.hold(conversation_id, lock_lifetime):
                    yield TicketLock(conversation_id)
            finally:
                entry.lock.release()
        finally:
            entry.users -= 1
            if entry.users == 0:
                self._entries.pop(conversation_id, None)

    @property
    def open_conversations(self) -> int:
        """How many conversations are locked now; for the health check and tests."""
        return len(self._entries)

    # Rasa's ticket interface is used by nobody but the `lock` this class replaces.
    def get_lock(self, conversation_id: str) -> TicketLock | None:
        """No ticket is ever stored."""
        return None

    def save_lock(self, lock: TicketLock) -> None:
        """Nothing to store."""

    def delete_lock(self, conversation_id: str) -> None:
        """Nothing to delete."""


class _RedisLocks:
    """A fair lock across servers, taken in one step."""

    def __init__(self, url: str) -> None:
        import redis.asyncio

        self._client = redis.asyncio.Redis.from_url(url)
        self._take = self._client.register_script(_TAKE)
        self._give = self._client.register_script(_GIVE)

    @asynccontextmanager
    async def hold(self, conversation_id: str, patience: float) -> AsyncGenerator[None, None]:
        key, token = f"{_PREFIX}{conversation_id}:", secrets.token_hex(8)
        args = [token, int(_LAST * 1000), int((_LAST + LIFETIME_SECONDS) * 1000)]
        deadline, step = time.monotonic() + patience, 0
        try:
            while not await self._take(keys=[key], args=args):
                if time.monotonic() > deadline:
                    raise LockTimeoutError("conversation is held by another server")
                await asyncio.sleep(_POLL_SECONDS[min(step, len(_POLL_SECONDS) - 1)])
                step += 1
            keeper = asyncio.ensure_future(self._keep(key, token))
            try:
                yield
            finally:
                keeper.cancel()
        finally:
            await asyncio.shield(self._give(keys=[key], args=[token]))

    async def _keep(self, key: str, token: str) -> None:
        """Keep the lock alive during a slow turn."""
        while True:
            await asyncio.sleep(_LAST / 3)
            await self._client.pexpire(f"{key}{token}", int(_LAST * 1000))
            await self._client.pexpire(key, int((_LAST + LIFETIME_SECONDS) * 1000))


async def _acquire(lock: asyncio.Lock, patience: float) -> None:
    if not lock.locked():  # the usual case, without the price of a timer
        await lock.acquire()
        return
    try:
        await asyncio.wait_for(lock.acquire(), patience)
    except asyncio.TimeoutError:
        raise LockTimeoutError("conversation stayed locked") from None


@asynccontextmanager
async def _nothing() -> AsyncGenerator[Any, None]:
    yield
