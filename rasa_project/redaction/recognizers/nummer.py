"""Numbers that a body gave to a person or a case.

Pupil, student, client, patient, case, file and report numbers, V-numbers (ten
digits, IND), passports and identity cards (two letters, six letters or digits
and a digit), driving licences (ten digits), parketnummers (11/222222-33). By
the word before it, or because nobody types seven digits in a row otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasa_project.redaction.document import Document
from rasa_project.redaction.models import Span
from rasa_project.redaction.recognizers.telefoon import is_public

_NOUN = (
    r"(?:leerling|student(?:en)?|clienten?|cliënten?|patient(?:en)?|patiënt(?:en)?|zaaks?|dossier|casus|zorg|polis|"
    r"registratie|klant|lid(?:maatschap)?s?|"
    r"personeels?|medewerkers?|paspoort|rijbewijs|document|id|identiteits?(?:kaart)?|vreemdelingen|referentie|"
    r"proces ?-?verbaal|pv|parket|kenmerk|"
    r"meldings?|incident|aangifte|beschikkings?|burger|inschrijf|school|kaart|ov|pas|badge|serie|kamer|cel|"
    r"detentie|ssn|ond?erwijs|brin|coa|"
    r"ind|aanmeld|order|factuur|relatie|gebruikers?|account|deelnemers?|verblijfs?|bvh|kvk|agb|big|imei|vergunning|"
    r"verzekerden?|uzovi|zis|epd|intern)"
)
_CUE = re.compile(
    rf"\b(?:{_NOUN}[ -]?(?:nummer|nr|num|no|code|id|kenmerk)s?\b|dossier|zaaknr|zaak|casus(?= \w*\d)|kenmerk|"
    rf"ref(?:erentie)?|pv|proces-?verbaal|"
    r"v-?\s?nummer|v-?nr|vnummer|studnr|llnr|ll-?nr|clnr|dossiernr|patnr|bvh|paspoort|rijbewijs|id-?kaart|"
    r"identiteitskaart|clientnr|zaakcode|leerlingcode)"
    r"(?:\.|:|=|#| is| was| met| van hem| van haar| nummer| nr\.?| no\.?| heeft| staat op|,|\(|\"|'| het| de|"
    r" onder| luidt| wordt| hier| dat is| bij ons| nog| staat)*[ \n]*"
    r"((?=[\w./-]*\d)[a-z]{0,6}[ .\-/]?\d[\w]*(?:[ .\-/]\d[\w]*|[.\-/][a-z]{1,4}\d*)*)",
    re.I,
)
_BARE_CUE = re.compile(
    r"\b(?:cli[eë]nt|leerling|pati[eë]nt|pupil|casus|student|kind|jeugdige)e?\s(?:nr\.? )?(\d{5,})(?!\d)", re.I
)
_GENERIC = re.compile(r"(?<![\w,.€$-])[a-z]{0,5}[-/.]?\d(?:[.\-/ ]?\d){6,}(?:[-/][\w]+)?(?![\d%])", re.I)
_MIXED = re.compile(
    r"(?<![\w@.#-])(?=[a-z0-9\-/]*\d[a-z0-9\-/]*\d[a-z0-9\-/]*\d[a-z0-9\-/]*\d)(?=[a-z0-9\-/]*[a-z])[a-z0-9]+(?:[-/][a-z0-9]+)*(?![\w@])",
    re.I,
)
_V = re.compile(r"(?<![\w])v[ .\-]?\d{3}[ .\-]?\d{3}[ .\-]?\d{4}(?!\d)", re.I)
_PARKET = re.compile(r"(?<!\d)\d{2}[/.-]\d{6}[/.-]\d{2}(?!\d)")
_DOCUMENT = re.compile(r"(?<![\w])(?=[A-Z0-9]*\d)[A-NP-Z]{2}[A-NP-Z0-9]{6}\d(?![\w])")
_SCHOOL_YEAR = re.compile(r"^(?:19|20)\d{2}\s?[-/]\s?(?:19|20)?\d{2}$")
_MONEY = re.compile(r"(?:€|euro|eur|\$)\s?$", re.I)
_MONEY_AFTER = re.compile(
    r"^\s?(?:€|euro|eur|km|kg|views|volgers|kijkers|likes|jaar|mensen|leerlingen|inwoners|keer|x\b)", re.I
)


def _plain_number(text: str, value: str, start: int, end: int) -> bool:
    """Whether this is an amount, a school year or a range rather than an id."""
    if (
        _SCHOOL_YEAR.match(value)
        or _MONEY.search(text[max(0, start - 6) : start])
        or _MONEY_AFTER.match(text[end : end + 12])
    ):
        return True
    return bool(re.fullmatch(r"\d{1,3}(?:\.\d{3})+", value)) or bool(
        re.fullmatch(r"(?:\d{1,4}[ \-/]){2,}\d{1,4}", value) and " " in value and len(re.sub(r"\D", "", value)) < 9
    )


def find(document: Document) -> Iterator[Span]:
    """Numbers by the word before them, by a fixed shape, or by their length."""
    text = document.text
    for match in _CUE.finditer(text):
        value = match.group(1)
        if not is_public(document, value) and len(re.sub(r"\D", "", value)) >= 2:
            yield Span(match.start(1), match.end(1), "NUMMER", "nummer", "woord")
    if not any(c.isdigit() for c in text):
        return
    for match in _BARE_CUE.finditer(text):
        yield Span(match.start(1), match.end(1), "NUMMER", "nummer", "woord")
    for pattern, cue in ((_V, "v-nummer"), (_PARKET, "parketnummer"), (_DOCUMENT, "document")):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), "NUMMER", "nummer", cue)
    for match in _GENERIC.finditer(text):
        if not is_public(document, match.group()) and not _plain_number(text, match.group(), *match.span()):
            yield Span(match.start(), match.end(), "NUMMER", "nummer", "lengte")
    for match in _MIXED.finditer(text):
        value = match.group()
        if not re.match(
            r"^(?:\d+(?:ste|de|e|x|km|kg|jr|cm|u|uur|min|k|m)|(?:19|20)\d\d-?(?:19|20)?\d\d|covid-?19|\w*(?:19|"
            r"20)\d\d)$",
            value,
            re.I,
        ):
            yield Span(match.start(), match.end(), "NUMMER", "nummer", "gemengd")
