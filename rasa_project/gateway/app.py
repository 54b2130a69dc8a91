"""Puts the gateway together and serves it. Layer: gateway."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import resource
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiohttp import web

from rasa_project.consultation.acuut import acute_rules
from rasa_project.errors import SamenduidenError, ServiceError
from rasa_project.gateway.core import Core, Turn
from rasa_project.gateway.database import Database
from rasa_project.gateway.erase import PURGE_EVERY, Eraser
from rasa_project.gateway.health import Health
from rasa_project.gateway.kanalen.opzet import FILE, Channels, Noticeboard
from rasa_project.gateway.kanalen.settings import ChannelSettings, read_channels
from rasa_project.gateway.limits import MAX_BODY
from rasa_project.gateway.options import Options, load_options
from rasa_project.gateway.pages import middleware, picture, static_routes
from rasa_project.gateway.rasa_client import RasaClient
from rasa_project.gateway.redaction_client import RedactionClient
from rasa_project.gateway.sessions import IDLE, Sessions
from rasa_project.gateway.texts import Texts
from rasa_project.gateway.web import Web, clock_now
from rasa_project.knowledge.kanalen import load_kanalen
from rasa_project.knowledge.repository import Kennis
from rasa_project.knowledge.serveren import load_and_keep
from rasa_project.knowledge.taal import load_acute_rules
from rasa_project.knowledge.tekening import draw_svg
from rasa_project.logs import configure_logging, enter_serving
from rasa_project.settings import Settings, get_settings

logger = logging.getLogger(__name__)

# A story, and the question that needs the contacts, their hours and the holidays.
_WARM_UP = ("Een leerling trekt zich terug en zit de hele nacht online.", "Wie kan ik nu bellen in Ede?")
# Keys that stand in this package's code; a missing one must be found at start, not in a conversation.
_KEY = re.compile(r"\"((?:afscherming|kanaal)_[a-z_]+)\"")


class Gateway:
    """All parts of the front door, started and stopped together.

    Args:
        settings: paths and switches of the project.
        options: switches of the gateway.
        kennis: everything of `data/`.
        kanalen: Slack and Teams.
        parts: extra arguments for a channel, by its name: other addresses than the real ones.
    """

    def __init__(
        self,
        settings: Settings,
        options: Options,
        kennis: Kennis,
        kanalen: ChannelSettings,
        parts: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        self._settings = settings
        self._texts = Texts(kennis, kennis.vaste_waarden)
        self._drawing = draw_svg(kennis)
        self._texts.check(text_keys())
        rules = load_acute_rules()
        key = settings.hmac_key()
        self._database = Database(settings.database)
        self._eraser = Eraser(self._database)
        self._redaction = RedactionClient()
        self._rasa = RasaClient(settings.rasa_url, settings.acties_url)
        self._sessions = Sessions(self._database, key)
        self._core = Core(
            self._texts,
            self._sessions,
            self._eraser,
            self._redaction,
            self._rasa,
            lambda text: acute_rules(text, rules),
            kennis.gemeenten,
            kennis.gesprekswoorden.language,
        )
        board = Noticeboard(self._texts, settings.var / FILE)
        self._channels = Channels(kanalen, board, self._core, self._sessions, self._database, self._texts, parts)
        self._health = Health(self._redaction, self._rasa, self._database, self._warm_up)
        self._web = Web(self._core, self._sessions, self.storage_line, options.achter_proxy)
        self._options = options
        self._purge_task: asyncio.Task[None] | None = None

    def build(self) -> web.Application:
        """The application with all its addresses."""
        app = web.Application(client_max_size=MAX_BODY, middlewares=[middleware(self._core, self._options.herkomsten)])
        app.add_routes(self._web.routes(test_door=self._settings.testklok))
        app.add_routes(static_routes(self._settings.root / "widget" / "dist"))
        app.add_routes([web.get("/stroomschema.svg", picture(self._drawing))])
        app.add_routes(self._channels.routes())
        app.router.add_get("/gezondheid", self._gezondheid)
        app.router.add_get("/leeft", self._leeft)
        app.cleanup_ctx.append(self._life)
        return app

    def storage_line(self) -> str:
        """The sentence on what is kept, made from the settings."""
        return self._texts.line(
            "afscherming_opslag", stilte=int(IDLE // 60), bewaaruren=f"{self._settings.bewaaruren:g}"
        )

    async def _life(self, app: web.Application) -> Any:
        await self._database.start()
        await self._rasa.start()
        await self._redaction.start()
        self._health.start()
        self._purge_task = asyncio.create_task(self._purge())
        await self._channels.start()
        yield
        await self._channels.stop()
        self._purge_task.cancel()
        await asyncio.gather(self._purge_task, return_exceptions=True)
        await self._health.stop()
        await self._redaction.stop()
        await self._rasa.stop()
        await self._database.stop()

    async def _gezondheid(self, request: web.Request) -> web.Response:
        report = {**self._health.report(), "kanalen": self._channels.report()}
        return web.json_response(report, status=200 if self._health.good else 503)

    async def _leeft(self, request: web.Request) -> web.Response:
        return web.Response(text="ja")

    async def _warm_up(self) -> None:
        """A short conversation through every part, erased afterwards: the first user does not wait for caches."""
        now = time.time()
        conversation = await self._sessions.of_user("opwarmen", "opwarmen", now)
        try:
            for text in _WARM_UP:
                turn = Turn(text, None, "web", clock_now(), now)
                reply = await self._core.take(conversation, turn)
                if reply.code is not None:
                    raise ServiceError(f"first turn: {reply.code}")
        finally:
            await self._core.erase(conversation, time.time())

    async def _purge(self) -> None:
        while True:
            now = time.time()
            try:
                await self._eraser.purge(now - self._settings.bewaaruren * 3600, now)
            except SamenduidenError as error:
                logger.error("retention failed: %s", error)
            await asyncio.sleep(PURGE_EVERY)


def text_keys() -> list[str]:
    """Keys of texts that the code of this package names."""
    files = sorted(Path(__file__).parent.rglob("*.py"))
    found = {key for file in files for key in _KEY.findall(file.read_text(encoding="utf-8"))}
    return sorted(key for key in found if not key.endswith("_"))


def main() -> int:
    """Serves until it is asked to stop."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    configure_logging()
    # A request that is not HTTP is logged by the library with its bytes.
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
    try:
        settings = get_settings()
        kanalen = read_channels(load_kanalen(settings.root), os.environ)
        gateway = Gateway(settings, load_options(), load_and_keep(settings), kanalen)
    except SamenduidenError as error:
        # Wrong knowledge or a wrong switch: the message says what to change, a stack trace adds nothing.
        logger.critical("the gateway does not start: %s", error)
        return 1
    enter_serving()
    web.run_app(
        gateway.build(),
        host=settings.gateway_host,
        port=settings.gateway_port,
        access_log=None,
        print=None,
        handle_signals=True,
        shutdown_timeout=5.0,
    )
    return 0
