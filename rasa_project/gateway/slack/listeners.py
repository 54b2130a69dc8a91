"""What happens on each event of Slack. Layer: gateway."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Mapping
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from rasa_project.gateway.kanalen.front import Front
from rasa_project.gateway.kanalen.nadenken import PATIENCE, with_sign
from rasa_project.gateway.kanalen.pseudonyms import Who
from rasa_project.gateway.kanalen.uiting import Antwoord
from rasa_project.gateway.kanalen.volgorde import InOrder
from rasa_project.gateway.slack import blocks
from rasa_project.gateway.slack.events import direct_message, mention, words
from rasa_project.gateway.slack.sender import error_code, send

logger = logging.getLogger(__name__)

COMMAND = "/samenduiden"
UNREACHABLE = (SlackApiError, aiohttp.ClientError, asyncio.TimeoutError, OSError)
_EVERYTHING = re.compile(".*")
# Opens the conversation of two; Slack's own address, nothing of it is fetched by us.
_OPEN = "https://slack.com/app_redirect?app={app}&team={team}"


class Listeners:
    """Answers events, one at a time in each conversation.

    Args:
        front: the core.
        patience: seconds before a sign of life.
    """

    def __init__(self, front: Front, patience: float = PATIENCE) -> None:
        self._front = front
        self._patience = patience
        self._order = InOrder()

    def register(self, app: AsyncApp) -> None:
        """Ties every kind of event to its answer; what is left is taken in silence."""
        app.event("message")(self.message)
        app.event("app_mention")(self.mentioned)
        app.event("app_home_opened")(self.opened)
        app.event(_EVERYTHING)(self.ignored)
        app.command(COMMAND)(self.command)
        app.action(blocks.INVITATION)(self.link_pressed)
        app.action(_EVERYTHING)(self.pressed)
        app.error(self.failed)

    async def message(
        self, body: Mapping[str, Any], event: Mapping[str, Any], client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        """A direct message: the one place where a case is taken."""
        found = direct_message(event)
        if found is None:
            return
        # The first thing that waits, so that messages are taken in the order they came.
        async with self._order.of(found.channel):
            if not await self._is_new(context, body, found.key):
                return
            who = _who(context, found.user)
            if found.has_files and not found.text:
                work = _ready(self._front.explain("kanaal_geen_bestand"))
            else:
                work = self._say(who, found.text, found.has_files)
            await self._answer(client, found.channel, work, found.thread)

    async def mentioned(
        self, body: Mapping[str, Any], event: Mapping[str, Any], client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        """Somebody speaks to the assistant in front of others: an invitation, and a private warning if needed."""
        found = mention(event)
        if found is None or not await self._is_new(context, body, found.key):
            return
        asked = await self._front.invite(found.text)
        url = _OPEN.format(app=body.get("api_app_id", ""), team=context.team_id or "")
        title = self._front.line("kanaal_uitnodiging_knop")
        await send(
            client,
            found.channel,
            asked.antwoord,
            found.thread,
            draw=lambda antwoord: [blocks.invitation(antwoord, title, url)],
        )
        if asked.waarschuwing:
            await client.chat_postEphemeral(
                channel=found.channel, user=found.user, text=blocks.plain(asked.waarschuwing), thread_ts=found.thread
            )

    async def opened(
        self, body: Mapping[str, Any], event: Mapping[str, Any], client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        """Somebody opens the conversation. Only an empty one gets a greeting; who was here is kept nowhere."""
        user, channel = event.get("user"), event.get("channel")
        if event.get("tab") != "messages" or not user or not channel:
            return
        if not await self._is_new(context, body, f"open/{user}"):
            return
        history = await client.conversations_history(channel=channel, limit=1)
        if not history.get("messages"):
            async with self._order.of(channel):
                await self._answer(client, channel, self._front.welcome(_who(context, user)), None)

    async def command(
        self, ack: Any, body: Mapping[str, Any], client: AsyncWebClient, respond: Any, context: AsyncBoltContext
    ) -> None:
        """`/samenduiden …`: the answer goes to the conversation of two; danger is answered on the spot too."""
        text, user = words(str(body.get("text") or "")), str(body.get("user_id") or "")
        lines = [*self._front.danger(text), self._front.line("kanaal_direct_bericht")]
        await ack(response_type="ephemeral", text=blocks.plain("\n\n".join(lines)))
        if not await self._front.is_new(f"opdracht/{body.get('trigger_id')}"):
            return
        who = _who(context, user)
        work = self._front.say(who, text) if text else self._front.welcome(who)
        try:
            opened = await client.conversations_open(users=user)
        except UNREACHABLE:
            # Only the writer sees what is sent here.
            await respond(response_type="ephemeral", text=blocks.plain((await work).plain))
            return
        async with self._order.of(opened["channel"]["id"]):
            await self._answer(client, opened["channel"]["id"], work, None)

    async def pressed(
        self, ack: Any, body: Mapping[str, Any], client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        """A button: its card shows the choice, and the answer follows. A card is chosen from once."""
        await ack()
        container, action = body.get("container") or {}, (body.get("actions") or [{}])[0]
        channel, stamp, user = (
            container.get("channel_id"),
            container.get("message_ts"),
            (body.get("user") or {}).get("id"),
        )
        if not (channel and stamp and user):
            return
        if not await self._front.is_new(f"druk/{channel}/{stamp}/{action.get('action_ts')}/{body.get('trigger_id')}"):
            return
        if not await self._front.is_new(f"kaart/{channel}/{stamp}"):
            text = blocks.plain(self._front.line("kanaal_al_gekozen"))
            await client.chat_postEphemeral(channel=channel, user=user, text=text)
            return
        message = body.get("message") or {}
        async with self._order.of(channel):
            work = self._front.choose(_who(context, user), action.get("value"))
            await asyncio.gather(
                self._show_choice(client, channel, stamp, message, action),
                self._answer(client, channel, work, message.get("thread_ts")),
            )

    async def link_pressed(self, ack: Any) -> None:
        """The link of an invitation: Slack opens it by itself."""
        await ack()

    async def ignored(self) -> None:
        """Reactions, joins and everything else that asks for no answer."""

    async def failed(self, error: Exception) -> None:
        """What went wrong, without a word of anybody."""
        words_of = error_code(error) if isinstance(error, SlackApiError) else ""
        logger.error("event not answered: %s %s", type(error).__name__, words_of)

    async def _say(self, who: Who, text: str, has_files: bool) -> Antwoord:
        antwoord = await self._front.say(who, text)
        if not has_files:
            return antwoord
        note = self._front.explain("kanaal_geen_bestand").uitingen
        return Antwoord((*antwoord.uitingen, *note), antwoord.gevaar)

    async def _answer(
        self, client: AsyncWebClient, channel: str, work: Awaitable[Antwoord], thread: str | None
    ) -> None:
        async def sign() -> str | None:
            try:
                text = self._front.line("kanaal_denkt_na")
                return str((await client.chat_postMessage(channel=channel, text=text, thread_ts=thread))["ts"])
            except UNREACHABLE:
                return None

        antwoord, notice = await with_sign(work, sign, self._patience)
        await send(client, channel, antwoord, thread, replace=notice)

    async def _show_choice(
        self, client: AsyncWebClient, channel: str, stamp: str, message: Mapping[str, Any], action: Mapping[str, Any]
    ) -> None:
        title = str((action.get("text") or {}).get("text") or "")
        line = self._front.line("kanaal_je_keuze", antwoord=title)
        drawn = blocks.chosen(message.get("blocks"), line)
        try:
            await client.chat_update(channel=channel, ts=stamp, text=blocks.plain(line), blocks=drawn)
        except UNREACHABLE as error:
            # The card keeps its buttons; a second press is explained.
            logger.error("card not changed: %s", type(error).__name__)

    async def _is_new(self, context: AsyncBoltContext, body: Mapping[str, Any], key: str) -> bool:
        """Whether neither the event nor the message was seen before."""
        by_event = await self._front.is_new(f"{context.team_id}/{body.get('event_id')}")
        return by_event and await self._front.is_new(f"{context.team_id}/{key}")


def _who(context: AsyncBoltContext, user: str) -> Who:
    # The workspace that the app is installed in, also when somebody writes from another one.
    return Who("slack", context.team_id or "", user)


def _ready(antwoord: Antwoord) -> Awaitable[Antwoord]:
    async def give() -> Antwoord:
        return antwoord

    return give()
