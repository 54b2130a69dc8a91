"""Makes the channels that are on, and tells about the others. Layer: gateway."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from aiohttp import web

from rasa_project.gateway.core import Core
from rasa_project.gateway.database import Database
from rasa_project.gateway.kanalen.front import Front
from rasa_project.gateway.kanalen.pseudonyms import Pseudonyms
from rasa_project.gateway.kanalen.seen import Seen
from rasa_project.gateway.kanalen.settings import SLACK, TEAMS, ChannelSettings, Notice
from rasa_project.gateway.sessions import Sessions
from rasa_project.gateway.texts import Texts

logger = logging.getLogger(__name__)

FILE = "kanalen.txt"
"""In `var/`: what the launcher shows about the channels, a line each."""


class Channel(Protocol):
    """A way in besides the web."""

    naam: str

    @property
    def state(self) -> str:
        """`goed`, `weg` or `uit`."""
        ...

    def routes(self) -> list[web.RouteDef]:
        """Addresses of the gateway that the platform calls."""
        ...

    async def start(self) -> None:
        """Starts; never waits for the platform and never fails."""
        ...

    async def stop(self) -> None:
        """Stops."""
        ...


class Noticeboard:
    """Tells the administrator about the channels: in the log, and in a file that the launcher shows.

    Args:
        texts: wording.
        file: where the lines go.
    """

    def __init__(self, texts: Texts, file: Path) -> None:
        self._texts = texts
        self._file = file
        self._lines: list[str] = []
        self._write()

    def tell(self, notice: Notice) -> None:
        """Adds a line; one that is there already is not repeated."""
        values = dict(notice.values)
        if values.get("uitleg", "").startswith("kanaal_"):
            values["uitleg"] = self._texts.line(values["uitleg"])
        line = self._texts.line(notice.key, **values)
        if line not in self._lines:
            logger.warning("%s", line)
            self._lines.append(line)
            self._write()

    def _write(self) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            draft = self._file.with_suffix(".deels")
            draft.write_text("".join(f"{line}\n" for line in self._lines), encoding="utf-8")
            os.replace(draft, self._file)
        except OSError as error:
            # The log has it too.
            logger.error("notices not written: %s", type(error).__name__)


class Channels:
    """All channels besides the web.

    Args:
        settings: which ones are on.
        board: for what must be told.
        core: the one path of every message.
        sessions: conversations.
        database: for events that were seen.
        texts: wording.
        parts: extra arguments for a channel by its name; tests use it.
    """

    def __init__(
        self,
        settings: ChannelSettings,
        board: Noticeboard,
        core: Core,
        sessions: Sessions,
        database: Database,
        texts: Texts,
        parts: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        self._seen = Seen(database)
        self._channels: list[Channel] = []
        for notice in settings.notices:
            board.tell(notice)
        if settings.keys is None:
            return
        pseudonyms = Pseudonyms(settings.keys)

        def front(naam: str, keeps: str | None) -> Front:
            return Front(naam, core, sessions, pseudonyms, self._seen, texts, keeps)

        extra = parts or {}
        if settings.slack:
            # Imported here: the libraries of a channel that is off cost a second and 60 MB.
            from rasa_project.gateway.slack.channel import SlackChannel

            made = SlackChannel(
                front(SLACK, settings.slack.keeps), settings.slack, board.tell, **extra.get("slack", {})
            )
            self._channels.append(made)
        if settings.teams:
            from rasa_project.gateway.teams.channel import TeamsChannel

            self._channels.append(
                TeamsChannel(front(TEAMS, settings.teams.keeps), settings.teams, board.tell, **extra.get("teams", {}))
            )

    def routes(self) -> list[web.RouteDef]:
        """Addresses of all channels."""
        return [route for channel in self._channels for route in channel.routes()]

    def report(self) -> dict[str, str]:
        """State of each channel, for the health."""
        return {channel.naam: channel.state for channel in self._channels}

    async def start(self) -> None:
        """Starts all of them."""
        if self._channels:
            await self._seen.start()
        for channel in self._channels:
            await channel.start()

    async def stop(self) -> None:
        """Stops all of them."""
        for channel in self._channels:
            await channel.stop()
