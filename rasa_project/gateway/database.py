"""The database of sessions and conversations, shared with Rasa's tracker store. Layer: gateway."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from rasa_project.errors import StorageError

# The same definitions as in `storage/database.py`: whoever starts first makes the tables.
TABLES = (
    "CREATE TABLE IF NOT EXISTS gesprekken (sender_id TEXT PRIMARY KEY, toestand TEXT, bijgewerkt DOUBLE PRECISION)",
    "CREATE TABLE IF NOT EXISTS sessies ("
    "sender_id TEXT PRIMARY KEY, token_hash TEXT, gemaakt DOUBLE PRECISION, "
    "laatst DOUBLE PRECISION, geheugen TEXT)",
    "CREATE TABLE IF NOT EXISTS gewist (sender_id TEXT PRIMARY KEY, sinds DOUBLE PRECISION)",
    "CREATE INDEX IF NOT EXISTS sessies_token ON sessies (token_hash)",
)
_PRAGMAS = (
    "journal_mode=WAL",
    "secure_delete=ON",  # without it deleted text stays readable in the file
    "synchronous=NORMAL",
    "busy_timeout=5000",
    "temp_store=MEMORY",
)
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}


class Database:
    """Opens the database and runs statements; every failure is a `StorageError` without parameters in it.

    Args:
        url: SQLAlchemy URL without a driver, `sqlite:///<path>` or `postgresql://…`.
    """

    def __init__(self, url: str) -> None:
        self.is_sqlite = url.startswith("sqlite")
        scheme, _, rest = url.partition("://")
        if self.is_sqlite:
            _make_private(Path(url.split("sqlite:///", 1)[1]))
        self._engine: AsyncEngine = create_async_engine(
            f"{_DRIVERS[scheme.split('+')[0]]}://{rest}", hide_parameters=True, pool_pre_ping=not self.is_sqlite
        )
        if self.is_sqlite:
            sa.event.listen(self._engine.sync_engine, "connect", _prepare_sqlite)
            sa.event.listen(self._engine.sync_engine, "begin", _begin_sqlite)

    async def start(self) -> None:
        """Makes the tables that are not there yet."""
        for table in TABLES:
            await self.execute(table)

    async def stop(self) -> None:
        """Closes all connections."""
        await self._engine.dispose()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """One transaction; committed at the end, rolled back on any error."""
        try:
            async with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            raise StorageError(f"database failed: {type(error).__name__}") from None

    async def execute(self, statement: str, values: Mapping[str, Any] | None = None) -> int:
        """Runs one statement; returns the number of rows it changed."""
        async with self.transaction() as connection:
            return int((await connection.execute(sa.text(statement), dict(values or {}))).rowcount)

    async def row(self, statement: str, values: Mapping[str, Any] | None = None) -> sa.Row[Any] | None:
        """The first row of a query, or None."""
        async with self.transaction() as connection:
            return (await connection.execute(sa.text(statement), dict(values or {}))).first()

    async def shrink(self) -> bool:
        """Empties SQLite's write-ahead log, which holds older versions of rows.

        Returns:
            False when another connection was reading, so that older versions are still there.
        """
        if not self.is_sqlite:
            return True
        try:
            async with self._engine.connect() as connection:
                raw = (await connection.get_raw_connection()).driver_connection
                assert raw is not None
                await raw.rollback()
                async with raw.execute("PRAGMA wal_checkpoint(TRUNCATE)") as cursor:
                    outcome = await cursor.fetchone()
        except (SQLAlchemyError, OSError) as error:
            raise StorageError(f"database failed: {type(error).__name__}") from None
        return bool(outcome and outcome[0] == 0)


def _make_private(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Made here, so that nobody else on the machine can read it from the first byte on.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _prepare_sqlite(raw: Any, _record: Any) -> None:
    # The driver would open transactions by itself, and only at the first write.
    raw.isolation_level = None
    cursor = raw.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
