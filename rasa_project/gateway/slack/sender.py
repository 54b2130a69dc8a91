"""Sends answers to Slack; when the form is refused the bare words still go. Layer: gateway."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from rasa_project.gateway.kanalen.split import split_text
from rasa_project.gateway.kanalen.uiting import Antwoord
from rasa_project.gateway.slack import blocks

logger = logging.getLogger(__name__)

_FORM_REFUSED = frozenset(
    "invalid_blocks invalid_blocks_format msg_blocks_too_long invalid_arguments invalid_array_arg "
    "block_mismatch cannot_parse_attachment".split()
)
_CANNOT_CHANGE = frozenset("message_not_found cant_update_message edit_window_closed".split())
# No previews: Slack would fetch the page and show pictures of it. Markup off: words are words.
_QUIET: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False, "mrkdwn": False}

Draw = Callable[[Antwoord], list[dict[str, Any]]]


async def send(
    client: AsyncWebClient,
    channel: str,
    antwoord: Antwoord,
    thread: str | None = None,
    replace: str | None = None,
    draw: Draw = blocks.messages,
) -> None:
    """Sends all messages of an answer, in order.

    Args:
        client: of the right workspace.
        channel: where to.
        antwoord: what.
        thread: the thread to answer in.
        replace: the time stamp of a notice that the first message takes the place of.
        draw: makes messages of an answer.
    """
    try:
        drawn = draw(antwoord)
    except Exception as error:  # a mistake in the form must not cost the words
        logger.error("drawing failed: %s", type(error).__name__)
        drawn = [{"text": blocks.plain(part)} for part in split_text(antwoord.plain, blocks.MOST_TEXT)]
    for message in drawn:
        await _post(client, channel, message, thread, replace)
        replace = None


async def _post(
    client: AsyncWebClient, channel: str, message: dict[str, Any], thread: str | None, replace: str | None
) -> None:
    try:
        if replace is not None:
            await client.chat_update(channel=channel, ts=replace, **message)
        else:
            await client.chat_postMessage(channel=channel, thread_ts=thread, **_QUIET, **message)
    except SlackApiError as error:
        code = error_code(error)
        if code in _FORM_REFUSED and "blocks" in message:
            logger.error("Slack refused the form of a message: %s", code)
            await _post(client, channel, _bare(message), thread, replace)
        elif code in _CANNOT_CHANGE and replace is not None:
            await _post(client, channel, message, thread, None)
        else:
            raise


def _bare(message: dict[str, Any]) -> dict[str, Any]:
    """The same words without blocks; the titles of the buttons become lines, to be typed."""
    titles = [
        f"• {blocks.plain(element['text']['text'])}"
        for block in message["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    return {"text": "\n".join([message["text"], *titles])}


def error_code(error: SlackApiError) -> str:
    """Slack's short name of what went wrong; never anything of the message."""
    # A proxy in between answers with a page instead of an object.
    data = getattr(error.response, "data", error.response)
    found = data.get("error") if isinstance(data, dict) else None
    return str(found or "unknown")[:60]
