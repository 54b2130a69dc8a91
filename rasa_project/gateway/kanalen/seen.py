"""One answer per event, also when the platform sends it again. Layer: gateway."""

from __future__ import annotations

import logging
from collections import OrderedDict

from rasa_project.errors import StorageError
from rasa_project.gateway.database import Database

logger = logging.getLogger(__name__)

TABLE = "CREATE TABLE IF NOT EXISTS gezien (id TEXT PRIMARY KEY, sinds DOUBLE PRECISION)"
KEEP = 6 * 3600.0
"""Seconds an event is remembered. Slack stops sending again after an hour, Teams after minutes."""
_MOST = 20_000
_FORGET_EVERY = 600.0


class Seen:
    """Remembers marks of events: in memory, and in the database for restarts and neighbours.

    Args:
        database: the table holds HMACs and times, nothing of a user.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._here: OrderedDict[str, float] = OrderedDict()
        self._forgot = 0.0

    async def start(self) -> None:
        """Makes the table."""
        await self._database.execute(TABLE)

    async def first_time(self, mark: str, now: float) -> bool:
        """Whether this is the first time; from now on it is not.

        When the database fails the memory decides alone: a second answer is better than none.
        """
        if mark in self._here:
            return False
        self._here[mark] = now
        while len(self._here) > _MOST:
            self._here.popitem(last=False)
        try:
            await self._forget(now)
            statement = "INSERT INTO gezien (id, sinds) VALUES (:id, :now) ON CONFLICT (id) DO NOTHING"
            return await self._database.execute(statement, {"id": mark, "now": now}) == 1
        except StorageError as error:
            logger.error("event not stored: %s", error)
            return True

    async def _forget(self, now: float) -> None:
        if now - self._forgot > _FORGET_EVERY:
            self._forgot = now
            await self._database.execute("DELETE FROM gezien WHERE sinds < :old", {"old": now - KEEP})
