"""The user's profession and the age of the person it is about, by rules. Understanding layer: standard library."""

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
_UNIT = (
    r"(?!\d|[.:/]\d|\s*(?:uur|u\b|minuten|min\b|weken|week|wk|dagen|maanden|mnd|keer|x\b|km|euro|%|meter|cm|kilo|leerlingen|lln|jongens|meiden"
    r"|meisjes|kinderen|mensen|man\b|collega|graden|procent|filmpjes|berichten|appjes|januari|februari|maart|april|mei|juni|juli|augustus"
    r"|september|oktober|november|december|vwo|havo|vmbo|mbo|en een half uur|stuks|plus minus))"
)
_NOT_AGO = r"(?!\s*(?:geleden|terug|ervaring|lang\b|later|samen|getrouwd|bezig|in dienst|vast|toezicht|gewerkt))"
_NUMBER = r"(?<![\d.:/-])(\d{1,2})"
_WORDS = {
    "acht": 8,
    "negen": 9,
    "tien": 10,
    "elf": 11,
    "twaalf": 12,
    "dertien": 13,
    "veertien": 14,
    "vijftien": 15,
    "zestien": 16,
    "zeventien": 17,
    "achttien": 18,
    "negentien": 19,
    "twintig": 20,
    "dertig": 30,
    "veertig": 40,
    "vijftig": 50,
    "zestig": 60,
}
_UNITS = dict(zip("een twee drie vier vijf zes zeven acht negen".split(), range(1, 10)))
_WORDS |= {
    unit + ("ën" if mark and unit.endswith("e") else "en") + ten: number + _WORDS[ten]
    for ten in ("twintig", "dertig", "veertig", "vijftig")
    for unit, number in _UNITS.items()
    for mark in (True, False)
}
_WORD = "(" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
_LEAD = r"\b(?:van|is|bijna|pas|net|nog maar|nu|leeftijd|begin|eind|rond de|wordt|ben|zijn)\s+"
_AGES = tuple(
    re.compile(pattern)
    for pattern in (
        _NUMBER + r"\s*-?\s*jari(?:ge?n?|g)\b",
        _NUMBER + r"(?:\s*|-)(?:jaar|jr|jaren|years? old|yo|y/o|j\b)" + _NOT_AGO,
        r"\(\s*(\d{1,2})\s*(?:jr|jaar|j|m|v)?\s*\)",
        r"\(\s*[mvx]\s*[,/]?\s*(\d{1,2})\s*(?:jr|jaar|j)?\s*\)",
        r"\b(?:is|was|wordt)\s+(?:hij|ie|ze|zij)\s+(?:nu\s+|pas\s+|net\s+)?(\d{1,2})" + _UNIT + r"(?!\s*jaar)",
        r"\bjaar of (\d{1,2})\b(?!\s*geleden)",
        r"^\s*(\d{1,2})" + _UNIT + r"\s*[,.]\s*(?=[a-z])",
        r"[a-zé\]]\s*,\s*(\d{1,2})" + _UNIT + r"\s*(?=[,.:;)!?]|$| en\b| die\b)",
        _LEAD + r"(\d{1,2})" + _UNIT + r"(?!\s*jaar)",
        r"\b(?:jongen|meisje|meid|knul|vent|gast|leerling|student|studente|cliënte?|cliente?|pati[ëe]nte?|leerlinge|buurjongen|buurmeisje|jongere|kind|zoon|dochter|pupil|deelnemer|kandidaat"
        r"|bewoner|man|vrouw|speler|wajonger|boy|girl|kid)\s+(\d{1,2})" + _UNIT,
        r":\s*(\d{1,2})" + _UNIT + r"\s*[,.]",
        r"[,.]\s*(\d{1,2})\s+(?:dus|inmiddels|geworden)\b",
        r"\b(?:is|was|wordt)\s+(?:hij|ie|ze|zij)\s+(?:nu\s+|pas\s+|net\s+)?" + _WORD + r"\b(?!\s*(?:keer|uur))",
        r"^\s*(?:hij is|ze is|zij is|bijna|net|pas|nu|ongeveer|ca\.?)?\s*(\d{1,2})" + _UNIT + r"\s*[.!?]?\s*$",
        _NUMBER + _UNIT + r"\s+(?:is|was)\s+(?:ie|hij|ze|zij)\b",
        _LEAD
        + r"(?:een jaar of )?"
        + _WORD
        + r"\b(?!\s+(?:uur|keer|dagen|weken|maanden|jaar geleden|minuten|man\b|mensen|jongens))",
        r"\b(?:een )?jaar of " + _WORD + r"\b",
        _WORD + r"\s+jaar\b" + _NOT_AGO,
        r"(?:^|[,.]\s*)" + _WORD + r"(?=\s*[,.]|$)",
    )
)
_SELF_AGE = re.compile(r"\b(?:ik ben|ben zelf|ik,|ben ik)\s+(?:\w+\s+){0,3}$|\bik ben \w+,\s*$")
_LASTED = re.compile(r"(?<!is )(?<!was )\b(?:al|sinds|afgelopen|laatste|over|na|ruim|elke|komende|binnen|zo'n)\s+$")
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
    """The age of the person the message is about, when one is named as the present age.

    The surest way of writing an age goes first; an age of the user does not count.
    """
    folded = text.lower()
    for pattern in _AGES:
        for match in pattern.finditer(folded):
            written = match.group(1)
            age = int(written) if written.isdigit() else _WORDS[written]
            before = folded[max(0, match.start(1) - 24) : match.start(1)]
            lasted = _LASTED.search(before) and re.match(r"\s*(?:jaar|jr)\b", folded[match.end(1) :])
            if not 2 <= age <= 99 or lasted or _SELF_AGE.search(before):
                continue
            if re.search(r"\bbijna\s+$|\bwordt\s+(?:\w+\s+){0,2}$", before):
                age -= 1
            return Slot("leeftijdscategorie", age_category(age), match.start(1), match.end(1))
    decade = _DECADES.search(folded)
    return Slot("leeftijdscategorie", "23+", decade.start(), decade.end()) if decade else None


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
