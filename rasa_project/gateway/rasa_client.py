"""Asks Rasa for the answer to one message. Layer: gateway."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp

from rasa_project.errors import ServiceError

TURN_TIMEOUT = 8.0
"""Seconds after which the gateway speaks for itself."""
CHECK_TIMEOUT = 2.0


class RasaClient:
    """The `rest` channel of the Rasa server, and the health of both servers behind the gateway.

    Args:
        rasa_url: base address of the Rasa server.
        actions_url: base address of the action server.
        timeout: seconds a turn may take.

    Attributes:
        trouble: set when a turn failed, so that the health is looked at right away.
    """

    def __init__(self, rasa_url: str, actions_url: str, timeout: float = TURN_TIMEOUT) -> None:
        self._webhook = f"{rasa_url}/webhooks/rest/webhook"
        # This one also knows whether the store of conversations works.
        self._rasa_health = f"{rasa_url}/webhooks/rest/"
        self._actions_health = f"{actions_url}/health"
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._session: aiohttp.ClientSession | None = None
        self.trouble = asyncio.Event()

    async def start(self) -> None:
        """Opens the connection pool. A proxy in the environment is not for the loopback."""
        self._session = aiohttp.ClientSession(trust_env=False, timeout=self._timeout)

    async def stop(self) -> None:
        """Closes it."""
        if self._session:
            await self._session.close()

    async def turn(self, sender: str, message: str, metadata: dict[str, Any]) -> list[dict[str, Any]]:
        """The bubbles Rasa answers with; may be empty.

        Raises:
            ServiceError: no answer in time, or not an answer.
        """
        body = {"sender": sender, "message": message, "metadata": metadata}
        try:
            return await self._post(body)
        except ServiceError:
            self.trouble.set()
            raise

    async def _post(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        assert self._session is not None
        try:
            async with self._session.post(self._webhook, json=body) as response:
                if response.status != 200:
                    raise ServiceError(f"Rasa answered {response.status}")
                bubbles = await response.json()
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
            raise ServiceError(f"Rasa did not answer: {type(error).__name__}") from None
        if not isinstance(bubbles, list) or not all(isinstance(bubble, dict) for bubble in bubbles):
            raise ServiceError("Rasa answered nonsense")
        return bubbles

    async def rasa_alive(self) -> bool:
        """Whether the Rasa server answers."""
        return await self._alive(self._rasa_health)

    async def actions_alive(self) -> bool:
        """Whether the action server answers."""
        return await self._alive(self._actions_health)

    async def _alive(self, url: str) -> bool:
        assert self._session is not None
        try:
            async with self._session.get(url, timeout=aiohttp.ClientTimeout(total=CHECK_TIMEOUT)) as response:
                return response.status == 200
        except (aiohttp.ClientError, asyncio.TimeoutError):
            return False
