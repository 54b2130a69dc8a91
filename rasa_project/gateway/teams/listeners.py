"""What happens on each activity of Teams. Layer: gateway."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Mapping
from typing import Any

import aiohttp
from microsoft_agents.hosting.core import TurnContext

from rasa_project.gateway.kanalen.front import Front
from rasa_project.gateway.kanalen.nadenken import with_sign
from rasa_project.gateway.kanalen.pseudonyms import Who
from rasa_project.gateway.kanalen.uiting import Antwoord
from rasa_project.gateway.teams import cards, events
from rasa_project.gateway.teams.sender import change, post, send, show_typing, warn

logger = logging.getLogger(__name__)

PATIENCE = 0.3
"""Seconds before the assistant shows that it is busy."""
# Opens the conversation of two; Microsoft's own address, nothing of it is fetched by us.
_OPEN = "https://teams.microsoft.com/l/chat/0/0?users=28:{app}"


class Listeners:
    """Answers activities; whoever calls it gives those of one conversation one at a time.

    Args:
        front: the core.
        tenant: the one that may talk.
        app: id of the assistant.
        patience: seconds before it shows that it is busy.
    """

    def __init__(self, front: Front, tenant: str, app: str, patience: float = PATIENCE) -> None:
        self._front = front
        self._tenant = tenant
        self._app = app
        self._patience = patience

    async def take(self, context: TurnContext, activity: Mapping[str, Any]) -> None:
        """Answers one activity, or takes it in silence when it asks for nothing."""
        found = events.message(activity)
        if found is None:
            if events.is_opened(activity):
                await self._opened(context, activity)
            return
        if not await self._front.is_new(found.key):
            return
        if not found.alone:
            await self._invite(context, found)
        elif found.button is not None:
            await self._pressed(context, activity, found, found.button)
        elif found.has_files and not found.text:
            await self._answer(context, _ready(self._front.explain("kanaal_geen_bestand")))
        else:
            await self._answer(context, self._say(found))

    async def _opened(self, context: TurnContext, activity: Mapping[str, Any]) -> None:
        user = str(activity["from"]["id"])
        if await self._front.is_new(f"open/{user}"):
            await self._answer(context, self._front.welcome(self._who(user)))

    async def _say(self, found: events.Message) -> Antwoord:
        antwoord = await self._front.say(self._who(found.user), found.text)
        if not found.has_files:
            return antwoord
        note = self._front.explain("kanaal_geen_bestand").uitingen
        return Antwoord((*antwoord.uitingen, *note), antwoord.gevaar)

    async def _pressed(
        self, context: TurnContext, activity: Mapping[str, Any], found: events.Message, data: Mapping[str, Any]
    ) -> None:
        """A button: its card shows the choice, and the answer follows. A card is chosen from once."""
        card = found.card
        if card and not await self._front.is_new(f"kaart/{activity['conversation']['id']}/{card}"):
            await send(context, self._front.explain("kanaal_al_gekozen"))
            return
        work = self._answer(context, self._front.choose(self._who(found.user), data.get(cards.DATA)))
        if not card:
            await work
            return
        await asyncio.gather(self._show_choice(context, card, data), work)

    async def _show_choice(self, context: TurnContext, card: str, data: Mapping[str, Any]) -> None:
        line = self._front.line("kanaal_je_keuze", antwoord=str(data.get("titel") or "")[: cards.MOST_TITLE])
        try:
            await change(context, card, cards.chosen(data, line))
        except aiohttp.ClientError as error:
            # The card keeps its buttons; a second press is explained.
            logger.error("card not changed: %s", type(error).__name__)

    async def _invite(self, context: TurnContext, found: events.Message) -> None:
        """Somebody speaks to the assistant in front of others: an invitation, and a private warning if needed."""
        asked = await self._front.invite(found.text)
        title, url = self._front.line("kanaal_uitnodiging_knop"), _OPEN.format(app=self._app)
        await send(context, asked.antwoord, draw=lambda antwoord: [cards.invitation(antwoord, title, url)])
        if not asked.waarschuwing:
            return
        try:
            await warn(context, found.user, asked.waarschuwing)
        except aiohttp.ClientError as error:
            # Not every tenant has messages for one person; then everybody reads advice that names no kinds.
            logger.info("no private warning: %s", type(error).__name__)
            await post(context, cards.plain_messages(self._front.line("kanaal_haal_weg"))[0])

    async def _answer(self, context: TurnContext, work: Awaitable[Antwoord]) -> None:
        antwoord, _ = await with_sign(work, lambda: show_typing(context), self._patience)
        await send(context, antwoord)

    def _who(self, user: str) -> Who:
        return Who("teams", self._tenant, user)


def _ready(antwoord: Antwoord) -> Awaitable[Antwoord]:
    async def give() -> Antwoord:
        return antwoord

    return give()
