"""Phone numbers: Dutch in every notation, foreign with a country code, in words.

Format: Dutch numbers have ten digits with a leading 0, or nine after +31 or
0031 (ACM, Nummerplan telefoon- en ISDN-diensten); any blanks, dots, slashes,
hyphens, brackets or line breaks in between. Foreign numbers are checked by
`phonenumbers`. Public numbers of the field (112, 0900-8844, 088 20 80 080 …)
stay. Examples, fictitious: 06-12345678, +31 (0)6 12 34 56 78.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from rasa_project.redaction.document import Document
from rasa_project.redaction.getallen import NUMBER_WORDS
from rasa_project.redaction.models import Span

_SEP = r"[ .\-/()_,*\n]{0,3}"
_DUTCH = re.compile(
    rf"(?<![\d\w+])(?:\+|00)?{_SEP}31{_SEP}(?:\(?0\)?)?{_SEP}[1-9](?:{_SEP}\d){{8}}(?!\d)"
    rf"|(?<![\d\w+,])\(?0{_SEP}[1-9](?:{_SEP}\d){{8}}(?!{_SEP}?\d)"
)
_LONG = re.compile(rf"(?<![\d\w+,])\(?0{_SEP}[1-9](?:{_SEP}\d){{8}}(?!\d)")
_MOBILE = re.compile(rf"(?<![\d\w+])(?:0{_SEP})?6{_SEP}[1-9](?:{_SEP}\d){{7}}(?!\d)")
_FOREIGN = re.compile(rf"(?<![\d\w])(?:\+|00){_SEP}[1-9](?:{_SEP}\d){{6,13}}(?!\d)")
_CUE = re.compile(
    r"(?<![\w-])(?:tel(?:efoon)?(?:nummer|nr)?|mobiel(?:e)?(?:nummer|nr| nummer)?|gsm|nummer|nr|06|bel(?:len|t)?|"
    r"bereikbaar|app(?:en|t)?|whatsapp(?:t|nummer)?)\b"
    r"[^\d\n+]{0,25}(\+?\d(?:[ .\-/]{0,2}\d){5,13})(?!\d)",
    re.I,
)
_EXTENSION = re.compile(r"\b(?:toestel|tst\.?|doorkiesnummer|doorkies)(?: is| nr\.?|:)? (\d{2,5})\b", re.I)
_SHORT = re.compile(rf"(?<![\d\w])0[89]00{_SEP}\d(?:{_SEP}\d){{3,6}}(?!\d)")


def _national(digits: str) -> str:
    for prefix in ("0031", "31"):
        if digits.startswith(prefix) and len(digits) - len(prefix) >= 9:
            return "0" + digits[len(prefix) :].removeprefix("0")
    return digits


def is_public(document: Document, text: str) -> bool:
    """Whether this is a number that everybody may know."""
    digits = re.sub(r"\D", "", text)
    # 14 + area code is the number of a municipality.
    return _national(digits) in document.lists.nummers or bool(re.fullmatch(r"140\d{2,3}", digits))


_BETWEEN = frozenset({"-", ",", ".", "en", "dan", "plus", "/", "keer", "dus", "streepje", "oftewel", "daarna"})


def _spelled(document: Document) -> Iterator[Span]:
    """Runs of number words and digits that together make a phone number."""
    tokens = document.tokens
    index = 0
    while index < len(tokens):
        digits, words, end, last = "", 0, index, index
        while end < len(tokens):
            token = tokens[end]
            if token.word in NUMBER_WORDS:
                digits += NUMBER_WORDS[token.word]
                words += 1
                last = end
            elif token.kind == "d" and len(token.raw) <= 4:
                digits += token.raw
                last = end
            elif not (
                token.word in {"-", ",", ".", "en", "dan", "plus", "/", "keer", "dus", "streepje", "oftewel", "daarna"}
                and end > index
            ):
                break
            end += 1
        if words >= 2 and len(digits) >= 8 and digits.lstrip("0") and digits not in document.lists.nummers:
            yield Span(tokens[index].start, tokens[last].end, "TELEFOON", "telefoon", "in woorden")
        index = max(end, index + 1)


def find(document: Document) -> Iterator[Span]:
    """Phone numbers by shape, by country code, by the word before it, or written out."""
    text = document.text
    for pattern in (_DUTCH, _LONG, _MOBILE, _SHORT):
        for match in pattern.finditer(text):
            if not is_public(document, match.group()):
                yield Span(match.start(), match.end(), "TELEFOON", "telefoon", "vorm")
    for match in _FOREIGN.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        number = "+" + digits.removeprefix("00")
        try:
            possible = phonenumbers.is_possible_number(phonenumbers.parse(number, None))
        except phonenumbers.NumberParseException:
            possible = False
        if (possible or match.group().startswith("+")) and not is_public(document, match.group()):
            yield Span(match.start(), match.end(), "TELEFOON", "telefoon", "landcode")
    for match in _CUE.finditer(text):
        if not is_public(document, match.group(1)):
            yield Span(match.start(1), match.end(1), "TELEFOON", "telefoon", "woord")
    for match in _EXTENSION.finditer(text):
        yield Span(match.start(1), match.end(1), "TELEFOON", "telefoon", "toestel")
    yield from _spelled(document)
