"""Street addresses: a street, with or without a house number and addition.

A street is a word ending in straat, laan, weg, plein … or, for streets without
such an ending, words after "woont op/aan/in" or "adres" followed by a house
number. House numbers: 12, 12a, 12-2, 12 II, 12 hs, 12 bis, 12 rood, no 4.
Words that only look like a street (snelweg, schoolplein) are in a list.
"""

from __future__ import annotations

import re
from typing import Iterator

from rasa_project.language.normalise import fold
from rasa_project.redaction.document import Document
from rasa_project.redaction.models import Span

_SUFFIX = (r"(?:straat|straatje|str|laan|laantje|lane|weg|wegje|plein|pleintje|plantsoen|singel|gracht|kade|dijk|dijkje|steeg|steegje|hof|hofje|pad|paadje|"
           r"dreef|allee|boulevard|park|erf|ring|wal|markt|baan|burgwal|haven|brink|dwarsstraat|waard|oord|veld|hoek|meent|horst|kamp|akker|es|donk|zoom|"
           r"veste|wende|stede|berg|gaard|gaarde|land|burg|buurt|poort|bolwerk|sloot|vaart|diep|werf|tuin|tuinen|heuvel|stein|borg|weide|wei|wijk|stroom|wetering)")
_SURE = r"(?:straat|straatje|str|laan|laantje|weg|plein|pleintje|plantsoen|singel|gracht|kade|dijk|steeg|steegje|hofje|dreef|burgwal|dwarsstraat|boulevard|allee)"
_NUMBER = (r"(?:(?:nr|nummer|no|huisnummer|huisnr|n°)\.?\s?)?\d{1,5}(?:\s?[-/]?\s?(?:[a-hA-H](?![a-z])|[1-9]\d{0,3}(?!\d)(?!\s?(?:jaar|keer|uur|weken|maanden|dagen))|(?:hs|bis|rood|zwart|boven|beneden|huis|"
           r"ev|bg|[IVX]{1,4}|(?:1|2|3|4)(?:e|hoog)|[1-5] ?hoog|toevoeging \w{1,3})\b))?")
_WORD = r"[^\W\d_][\w'.\-]*"
_NUMBERED = re.compile(rf"(?<![\w])((?:{_WORD} ){{0,3}}?(?:{_WORD})?{_SUFFIX})\.?,? {_NUMBER}(?![\w:])", re.I)
_NUMBERED_SURE = re.compile(rf"(?<![\w])(\w[\w'.\-]*{_SURE})\.?,?\s{{0,2}}{_NUMBER}(?![\w:])", re.I)
_BARE = re.compile(rf"(?<![\w-])([^\W\d_][\w'\-]{{2,}}{_SURE})(?![\w])", re.I)
_SPLIT = re.compile(rf"\b(?:in|op|aan|langs|bij|van|naar|uit|hoek) (?:de |het |'t )((?!eigen|hele|zelfde|andere|vorige|goede|verkeerde|juiste|lange|oude|nieuwe|brede|smalle)[^\W\d_][\w'\-]{{3,}} (?:straat|laan|plein|gracht|kade|dijk|plantsoen|dreef))\b", re.I)
_CUE = re.compile(rf"\b(?:woont|wonen|woonde|woon|woonachtig|verblijft|adres|gevestigd|zit|staat ingeschreven|ingeschreven|ophalen|opgehaald|opgepakt|bezorgd)\b(?: is| nu| tijdelijk| thuis| bij \w+| momenteel|:|=)* ?"
                  rf"(?:op |aan |in )?(?:de |het |'t )?((?:{_WORD} ){{1,3}}?{_NUMBER})(?!\s?(?:jaar|keer|uur|weken|maanden|dagen|jr|mensen|kinderen|minuten|km|euro|andere|anderen|broers|zussen|personen|graden|procent|%))(?![\w:])", re.I)
_LEADING = frozenset("de het een in op aan van naar bij uit langs woont woonde woon wonen zit is was en of hij ze zij die dat adres heeft hoek ik we te met tot "
                     "nummer nu thuis verblijft staat wordt gezien daar hier ook om maar voor onder tegen richting achter haar zijn hun".split())


def _strip_lead(text: str, start: int, end: int) -> int:
    """Move the start past small words that belong to the sentence, not to the street."""
    while True:
        word = re.match(r"[^\W\d_'’]+(?=[ .])", text[start:end])
        if not word or fold(word.group()) not in _LEADING or not text[start + word.end():end].strip():
            return start
        start += word.end() + 1


def find(document: Document) -> Iterator[Span]:
    """Streets with a number, well-shaped streets without one, and what follows "woont op"."""
    text, lists = document.text, document.lists
    has_digit = any(c.isdigit() for c in text)
    if has_digit:
        for match in _NUMBERED_SURE.finditer(text):
            if fold(match.group(1)) not in lists.straten:
                yield Span(match.start(), match.end(), "ADRES", "adres", "huisnummer")
        for match in _NUMBERED.finditer(text):
            start = _strip_lead(text, match.start(), match.end())
            street = fold(text[start:match.end(1)])
            last = street.split()[-1]
            ordinary = last in lists.straten or lists.woorden.get(last, 10**6) < 8_000 or last in lists.nooit
            if street and not (ordinary and " " not in street) and not (ordinary and not text[match.end(1) - len(last):match.end(1)][:1].isupper()):
                yield Span(start, match.end(), "ADRES", "adres", "huisnummer")
        for match in _CUE.finditer(text):
            start = _strip_lead(text, match.start(1), match.end(1))
            words = [fold(w) for w in re.findall(_WORD, text[start:match.end(1)])]
            if words and not all(lists.woorden.get(w, 10**6) < 3_000 for w in words):
                yield Span(start, match.end(1), "ADRES", "adres", "woonwoord")
    for match in _BARE.finditer(text):
        word = fold(match.group(1))
        if word not in lists.straten and (word,) not in lists.behouden and word not in lists.nooit:
            yield Span(match.start(), match.end(), "ADRES", "adres", "straatnaam")
    for match in _SPLIT.finditer(text):
        yield Span(match.start(1), match.end(1), "ADRES", "adres", "straatnaam")
