"""Slack as a channel of the gateway: connecting, staying connected, stopping. Layer: gateway."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from rasa_project.gateway.kanalen.front import Front
from rasa_project.gateway.kanalen.nadenken import PATIENCE
from rasa_project.gateway.kanalen.settings import APP_TOKEN, BOT_TOKENS, GUIDES, SLACK, Notice, SlackSettings
from rasa_project.gateway.slack.listeners import UNREACHABLE, Listeners
from rasa_project.gateway.slack.sender import error_code
from rasa_project.gateway.slack.workspaces import REFUSED, Workspaces

logger = logging.getLogger(__name__)

PATH = "/slack/gebeurtenissen"
# A message of 40 kB comes twice in an event, as text and as blocks.
MAX_EVENT = 512 * 1024
MOST_WAIT = 60.0
RATE_RETRIES = 4


class SlackChannel:
    """One Slack app, in one or more workspaces.

    Args:
        front: the core.
        settings: tokens and the way in.
        report: tells the administrator something.
        client: knows the address of Slack; made here unless handed in.
        patience: seconds before a sign of life.
        first_wait: seconds before the second try to connect.
    """

    naam = "slack"

    def __init__(
        self,
        front: Front,
        settings: SlackSettings,
        report: Callable[[Notice], None],
        client: AsyncWebClient | None = None,
        patience: float = PATIENCE,
        first_wait: float = 1.0,
    ) -> None:
        self._settings = settings
        self._report = report
        self._first_wait = first_wait
        self._client = client or AsyncWebClient()
        self._client.retry_handlers = [
            AsyncConnectionErrorRetryHandler(),
            AsyncRateLimitErrorRetryHandler(max_retry_count=RATE_RETRIES),
        ]
        self._workspaces = Workspaces(self._client, settings.bot_tokens)

        # A function and no method: Bolt would ask a request for its `self`.
        async def authorize(team_id: str | None) -> AuthorizeResult | None:
            return self._workspaces.of(team_id)

        self._app = AsyncApp(
            name="samenduiden",
            client=self._client,
            signing_secret=settings.signing_secret or "",
            authorize=authorize,  # type: ignore[arg-type]  # None is allowed: an unknown workspace
            user_facing_authorize_error_message=front.line("kanaal_niet_hier"),
        )
        Listeners(front, patience).register(self._app)
        self._socket: AsyncSocketModeHandler | None = None
        self._task: asyncio.Task[None] | None = None
        self._state = "weg"

    @property
    def state(self) -> str:
        """`goed`, `weg` while it can't be reached, or `uit` when it was refused."""
        if self._state == "goed" and self._socket is not None:
            session = self._socket.client.current_session
            return "weg" if session is None or session.closed else "goed"
        return self._state

    def routes(self) -> list[web.RouteDef]:
        """The address that Slack calls; none in Socket Mode."""
        return [] if self._settings.app_token else [web.post(PATH, self._take)]

    async def start(self) -> None:
        """Begins to connect, and goes on trying; never waits for Slack."""
        self._task = asyncio.create_task(self._connect())

    async def stop(self) -> None:
        """Ends the connection."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._socket:
            await self._socket.close_async()  # type: ignore[no-untyped-call]

    async def _connect(self) -> None:
        wait = self._first_wait
        while True:
            try:
                await self._workspaces.find()
                if self._workspaces.refused:
                    self._report(_refused(BOT_TOKENS))
                if not self._workspaces.ready:
                    self._state = "uit"
                    return
                await self._open_socket()
                self._state = "goed"
                self._report(Notice("kanaal_start_aan", {"naam": SLACK}))
                return
            except UNREACHABLE as error:
                if isinstance(error, SlackApiError) and error_code(error) in REFUSED:
                    self._state = "uit"
                    self._report(_refused(APP_TOKEN))
                    return
                logger.error("Slack not reached: %s", type(error).__name__)
                self._report(Notice("kanaal_start_geen_verbinding", {"naam": SLACK}))
            await asyncio.sleep(wait)
            wait = min(wait * 2, MOST_WAIT)

    async def _open_socket(self) -> None:
        if not self._settings.app_token:
            return
        # Asked here first: the library itself would go on for ever with a token that is refused.
        await self._client.apps_connections_open(app_token=self._settings.app_token)
        if self._socket is None:
            self._socket = AsyncSocketModeHandler(self._app, self._settings.app_token, web_client=self._client)
        await self._socket.connect_async()  # type: ignore[no-untyped-call]

    async def _take(self, request: web.Request) -> web.Response:
        """One call of Slack. Until the workspaces are known Slack is asked to come back."""
        if self._state != "goed":
            return web.Response(status=503, headers={"Retry-After": "5"})
        if not request.headers.get("X-Slack-Request-Timestamp", "").isdigit():
            return web.Response(status=401)
        try:
            bolt_request = await to_bolt_request(request.clone(client_max_size=MAX_EVENT))
            return await to_aiohttp_response(await self._app.async_dispatch(bolt_request))
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            # Bolt reads the body before it looks at the signature, and expects what Slack sends.
            logger.warning("a call that is no event: %s", type(error).__name__)
            return web.Response(status=400)


def _refused(onderdeel: str) -> Notice:
    return Notice("kanaal_start_geweigerd", {"naam": SLACK, "onderdeel": onderdeel, "link": GUIDES[SLACK]})
