"""Dutch postcode: four digits (not below 1000) and two letters, not SA, SD or SS.

Source of the letter rule: PostNL, since 1978 those three are not given out.
In lower case "1234 en" is a number and a word: then only letter pairs that are
no everyday word count, unless digits and letters stick together or the word
postcode stands before it. Example, fictitious: 1234 ZZ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasa_project.redaction.document import Document
from rasa_project.redaction.models import Span

_SHAPE = re.compile(r"(?<![\w.,/-])(?:nl-?)?([1-9]\d{3})([ \t\n.\-]{0,2})([a-z]{2})(?![a-z\d])", re.I)
_CUE = re.compile(
    r"\b(?:postcode|postcodegebied|pc)\b[ :=]{0,3}(?:is |gebied |nummer )?([1-9]\d{3}(?:\s?[a-z]{2})?)\b", re.I
)
_SPACED = re.compile(r"(?<!\d)([1-9] \d \d \d|[1-9]\d \d\d)[ ,]{1,2}([a-z] ?[a-z])(?![a-z\d])", re.I)
_WORDS = frozenset(
    "aan af al as au bv ca cm de dm dr du eh en er et eu ex fb ga go gr ha he hm hr ib id ie ik in is ja je jo kg "
    "km "
    "la le ma me mg ml mm na no nr nu of oh ok om op ov pa pc pk po re sa sd so ss ta te tv uw va vo we wc wo xl "
    "ze zo zn "
    "br al an we ps pm am do di vr wo zo za ma".split()
)
_GIVEN_OUT_NEVER = frozenset({"sa", "sd", "ss"})


def find(document: Document) -> Iterator[Span]:
    """Postcodes by shape, or by the word postcode."""
    for match in _SHAPE.finditer(document.text):
        letters = match.group(3)
        pair = letters.lower()
        if pair in _GIVEN_OUT_NEVER:
            continue
        year = 1900 <= int(match.group(1)) <= 2039
        sure = letters.isupper() or (
            not match.group(2) and pair not in {"km", "kg", "cm", "mm", "ml", "mg", "en", "er"}
        )
        if sure or (pair not in _WORDS and not (year and pair in {"nr"})):
            yield Span(match.start(), match.end(), "POSTCODE", "postcode", "vorm")
    for match in _CUE.finditer(document.text):
        yield Span(match.start(1), match.end(1), "POSTCODE", "postcode", "woord")
    for match in _SPACED.finditer(document.text):
        if match.group(2).replace(" ", "").lower() not in _WORDS or match.group(2).isupper():
            yield Span(match.start(), match.end(), "POSTCODE", "postcode", "gespatieerd")
