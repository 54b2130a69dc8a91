"""What an event of Slack is to us. Layer: gateway. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_MENTION = re.compile(r"<@[A-Z0-9]+(\|[^>]*)?>")
_LINK = re.compile(r"<(?:https?|mailto|tel):[^|>]*\|([^>]*)>|<((?:https?|mailto|tel):[^>]*)>")
_CHANNEL = re.compile(r"<#[A-Z0-9]+\|?([^>]*)>")
_OURS = (None, "thread_broadcast", "file_share")
_UNESCAPE = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


@dataclass(frozen=True)
class Message:
    """A message of a person.

    Attributes:
        user: Slack's id of the writer.
        channel: where it was written.
        text: the words as the writer saw them.
        thread: the thread to answer in, or None.
        key: names this message, also when Slack sends it in two ways.
        has_files: files came with it.
    """

    user: str
    channel: str
    text: str
    thread: str | None
    key: str
    has_files: bool


def direct_message(event: Mapping[str, Any]) -> Message | None:
    """A message in a conversation of two; None for edits, deletions, joins, bots and every other kind."""
    return _message(event) if event.get("channel_type") == "im" else None


def mention(event: Mapping[str, Any]) -> Message | None:
    """A message in front of others that names the assistant; None when a bot wrote it."""
    found = _message(event)
    if found is None:
        return None
    thread = found.thread or _text(event.get("ts"))
    return Message(found.user, found.channel, found.text, thread, found.key, found.has_files)


def _message(event: Mapping[str, Any]) -> Message | None:
    user, channel, stamp = (_text(event.get(name)) for name in ("user", "channel", "ts"))
    if event.get("subtype") not in _OURS or event.get("bot_id") or event.get("hidden"):
        return None
    if not (user and channel and stamp) or user == "USLACKBOT":
        return None
    text = words(_text(event.get("text")) or "")
    return Message(user, channel, text, _text(event.get("thread_ts")), f"{channel}/{stamp}", bool(event.get("files")))


def words(text: str) -> str:
    """What the writer saw: Slack's own notation for links and names taken out.

    Mentions of people go out whole: an id of Slack is a person too.
    """
    text = _MENTION.sub(" ", text)
    text = _LINK.sub(lambda match: match[1] or match[2], text)
    text = _CHANNEL.sub(lambda match: match[1], text)
    for sign, meant in _UNESCAPE:
        text = text.replace(sign, meant)
    return text.strip()


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
