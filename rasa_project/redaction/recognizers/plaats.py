"""Places below the municipality: villages, neighbourhoods, districts.

The municipality itself stays (it decides who to call). A village or district
that is also an everyday word needs a place word before it (in, uit, te, wijk).
Lists: CBS places by way of `woonplaatsen.csv`, own list of neighbourhoods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasa_project.redaction.document import Document
from rasa_project.redaction.models import Span

_CUES = frozenset(
    "in uit te naar bij vanuit rond omgeving wijk buurt dorp dorpje kern gehucht plaatsje plaats stadsdeel "
    "richting nabij tussen van buiten woonplaats door".split()
)
_STRONG = frozenset(
    "in uit te naar vanuit wijk buurt dorp dorpje kern gehucht plaatsje stadsdeel richting nabij woonplaats".split()
)
_ARTICLES = frozenset({"de", "het", "'t", "t", "den"})
_DISTRICT = re.compile(r"(?<![\w-])([^\W\d_][\w'\-]{3,}(?:wijk|buurt|kwartier|polder|eiland|hoek|dorp))(?![\w])", re.I)
_NAMED = re.compile(
    r"\b(?:wijk|buurt|stadsdeel|buurtschap|gehucht|volkswijk|achterstandswijk|nieuwbouwwijk|vinexwijk|flat|"
    r"flatgebouw|asielzoekerscentrum|azc|park|vakantiepark|recreatiepark|bungalowpark|chaletpark|camping)"
    r" (?:genaamd |heet |van )?(?:de |het |'t )?([^\W\d_][\w'\-]{2,})",
    re.I,
)
_DISTRICT_BEFORE = re.compile(r"\b(?:in|uit|naar|door|de|van de|bij) (?:de )?$", re.I)
_BUILDING = re.compile(
    r"(?:flat|flatgebouw|vakantiepark|recreatiepark|bungalowpark|chaletpark|camping) (?:de |het )", re.I
)
_ALMERE = re.compile(r"[ -](?:poort|haven|buiten|stad|hout)\b", re.I)
_COMPASS = re.compile(
    r"[ -](?:noord|oost|zuid|west|centrum|zuidoost|noordoost|zuidwest|noordwest|nieuw-west|nieuw west)\b", re.I
)


def find(document: Document) -> Iterator[Span]:
    """Known places, and words that are a place by shape or by the word before them."""
    tokens, words, lists = document.tokens, document.words, document.lists
    towns = {index for start, end in document.phrases(lists.gemeenten) for index in range(start, end)}
    for phrases, cue in ((lists.woonplaatsen, "woonplaats"), (lists.wijken, "wijk")):
        for start, end in document.phrases(phrases):
            if words[start:end] in lists.behouden or not towns.isdisjoint(range(start, end)):
                continue
            if _fits(document, start, end):
                yield Span(tokens[start].start, tokens[end - 1].end, "PLAATS", "plaats", cue)
    for token in tokens:
        base, hyphen, side = token.word.rpartition("-")
        if hyphen and _COMPASS.match("-" + side) and ((base,) in lists.wijken or (base,) in lists.woonplaatsen):
            yield Span(token.start, token.end, "PLAATS", "plaats", "wijk")
    for _, end in document.phrases(lists.gemeenten):
        match = _COMPASS.match(document.text, tokens[end - 1].end)
        if not match and words[end - 1] == "almere":
            match = _ALMERE.match(document.text, tokens[end - 1].end)
        if match:
            yield Span(match.start() + 1, match.end(), "PLAATS", "plaats", "stadsdeel")
    for match in _DISTRICT.finditer(document.text):
        word = match.group(1).lower()
        if (
            word not in lists.woorden
            and word not in lists.straten
            and (word,) not in lists.behouden
            and (word,) not in lists.gemeenten
            and (
                document.kind(word) not in {"samen", "tik"} or _DISTRICT_BEFORE.search(document.text[: match.start(1)])
            )
        ):
            yield Span(match.start(1), match.end(1), "PLAATS", "plaats", "vorm")
    for match in _NAMED.finditer(document.text):
        kind = document.kind(match.group(1).lower())
        rare = kind in {"woord", "samen", "beroep"} and _BUILDING.match(match.group()) is not None
        if rare or kind in {"onbekend", "lijkt", "eigen", "voor", "achter", "beide", "soms"}:
            yield Span(match.start(1), match.end(1), "PLAATS", "plaats", "wijkwoord")


def _fits(document: Document, start: int, end: int) -> bool:
    """Whether a listed place is meant as a place here."""
    tokens, words = document.tokens, document.words
    before = words[start - 1] if start else ""
    if before in _ARTICLES and start > 1:
        before = words[start - 2]
    phrase = words[start:end]
    capital = document.cased and tokens[start].raw[:1].isupper() and not tokens[start].first
    if end - start > 1:
        ordinary = all(w in document.lists.woorden or w in document.lists.nooit for w in phrase)
        return not ordinary or (before in _STRONG and phrase[-1] not in document.lists.nooit and capital)
    if "-" in phrase[0]:
        return True
    kind = document.kind(phrase[0])
    if kind in {"top", "woord", "nooit", "soms", "meestal", "voor", "achter", "beide", "samen", "beroep"}:
        if kind == "samen":
            return before in _CUES
        rank = document.lists.woorden.get(phrase[0], 0)
        if phrase in document.lists.wijken and before in _CUES and rank > 12_000:
            return True
        if before == "te" and not capital:
            # "over de balie te gieten" is a verb more often than a village
            return kind in {"voor", "achter", "beide", "meestal", "soms"}
        if before in {"in", "uit", "naar"} and kind == "woord" and rank > 10_000:
            return True
        return before in _STRONG and (
            capital
            or kind not in {"top", "nooit", "woord", "beroep"}
            or (kind in {"woord", "beroep"} and document.lists.woorden.get(phrase[0], 0) > 15_000)
        )
    return True
