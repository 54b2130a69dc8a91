"""Whether every part answers, and a first turn before the first user. Layer: gateway."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable

from rasa_project.errors import SamenduidenError
from rasa_project.gateway.database import Database
from rasa_project.gateway.rasa_client import RasaClient
from rasa_project.gateway.redaction_client import RedactionClient

logger = logging.getLogger(__name__)

FAST, CALM = 0.25, 5.0
"""Seconds between looks: while something is missing, and when all is well."""


class Health:
    """Looks at the parts again and again, so that asking for the health costs nothing.

    Args:
        redaction: first part.
        rasa: the two servers.
        database: the store.
        warm_up: runs one turn; called when the servers come up, also after a restart.
    """

    def __init__(
        self, redaction: RedactionClient, rasa: RasaClient, database: Database, warm_up: Callable[[], Awaitable[None]]
    ) -> None:
        self._redaction = redaction
        self._rasa = rasa
        self._database = database
        self._warm_up = warm_up
        self._parts = {"redactie": False, "rasa": False, "acties": False, "opslag": False}
        self._warm = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to look."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Stops looking."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    @property
    def good(self) -> bool:
        """Everything answers and a turn went through."""
        return all(self._parts.values()) and self._warm and self._redaction.healthy

    def report(self) -> dict[str, object]:
        """What `/gezondheid` answers; no versions and no addresses."""
        status = "goed" if self.good else ("opwarmen" if all(self._parts.values()) else "storing")
        return {"status": status, "onderdelen": {name: "goed" if up else "weg" for name, up in self._parts.items()}}

    async def look(self) -> None:
        """One look at every part; warms up when the servers have just come up."""
        rasa, actions = await asyncio.gather(self._rasa.rasa_alive(), self._rasa.actions_alive())
        parts = {"redactie": self._redaction.healthy, "rasa": rasa, "acties": actions, "opslag": await self._storage()}
        for name, up in parts.items():
            if up != self._parts[name]:
                logger.info("%s %s", name, "answers" if up else "does not answer")
        self._parts = parts
        if not (rasa and actions):
            self._warm = False
        elif all(parts.values()) and not self._warm:
            await self._warm_once()

    async def _warm_once(self) -> None:
        began = time.monotonic()
        try:
            await self._warm_up()
        except SamenduidenError as error:
            logger.error("first turn failed: %s", error)
            return
        self._warm = True
        logger.info("first turn done in %.1f s", time.monotonic() - began)

    async def _storage(self) -> bool:
        try:
            await self._database.row("SELECT 1")
        except SamenduidenError:
            return False
        return True

    async def _run(self) -> None:
        while True:
            try:
                await self.look()
            except Exception as error:  # a look that fails must not end the looking
                logger.error("health check failed: %s", type(error).__name__)
            await self._pause()

    async def _pause(self) -> None:
        """Waits for the next look; a turn that failed cuts a long wait short."""
        if not self.good:
            await asyncio.sleep(FAST)
            return
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._rasa.trouble.wait(), CALM)
        self._rasa.trouble.clear()
