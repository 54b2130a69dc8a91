"""The table of conversations in SQLite or PostgreSQL. Layer: storage.

Shared with the gateway, which deletes rows when a conversation is erased:
`gesprekken` holds one row per conversation, `gewist` the ids that were erased and
may never be written again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from rasa_project.errors import StorageError

BUSY_SECONDS = 5.0

_TABLES = (
    "CREATE TABLE IF NOT EXISTS gesprekken (sender_id TEXT PRIMARY KEY, toestand TEXT, bijgewerkt DOUBLE PRECISION)",
    "CREATE TABLE IF NOT EXISTS sessies ("
    "sender_id TEXT PRIMARY KEY, token_hash TEXT, gemaakt DOUBLE PRECISION, "
    "laatst DOUBLE PRECISION, geheugen TEXT)",
    "CREATE TABLE IF NOT EXISTS gewist (sender_id TEXT PRIMARY KEY, sinds DOUBLE PRECISION)",
)
_READ = sa.text("SELECT toestand FROM gesprekken WHERE sender_id = :id")
_IS_ERASED = sa.text("SELECT 1 FROM gewist WHERE sender_id = :id")
_WRITE = sa.text(
    "INSERT INTO gesprekken (sender_id, toestand, bijgewerkt) VALUES (:id, :state, :now) "
    "ON CONFLICT (sender_id) DO UPDATE SET toestand = :state, bijgewerkt = :now"
)
_LOCK = sa.text("SELECT pg_advisory_xact_lock(hashtext(:id))")
_SESSION_TABLES = ("gesprekken", "sessies")


class Database:
    """Reads, writes and erases conversations; every failure is a `StorageError`.

    Args:
        url: SQLAlchemy URL, `sqlite:///<path>` or `postgresql://…`.
    """

    def __init__(self, url: str) -> None:
        self.is_sqlite = url.startswith("sqlite")
        try:
            self.engine = _make_engine(url, self.is_sqlite)
            with self.transaction() as connection:
                for table in _TABLES:
                    connection.execute(sa.text(table))
        except (SQLAlchemyError, OSError) as error:
            raise StorageError(f"cannot open the database: {type(error).__name__}") from None

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction; committed at the end, rolled back on any error."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            # Not `from error`: its text may hold the parameters of the statement.
            raise StorageError(f"database failed: {type(error).__name__}") from None

    def read(self, sender_id: str) -> str | None:
        """The stored state of a conversation, or None."""
        with self.transaction() as connection:
            return connection.execute(_READ, {"id": sender_id}).scalar()

    def write(self, sender_id: str, state: str, now: float | None = None) -> bool:
        """Store the state, unless the conversation was erased; True when it was stored."""
        with self.transaction() as connection:
            self._lock(connection, sender_id)
            if connection.execute(_IS_ERASED, {"id": sender_id}).scalar():
                return False
            moment = time.time() if now is None else now
            connection.execute(_WRITE, {"id": sender_id, "state": state, "now": moment})
            return True

    def ids(self) -> list[str]:
        """All conversations, newest first."""
        with self.transaction() as connection:
            rows = connection.execute(sa.text("SELECT sender_id FROM gesprekken ORDER BY bijgewerkt DESC"))
            return [row[0] for row in rows]

    def erase(self, sender_id: str, now: float | None = None) -> None:
        """Delete a conversation for good, leave a tombstone, and verify.

        Raises:
            StorageError: when anything of it is still there afterwards.
        """
        with self.transaction() as connection:
            self._lock(connection, sender_id)
            _erase(connection, [sender_id], time.time() if now is None else now)
        self.shrink()
        self._verify_gone([sender_id])

    def erase_before(self, moment: float, now: float | None = None) -> int:
        """Delete every conversation that was silent since `moment`; how many there were."""
        with self.transaction() as connection:
            rows = connection.execute(
                sa.text(
                    "SELECT sender_id FROM gesprekken WHERE bijgewerkt < :moment "
                    "UNION SELECT sender_id FROM sessies WHERE laatst < :moment AND sender_id "
                    "NOT IN (SELECT sender_id FROM gesprekken WHERE bijgewerkt >= :moment)"
                ),
                {"moment": moment},
            )
            ids = [row[0] for row in rows]
            _erase(connection, ids, time.time() if now is None else now)
        self.shrink()
        self._verify_gone(ids)
        return len(ids)

    def forget_tombstones(self, before: float) -> int:
        """Drop tombstones older than `before`: their sender ids are random and never return."""
        with self.transaction() as connection:
            query = sa.text("DELETE FROM gewist WHERE sinds < :before")
            return connection.execute(query, {"before": before}).rowcount

    def shrink(self) -> None:
        """Empty SQLite's write-ahead log, which holds older versions of rows."""
        if not self.is_sqlite:
            return
        with self.engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.rollback()
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def _lock(self, connection: Connection, sender_id: str) -> None:
        # SQLite lets one writer in at a time. In PostgreSQL an erase could otherwise
        # commit between the look for a tombstone and the write.
        if not self.is_sqlite:
            connection.execute(_LOCK, {"id": sender_id})

    def _verify_gone(self, ids: list[str]) -> None:
        with self.transaction() as connection:
            for sender_id in ids:
                for table in _SESSION_TABLES:
                    query = sa.text(f"SELECT 1 FROM {table} WHERE sender_id = :id")
                    if connection.execute(query, {"id": sender_id}).scalar():
                        raise StorageError(f"a row in {table} survived its deletion")


def _erase(connection: Connection, ids: list[str], now: float) -> None:
    for sender_id in ids:
        for table in _SESSION_TABLES:
            query = sa.text(f"DELETE FROM {table} WHERE sender_id = :id")
            connection.execute(query, {"id": sender_id})
        connection.execute(
            sa.text("INSERT INTO gewist (sender_id, sinds) VALUES (:id, :now) ON CONFLICT (sender_id) DO NOTHING"),
            {"id": sender_id, "now": now},
        )


def _make_engine(url: str, is_sqlite: bool) -> Engine:
    if not is_sqlite:
        return sa.create_engine(url, hide_parameters=True, pool_pre_ping=True, pool_size=10)
    path = Path(url.split("sqlite:///", 1)[1])
    _make_private(path)
    engine = sa.create_engine(
        f"sqlite:///{path}",
        hide_parameters=True,
        # The default for files opens and closes at every turn, and closing the last
        # connection rewrites the file: two thirds of the time of a turn.
        poolclass=QueuePool,
        pool_size=2,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_private(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Made here, so that nobody else on the machine can read it from the first byte on.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _prepare_sqlite(raw: Any, _record: Any) -> None:
    # The driver would open transactions by itself, and only at the first write.
    raw.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        # Without it deleted text stays readable in the file.
        "secure_delete=ON",
        "synchronous=NORMAL",
        f"busy_timeout={int(BUSY_SECONDS * 1000)}",
        "temp_store=MEMORY",
    ):
        raw.execute(f"PRAGMA {pragma}").fetchall()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
