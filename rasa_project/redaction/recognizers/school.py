"""Schools and congregations named by ordinary words: "zit op het corderius", "het kompas college"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasa_project.redaction.document import Document
from rasa_project.redaction.kenmerken import VERB3
from rasa_project.redaction.models import Span
from rasa_project.redaction.soorten import SMALL, blocked_tokens, is_capital, may_name

_WORSHIP = re.compile(
    r"\b(?:in|bij|naar|van|uit|op|door) (?:de |het )?([^\W\d_][\w'-]{3,}) (?:kerk|moskee|tempel|synagoge|kapel)\b", re.I
)
_ROC = re.compile(r"\broc (?:van |de |het |ter |midden |west |noorder|rijn )?([^\W\d_]{2,})", re.I)
_GROUP = re.compile(
    r"\b(?:verblijft|woont|zit|geplaatst|werk|werkt|begeleider)\b[^.!?\d]{0,15}\b(?:op|bij|van)"
    r" ((?:leef|woon|behandel|crisis)?groep (?:de |het |'t )([^\W\d_]{3,}))",
    re.I,
)
_ONE_IN_TOWN = re.compile(
    r"\b(?:het |'t )?(?:stedelijk|gemeentelijk|koninklijk|openbaar|christelijk|katholiek|protestants|rooms-katholiek)"
    r" (?:lyceum|gymnasium|college|dalton(?: ?college)?|montessori(?: ?lyceum| ?college)?|atheneum)\b",
    re.I,
)
_CHURCH = re.compile(
    r"\b(?:kerk|kerkelijke?|dominee|lid van|dienst|diensten|evangelische?|gelovig|pinkster\w*)\b", re.I
)


def _congregation(document: Document) -> Iterator[Span]:
    """A church that calls itself gemeente: "lid van de levensstroom gemeente"."""
    tokens, words = document.tokens, document.words
    for index in range(2, len(words)):
        if words[index] != "gemeente" or words[index - 2] not in {"de", "van", "bij"} or tokens[index - 1].kind != "w":
            continue
        kind = document.kind(words[index - 1])
        rare = kind == "woord" and document.lists.woorden.get(words[index - 1], 0) > 20_000
        if (rare or kind in {"samen", "onbekend", "eigen"}) and _CHURCH.search(document.text):
            yield Span(tokens[index - 1].start, tokens[index].end, "ORGANISATIE", "school", "geloof")


def find(document: Document) -> Iterator[Span]:
    """Schools by the words around an unusual name, or by everyday words between article and kind."""
    blocked = blocked_tokens(document)
    yield from _named_school(document, blocked)
    yield from _between(document, blocked)
    for match in _WORSHIP.finditer(document.text):
        index = next((i for i, t in enumerate(document.tokens) if t.start == match.start(1)), None)
        if index is not None and may_name(document, index, 8_000):
            yield Span(match.start(1), match.end(), "ORGANISATIE", "school", "geloof")
    for match in _ROC.finditer(document.text):
        word = document.kind(match.group(1).lower())
        if word in {"behoud", "eigen", "achter", "beide", "voor", "onbekend", "lijkt"} or match.group(1)[0].isupper():
            yield Span(match.start(), match.end(), "ORGANISATIE", "school", "roc")
    for match in _GROUP.finditer(document.text):
        if document.kind(match.group(2).lower()) not in {"nooit", "top"}:
            yield Span(match.start(1), match.end(1), "ORGANISATIE", "school", "groep")
    for match in _ONE_IN_TOWN.finditer(document.text):
        yield Span(match.start(), match.end(), "ORGANISATIE", "school", "een per stad")
    yield from _congregation(document)


_AT_SCHOOL = frozenset(
    "oud-leerling gastles les lesgegeven zit zat zitten leerling leerlingen les lessen docent docente mentor juf "
    "meester werk werkt werken school "
    "schoolt gaat ging klas brugklas havo vwo vmbo mavo diploma examen stage conciërge concierge".split()
)


def _named_school(document: Document, blocked: set[int]) -> Iterator[Span]:
    """A school named without the word: "zit op het corderius"."""
    tokens, words = document.tokens, document.words
    for index in range(1, len(words) - 1):
        if (
            words[index] != "het"
            or words[index - 1] not in {"op", "van", "bij", "naar"}
            or index + 1 in blocked
            or tokens[index + 1].kind != "w"
        ):
            continue
        kind = document.kind(words[index + 1])
        # Nobody says "het" before a person: a name behind it is that of a house.
        name = kind in {"voor", "achter", "beide", "lijkt"} and words[index - 1] in {"op", "van", "bij"}
        odd = kind in {"onbekend", "eigen"} and len(words[index + 1]) > 5 and words[index - 1] == "op"
        known = kind in {"eigen", "achter", "beide", "onbekend", "lijkt"} and len(words[index + 1]) > 3
        near = (known or is_capital(document, index + 1)) and _AT_SCHOOL & set(words[max(0, index - 6) : index + 6])
        if name or odd or near:
            last = index + 1
            while last + 1 < len(words) and document.kind(words[last + 1]) in {"achter", "beide", "eigen", "voor"}:
                last += 1
            yield Span(tokens[index].start, tokens[last].end, "ORGANISATIE", "school", "op school")


_PLACED = frozenset("op van bij naar vanuit aan uit via voor heet is : ,".split())
_NO_NAME = frozenset(
    "eerste tweede derde laatste hele ander andere goede goed vorige volgende nieuwe nieuw oude oud grote groot kleine "
    "klein demissionaire gemeentelijk gemeentelijke algemeen huidige gewone gewoon lokale enige beste leuke leuk eigen "
    "tweetalig tweetalige zelfstandig categoraal categorale openbare katholieke christelijke islamitische joodse "
    "volledige dagelijks vol mooie mooiste strenge".split()
)


def _between(document: Document, blocked: set[int]) -> Iterator[Span]:
    """Everyday words between article and kind, "op het kompas college", are a name behind a preposition, or alone."""
    tokens, words = document.tokens, document.words
    for index, word in enumerate(words):
        if word not in {"college", "lyceum", "gymnasium", "scholengemeenschap"} or index in blocked:
            continue
        for start in range(index - 1, max(index - 5, -1), -1):
            if tokens[start].kind != "w" or start in blocked or words[start] in SMALL:
                break
            if words[start] in {"het", "de", "'t"}:
                between = [w for w in words[start + 1 : index] if w not in _NO_NAME]
                closed = index + 1 == len(words) or tokens[index + 1].kind == "p" or words[index + 1] in VERB3
                alone = tokens[start].first and closed
                if between and (alone or (start and words[start - 1] in _PLACED)):
                    first = start + (words[start] == "de" and not is_capital(document, start))
                    yield Span(tokens[first].start, tokens[index].end, "ORGANISATIE", "school", "tussen")
                break
