"""Pseudonyms for users of Slack and Teams. Layer: gateway. Pure.

A platform knows its users by name; here a user is an HMAC of the platform's id, made with a key that stands in the
environment and never in the database. Who has the database alone cannot find a person in it.

To change the key: put the old one in SAMENDUIDEN_KANAAL_SLEUTEL_VORIGE and a new one in SAMENDUIDEN_KANAAL_SLEUTEL.
Conversations that run go on and move to the new key by themselves; after the retention time the old key can go.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from rasa_project.gateway.kanalen.settings import Keys

_TAG = 12


@dataclass(frozen=True)
class Who:
    """Somebody at the other side, only as long as the message is being answered.

    Attributes:
        kanaal: `slack` or `teams`.
        plaats: workspace or tenant: the same user id may exist in two.
        gebruiker: the platform's own id.
    """

    kanaal: str
    plaats: str
    gebruiker: str


class Pseudonyms:
    """Makes pseudonyms.

    Args:
        keys: the current key, and the previous one while it is still recognised.
    """

    def __init__(self, keys: Keys) -> None:
        self._keys = [key for key in (keys.current, keys.previous) if key]

    def of(self, who: Who) -> tuple[str, ...]:
        """The pseudonyms of a user: by the current key, and by the previous one when there is one."""
        return tuple(_digest(key, "wie", who.kanaal, who.plaats, who.gebruiker) for key in self._keys)

    def tag(self, sender: str) -> str:
        """A short mark of a conversation that may stand in a button; it leads back to nothing."""
        return _digest(self._keys[0], "knop", sender)[:_TAG]

    def tags(self, sender: str) -> tuple[str, ...]:
        """All marks that are still recognised."""
        return tuple(_digest(key, "knop", sender)[:_TAG] for key in self._keys)

    def event(self, kanaal: str, event: str) -> str:
        """The mark under which an event is remembered."""
        return _digest(self._keys[0], "gebeurtenis", kanaal, event)


def _digest(key: bytes, *parts: str) -> str:
    # Lengths stand before the parts, so that no two lists of parts give the same bytes.
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hmac.digest(key, text.encode("utf-8", "surrogatepass"), "sha256").hex()
