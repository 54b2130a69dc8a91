"""What a request may hold: clean text, and payloads of buttons. Layer: gateway. Pure."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection
from typing import Any

from rasa_project.gateway.errors import Refusal
from rasa_project.gateway.limits import MAX_TEXT

# Intents a button may send. Danger is not among them: it is recognised in words, never chosen by a payload.
BUTTON_INTENTS = frozenset(
    (
        "start casus_beschrijven corrigeren ander_geval samenvatting bevestigen ontkennen weet_niet terug stoppen "
        "kies_antwoord stroomschema waarom_deze_vraag wis_gesprek groet bedanken afscheid vraag_contact vraag_lse "
        "vraag_werkwijze vraag_signalen vraag_wat_zelf_doen vraag_gespreksvoering vraag_training "
        "vraag_training_gemeente vraag_triggerfactoren vraag_privacy vraag_over_bot vraag_kennis"
    ).split()
)
_PAYLOAD = re.compile(r"/([a-z_]{1,40})(\{.{0,300}\})?", re.DOTALL)
_SLOT = re.compile(r"[a-z_]{1,40}")
# Ids of answers and subjects. Free words do not fit: they would pass the redaction.
_VALUE = re.compile(r"[a-z0-9_:-]{1,60}")
_KEEP_CONTROL = "\n\t"
# Formatting that is invisible and can hide or reorder text. The joiner of emoji is left out of this on purpose.
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_UNPRINTABLE = ("Cc", "Cs", "Co", "Cn")
_LINE_ENDS = {0x85: "\n", 0x2028: "\n", 0x2029: "\n"}


def clean_text(raw: Any) -> str:
    """The words of a message without what no person types.

    Control characters and invisible formatting go out, half characters become a question mark, and a slash at the
    start goes too, because Rasa would read it as a button.

    Raises:
        Refusal: not a text, empty, too long, or without a single letter or digit.
    """
    if not isinstance(raw, str):
        raise Refusal("ongeldig", 400, "afscherming_onleesbaar")
    if len(raw) > MAX_TEXT:
        raise Refusal("te_lang", 413, "afscherming_te_lang", tekens=MAX_TEXT)
    text = raw.encode("utf-8", "replace").decode("utf-8").translate(_INVISIBLE).translate(_LINE_ENDS)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(" " if _is_unprintable(char) else char for char in text)
    text = text.strip()
    if not text:
        raise Refusal("leeg", 400, "afscherming_leeg")
    text = no_command(text)
    if not any(char.isalnum() for char in text):
        raise Refusal("geen_woorden", 400, "afscherming_geen_woorden")
    return text


def _is_unprintable(char: str) -> bool:
    return char not in _KEEP_CONTROL and unicodedata.category(char) in _UNPRINTABLE


def no_command(text: str) -> str:
    """The text without slashes in front: typed words are never a command."""
    return text.lstrip("/ \n\t")


def check_payload(raw: Any, names: Collection[str] = ()) -> str:
    """A payload of a button, exactly as Rasa will get it.

    Args:
        raw: what the client sent.
        names: values that are allowed besides ids, such as the names of municipalities.

    Raises:
        Refusal: not a payload, an intent no button has, or a value that is no id.
    """
    refusal = Refusal("onbekende_keuze", 400, "afscherming_onbekende_keuze")
    match = _PAYLOAD.fullmatch(raw) if isinstance(raw, str) else None
    if match is None or match[1] not in BUTTON_INTENTS:
        raise refusal
    if match[2] is None:
        return f"/{match[1]}"
    try:
        slots = json.loads(match[2])
    except ValueError:
        raise refusal from None
    if not isinstance(slots, dict) or len(slots) > 3:
        raise refusal
    for slot, value in slots.items():
        if not _SLOT.fullmatch(slot) or not isinstance(value, str):
            raise refusal
        if not _VALUE.fullmatch(value) and value not in names:
            raise refusal
    return f"/{match[1]}{json.dumps(slots, ensure_ascii=False, separators=(',', ':'))}"


# Fixed words that erase, also when nothing else works. Longer sentences are understood by Rasa.
_ERASE = frozenset(
    {
        *("wis", "wis alles", "wis dit", "wis gesprek", "wis dit gesprek", "wis het gesprek", "wis mijn gesprek"),
        *("wis alles nu", "wis alles aub", "wis aub alles", "wis alles alsjeblieft", "wis alsjeblieft alles"),
        *("alles wissen", "gesprek wissen", "dit gesprek wissen", "alles verwijderen", "gesprek verwijderen"),
        *("verwijder alles", "verwijder gesprek", "verwijder dit gesprek", "verwijder het gesprek"),
        "gooi alles weg",
    }
)


def asks_to_erase(text: str) -> bool:
    """Whether the message is one of the fixed phrases that erase the conversation."""
    words = re.sub(r"[^\w\s]", " ", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(words.split()) in _ERASE
