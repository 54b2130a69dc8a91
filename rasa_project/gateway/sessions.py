"""Sessions: random tokens outside, random sender ids inside. Layer: gateway.

The database holds the hash of a token, never the token: who reads the database can't speak in a conversation.
The sender id that Rasa sees is another random number, so a log of Rasa leads to no token.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa_project.gateway.database import Database
from rasa_project.gateway.errors import Refusal

IDLE = 30 * 60.0
"""Seconds of silence after which a session ends."""
_MAX_TOKEN = 200


@dataclass(frozen=True)
class Conversation:
    """One running conversation.

    Attributes:
        sender: id that Rasa sees.
        geheugen: what the redaction remembers (hashes only), and which kinds were told before.
    """

    sender: str
    geheugen: dict[str, Any] = field(default_factory=dict)


class Sessions:
    """Makes, finds and updates sessions.

    Args:
        database: where they are kept.
        key: secret for pseudonyms and for the memory of each conversation.
    """

    def __init__(self, database: Database, key: bytes) -> None:
        self._database = database
        self._key = key

    async def create(self, now: float) -> tuple[str, Conversation]:
        """A new session: its token, shown once, and its conversation."""
        token = secrets.token_urlsafe(32)
        return token, await self._insert(_hash(token), now)

    async def find(self, token: Any, now: float) -> Conversation:
        """The conversation of a token.

        Raises:
            Refusal: no such session, or it ended after half an hour of silence.
        """
        if not isinstance(token, str) or not 0 < len(token) <= _MAX_TOKEN:
            raise Refusal("geen_sessie", 404, "afscherming_geen_sessie")
        row = await self._read(_hash(token))
        if row is None:
            raise Refusal("geen_sessie", 404, "afscherming_geen_sessie")
        if now - row[1] > IDLE:
            raise Refusal("sessie_verlopen", 410, "afscherming_verlopen")
        return row[0]

    async def of_user(self, channel: str, user: str, now: float) -> Conversation:
        """The conversation of a user of a channel that knows users itself; a new one after silence or erasure.

        The user's id is never stored: the hash is made with a key that is not in the database.
        """
        pseudonym = hmac.digest(self._key, f"{channel}|{user}".encode("utf-8", "replace"), "sha256").hex()
        return (await self.of_pseudonyms((pseudonym,), now))[0]

    async def of_pseudonyms(self, pseudonyms: Sequence[str], now: float) -> tuple[Conversation, bool]:
        """The conversation of a pseudonym, and whether it is a new one: after silence or erasure.

        Args:
            pseudonyms: the current one first; one by an older key is moved to it.
            now: seconds since 1970.
        """
        for pseudonym in pseudonyms:
            row = await self._read(pseudonym)
            if row is None:
                continue
            if now - row[1] <= IDLE:
                if pseudonym != pseudonyms[0]:
                    await self._rename(row[0], pseudonyms[0])
                return row[0], False
            # Its messages stay until the retention time is over; the user starts afresh.
            await self._rename(row[0], "")
        return await self._insert(pseudonyms[0], now), True

    async def _rename(self, conversation: Conversation, token_hash: str) -> None:
        statement = "UPDATE sessies SET token_hash = :hash WHERE sender_id = :sender"
        await self._database.execute(statement, {"hash": token_hash, "sender": conversation.sender})

    async def touch(self, conversation: Conversation, geheugen: dict[str, Any], now: float) -> None:
        """Stores what the redaction remembers and the time; does nothing when the session was erased meanwhile."""
        statement = "UPDATE sessies SET laatst = :now, geheugen = :memory WHERE sender_id = :sender"
        values = {"now": now, "memory": json.dumps(geheugen), "sender": conversation.sender}
        await self._database.execute(statement, values)

    def memory_key(self, conversation: Conversation) -> bytes:
        """Key of the hashes in the memory: another one for every conversation."""
        return hmac.digest(self._key, b"geheugen|" + conversation.sender.encode(), "sha256")

    async def _read(self, token_hash: str) -> tuple[Conversation, float] | None:
        statement = "SELECT sender_id, laatst, geheugen FROM sessies WHERE token_hash = :hash"
        row = await self._database.row(statement, {"hash": token_hash})
        return None if row is None else (Conversation(row[0], json.loads(row[2] or "{}")), float(row[1]))

    async def _insert(self, token_hash: str, now: float) -> Conversation:
        conversation = Conversation(secrets.token_hex(16))
        await self._database.execute(
            "INSERT INTO sessies (sender_id, token_hash, gemaakt, laatst, geheugen) "
            "VALUES (:sender, :hash, :now, :now, :memory)",
            {"sender": conversation.sender, "hash": token_hash, "now": now, "memory": "{}"},
        )
        return conversation


def _hash(token: str) -> str:
    # A fast hash will do: the token has 256 random bits, there is nothing to guess.
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
