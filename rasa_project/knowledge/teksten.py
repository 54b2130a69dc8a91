"""Wording: texts by key, and which placeholders somebody fills. Knowledge layer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rasa_project.errors import TextError

_INVULPLEK = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_HAAKJE = re.compile(r"[{}]")

PER_BEURT = frozenset(
    {
        "aanbieder", "aantal", "advies", "antwoord", "bereik", "bereikbaar", "bron", "contact", "dag", "datum", "doel",
        "domein", "duur", "eerste", "email", "functie", "gebeurtenis", "gemeente", "kosten", "laatste", "link",
        "melding", "minuten", "naam", "nagekeken", "nummer", "onderdeel", "opent", "opvolger", "plan", "reden", "regel",
        "regels", "rol", "soorten", "stap", "stappen", "status", "stilte", "tekens", "tekst", "telefoon", "tijd", "tip",
        "titel", "uitgever", "uitleg", "uren", "versie", "vervangt", "voorbeeld", "vorm", "vraag", "waarde", "web",
    }
)  # fmt: skip
"""Placeholders that an action or the gateway fills in while it speaks."""


@dataclass(frozen=True)
class TekstKnop:
    """A button that always stands under a text: what it says and the payload it sends."""

    titel: str
    keuze: str


@dataclass(frozen=True)
class Tekst:
    """One text.

    Attributes:
        varianten: one or more ways to say the same; `veilig` has exactly one.
        bestand: file it stands in, relative to the project, for the editor.
        regel: line of its key.
    """

    sleutel: str
    varianten: tuple[str, ...]
    knoppen: tuple[TekstKnop, ...] = ()
    veilig: bool = False
    bestand: str = ""
    regel: int = 0


def placeholders(text: str) -> frozenset[str]:
    """Names between braces: "Bel {telefoon_lse}" gives `telefoon_lse`."""
    return frozenset(_INVULPLEK.findall(text))


def has_loose_brace(text: str) -> bool:
    """True when a brace is no part of a placeholder."""
    return bool(_HAAKJE.search(_INVULPLEK.sub("", text)))


def fill(key: str, text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled in.

    Raises:
        TextError: a placeholder that nobody fills.
    """

    def value(found: re.Match[str]) -> str:
        try:
            return values[found[1]]
        except KeyError:
            raise TextError(f"text '{key}' needs a value for '{found[1]}'") from None

    return _INVULPLEK.sub(value, text)
