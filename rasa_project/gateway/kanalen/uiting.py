"""What the assistant says, in a form every channel can draw. Layer: gateway. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

_SEPARATOR = "|"


@dataclass(frozen=True)
class Knop:
    """A button: what stands on it, and the value that comes back when it is pressed."""

    titel: str
    waarde: str


@dataclass(frozen=True)
class Uiting:
    """One bubble: a text, with buttons under it."""

    tekst: str
    knoppen: tuple[Knop, ...] = ()


@dataclass(frozen=True)
class Antwoord:
    """All bubbles of one answer, never none.

    Attributes:
        gevaar: the first bubble is about danger, and must come first whatever happens.
    """

    uitingen: tuple[Uiting, ...]
    gevaar: bool = field(default=False)

    @property
    def plain(self) -> str:
        """All words without any form: what is sent when the form is refused."""
        return "\n\n".join(_plain(uiting) for uiting in self.uitingen)


def _plain(uiting: Uiting) -> str:
    titles = "".join(f"\n• {knop.titel}" for knop in uiting.knoppen)
    return f"{uiting.tekst}{titles}".strip()


def is_danger(bubbles: Iterable[Mapping[str, Any]]) -> bool:
    """Whether an answer of the core begins with danger: then nothing may come before it."""
    first = next((str(bubble["text"]) for bubble in bubbles if bubble.get("text")), "")
    return "112" in first


def from_bubbles(bubbles: Iterable[Mapping[str, Any]], tag: str) -> list[Uiting]:
    """Bubbles of the core as what can be drawn.

    Args:
        bubbles: `{text?, buttons?: [{title, payload}], custom?}`.
        tag: mark of the conversation, put in every button.
    """
    made = []
    for bubble in bubbles:
        buttons = bubble.get("buttons") or ()
        knoppen = tuple(Knop(str(one["title"]), f"{tag}{_SEPARATOR}{one['payload']}") for one in buttons)
        tekst = str(bubble.get("text") or "").strip()
        document = (bubble.get("custom") or {}).get("samenvatting")
        if tekst or knoppen:
            made.append(Uiting(tekst, knoppen))
        if isinstance(document, Mapping):
            made.append(Uiting(summary_text(document)))
    return made


def summary_text(document: Mapping[str, Any]) -> str:
    """The summary as plain lines, to copy."""
    lines = [f"{document['titel']} ({document['datum']})", str(document["kop"])]
    for deel in document["delen"]:
        lines += ["", f"{deel['titel']}:", *(f"• {regel['tekst']}" for regel in deel["regels"])]
    return "\n".join([*lines, "", str(document["voet"])])


def split_value(value: Any) -> tuple[str, str]:
    """Tag and payload of a button; an unknown form gives an empty tag and the value itself."""
    if not isinstance(value, str) or _SEPARATOR not in value:
        return "", value if isinstance(value, str) else ""
    tag, _, payload = value.partition(_SEPARATOR)
    return tag, payload
