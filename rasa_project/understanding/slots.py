"""The user's profession and the age of the person it is about, by rules. Understanding layer: standard library."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Mapping, Sequence

from rasa_project.language.tokens import fold

_SELF = re.compile(
    r"(?:\bik\s+(?:ben|werk|sta|geef|doe|zit|spreek|draag)\b|\bals\b|\bben\b|\bwerk\b|\bwij zijn\b|\bmijn (?:werk|baan|functie|rol)\b"
    r"|\b(?:i am|i'm|im|i work)\b|\bvanuit (?:de|het|mijn)\b|\bnamens\b|\bik, )[^.!?,]{0,40}$")
_AFTER = re.compile(r"^\s*(?:hier|van beroep|ben ik|zijnde|op (?:een|de|het)|bij (?:de|een|het)|in (?:de|het|een)|,|\.|$|en\b)")
_OTHER = re.compile(r"(?:\b(?:de|een|onze|zijn|haar|hun|die|van|volgens|met|mijn|andere|door|aan|collega)\s+)$")
_AGE = re.compile(
    r"(?<![\d/.:-])(\d{1,2})(?![\d/.:]|\s*(?:uur|u\b|minuten|min\b|weken|wk|dagen|maanden|mnd|keer|x\b|km|euro|%|meter|leerlingen|lln|jongens|meiden|kinderen|mensen|collega|bij|graden|procent|filmpjes|berichten|appjes|kilometer|november|december|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober))"
    r"\s*(?:-?\s*jarige?n?|jaar(?:\s+oud)?|jr\b|years?\s+old|yo\b|y/o)?")
_WORDS = {"elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17, "achttien": 18,
          "negentien": 19, "twintig": 20, "eenentwintig": 21, "tien": 10, "negen": 9, "acht": 8}
_CATEGORIES = ((0, 11, "<12"), (12, 15, "12-15"), (16, 17, "16-17"), (18, 22, "18-22"), (23, 120, "23+"))
_DECADES = re.compile(r"\b(twintiger|dertiger|veertiger|vijftiger|zestiger)\b")


@dataclass(frozen=True)
class Slot:
    """A value with its place in the message; offsets in code points of the message."""

    name: str
    value: str
    start: int
    end: int


def age_category(age: int) -> str:
    """The category of an age in years."""
    return next(name for low, high, name in _CATEGORIES if low <= age <= high)


def find_age(text: str) -> Slot | None:
    """The age of the person the message is about, when one is named as the present age."""
    folded = text.lower()
    strong = re.search(
        r"(?:\b(?:van|is|bijna|nu|net|pas|leeftijd|jongen|meisje|meid|leerling|ll|student|hij|ze|zij|zoon|dochter)\s+)?"
        r"(?<![\d/.:-])(\d{1,2})\s*(?:-?\s*jarige?n?\b|-?\s*jaar\b(?!\s+(?:geleden|terug|lang|later|ervaring))|jr\b(?!\s+geleden)|years?\s+old|yo\b)", folded)
    bracket = re.search(r"(?:jongen|meisje|leerling|ll|student|client|cliënt|zoon|dochter|bewoner|jongere|kind|he|she|hij|ze)\w*\s*[,(]\s*(\d{1,2})\s*[,)]", folded)
    plain = re.search(r"\b(?:jongen|meisje|meid|leerling|student|jongere|kind|zoon|dochter|knul|gast|puber|bewoner|cliënt|client|ze|zij|hij|is|wordt|boy|girl|kid)\s+(?:is\s+)?(?:van|is|pas|net|nu|al|nog maar|of)?\s*(\d{1,2})\b(?!\s*(?:uur|keer|x|dagen|weken|maanden|minuten|euro|km))", folded)
    only = re.match(r"^\s*(?:bijna|net|pas|nu|ongeveer|ca\.?)?\s*(\d{1,2})\s*(?:jaar)?[.!]?\s*$", folded)
    word = re.search(r"\b(?:van|is|bijna|pas|net)\s+(" + "|".join(_WORDS) + r")\b(?!\s+(?:uur|keer|dagen|weken|maanden|jaar geleden))", folded)
    decade = _DECADES.search(folded)
    for match in (strong, bracket, only, plain):
        if match and 4 <= int(match.group(1)) <= 99:
            age = int(match.group(1))
            before = folded[max(0, match.start(1) - 12):match.start(1)]
            if re.search(r"\bbijna\s+$|\bwordt\s+(?:\w+\s+)?$", before):
                age -= 1
            return Slot("leeftijdscategorie", age_category(age), match.start(1), match.end(1))
    if word:
        age = _WORDS[word.group(1)]
        if "bijna" in word.group(0):
            age -= 1
        return Slot("leeftijdscategorie", age_category(age), word.start(1), word.end(1))
    if decade:
        return Slot("leeftijdscategorie", "23+" if decade.group(1) != "twintiger" else "23+", decade.start(), decade.end())
    return None


class RoleFinder:
    """Finds the profession of the user, not of others who are mentioned."""

    def __init__(self, rollen: Mapping[str, Sequence[str]]) -> None:
        """Takes the professions with the words people use for them."""
        words = {fold(word): name for name, group in rollen.items() for word in group}
        self._names = words
        self._pattern = re.compile(
            r"(?<!\w)(" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + r")(?!\w)")

    def find(self, text: str) -> Slot | None:
        """The profession with the strongest sign that it is the user's own."""
        folded = "".join(fold(char)[:1] or char for char in text)
        size = len(folded.split())
        for match in self._pattern.finditer(folded):
            before, after = folded[:match.start()], folded[match.end():]
            alone = size <= 4 and not before.strip()
            opening = not before.strip() and bool(re.match(r"^\s*(?:hier|,|\.|van beroep)", after))
            own = bool(_SELF.search(before)) and not _OTHER.search(before[-14:].replace("als een", "").replace("ben een", ""))
            if alone or opening or own or re.match(r"^\s+(?:hier|van beroep)\b", after):
                return Slot("rol", self._names[match.group(1)], match.start(), match.end())
        return None
