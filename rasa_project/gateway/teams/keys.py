"""The public keys of the Bot Connector, kept and renewed. Layer: gateway. Time is handed in.

Source: Microsoft, "Authentication with the Bot Connector API" (the metadata names the keys; keys may be kept for a
day and longer; each key lists the channels it may speak for).
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from jwt import PyJWK
from jwt.exceptions import PyJWTError

logger = logging.getLogger(__name__)

METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
KEEP = 24 * 3600.0
"""Seconds after which the keys are fetched again."""
NOT_BEFORE = 300.0
"""Seconds between two fetches, however many unknown keys are named: a stranger can't make us fetch at will."""
_TIMEOUT = aiohttp.ClientTimeout(total=10)
_MOST = 256 * 1024


@dataclass(frozen=True)
class SigningKey:
    """A key, and the channels it may speak for."""

    key: Any
    endorsements: frozenset[str]


class Keys:
    """Fetches the keys when they are needed.

    Args:
        metadata: address of the OpenID metadata.
        clock: monotonic seconds.
    """

    def __init__(self, metadata: str, clock: Callable[[], float]) -> None:
        self._metadata = metadata
        self._clock = clock
        self._keys: dict[str, SigningKey] = {}
        self._fetched: float | None = None
        self._tried: float | None = None
        self._one = asyncio.Lock()

    async def find(self, kid: str) -> SigningKey | None:
        """The key with this name; None when there is none, or when the keys cannot be fetched."""
        async with self._one:
            now = self._clock()
            is_old = self._fetched is None or now - self._fetched > KEEP
            may_try = self._tried is None or now - self._tried >= NOT_BEFORE
            if (is_old or kid not in self._keys) and may_try:
                self._tried = now
                await self._fetch(now)
        # Keys that could not be renewed go on for as long as Microsoft lets them be kept.
        return self._keys.get(kid)

    async def _fetch(self, now: float) -> None:
        try:
            async with aiohttp.ClientSession(timeout=_TIMEOUT, trust_env=True) as session:
                address = (await _object(session, self._metadata))["jwks_uri"]
                found = (await _object(session, address))["keys"]
            self._keys = {one["kid"]: _signing_key(one) for one in found if _is_usable(one)}
            self._fetched = now
        except (
            aiohttp.ClientError,
            asyncio.TimeoutError,
            OSError,
            ValueError,
            TypeError,
            KeyError,
            PyJWTError,
        ) as error:
            logger.error("keys of the Bot Connector not fetched: %s", type(error).__name__)


async def _object(session: aiohttp.ClientSession, address: str) -> dict[str, Any]:
    async with session.get(address, allow_redirects=False) as response:
        if response.status != 200:
            raise ValueError("no answer")
        found = json.loads(await response.content.read(_MOST))
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found


def _is_usable(one: Any) -> bool:
    return isinstance(one, dict) and one.get("kty") == "RSA" and isinstance(one.get("kid"), str)


def _signing_key(one: dict[str, Any]) -> SigningKey:
    return SigningKey(PyJWK(one, algorithm="RS256").key, frozenset(map(str, one.get("endorsements") or ())))
