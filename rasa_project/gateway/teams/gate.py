"""Who may speak to us: the token of a call, and whether the message belongs to it. Layer: gateway.

The library's own check (microsoft-agents-hosting-core 1.9) takes a token without `exp`, any issuer unless asked,
tokens that any app of the tenant can get, and compares only the host of `serviceUrl`; so it is done here, to the
letter of Microsoft's "Authentication with the Bot Connector API", and the library gets an identity that is proven.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import jwt
from jwt.exceptions import PyJWTError

from rasa_project.errors import SamenduidenError
from rasa_project.gateway.kanalen.settings import TeamsSettings
from rasa_project.gateway.teams.keys import Keys

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
_LEEWAY = 300
"""Seconds that clocks may differ."""
_BEARER = re.compile(r"[Bb]earer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)")
_MOST_HEADER = 16_000
# What may stand in an id: it becomes part of an address.
_ID = re.compile(r"[A-Za-z0-9:_@.;=,|+~\-]{1,400}")


class Refused(SamenduidenError):
    """A call that is not answered.

    Args:
        status: HTTP status.
        reason: short and ours, for the log.
    """

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Gate:
    """Checks calls.

    Args:
        settings: tenant, app and addresses.
        keys: of the Bot Connector.
    """

    def __init__(self, settings: TeamsSettings, keys: Keys) -> None:
        self._settings = settings
        self._keys = keys

    async def check_token(self, header: str | None) -> dict[str, Any]:
        """The claims of a token that holds.

        Raises:
            Refused: 401, whatever was wrong.
        """
        match = _BEARER.fullmatch(header or "") if len(header or "") < _MOST_HEADER else None
        if match is None:
            raise Refused(401, "no token")
        try:
            named = jwt.get_unverified_header(match[1])
            if named.get("alg") != "RS256" or not isinstance(named.get("kid"), str):
                raise Refused(401, "algorithm or key name")
            key = await self._keys.find(named["kid"])
            if key is None or CHANNEL not in key.endorsements:
                raise Refused(401, "unknown key")
            claims: dict[str, Any] = jwt.decode(
                match[1],
                key.key,
                algorithms=["RS256"],
                issuer=ISSUER,
                leeway=_LEEWAY,
                options={"require": ["exp", "iss", "aud"], "verify_aud": False},
            )
        except PyJWTError as error:
            raise Refused(401, type(error).__name__) from None
        audience = claims["aud"]
        # One audience, and ours. A list could name others that would then speak for us.
        if not isinstance(audience, str) or audience.lower() != self._settings.app:
            raise Refused(401, "audience")
        if not isinstance(claims.get("serviceurl"), str):
            raise Refused(401, "no serviceurl")
        return claims

    def check_message(self, message: Mapping[str, Any], claims: Mapping[str, Any]) -> None:
        """Whether a message belongs to its token, its tenant and an address we send to.

        Raises:
            Refused: 403, or 400 for what is no message.
        """
        if message.get("channelId") != CHANNEL:
            raise Refused(403, "channel")
        url = message.get("serviceUrl")
        if not isinstance(url, str) or _slash(url) != _slash(claims["serviceurl"]):
            raise Refused(403, "serviceUrl is not that of the token")
        if not self._is_ours(_slash(url)):
            raise Refused(403, "serviceUrl is not on the list")
        tenants = _tenants(message)
        if tenants != {self._settings.tenant}:
            raise Refused(403, "tenant")
        conversation, sender = message.get("conversation"), message.get("from")
        ids = [(part or {}).get("id") for part in (conversation, sender) if part is None or isinstance(part, Mapping)]
        if len(ids) != 2 or not all(isinstance(one, str) and _is_id(one) for one in ids):
            raise Refused(400, "ids")
        if message.get("type") == "message" and message.get("id") is None:
            # Without it nobody can tell whether it was answered before.
            raise Refused(400, "ids")
        for name in ("id", "replyToId"):
            if name in message and message[name] is not None and not _is_id(message[name]):
                raise Refused(400, "ids")

    def _is_ours(self, url: str) -> bool:
        if ".." in url or not re.fullmatch(r"https?://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~-]+)*/", url):
            return False
        return any(url.startswith(allowed) for allowed in self._settings.service_urls)


def _slash(url: str) -> str:
    return url if url.endswith("/") else f"{url}/"


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and ".." not in value and _ID.fullmatch(value) is not None


def _tenants(message: Mapping[str, Any]) -> set[str]:
    """All tenants a message names, in small letters."""
    data, conversation = message.get("channelData"), message.get("conversation")
    tenant = data.get("tenant") if isinstance(data, Mapping) else None
    found = (
        tenant.get("id") if isinstance(tenant, Mapping) else None,
        conversation.get("tenantId") if isinstance(conversation, Mapping) else None,
    )
    return {str(one).lower() for one in found if one is not None}
