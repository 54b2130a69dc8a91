"""Personal data in disguise: spelled-out letters, base64, other alphabets.

Look-alike letters, entities and invisible characters are undone before any
recognizer runs (`language.normalise`).
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from rasa_project.language.normalise import fold
from rasa_project.redaction.document import Document
from rasa_project.redaction.models import Span

_SPELLED = re.compile(r"(?<![\w])[^\W\d_](?:([ .\-_*/,|]{1,2}|\s-\s)[^\W\d_])(?:\1[^\W\d_]){2,}(?![\w])")
_BASE64 = re.compile(r"(?<![\w+/=])[A-Za-z0-9+/_-]{12,}={0,2}(?![\w+/=])")
_HEX = re.compile(r"(?<![\w])(?:0x)?(?:[0-9a-f]{2}[ :]?){8,}(?![\w])", re.I)
_OTHER = re.compile(
    r"[\u0370-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc\U00010000-\U0001efff\U00020000-\U0003ffff]"
    r"[\u0300-\u1fff\u2c00-\u2dff\u3005-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc\U00010000-\U0001efff\U00020000-\U0003ffff]*"
)


def _decodes(value: str) -> bool:
    """Whether base64 gives readable text."""
    body = value.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        raw = base64.b64decode(body + "=" * (-len(body) % 4), validate=True)
        text = raw.decode("utf-8")
    except (binascii.Error, ValueError):
        return False
    return (
        len(text) >= 6
        and all(c.isprintable() or c in "\n\t" for c in text)
        and sum(c.isalnum() or c in " @.-" for c in text) > 0.8 * len(text)
    )


def find(document: Document) -> Iterator[Span]:
    """Words that were taken apart, encoded, or written in another alphabet."""
    text, lists = document.text, document.lists
    for match in _SPELLED.finditer(text):
        word = fold("".join(c for c in match.group() if c.isalpha()))
        if (
            word not in lists.nooit
            and (word,) not in lists.behouden
            and (lists.woorden.get(word, 10**6) > 20_000 or word in lists.naam_meestal)
        ):
            yield Span(match.start(), match.end(), "NAAM", "vermomd", "gespeld")
    for match in _BASE64.finditer(text):
        value = match.group()
        mixed = any(c.isupper() for c in value[1:]) and any(c.islower() for c in value)
        if (mixed or any(c.isdigit() for c in value) or value.endswith("=")) and _decodes(value):
            yield Span(match.start(), match.end(), "NUMMER", "vermomd", "base64")
    for match in _HEX.finditer(text):
        if any(c.isdigit() for c in match.group()) and any(c.isalpha() for c in match.group()):
            yield Span(match.start(), match.end(), "NUMMER", "vermomd", "hex")
    if not text.isascii():
        for match in _OTHER.finditer(text):
            if any(c.isalpha() for c in match.group()) and (fold(match.group()),) not in lists.behouden:
                yield Span(match.start(), match.end(), "NAAM", "vermomd", "ander schrift")
