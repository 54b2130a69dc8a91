"""The web channel: what the widget and test clients talk to. Layer: gateway."""

from __future__ import annotations

import ipaddress
import json
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from rasa_project.gateway.core import Core, Reply, Turn
from rasa_project.gateway.errors import Refusal
from rasa_project.gateway.limits import NEW_SESSIONS, PER_ADDRESS, PER_SESSION, Buckets
from rasa_project.gateway.sessions import Sessions

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Web:
    """Handlers of the addresses under `/api`.

    Args:
        core: the one path.
        sessions: conversations.
        storage_line: gives the sentence on what is kept.
        behind_proxy: the client's address comes from a header of the proxy.
    """

    def __init__(self, core: Core, sessions: Sessions, storage_line: Callable[[], str], behind_proxy: bool) -> None:
        self._core = core
        self._sessions = sessions
        self._storage_line = storage_line
        self._behind_proxy = behind_proxy
        self._addresses = Buckets(PER_ADDRESS)
        self._new = Buckets(NEW_SESSIONS)
        self._speed = Buckets(PER_SESSION)

    def routes(self, test_door: bool) -> list[web.RouteDef]:
        """The addresses; the test door only when it is asked for."""
        routes = [
            web.post("/api/sessie", self.sessie),
            web.post("/api/bericht", self.bericht),
            web.post("/api/wis", self.wis),
        ]
        return [*routes, web.post("/api/chat", self.chat)] if test_door else routes

    async def sessie(self, request: web.Request) -> web.Response:
        """A new session with its greeting."""
        self._limit(self._new, self._address(request))
        await _body(request, empty_allowed=True)
        token, conversation = await self._sessions.create(time.time())
        reply = await self._core.begin(conversation, _turn(None, "/start"))
        return web.json_response(
            {"sessie": token, "berichten": reply.berichten, "opslag": self._storage_line()}, dumps=_dumps
        )

    async def bericht(self, request: web.Request) -> web.Response:
        """One message or one button of a session."""
        self._limit(self._addresses, self._address(request))
        body = await _body(request)
        raw = body.get("tekst")
        try:
            conversation = await self._sessions.find(body.get("sessie"), time.time())
            self._limit(self._speed, conversation.sender)
            reply = await self._core.take(conversation, _turn(raw, body.get("keuze")))
        except Refusal as refusal:
            return _answer(self._core.refuse(refusal, raw), refusal.retry_after)
        return _answer(reply)

    async def wis(self, request: web.Request) -> web.Response:
        """Erases a session. A session that is over, but still kept, can be erased too."""
        self._limit(self._addresses, self._address(request))
        body = await _body(request)
        conversation = await self._sessions.find(body.get("sessie"), 0.0)
        return _answer(await self._core.erase(conversation, time.time()))

    async def chat(self, request: web.Request) -> web.Response:
        """For test clients on this machine: a free sender id, a bare list of bubbles, a test clock."""
        if not _is_loopback(request.remote):
            raise Refusal("niet_toegestaan", 403, "afscherming_niet_toegestaan")
        body = await _body(request)
        sender, message = body.get("sender"), body.get("message")
        if not isinstance(sender, str) or not sender:
            raise Refusal("ongeldig", 400, "afscherming_onleesbaar")
        conversation = await self._sessions.of_user("test", sender, time.time())
        now = _test_clock(body.get("metadata"))
        is_payload = isinstance(message, str) and message.startswith("/")
        turn = Turn(None if is_payload else message, message if is_payload else None, "test", now, time.time())
        try:
            reply = await self._core.take(conversation, turn)
        except Refusal as refusal:
            if is_payload and refusal.code == "onbekende_keuze":
                # Words that start with a slash are words.
                typed = Turn(message, None, "test", now, time.time())
                try:
                    reply = await self._core.take(conversation, typed)
                except Refusal as second:
                    reply = self._core.refuse(second, message)
            else:
                reply = self._core.refuse(refusal, message)
        status = reply.status if reply.status in (413, 429, 503) else 200
        return web.json_response(reply.berichten, status=status, dumps=_dumps)

    def _limit(self, buckets: Buckets, key: str) -> None:
        if not buckets.take(key, time.monotonic()):
            raise Refusal("te_snel", 429, "afscherming_te_snel", retry_after=2)

    def _address(self, request: web.Request) -> str:
        forwarded = request.headers.get("X-Forwarded-For", "")
        if self._behind_proxy and forwarded:
            # The last one was added by our own proxy; earlier ones are what the client says.
            return forwarded.rsplit(",", 1)[-1].strip()[:64]
        return request.remote or "?"


def clock_now() -> str:
    """The real time, as the actions get it: ISO 8601 with zone."""
    return datetime.now(AMSTERDAM).isoformat(timespec="seconds")


def _turn(raw: Any, payload: Any) -> Turn:
    return Turn(raw, payload, "web", clock_now(), time.time())


def _test_clock(metadata: Any) -> str:
    stamp = metadata.get("now") if isinstance(metadata, dict) else None
    if stamp is None:
        return clock_now()
    try:
        moment = datetime.fromisoformat(str(stamp).replace("Z", "+00:00"))
    except ValueError:
        raise Refusal("ongeldig", 400, "afscherming_onleesbaar") from None
    if moment.tzinfo is None:
        raise Refusal("ongeldig", 400, "afscherming_onleesbaar")
    return moment.isoformat()


async def _body(request: web.Request, empty_allowed: bool = False) -> dict[str, Any]:
    """The JSON object of a request.

    Raises:
        Refusal: too large, not JSON, or not an object.
    """
    try:
        raw = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise Refusal("te_lang", 413, "afscherming_te_lang", tekens=5000) from None
    if empty_allowed and not raw.strip():
        return {}
    try:
        body = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise Refusal("ongeldig", 400, "afscherming_onleesbaar")
    return body


def _answer(reply: Reply, retry_after: int | None = None) -> web.Response:
    body: dict[str, Any] = {"berichten": reply.berichten}
    if reply.gewist:
        body["gewist"] = True
    if reply.status != 200:
        body["fout"] = reply.code
        body["bericht"] = reply.berichten[-1].get("text", "")
    headers = {"Retry-After": str(retry_after)} if retry_after else {}
    return web.json_response(body, status=reply.status, headers=headers, dumps=_dumps)


def _is_loopback(address: str | None) -> bool:
    try:
        return ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
