"""The user's profession, by rules. Understanding layer: standard library."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rasa_project.language.tokens import fold

_SELF = re.compile(
    r"(?:\bik\s+(?:ben|bin|werk|sta|geef|doe|zit|spreek|draag|draai|coach|begeleid)\b"
    r"|\bals\b|\bben\b|\bwerk(?:zaam)?\b|\b(?:wij|we) zijn\b"
    r"|\bmijn (?:werk|baan|functie|rol|beroep)\b|\b(?:i am|i'm|im|i work|as)\b"
    r"|\bvanuit\b|\bnamens\b|^\W*(?:\w+\W+){0,3}met (?:de |het )?$|\bgewoon zijn\b)"
    r"[^.!?,;]{0,40}$"
)
_OPENING = re.compile(
    r"^\W*(?:(?:hoi|hai|hi|hey|hallo|goedemorgen|goedemiddag|goedenavond|dag"
    r"|beste|salaam|even|vraagje|ik|wij|vanuit|een|de|het|ja|nou)\W+){0,4}$"
)
_AFTER = re.compile(
    r"^\s*(?:hier\b|alhier|van beroep|ben ik|zijnde|[,.:;/-]|$|en ik\b|(?:op|bij|in|van|voor|uit) (?:een|de"
    r"|het|mijn|ons|\w+)\b|jo\d|avonddienst|nachtdienst|locatie|te\b|domein\b|jeugd\b)"
)
_OTHER = re.compile(
    r"(?:\b(?:de|een|onze|ons|zijn|haar|hun|die|dat|deze|van|volgens"
    r"|mijn|z'n|zn|m'n|andere|door|aan|collega|oud|geen|niet|nieuwe|vorige|naar|tegen|bij|via)"
    r"\s+)$"
)
_HEADING = re.compile(r"^\s*((?:[\w'-]+\s+){0,2}[\w'-]+)?\s*(?:[,:.]|\bhier\b)")
_VERBS = frozenset(
    (
        "zegt zei zeggen vertelt vertelde belt belde appt appte heeft had is was zag ziet vraagt vroeg meldt meldde "
        "komt kwam wil wilde kan gaat ging moet vindt vond denkt hoort hoorde doet deed geeft gaf weet wist schrijft "
        "schreef noemt"
    ).split()
)
"""After these the profession is that of somebody who does something in the story."""
_ALLOWED = re.compile(
    r"\b(?:als|ben|bin|zijn wij|wij zijn|am|as|met|gewoon|vanuit|namens|voor|werk bij|werk in|werk op"
    r"|werk voor|werken bij|work at)\s+(?:een|de|het|a|zijn|haar|z'n|zn|hun|een soort)\s+$"
)
_NAMED = re.compile(r"\b(?:ik ben|ben|met|i am|i'm)\s+\[[a-z]+-\d+\]\s*,?\s*$")
_DENIED = re.compile(r"\b(?:geen|niet|not)\s+(?:een\s+|a\s+)?$")


@dataclass(frozen=True)
class Slot:
    """A value with its place in the message; offsets in code points of the message."""

    name: str
    value: str
    start: int
    end: int


class RoleFinder:
    """Finds the profession of the user, not of others who are mentioned."""

    def __init__(self, rollen: Mapping[str, Sequence[str]]) -> None:
        """Takes the professions with the words people use for them."""
        words = {fold(word): name for name, group in rollen.items() for word in group}
        self._names = words
        self._pattern = re.compile(
            r"(?<!\w)(" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + r")(?!\w)"
        )

    def find(self, text: str) -> Slot | None:
        """The profession with the strongest sign that it is the user's own."""
        folded = "".join(fold(char)[:1] or char for char in text)
        size = len(folded.split())
        for match in self._pattern.finditer(folded):
            if self._is_own(folded[: match.start()], folded[match.end() :], size):
                return Slot("rol", self._names[match.group(1)], match.start(), match.end())
        return None

    @staticmethod
    def _is_own(before: str, after: str, size: int) -> bool:
        if _DENIED.search(before):
            return False
        if re.match(r"^\s+(?:hier|alhier|van beroep|zijnde)\b", after) or re.search(
            r"\bspreekt met (?:een |de )?$", before
        ):
            return True
        if _NAMED.search(before):
            return True
        allowed = bool(_ALLOWED.search(before))
        if _OTHER.search(before) and not allowed and not (_OPENING.match(before) and before.strip() in ("", "een")):
            return False
        if before.endswith("(") and re.match(r"^[^()]{0,20}\)", after):
            return True
        if size <= 4 and len(before.split()) <= 1:
            return True
        opens = bool(_OPENING.match(before))
        return bool(_SELF.search(before)) or (opens and (bool(_AFTER.match(after)) or _is_heading(after)))


def _is_heading(after: str) -> bool:
    """True when a message opens with the profession as in a letter: "wijkagent amersfoort, tip binnen: …"."""
    heading = _HEADING.match(after)
    return heading is not None and not _VERBS.intersection((heading.group(1) or "").split())
