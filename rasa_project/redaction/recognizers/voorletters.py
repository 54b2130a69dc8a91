"""Initials with or without a surname: "j. de vries", "leerling K.", "initialen m b"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasa_project.redaction.document import Document
from rasa_project.redaction.models import Span

_PART = r"(?:(?:van|de|der|den|el|al|ter|ten|'t|v\.?d\.?) ){0,3}"
_INITIALS = re.compile(rf"(?<![\w.])(?:[A-Z][a-z]?\.[ ]?){{1,5}}{_PART}[A-Z][\w'-]{{2,}}(?:[ -][A-Z][\w'-]+)?")
_LONE_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.[ ]?){2,4}(?![\w])")
_LOWER_INITIALS = re.compile(rf"(?<![\w.])([a-z])\.[ ]?((?:[a-z]\.[ ]?){{0,3}})({_PART})([a-z][\w'-]{{2,}})")
_SHORTENED = re.compile(r"(?<![\w.])[a-z]\. ?(?:van der |van den |van de |van |v\.? ?d\.? |de |el )[a-z]\.(?!\w)", re.I)
_ROLE_INITIAL = re.compile(
    r"\b(?i:leerling|cli[eë]nt|jongen|meisje|jongere|student|pupil|meneer|mevrouw|moeder|vader|broer|zus|kind|zoon|dochter|"
    r"pati[eë]nt|collega|ene|vriend|vriendin)e? \(?([A-Z]\.?|[a-z]\.)(?=[\s),:;]|$)(?! (?:en|of) [A-Z]\b)"
)
_NAMED_INITIALS = re.compile(r"\b(?:initialen|voorletters?)\b(?: zijn| is|:)? ((?:[a-z]\.? ?){1,4})(?!\w)", re.I)
_ABBREVIATIONS = frozenset(
    {
        "a.u.b",
        "s.v.p",
        "t.a.v",
        "m.b.t",
        "b.v",
        "d.m.v",
        "i.p.v",
        "o.a",
        "n.v.t",
        "i.v.m",
        "t.o.v",
        "z.o.z",
        "p.s",
        "d.w.z",
        "e.d",
        "m.a.w",
        "n.a.v",
        "t/m",
        "i.o",
        "m.i",
        "e.a",
        "v.a",
        "a.s",
        "j.l",
        "o.g",
        "w.o",
        "t.z.t",
        "m.i.v",
        "i.t.t",
        "u.s",
        "u.k",
        "n.b",
        "p.o",
        "v.o",
        "g.g.z",
        "v.b",
        "l.s",
        "c.q",
        "h.b.o",
        "m.b.o",
        "b.s.o",
        "z.g",
    }
)


def find(document: Document) -> Iterator[Span]:
    """Initials with or without a surname."""
    text = document.text
    if "." not in text:
        return
    for match in _INITIALS.finditer(text):
        yield Span(match.start(), match.end(), "NAAM", "voorletters", "voorletters")
    for match in _LONE_INITIALS.finditer(text):
        if match.group().lower().strip(" .").replace(" ", "") not in _ABBREVIATIONS:
            yield Span(match.start(), match.end(), "NAAM", "voorletters", "voorletters")
    for match in _LOWER_INITIALS.finditer(text):
        kind = document.kind(match.group(4).lower().removesuffix("'s"))
        if (
            kind in {"achter", "beide", "voor", "meestal"}
            or (
                kind in {"beroep", "onbekend", "eigen", "soms", "lijkt", "tiknaam"}
                and (match.group(2) or match.group(3))
            )
            or (match.group(3).strip() and kind not in {"nooit", "top"} and match.group(2))
        ):
            yield Span(match.start(), match.end(), "NAAM", "voorletters", "voorletters")
    for match in _ROLE_INITIAL.finditer(text):
        yield Span(match.start(1), match.end(1), "NAAM", "voorletters", "voorletters")
    for match in _NAMED_INITIALS.finditer(text):
        yield Span(match.start(1), match.end(1), "NAAM", "voorletters", "voorletters")
    for match in _SHORTENED.finditer(text):
        if match.group().strip(" .").replace(" ", "") not in _ABBREVIATIONS:
            yield Span(match.start(), match.end(), "NAAM", "voorletters", "voorletters")
