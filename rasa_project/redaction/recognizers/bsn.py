"""Burgerservicenummer (and its forerunner sofinummer).

Format: 9 digits, sometimes 8 when a leading zero fell off; in chat with dots,
blanks or hyphens in between. Checksum: elfproef, by `stdnum.nl.bsn` (source:
Logisch Ontwerp BRP, via python-stdnum). With the word bsn, sofi or
burgerservicenummer nearby a wrong checksum does not matter: a typing error
still leads to a person. Example, fictitious: 1112.22.333.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.nl import bsn as elfproef

from rasa_project.redaction.document import Document
from rasa_project.redaction.models import Span

_DIGITS = re.compile(r"(?<![\d+])\d(?:[ .\-/_\n]{0,2}\d){7,8}(?![ .\-]?\d)")
_RUN = re.compile(r"(?<!\d)\d{9}(?!\d)")
_CUE = re.compile(r"\b(?:bsn|b\.s\.n\.?|burger ?service ?(?:nummer|nr)|sofi ?-?(?:nummer|nr)?)\b[^\d\n]{0,25}$", re.I)


def find(document: Document) -> Iterator[Span]:
    """Numbers that are a BSN by checksum or by the word before it."""
    for match in _DIGITS.finditer(document.text):
        digits = re.sub(r"\D", "", match.group())
        if _CUE.search(document.text[max(0, match.start() - 45) : match.start()]):
            yield Span(match.start(), match.end(), "BSN", "bsn", "woord")
        elif elfproef.is_valid(digits) and digits not in document.lists.nummers:
            if len(digits) == 9:
                yield Span(match.start(), match.end(), "BSN", "bsn", "elfproef")
    for match in _RUN.finditer(document.text):
        if elfproef.is_valid(match.group()):
            yield Span(match.start(), match.end(), "BSN", "bsn", "elfproef")
