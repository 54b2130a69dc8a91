"""Dutch licence plates, sidecodes 1 to 14, with and without hyphens.

Source of the series: RDW, "Opbouw van de cijfer/lettercombinatie" (sidecodes
1-11 for cars, 12-14 for later series). With hyphens or blanks in the right
places a plate is a plate; stuck together only when it has no vowels or stands
in capitals, or when a word such as kenteken, auto or scooter is near. Foreign
plates only by such a word. Examples, fictitious: ZZ-99-ZZ, 9-ZZZ-99.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasa_project.redaction.document import Document
from rasa_project.redaction.models import Span

GROUPS = (
    "LL-DD-DD",
    "DD-DD-LL",
    "DD-LL-DD",
    "LL-DD-LL",
    "LL-LL-DD",
    "DD-LL-LL",
    "DD-LLL-D",
    "D-LLL-DD",
    "LL-DDD-L",
    "L-DDD-LL",
    "LLL-DD-L",
    "L-DD-LLL",
    "D-LL-DDD",
    "DDD-LL-D",
)


def _pattern(separator: str) -> re.Pattern[str]:
    parts = {"L": "[a-z]", "D": r"\d", "-": separator}
    shapes = "|".join("".join(parts[c] for c in group) for group in GROUPS)
    return re.compile(rf"(?<![\w-])(?:{shapes})(?![\w-])", re.I)


_HYPHENS = _pattern("-")
_LOOSE = _pattern(r"[ .·_/–]?-?[ .·_/–]?")
_SMALL_WORDS = frozenset(
    "v m van vd de den der die dat dit een in op en is ie met bij aan uit om te hij ze we er al of als was nu".split()
)
_WIDEST = 40
"""Letters behind a word in which a plate that begins there has ended."""
_WORDS_ON = re.compile(r"\S+\s*")
_CUE = re.compile(
    r"\b(?:kenteken(?:nummer|plaat)?|nummerbord|nummerplaat|plaat|plaatje|autos?|auto'tje|wagen|bus|busje|"
    r"bestelbus\w*|scooter|brommer|motor|"
    r"snorfiets|golf|polo|audi|bmw|mercedes|opel|corsa|renault|peugeot|toyota|fiat|ford|seat|kia|volvo|taxi|"
    r"fatbike|aanhanger|vrachtwagen)\b",
    re.I,
)
_ANY = re.compile(
    r"\b(?:kenteken(?:nummer)?|nummerbord|nummerplaat)\b(?: is| was| van|:|=| dat is| begint met| eindigt op|"
    r" met)*\s*(?:een |de )?\"?"
    r"((?=[a-z\d -]*\d)[a-z\d]{1,4}(?:[ -]?[a-z\d]{1,4}){1,3})\b",
    re.I,
)
_DATE_LIKE = re.compile(r"^\d\d-[a-z]{2,3}-\d", re.I)


def _is_word(document: Document, letters: str) -> bool:
    """Whether the letters at the end of a plate are rather the next word of the sentence."""
    low = letters.lower()
    return len(low) > 3 or low in document.lists.woorden or low in document.lists.nooit


def _loose(text: str) -> Iterator[re.Match[str]]:
    """Shapes with blanks in them, from every word on: in "de golf 12 kl zx" the car is not part of the plate."""
    for word in _WORDS_ON.finditer(text):
        match = _LOOSE.search(text, word.start(), word.end() + _WIDEST)
        while match and match.start() < word.end():
            yield match
            match = _LOOSE.search(text, match.end(), word.end() + _WIDEST)


def find(document: Document) -> Iterator[Span]:
    """Plates by shape, and anything called a kenteken."""
    text = document.text
    for match in _HYPHENS.finditer(text):
        yield Span(match.start(), match.end(), "KENTEKEN", "kenteken", "vorm")
    taken = 0
    for match in _loose(text):
        if match.start() < taken:
            continue
        value = match.group()
        letters = "".join(c for c in value if c.isalpha())
        near = _CUE.search(text[max(0, match.start() - 50) : match.end() + 25])
        tight = not re.search(r"[^A-Za-z0-9]", value)
        words = [w.lower() for w in re.findall("[A-Za-z]+", value)]
        ordinary = any(document.lists.woorden.get(w, 10**6) < 20_000 and len(w) > 1 for w in words)
        # "een man van 44 in de auto", "een jongen v 14 die": an age among words.
        sentence = " " in value and not value.isupper() and any(w in _SMALL_WORDS for w in words)
        if near and not sentence and (tight or not ordinary or len(words) > 1):
            taken = match.end()
            yield Span(match.start(), match.end(), "KENTEKEN", "kenteken", "woord")
        elif tight and (letters.isupper() or not (set(letters.lower()) & set("aeiou"))) and not ordinary:
            yield Span(match.start(), match.end(), "KENTEKEN", "kenteken", "vorm")
        elif not tight and letters.isupper() and not ordinary:
            yield Span(match.start(), match.end(), "KENTEKEN", "kenteken", "vorm")
    for match in _ANY.finditer(text):
        value = match.group(1)
        words = value.split()
        skipped = 0
        while (
            words
            and words[0].isalpha()
            and (
                len(words[0]) > 3
                or words[0].lower() in document.lists.nooit
                or words[0].lower() in document.lists.woorden
            )
        ):
            skipped += len(words.pop(0)) + 1
        while words and not any(c.isdigit() for c in words[-1]) and _is_word(document, words[-1]):
            words.pop()
        if words:
            length = value.rindex(words[-1]) + len(words[-1])
            yield Span(match.start(1) + skipped, match.start(1) + length, "KENTEKEN", "kenteken", "woord")
