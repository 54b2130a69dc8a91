"""A Microsoft of our own on the loopback: keys, metadata, and a connector that remembers what it was sent."""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from microsoft_agents.hosting.core import AccessTokenProviderBase, AgentAuthConfiguration, ClaimsIdentity, Connections

APP = "aaaaaaaa-1111-2222-3333-444444444444"
TENANT = "bbbbbbbb-1111-2222-3333-444444444444"
USER, BOT, CONVERSATION = "29:mens", f"28:{APP}", "a:gesprek"
ISSUER = "https://api.botframework.com"
BEARER = "uitgaand-bewijs"

# Made once: a key takes a second.
KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


def jwk(key: Any, kid: str, endorsements: tuple[str, ...] = ("msteams", "webchat")) -> dict[str, Any]:
    """A public key as Microsoft publishes it."""
    made = json.loads(RSAAlgorithm.to_jwk(key.public_key()))
    return {**made, "kid": kid, "use": "sig", "endorsements": list(endorsements)}


class SignedIn(AccessTokenProviderBase):
    """Signs in at Microsoft without Microsoft."""

    def __init__(self) -> None:
        self.fails: list[Exception] = []
        self.asked: list[tuple[str, list[str]]] = []

    async def get_access_token(self, resource_url: str, scopes: list[str], force_refresh: bool = False) -> str:
        self.asked.append((resource_url, scopes))
        if self.fails:
            raise self.fails.pop(0)
        return BEARER

    @property
    def configuration(self) -> AgentAuthConfiguration:
        return AgentAuthConfiguration(client_id=APP, tenant_id=TENANT, client_secret="x")

    async def acquire_token_on_behalf_of(self, scopes: list[str], user_assertion: str) -> str:
        raise NotImplementedError

    async def get_agentic_application_token(self, *arguments: Any) -> str | None:
        raise NotImplementedError

    async def get_agentic_instance_token(self, *arguments: Any) -> tuple[str, str]:
        raise NotImplementedError

    async def get_agentic_user_token(self, *arguments: Any) -> str | None:
        raise NotImplementedError

    def get_token_credential(self) -> Any:
        raise NotImplementedError


class OneConnection(Connections):
    """The library's way to a token."""

    def __init__(self, provider: SignedIn) -> None:
        self._provider = provider

    def get_connection(self, connection_name: str) -> AccessTokenProviderBase:
        return self._provider

    def get_default_connection(self) -> AccessTokenProviderBase:
        return self._provider

    def get_token_provider(self, claims_identity: ClaimsIdentity, service_url: str) -> AccessTokenProviderBase:
        return self._provider

    def get_token_provider_from_activity(
        self, claims_identity: ClaimsIdentity, activity: Any
    ) -> AccessTokenProviderBase:
        return self._provider

    def get_default_connection_configuration(self) -> AgentAuthConfiguration:
        return self._provider.configuration


LIMIT = 60
"""Seconds after which nothing will come any more; a busy machine is no failure."""


class FakeMicrosoft:
    """Publishes keys and takes activities.

    Attributes:
        keys: what is published.
        fetched: times the keys were fetched.
        calls: (method, path, activity, authorization) in order.
        fails: answers to give first, by HTTP method: (status, headers).
    """

    def __init__(self) -> None:
        self.keys = [jwk(KEY, "een")]
        self.fetched = 0
        self.down = False
        self.calls: list[tuple[str, str, dict[str, Any], str]] = []
        self.fails: dict[str, list[tuple[int, dict[str, str]]]] = defaultdict(list)
        self.refuses_cards = False
        self.refuses_private = False
        self.changed = asyncio.Condition()
        app = web.Application(client_max_size=1_000_000)
        app.router.add_get("/openid", self._metadata)
        app.router.add_get("/sleutels", self._published)
        app.router.add_route("*", "/emea/{rest:.*}", self._take)
        self.server = TestServer(app)

    async def start(self) -> None:
        await self.server.start_server()

    async def stop(self) -> None:
        await self.server.close()

    def url(self, path: str) -> str:
        return str(self.server.make_url(path))

    @property
    def service_url(self) -> str:
        return self.url("/emea/")

    async def _metadata(self, request: web.Request) -> web.Response:
        if self.down:
            return web.Response(status=500)
        return web.json_response({"issuer": ISSUER, "jwks_uri": self.url("/sleutels")})

    async def _published(self, request: web.Request) -> web.Response:
        self.fetched += 1
        return web.json_response({"keys": self.keys})

    async def _take(self, request: web.Request) -> web.Response:
        activity = await request.json()
        failing = self.fails[request.method]
        status, headers = failing.pop(0) if failing else (200, {})
        if self.refuses_cards and activity.get("attachments"):
            status = 400
        if self.refuses_private and "isTargetedActivity" in request.query:
            status = 403
        async with self.changed:
            name = request.method if status == 200 else f"{request.method}!{status}"
            self.calls.append((name, request.path_qs, activity, request.headers.get("Authorization", "")))
            number = len(self.calls)
            self.changed.notify_all()
        return web.json_response({"id": f"uit{number}"}, status=status, headers=headers)

    def of(self, *methods: str) -> list[dict[str, Any]]:
        """Activities that were taken, without signs of being busy."""
        return [one for name, _, one, _ in self.calls if name in methods and one["type"] != "typing"]

    async def until(self, holds: Callable[[], bool]) -> None:
        """Waits until something holds; looked at after every call."""
        async with self.changed:
            await asyncio.wait_for(self.changed.wait_for(holds), LIMIT)

    async def wait(self, count: int, *methods: str) -> list[dict[str, Any]]:
        """The same, once there are so many."""
        async with self.changed:
            await asyncio.wait_for(self.changed.wait_for(lambda: len(self.of(*methods)) >= count), LIMIT)
        return self.of(*methods)


def claims(service_url: str, **change: Any) -> dict[str, Any]:
    """What stands in a good token; None takes a claim out."""
    now = int(time.time())
    whole = {"iss": ISSUER, "aud": APP, "serviceurl": service_url, "nbf": now - 10, "exp": now + 3600, **change}
    return {name: value for name, value in whole.items() if value is not None}


def token(payload: dict[str, Any], key: Any = KEY, kid: str | None = "een", algorithm: str = "RS256") -> str:
    """A signed token."""
    return jwt.encode(payload, key, algorithm=algorithm, headers={"kid": kid} if kid else None)


def message(
    service_url: str, text: Any = "een leerling trekt zich terug", number: str = "1", **fields: Any
) -> dict[str, Any]:
    """A message in the conversation of two."""
    whole = {
        "type": "message",
        "id": f"bericht{number}",
        "channelId": "msteams",
        "serviceUrl": service_url,
        "from": {"id": USER, "name": "Geheim Mens", "aadObjectId": "cccccccc-1111-2222-3333-444444444444"},
        "recipient": {"id": BOT, "name": "Samenduiden"},
        "conversation": {"id": CONVERSATION, "conversationType": "personal", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
        "text": text,
        "textFormat": "plain",
        "locale": "nl-NL",
        **fields,
    }
    return {name: value for name, value in whole.items() if value is not None}


def in_channel(service_url: str, text: str, number: str = "1", mentions: bool = True, **fields: Any) -> dict[str, Any]:
    """A message in a channel."""
    entities = [{"type": "mention", "mentioned": {"id": BOT, "name": "Samenduiden"}, "text": "<at>Samenduiden</at>"}]
    whole: dict[str, Any] = {
        "conversation": {
            "id": "19:kanaal@thread.tacv2;messageid=100",
            "conversationType": "channel",
            "isGroup": True,
            "tenantId": TENANT,
        },
        "entities": entities if mentions else [],
        **fields,
    }
    return message(service_url, f"<at>Samenduiden</at> {text}", number, **whole)
