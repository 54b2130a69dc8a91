"""Sends to Teams: waits when asked to, and when the card is refused the bare words still go. Layer: gateway."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import aiohttp
from microsoft_agents.activity import Activity
from microsoft_agents.hosting.core import TurnContext

from rasa_project.gateway.kanalen.uiting import Antwoord
from rasa_project.gateway.teams import cards

logger = logging.getLogger(__name__)

TRIES = 5
MOST_PAUSE = 30.0
_BUSY = (429, 503)
_FORM_REFUSED = (400, 413, 415)

Draw = Callable[[Antwoord], list[cards.Message]]
Result = TypeVar("Result")


async def send(context: TurnContext, antwoord: Antwoord, draw: Draw = cards.messages) -> None:
    """Sends all messages of an answer, in order.

    Raises:
        aiohttp.ClientError: Teams does not take them, however often.
    """
    try:
        drawn = draw(antwoord)
    except Exception as error:  # a mistake in the form must not cost the words
        logger.error("drawing failed: %s", type(error).__name__)
        drawn = cards.plain_messages(antwoord.plain)
    for message in drawn:
        try:
            await post(context, message)
        except aiohttp.ClientResponseError as error:
            if error.status not in _FORM_REFUSED or "attachments" not in message:
                raise
            logger.error("Teams refused the form of a message: %s", error.status)
            for plain in cards.bare(message):
                await post(context, plain)


async def post(context: TurnContext, message: cards.Message) -> None:
    """Sends one message."""
    fields = message if "attachments" in message else {name: message[name] for name in ("text", "textFormat")}
    activity = Activity.model_validate({"type": "message", **fields})
    await patiently(lambda: context.send_activity(activity))


async def warn(context: TurnContext, user: str, text: str) -> None:
    """Tells one person something in front of others: only that person sees it."""
    message = Activity.model_validate({"type": "message", "text": text, "textFormat": "plain"})
    await patiently(lambda: context.send_activity(message.with_targeted_recipient(user)))


async def show_typing(context: TurnContext) -> None:
    """Shows that the assistant is busy; no matter when it does not arrive."""
    try:
        await context.send_activity(Activity.model_validate({"type": "typing"}))
    except aiohttp.ClientError as error:
        logger.info("typing not shown: %s", type(error).__name__)


async def change(context: TurnContext, card: str, message: cards.Message) -> None:
    """Puts another message in the place of a card."""
    activity = Activity.model_validate({"type": "message", "id": card, **message})
    await patiently(lambda: context.update_activity(activity))


async def patiently(call: Callable[[], Awaitable[Result]]) -> Result:
    """The result of a call that is made again when Teams asks to wait.

    Raises:
        aiohttp.ClientResponseError: another answer, or too busy for too long.
    """
    for number in range(TRIES):
        try:
            return await call()
        except aiohttp.ClientResponseError as error:
            if error.status not in _BUSY or number == TRIES - 1:
                raise
            await asyncio.sleep(_pause(error, number))
    raise AssertionError("unreachable")


def _pause(error: aiohttp.ClientResponseError, number: int) -> float:
    asked: Any = error.headers.get("Retry-After") if error.headers else None
    try:
        return min(max(float(asked), 0.0), MOST_PAUSE)
    except (TypeError, ValueError):
        return min(float(2**number), MOST_PAUSE)
