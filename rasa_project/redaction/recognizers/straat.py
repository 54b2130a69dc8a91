"""Streets without a street ending, told by a number and by words about living.

"op de iepenhof 12", "loods op de steiger 4", "in een flat aan de zwanenzijde". See `adres` for streets by their form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasa_project.language.normalise import fold
from rasa_project.redaction.document import Document
from rasa_project.redaction.models import Span
from rasa_project.redaction.soorten import blocked_tokens, may_name

_LIVING = re.compile(
    r"\b(?:woon\w*|wonen\w*|adres\w*|huis\w*|flat\w*|pand\w*|slaapt|slapen|verblij\w*|ingeschreven|loods|schuur|"
    r"postcode|huisbezoek|kamer|appartement|studio|verhui\w*|buren|buurman|buurvrouw|portiek|kraak\w*|box|boven)\b",
    re.I,
)
_NUMBERED = re.compile(
    r"\b(?:op|aan|in|bij|van|naar|uit|achter|naast|tegenover|boven) ((?:de |het |'t )?"
    r"(?:[^\W\d_][\w'-]+ ){0,1}?([^\W\d_][\w'-]{2,}) "
    r"(?:nr\.? |nummer )?\d{1,4}(?: ?-? ?(?:[a-h]|[ivx]{1,3}|hs|bis|rood|zwart|\d{1,3}))?)(?![\w:.]\d|\w)"
    r"(?! ?(?:jaar|jr|keer|uur|weken|maanden|dagen|mensen|kinderen|minuten|km|euro|leerlingen|procent|%|x\b|man\b|vwo|"
    r"havo|vmbo|mavo|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december))",
    re.I,
)
_COUNTED = frozenset(
    "groep klas bus lijn kamer lokaal plaats lijst perron spoor zaal unit cel bladzijde pagina vraag stap regel level "
    "rugnummer stoel tafel kluis halte tram trein dossier zaak formulier artikel week dag seizoen aflevering deel "
    "hoofdstuk niveau leerjaar jaar leeftijd onder versie top nummer channel kanaal onderdeel fase punt plek "
    "januari februari maart april mei juni juli augustus september oktober november december jaar sinds "
    "havo vwo vmbo mavo mbo schaal maat cijfer nr optie route team periode blok module code stelling fifa gta".split()
)
_ALONG = re.compile(r"\b(?:aan|langs|in) (?:de |het |'t )([^\W\d_][\w'-]{4,})(?![\w-])", re.I)
_BEFORE_POSTCODE = re.compile(
    r"(?<![\w-])(([^\W\d_][\w'.-]{2,}) \d{1,4}(?: ?-? ?[a-z0-9]{1,3})?)(?=[,.]?\s{1,2}\d{4} ?[a-z]{2}\b)", re.I
)
_BY_FORM = ("straat", "laan", "weg", "plein", "kade", "gracht", "singel", "dijk", "steeg", "plantsoen")
_ESTATE = re.compile(
    r"\b(?:industrieterrein|bedrijventerrein|bedrijvenpark|sportpark|wooncomplex|woonwagenkamp|winkelcentrum|"
    r"volkstuin\w*|landgoed|jachthaven|recreatiepark|bungalowpark|vakantiepark|camping|flatgebouw|seniorenflat)"
    r" (?:de |het |'t )?([^\W\d_][\w'-]{2,})",
    re.I,
)
_HOME = re.compile(
    r"\b(?:woon\w*|wonen|flat\w*|huis|pand|adres|appartement|portiek|loods|woning\w*)\b[^.!?]{0,12}$", re.I
)


def find(document: Document) -> Iterator[Span]:
    """A rare noun with a house number, or behind "woont aan de"."""
    text = document.text
    living, blocked = bool(_LIVING.search(text)), blocked_tokens(document)
    for match in _NUMBERED.finditer(text):
        index = _token_at(document, match.start(2))
        words = [fold(word) for word in match.group(1).split()[:-1]]
        name = fold(match.group(2))
        if index is None or index in blocked or _COUNTED & set(words) or name.endswith(_BY_FORM):
            continue
        odd = document.kind(name) in {"samen", "onbekend", "eigen", "achter", "lijkt"}
        odd = odd or document.lists.woorden.get(name, 0) > 30_000
        sure = odd and document.kind(name) != "nooit" and match.group().lower().startswith(("op ", "aan ", "uit "))
        if sure or (living and may_name(document, index, 2_500)):
            small = words[0] in document.lists.nooit and words[0] not in {"de", "het", "'t"}
            yield Span(match.start(2) if small else match.start(1), match.end(1), "ADRES", "straat", "huisnummer")
    for match in _BEFORE_POSTCODE.finditer(text):
        if fold(match.group(2)) not in _COUNTED and document.kind(fold(match.group(2))) != "nooit":
            yield Span(match.start(1), match.end(1), "ADRES", "straat", "postcode")
    for match in _ESTATE.finditer(text):
        index = _token_at(document, match.start(1))
        if index is not None and index not in blocked and may_name(document, index, 1_500):
            yield Span(match.start(), match.end(), "ADRES", "straat", "terrein")
    for match in _ALONG.finditer(text):
        along = match.group().lower().startswith("aan") and _HOME.search(
            text[max(0, match.start() - 40) : match.start()]
        )
        index = _token_at(document, match.start(1))
        if along and index is not None and may_name(document, index, 5_000):
            yield Span(match.start(1), match.end(1), "ADRES", "straat", "woonwoord")


def _token_at(document: Document, place: int) -> int | None:
    return next((i for i, token in enumerate(document.tokens) if token.start <= place < token.end), None)
