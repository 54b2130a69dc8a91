"""A Slack of our own on the loopback: its Web API, its Socket Mode, and its way of signing."""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer
from slack_sdk.signature import SignatureVerifier

SECRET = "ondertekengeheim"
TEAM, USER, DM, CHANNEL, BOT = "T0EEN", "U0MENS", "D0TWEE", "C0VELEN", "U0BOT"
TOKENS = {"xoxb-een": (TEAM, BOT), "xoxb-twee": ("T0TWEE", "U0BOT2")}

LIMIT = 60
"""Seconds after which nothing will come any more; a busy machine is no failure."""


class FakeSlack:
    """Slack's side: answers calls like Slack does and remembers them.

    Attributes:
        calls: (method, arguments, token) in order.
        fails: by method, answers to give first: (status, body, headers).
    """

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any], str]] = []
        self.fails: dict[str, list[tuple[int, dict[str, Any], dict[str, str]]]] = defaultdict(list)
        self.history: list[dict[str, Any]] = []
        self.sockets: list[web.WebSocketResponse] = []
        self.acks: list[dict[str, Any]] = []
        self.connected = asyncio.Event()
        self.changed = asyncio.Condition()
        self._stamp = 0
        app = web.Application(client_max_size=10_000_000)
        app.router.add_post("/api/{method}", self._call)
        app.router.add_get("/api/{method}", self._call)
        app.router.add_get("/draad", self._socket)
        app.router.add_post("/antwoord", self._respond)
        self.server = TestServer(app)

    async def start(self) -> None:
        await self.server.start_server()

    async def stop(self) -> None:
        await self.server.close()

    @property
    def url(self) -> str:
        return str(self.server.make_url("/api/"))

    def of(self, *methods: str) -> list[dict[str, Any]]:
        return [arguments for method, arguments, _ in self.calls if method in methods]

    @property
    def said(self) -> list[dict[str, Any]]:
        """Everything that was posted, changed or shown privately."""
        return self.of("chat.postMessage", "chat.update", "chat.postEphemeral")

    async def until(self, holds: Callable[[], bool]) -> None:
        """Waits until something holds; looked at after every call."""
        async with self.changed:
            await asyncio.wait_for(self.changed.wait_for(holds), LIMIT)

    async def wait(self, count: int, *methods: str) -> list[dict[str, Any]]:
        """The calls of these methods, once there are so many."""
        async with self.changed:
            await asyncio.wait_for(self.changed.wait_for(lambda: len(self.of(*methods)) >= count), LIMIT)
        return self.of(*methods)

    async def _note(self, method: str, arguments: dict[str, Any], token: str) -> None:
        async with self.changed:
            self.calls.append((method, arguments, token))
            self.changed.notify_all()

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if request.content_type == "application/json":
            arguments = await request.json()
        else:
            arguments = {**request.query, **await request.post()}
        for name in ("blocks",):
            if isinstance(arguments.get(name), str):
                arguments[name] = json.loads(arguments[name])
        if self.fails[method]:
            status, body, headers = self.fails[method].pop(0)
            await self._note(f"{method}!", arguments, token)
            return web.json_response(body, status=status, headers=headers)
        await self._note(method, arguments, token)
        return web.json_response({"ok": True, **self._answer(method, arguments, token)})

    def _answer(self, method: str, arguments: dict[str, Any], token: str) -> dict[str, Any]:
        self._stamp += 1
        if method == "auth.test":
            if token not in TOKENS:
                return {"ok": False, "error": "invalid_auth"}
            team, bot = TOKENS[token]
            return {"team_id": team, "user_id": bot, "bot_id": "B0BOT", "team": "t", "user": "u", "url": "https://x/"}
        if method == "apps.connections.open":
            return {"url": str(self.server.make_url("/draad")).replace("http", "ws", 1)}
        if method == "conversations.open":
            return {"channel": {"id": DM}}
        if method == "conversations.history":
            return {"messages": self.history}
        return {"channel": arguments.get("channel"), "ts": f"900.{self._stamp:06d}"}

    async def _respond(self, request: web.Request) -> web.Response:
        await self._note("response_url", await request.json(), "")
        return web.Response(text="ok")

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self.connected.set()
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                async with self.changed:
                    self.acks.append(json.loads(message.data))
                    self.changed.notify_all()
        return socket

    async def push(self, envelope: str, payload: dict[str, Any], kind: str = "events_api") -> None:
        """One event over the last connection, until it is acknowledged."""
        await self.sockets[-1].send_json(
            {"envelope_id": envelope, "type": kind, "payload": payload, "accepts_response_payload": True}
        )
        async with self.changed:
            await asyncio.wait_for(
                self.changed.wait_for(lambda: any(ack.get("envelope_id") == envelope for ack in self.acks)), LIMIT
            )


def event(kind: str, number: str = "1", team: str = TEAM, **fields: Any) -> dict[str, Any]:
    """The envelope of one event."""
    return {
        "type": "event_callback",
        "team_id": team,
        "api_app_id": "A0APP",
        "event_id": f"Ev{number}",
        "event_time": int(time.time()),
        "authorizations": [{"team_id": team, "user_id": BOT, "is_bot": True}],
        "event": {"type": kind, **fields},
    }


def direct(text: Any = "een leerling trekt zich terug", number: str = "1", **fields: Any) -> dict[str, Any]:
    """A direct message."""
    whole = {"user": USER, "channel": DM, "channel_type": "im", "ts": f"100.{number}", "text": text, **fields}
    return event("message", number, **whole)


def mentioned(text: str, number: str = "1", **fields: Any) -> dict[str, Any]:
    """A mention in a channel."""
    whole = {"user": USER, "channel": CHANNEL, "ts": f"200.{number}", "text": f"<@{BOT}> {text}", **fields}
    return event("app_mention", number, **whole)


def press(value: Any, blocks: Any, stamp: str = "900.000001", number: str = "1", **action: Any) -> dict[str, Any]:
    """A button that is pressed."""
    return {
        "type": "block_actions",
        "team": {"id": TEAM, "domain": "school"},
        "user": {"id": USER, "team_id": TEAM, "username": "mens"},
        "api_app_id": "A0APP",
        "trigger_id": f"t{number}",
        "container": {"type": "message", "message_ts": stamp, "channel_id": DM},
        "channel": {"id": DM, "name": "directmessage"},
        "message": {"ts": stamp, "blocks": blocks, "text": "x"},
        "actions": [
            {
                "type": "button",
                "action_id": "keuze_0",
                "value": value,
                "text": {"type": "plain_text", "text": "Ja"},
                "action_ts": f"300.{number}",
                **action,
            }
        ],
    }


def signed(body: str, secret: str = SECRET, stamp: float | None = None) -> dict[str, str]:
    """Headers as Slack makes them, with slack_sdk's own code."""
    moment = str(int(time.time() if stamp is None else stamp))
    signature = SignatureVerifier(secret).generate_signature(timestamp=moment, body=body)
    assert signature is not None
    return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": signature}


def form(payload: dict[str, Any]) -> str:
    """An interaction as Slack posts it."""
    return urlencode({"payload": json.dumps(payload)})
