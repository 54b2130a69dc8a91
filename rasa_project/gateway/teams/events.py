"""What an activity of Teams is to us. Layer: gateway. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rasa_project.gateway.teams.cards import DATA

_MENTION = re.compile(r"<at\b[^>]*>.*?</at>", re.IGNORECASE | re.DOTALL)
_HTML = "text/html"
_PERSONAL = "personal"


@dataclass(frozen=True)
class Message:
    """Something a person did.

    Attributes:
        user: Teams' id of the person.
        alone: only this person and the assistant are in the conversation.
        text: the words; empty when a button was pressed.
        button: what came with a button, or None.
        has_files: files came with it.
        key: names this message.
        card: id of the message whose button was pressed.
    """

    user: str
    alone: bool
    text: str
    button: Mapping[str, Any] | None
    has_files: bool
    key: str
    card: str | None


def message(activity: Mapping[str, Any]) -> Message | None:
    """A message of a person; None for edits, deletions, reactions, bots and every other kind."""
    sender, conversation = _map(activity.get("from")), _map(activity.get("conversation"))
    if activity.get("type") != "message" or str(sender.get("role", "user")) not in ("user", ""):
        return None
    alone = conversation.get("conversationType") == _PERSONAL and not conversation.get("isGroup")
    button = _button(activity.get("value"))
    if not alone and not _is_mentioned(activity):
        return None
    return Message(
        user=str(sender["id"]),
        alone=alone,
        text=words(activity.get("text")),
        button=button,
        has_files=any(_is_file(one) for one in _list(activity.get("attachments"))),
        key=f"{conversation['id']}/{activity.get('id')}",
        card=activity.get("replyToId") if isinstance(activity.get("replyToId"), str) else None,
    )


def is_opened(activity: Mapping[str, Any]) -> bool:
    """Whether somebody has just opened or installed the conversation of two."""
    if _map(activity.get("conversation")).get("conversationType") != _PERSONAL:
        return False
    if activity.get("type") == "installationUpdate":
        return activity.get("action") in ("add", "add-upgrade")
    if activity.get("type") != "conversationUpdate":
        return False
    us = _map(activity.get("recipient")).get("id")
    return any(_map(member).get("id") == us for member in _list(activity.get("membersAdded")))


def words(text: Any) -> str:
    """What the writer saw, without mentions: a name in one is a person too."""
    return html.unescape(_MENTION.sub(" ", text)).replace("\xa0", " ").strip() if isinstance(text, str) else ""


def _button(value: Any) -> Mapping[str, Any] | None:
    """What came with a button. Any value is a button: nobody can type one."""
    if value is None:
        return None
    return value if isinstance(value, Mapping) else {DATA: None}


def _is_mentioned(activity: Mapping[str, Any]) -> bool:
    us = _map(activity.get("recipient")).get("id")
    entities = [_map(one) for one in _list(activity.get("entities"))]
    return any(one.get("type") == "mention" and us and _map(one.get("mentioned")).get("id") == us for one in entities)


def _is_file(attachment: Any) -> bool:
    """Teams sends the words a second time as HTML; everything else is a file or a picture."""
    kind = _map(attachment).get("contentType")
    return isinstance(kind, str) and kind != _HTML


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
