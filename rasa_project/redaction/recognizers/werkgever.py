"""Employers and clubs that are named by nothing but their place in the sentence: "werkt bij janszen"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasa_project.language.normalise import fold
from rasa_project.redaction.document import Document
from rasa_project.redaction.models import Span
from rasa_project.redaction.soorten import FOLLOW, blocked_tokens, is_capital, is_kind
from rasa_project.redaction.tussenvoegsels import TUSSENVOEGSELS

_AT_WORK = frozenset(
    "werkt werk werken werkte stage bijbaan bijbaantje voetbalt speelt traint sport kickbokst bokst baantje stageplek "
    "aangenomen loopt speelde voetbalde dienst solliciteert solliciteerde hockeyt zwemt danst turnt korfbalt".split()
)


_SPORT = re.compile(
    r"\b(?:voetbal\w*|kantine|club|elftal|keeper|spits|trainer|training|team|veld|korfbal\w*|hockey\w*|wedstrijd|"
    r"jo\d\d|speelt|traint|lid)\b",
    re.I,
)
_CLUB_YEAR = re.compile(
    r"\b(?:bij|van|op|voor|naar|tegen) ((?!klas|groep|havo|vwo|vmbo|mavo)[^\W\d_]{2,12} ?'?\d\d)\b(?! ?(?:jaar|uur))",
    re.I,
)
_LED = re.compile(
    r"\b(?:dominee|ds|pastor|pastoor|voorganger|imam|directeur|directrice|juf|leidster|conrector|rector|ib'er|"
    r"conciërge|concierge|trainer|coach|voorzitter) (?:van|bij|op) ((?:de |het |'t )?([^\W\d_][\w'-]{3,}))",
    re.I,
)


def _clubs(document: Document) -> Iterator[Span]:
    """A club by letters and its year ("bij dvs 33"), and a house by who leads it ("dominee van de hoeksteen")."""
    text = document.text
    if _SPORT.search(text):
        for match in _CLUB_YEAR.finditer(text):
            word = match.group(1).split()[0].rstrip("'0123456789").lower()
            if document.kind(word) not in {"nooit", "top", "behoud"} or match.group(1)[:2].isupper():
                yield Span(match.start(1), match.end(1), "ORGANISATIE", "werkgever", "club")
    for match in _LED.finditer(text):
        word = fold(match.group(2))
        kind = document.kind(word)
        rare = kind == "woord" and document.lists.woorden.get(word, 0) > 8_000
        if (
            (rare or kind in {"samen", "eigen"})
            and not is_kind(word)
            and word not in FOLLOW
            and (word,) not in document.lists.behouden
        ):
            yield Span(match.start(1), match.end(1), "ORGANISATIE", "werkgever", "leiding")


def find(document: Document) -> Iterator[Span]:
    """What follows "werkt bij", "speelt bij", "traint bij" when it is a name of one place."""
    yield from _clubs(document)
    tokens, words, blocked = document.tokens, document.words, blocked_tokens(document)
    for index in range(len(words) - 1):
        if words[index] not in {"bij", "voor"}:
            continue
        near = words[max(0, index - 5) : index] + words[index + 1 : index + 6]
        if not set(near) & _AT_WORK:
            continue
        position = index + 1
        if words[position] in {"een", "n"}:
            continue
        if words[position] in {"de", "het", "'t"}:
            position += 1
        last = None
        while (
            position < len(words) and position - index <= 4 and tokens[position].kind == "w" and position not in blocked
        ):
            kind = document.kind(words[position])
            if kind in {"eigen", "onbekend", "lijkt", "achter"} or is_capital(document, position):
                last = position
            elif not (words[position] in TUSSENVOEGSELS and last is None):
                break
            position += 1
        if last is not None:
            yield Span(tokens[index + 1].start, tokens[last].end, "ORGANISATIE", "werkgever", "werkwoord")
