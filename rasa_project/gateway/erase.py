"""Deletes conversations, and checks that they are gone. Layer: gateway."""

from __future__ import annotations

import asyncio
import logging

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from rasa_project.errors import StorageError
from rasa_project.gateway.database import Database

logger = logging.getLogger(__name__)

TABLES = ("gesprekken", "sessies")
PURGE_EVERY = 300.0
TOMBSTONE_SECONDS = 2 * 24 * 3600.0
"""Long after any message of that conversation can still be on its way."""
_SHRINK_TRIES = 40


class Eraser:
    """Deletes what is kept of a conversation.

    Args:
        database: where conversations and sessions are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def erase(self, sender: str, now: float) -> None:
        """Deletes one conversation from every table and every file of the database.

        A tombstone stays: a turn that is still on its way can't bring the conversation back.

        Raises:
            StorageError: it is not sure that everything is gone.
        """
        async with self._database.transaction() as connection:
            if not self._database.is_sqlite:
                # The tracker store takes the same lock before it writes.
                await connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext(:id))"), {"id": sender})
            await _delete(connection, sender, now)
        await self._shrink()
        for table in TABLES:
            if await self._database.row(f"SELECT 1 FROM {table} WHERE sender_id = :id", {"id": sender}):
                raise StorageError(f"a row in {table} survived its deletion")

    async def purge(self, before: float, now: float) -> int:
        """Deletes every conversation that has been silent since `before`; returns how many."""
        async with self._database.transaction() as connection:
            found = await connection.execute(
                sa.text(
                    "SELECT sender_id FROM sessies WHERE laatst < :before UNION "
                    "SELECT sender_id FROM gesprekken WHERE bijgewerkt < :before "
                    "AND sender_id NOT IN (SELECT sender_id FROM sessies WHERE laatst >= :before)"
                ),
                {"before": before},
            )
            senders = [row[0] for row in found]
            for sender in senders:
                await _delete(connection, sender, now)
            await connection.execute(sa.text("DELETE FROM gewist WHERE sinds < :old"), {"old": now - TOMBSTONE_SECONDS})
        if senders:
            await self._shrink()
            logger.info("retention: %d conversations deleted", len(senders))
        return len(senders)

    async def _shrink(self) -> None:
        for _ in range(_SHRINK_TRIES):
            if await self._database.shrink():
                return
            await asyncio.sleep(0.05)
        raise StorageError("older versions of rows are still in the write-ahead log")


async def _delete(connection: AsyncConnection, sender: str, now: float) -> None:
    for table in TABLES:
        await connection.execute(sa.text(f"DELETE FROM {table} WHERE sender_id = :id"), {"id": sender})
    statement = "INSERT INTO gewist (sender_id, sinds) VALUES (:id, :now) ON CONFLICT (sender_id) DO NOTHING"
    await connection.execute(sa.text(statement), {"id": sender, "now": now})
