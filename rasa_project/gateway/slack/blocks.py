"""Draws an answer in Slack's Block Kit. Layer: gateway. Pure.

Words go into `rich_text`, which knows no markup: whatever a user typed and the assistant repeats stays text. Limits
are Slack's (docs "Block Kit", "chat.postMessage"): 50 blocks a message, 25 elements in a row of buttons, 75 code
points on a button, 2,000 in its value. A message is kept to `MOST_TEXT`, far below what Slack shortens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rasa_project.gateway.kanalen.split import pieces, split_text
from rasa_project.gateway.kanalen.uiting import Antwoord, Knop, Uiting

Block = dict[str, Any]

MOST_TEXT = 3000
MOST_BLOCKS = 45
MOST_BUTTONS = 25
MOST_TITLE = 75
ACTION = "keuze_"
INVITATION = "uitnodiging"
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def messages(antwoord: Antwoord) -> list[dict[str, Any]]:
    """The answer as messages: `{"text": for notifications and screen readers, "blocks": […]}`."""
    made: list[dict[str, Any]] = []
    blocks: list[Block] = []
    words: list[str] = []
    number = 0
    for text, buttons in _portions(antwoord.uitingen):
        new: list[Block] = [_words(text)] if text else []
        for start in range(0, len(buttons), MOST_BUTTONS):
            row = buttons[start : start + MOST_BUTTONS]
            new.append({"type": "actions", "elements": [_button(knop, number + i) for i, knop in enumerate(row)]})
            number += len(row)
        too_long = sum(map(len, words)) + len(text) > MOST_TEXT
        if blocks and (too_long or len(blocks) + len(new) > MOST_BLOCKS):
            made.append({"text": plain("\n\n".join(words)), "blocks": blocks})
            blocks, words = [], []
        blocks += new
        words += [text] if text else []
    made.append({"text": plain("\n\n".join(words)), "blocks": blocks})
    return made


def plain(text: str) -> str:
    """Text that Slack reads as nothing but text."""
    return re.sub(r"[&<>]", lambda match: _ESCAPES[match[0]], text)


def chosen(blocks: Any, line: str) -> list[Block]:
    """The blocks of a message after a choice: its buttons make room for what was chosen.

    Args:
        blocks: as Slack gives them back; anything else counts as none.
        line: for instance "Je keuze: Ja".
    """
    kept = [block for block in blocks if _is_words(block)] if isinstance(blocks, list) else []
    return [
        *kept[:MOST_BLOCKS],
        {"type": "context", "elements": [{"type": "plain_text", "text": line, "emoji": False}]},
    ]


def invitation(antwoord: Antwoord, title: str, url: str | None) -> dict[str, Any]:
    """The invitation in front of others, with a link to the conversation of two."""
    message = messages(antwoord)[0]
    if url:
        button = {"type": "button", "text": _plain_text(title), "url": url, "action_id": INVITATION}
        message["blocks"].append({"type": "actions", "elements": [button]})
    return message


def _portions(uitingen: Sequence[Uiting]) -> Iterator[tuple[str, Sequence[Knop]]]:
    """Texts that fit, each with its buttons; the buttons stand under the last part."""
    for uiting in uitingen:
        parts = split_text(uiting.tekst, MOST_TEXT)
        for part in parts[:-1]:
            yield part, ()
        yield parts[-1], uiting.knoppen


def _words(text: str) -> Block:
    elements = [
        {"type": "link", "url": piece.text} if piece.link else {"type": "text", "text": piece.text}
        for piece in pieces(text)
    ]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def _button(knop: Knop, number: int) -> Block:
    return {"type": "button", "text": _plain_text(knop.titel), "value": knop.waarde, "action_id": f"{ACTION}{number}"}


def _plain_text(title: str) -> dict[str, Any]:
    short = title if len(title) <= MOST_TITLE else title[: MOST_TITLE - 1].rstrip() + "…"
    return {"type": "plain_text", "text": short, "emoji": False}


def _is_words(block: Any) -> bool:
    return isinstance(block, Mapping) and block.get("type") == "rich_text"
