"""Teams as a channel of the gateway: its address, its sign-in at Microsoft, stopping. Layer: gateway."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web
from microsoft_agents.activity import Activity
from microsoft_agents.authentication.msal import MsalConnectionManager
from microsoft_agents.hosting.aiohttp import CloudAdapter
from microsoft_agents.hosting.core import AgentAuthConfiguration, ClaimsIdentity, Connections, TurnContext
from microsoft_agents.hosting.core.authorization import AuthTypes

from rasa_project.gateway.kanalen.front import Front
from rasa_project.gateway.kanalen.settings import GUIDES, TEAMS, TEAMS_SECRET, Notice, TeamsSettings
from rasa_project.gateway.kanalen.volgorde import InOrder
from rasa_project.gateway.teams.gate import ISSUER, Gate, Refused
from rasa_project.gateway.teams.keys import METADATA, Keys
from rasa_project.gateway.teams.listeners import PATIENCE, Listeners

logger = logging.getLogger(__name__)

PATH = "/teams/berichten"
MAX_EVENT = 256 * 1024
MOST_WAIT = 60.0
STOP_WAIT = 5.0
_SCOPE = "https://api.botframework.com"


class TeamsChannel:
    """One Teams app in one tenant.

    Args:
        front: the core.
        settings: tenant, app, secret and addresses.
        report: tells the administrator something.
        connections: signs in at Microsoft; made here unless handed in.
        authority: address to sign in at, when it is not Microsoft's usual one.
        metadata: address of the metadata of the Bot Connector.
        clock: monotonic seconds, for the keys.
        patience: seconds before it shows that it is busy.
        first_wait: seconds before the second try to sign in.
    """

    naam = "teams"

    def __init__(
        self,
        front: Front,
        settings: TeamsSettings,
        report: Callable[[Notice], None],
        connections: Connections | None = None,
        metadata: str = METADATA,
        authority: str | None = None,
        clock: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE,
        first_wait: float = 1.0,
    ) -> None:
        self._settings = settings
        self._report = report
        self._first_wait = first_wait
        self._gate = Gate(settings, Keys(metadata, clock))
        self._connections = connections or _sign_in(settings, authority)
        self._adapter = CloudAdapter(connection_manager=self._connections)
        # The library's own would print the trace, and send it to the user.
        self._adapter.on_turn_error = _failed
        self._listeners = Listeners(front, settings.tenant, settings.app, patience)
        self._order = InOrder()
        self._tasks: set[asyncio.Task[None]] = set()
        self._start: asyncio.Task[None] | None = None
        self._state = "weg"

    @property
    def state(self) -> str:
        """`goed`, `weg` while Microsoft can't be reached, or `uit` when it refused."""
        return self._state

    def routes(self) -> list[web.RouteDef]:
        """The address that Microsoft calls."""
        return [web.post(PATH, self._take)]

    async def start(self) -> None:
        """Begins to sign in, and goes on trying; never waits for Microsoft."""
        self._start = asyncio.create_task(self._connect())

    async def stop(self) -> None:
        """Lets answers that are on their way finish for a moment."""
        if self._start:
            self._start.cancel()
            await asyncio.gather(self._start, return_exceptions=True)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=STOP_WAIT)
        for task in self._tasks:
            task.cancel()

    async def _connect(self) -> None:
        wait = self._first_wait
        while True:
            try:
                # In a thread of its own: the library fetches addresses there without letting others go on.
                await asyncio.to_thread(lambda: asyncio.run(self._get_token()))
            except (OSError, asyncio.TimeoutError) as error:
                logger.error("Microsoft not reached: %s", type(error).__name__)
                self._report(Notice("kanaal_start_geen_verbinding", {"naam": TEAMS}))
            except ValueError:
                self._state = "uit"
                values = {"naam": TEAMS, "onderdeel": TEAMS_SECRET, "link": GUIDES[TEAMS]}
                self._report(Notice("kanaal_start_geweigerd", values))
                return
            else:
                self._state = "goed"
                self._report(Notice("kanaal_start_aan", {"naam": TEAMS}))
                return
            await asyncio.sleep(wait)
            wait = min(wait * 2, MOST_WAIT)

    async def _get_token(self) -> None:
        await self._connections.get_default_connection().get_access_token(_SCOPE, [f"{_SCOPE}/.default"])

    async def _take(self, request: web.Request) -> web.Response:
        """One call of Microsoft: checked, acknowledged at once, answered after that."""
        try:
            claims = await self._gate.check_token(request.headers.get("Authorization"))
            message = await _body(request)
            self._gate.check_message(message, claims)
            activity = _activity(message)
        except Refused as refused:
            logger.warning("call refused: %s", refused)
            return web.Response(status=refused.status)
        if message["type"] == "invoke":
            return web.Response(status=501)
        if self._state != "goed":
            return web.Response(status=503, headers={"Retry-After": "10"})
        task = asyncio.create_task(self._answer(activity, message))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return web.Response(status=202)

    async def _answer(self, activity: Activity, message: Mapping[str, Any]) -> None:
        # What was proven, and nothing else, decides with which rights the library speaks.
        claims = {"aud": self._settings.app, "iss": ISSUER, "serviceurl": activity.service_url}

        async def turn(context: TurnContext) -> None:
            await self._listeners.take(context, message)

        try:
            # The first thing that waits, so that messages are taken in the order they came.
            async with self._order.of(str(message["conversation"]["id"])):
                await self._adapter.process_activity(ClaimsIdentity(claims, "Bearer"), activity, turn)
        except Exception as error:  # there is nobody left to tell but the log
            logger.error("activity not answered: %s", type(error).__name__)


def _sign_in(settings: TeamsSettings, authority: str | None) -> Connections:
    configuration = AgentAuthConfiguration(
        auth_type=AuthTypes.client_secret,
        client_id=settings.app,
        tenant_id=settings.tenant,
        client_secret=settings.secret,
        authority=authority,
    )
    return MsalConnectionManager({"SERVICE_CONNECTION": configuration})


async def _failed(context: TurnContext, error: Exception) -> None:
    logger.error("activity not answered: %s", type(error).__name__)


async def _body(request: web.Request) -> dict[str, Any]:
    try:
        message = json.loads(await request.clone(client_max_size=MAX_EVENT).read())
    except web.HTTPRequestEntityTooLarge:
        raise Refused(413, "too large") from None
    except (ValueError, RecursionError):
        raise Refused(400, "no JSON") from None
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        raise Refused(400, "no activity")
    return message


def _activity(message: Mapping[str, Any]) -> Activity:
    """What the library needs to answer: addresses, and nothing of what was said or of who said it."""
    conversation, us = message["conversation"], message.get("recipient")
    kept = {
        "type": message["type"],
        "id": message.get("id"),
        "channelId": message["channelId"],
        "serviceUrl": message["serviceUrl"],
        "from": {"id": message["from"]["id"]},
        "conversation": {
            name: conversation.get(name) for name in ("id", "conversationType", "tenantId") if conversation.get(name)
        },
        "recipient": {"id": us.get("id")} if isinstance(us, Mapping) else None,
    }
    try:
        return Activity.model_validate({name: value for name, value in kept.items() if value is not None})
    except (ValueError, TypeError):
        raise Refused(400, "no activity") from None
