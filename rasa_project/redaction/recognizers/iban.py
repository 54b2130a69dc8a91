"""IBAN, and a Dutch account number named as such.

Format: two letters, two check digits, up to 30 letters and digits, often in
groups of four. Checksum: mod 97 (ISO 13616), by `stdnum.iban`. Something that
looks like a Dutch IBAN (NL, 2 digits, 4 letters, 10 digits) is taken out even
when the checksum fails. Example, fictitious: NL91 ABNA 0417 1643 00.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban

from rasa_project.redaction.document import Document
from rasa_project.redaction.models import Span

_SHAPE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[ .\-]?\d{2}(?:[ .\-\n]?[A-Za-z0-9]){11,30}(?![A-Za-z0-9])")
_DUTCH = re.compile(r"(?<![A-Za-z0-9])nl[ .\-]?\d{2}[ .\-\n]?[a-z]{4}[ .\-\n]?(?:\d[ .\-\n]?){9}\d", re.I)
_CUE = re.compile(
    r"\b(?:rekening(?:nummer|nr)?|rek\.?(?:nr)?|bankrekening|giro(?:nummer)?|bankpas(?:nummer)?)\b[^\d\n]{0,20}"
    r"(\d(?:[ .\-]?\d){5,17})(?!\d)",
    re.I,
)


def _longest_valid(text: str) -> int:
    """Length of the longest start of a candidate that passes the checksum; 0 if none."""
    for end in range(len(text), 14, -1):
        if text[end - 1].isalnum() and iban.is_valid(
            re.sub(r"[^A-Za-z0-9]", "", text[:end]).upper(), check_country=False
        ):
            return end
    return 0


def find(document: Document) -> Iterator[Span]:
    """Account numbers by checksum, by Dutch shape or by the word before it."""
    for match in _DUTCH.finditer(document.text):
        yield Span(match.start(), match.end(), "IBAN", "iban", "vorm")
    for match in _SHAPE.finditer(document.text):
        length = _longest_valid(match.group())
        if length:
            yield Span(match.start(), match.start() + length, "IBAN", "iban", "controlegetal")
    for match in _CUE.finditer(document.text):
        yield Span(match.start(1), match.end(1), "IBAN", "iban", "woord")
