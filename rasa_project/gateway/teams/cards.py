"""Draws an answer for Teams: text as a small piece of HTML, buttons on an Adaptive Card. Layer: gateway. Pure.

On a card words stand in `RichTextBlock`, which knows no markup: whatever a user typed and the assistant repeats stays
text. Limits: Microsoft, "Format your bot messages" (a message of about 28 kB with a card) and the Adaptive Cards 1.5
schema (six actions in a row are shown by Teams).
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rasa_project.gateway.kanalen.split import pieces, split_text
from rasa_project.gateway.kanalen.uiting import Antwoord, Knop, Uiting

MOST_TEXT = 4000
MOST_ON_CARD = 1500
"""Words on a card travel in every button too, so that the card can be drawn again after the choice."""
MOST_ROOM = 12_000
MOST_BUTTONS = 24
ROW = 6
MOST_TITLE = 75
DATA = "samenduiden"
ADAPTIVE = "application/vnd.microsoft.card.adaptive"
_SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"

Message = dict[str, Any]


def messages(antwoord: Antwoord) -> list[Message]:
    """The answer as activities without addresses: `{"text", "textFormat"}` or `{"attachments", "summary"}`."""
    made: list[Message] = []
    words: list[str] = []
    for uiting in antwoord.uitingen:
        if not uiting.knoppen:
            words.append(uiting.tekst)
            continue
        before, on_card = _for_card(uiting)
        words += before
        made += _texts(words)
        words = []
        made += _cards(on_card, uiting.knoppen)
    return [*made, *_texts(words)]


def plain_messages(text: str) -> list[Message]:
    """Bare words, for when drawing failed or was refused."""
    return [{"text": part, "textFormat": "plain"} for part in split_text(text, MOST_TEXT)]


def bare(message: Message) -> list[Message]:
    """The words of a message with a card, without the card."""
    return plain_messages(str(message.get("summary") or ""))


def chosen(data: Mapping[str, Any], line: str) -> Message:
    """The card after a choice: its words, and what was chosen.

    Args:
        data: as it came back with the button; only its text is used.
        line: for instance "Je keuze: Ja".
    """
    text = str(data.get("tekst") or "")[:MOST_ON_CARD]
    choice = {"type": "TextBlock", "text": _no_markup(line), "wrap": True, "isSubtle": True, "spacing": "Medium"}
    return _card([*_words(text), choice], f"{text}\n{line}".strip())


def invitation(antwoord: Antwoord, title: str, url: str) -> Message:
    """The invitation in front of others, with a link to the conversation of two."""
    text = antwoord.plain
    action = {"type": "Action.OpenUrl", "title": title, "url": url}
    return _card([*_words(text), {"type": "ActionSet", "actions": [action]}], text)


def _for_card(uiting: Uiting) -> tuple[list[str], str]:
    """What stands before the card, and what stands on it."""
    room = min(MOST_ON_CARD, MOST_ROOM // min(len(uiting.knoppen), MOST_BUTTONS))
    if len(uiting.tekst) <= room:
        return [], uiting.tekst
    parts = split_text(uiting.tekst, MOST_TEXT)
    last = split_text(parts[-1], room)
    return [*parts[:-1], "\n".join(last[:-1])] if len(last) > 1 else parts[:-1], last[-1]


def _texts(words: Sequence[str]) -> Iterator[Message]:
    whole = "\n\n".join(word for word in words if word)
    for part in split_text(whole, MOST_TEXT) if whole else ():
        yield {"text": _html(part), "textFormat": "xml", "summary": part}


def _cards(text: str, knoppen: Sequence[Knop]) -> Iterator[Message]:
    for start in range(0, len(knoppen), MOST_BUTTONS):
        here = knoppen[start : start + MOST_BUTTONS]
        shown = text if start == 0 else ""
        body = _words(shown)
        for row in range(0, len(here), ROW):
            actions = [_action(knop, shown) for knop in here[row : row + ROW]]
            body.append({"type": "ActionSet", "actions": actions})
        titles = "".join(f"\n• {knop.titel}" for knop in here)
        yield _card(body, f"{shown}{titles}".strip())


def _card(body: list[dict[str, Any]], summary: str) -> Message:
    card = {"$schema": _SCHEMA, "type": "AdaptiveCard", "version": "1.5", "lang": "nl", "body": body}
    return {"attachments": [{"contentType": ADAPTIVE, "content": card}], "summary": summary}


def _action(knop: Knop, text: str) -> dict[str, Any]:
    title = knop.titel if len(knop.titel) <= MOST_TITLE else knop.titel[: MOST_TITLE - 1].rstrip() + "…"
    data = {DATA: knop.waarde, "titel": title, "tekst": text}
    return {"type": "Action.Submit", "title": title, "data": data}


def _words(text: str) -> list[dict[str, Any]]:
    """A block per line; empty lines become space."""
    blocks: list[dict[str, Any]] = []
    spacing = "None"
    for line in text.split("\n"):
        if not line.strip():
            spacing = "Medium"
            continue
        runs = [_run(piece.text, piece.link) for piece in pieces(line)]
        blocks.append({"type": "RichTextBlock", "inlines": runs, "spacing": spacing if blocks else "Default"})
        spacing = "None"
    return blocks


def _run(text: str, link: bool) -> dict[str, Any]:
    run: dict[str, Any] = {"type": "TextRun", "text": text}
    if link:
        run |= {"underline": True, "selectAction": {"type": "Action.OpenUrl", "url": text}}
    return run


def _html(text: str) -> str:
    made = []
    for piece in pieces(text):
        escaped = html.escape(piece.text)
        made.append(f'<a href="{escaped}">{escaped}</a>' if piece.link else escaped.replace("\n", "<br/>"))
    return "".join(made)


def _no_markup(line: str) -> str:
    """A line that a `TextBlock` shows as it is: the signs of its markup get a backslash."""
    return "".join(f"\\{char}" if char in "\\`*_[]()#~>" else char for char in line)
