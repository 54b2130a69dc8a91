"""Rules for wording: variants, placeholders, promises, length, personal data. Knowledge layer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from rasa_project.knowledge import meldingen
from rasa_project.knowledge.inhoud import Inhoud
from rasa_project.knowledge.loader import Document
from rasa_project.knowledge.meldingen import Melding
from rasa_project.knowledge.teksten import PER_BEURT, has_loose_brace, placeholders
from rasa_project.knowledge.waarden import VELDEN, fixed_names

MEEST_WOORDEN_ZIN = 25
MEEST_WOORDEN = 60
MINST_WOORDEN_VARIANT = 12
"""Shorter texts are labels and parts of a sentence; those need no second variant."""

VERBODEN = re.compile(
    r"(ik|wij|we|de assistent|samenduiden)\s+(bewaar|bewaart|bewaren|onthoud|onthoudt|onthouden|sla|slaat|slaan)\s+"
    r"(verder\s+|hier\s+|er\s+)?(niets|niks|geen\s+(?:gesprek|tekst|gegevens|bericht)\w*)"
    r"|(niets|niks)\s+(wordt\s+)?(bewaard|opgeslagen|onthouden)"
    r"|(volledig|helemaal|compleet|geheel|100\s?%)\s+anoniem"
    r"|wordt\s+(nergens|niet)\s+(bewaard|opgeslagen)",
    re.IGNORECASE,
)
"""Promises about storage that are never made; sentences about it are made from the settings."""

_PERSOONLIJK = (
    ("e-mailadres", re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", re.IGNORECASE)),
    ("telefoonnummer", re.compile(r"(?<![\d-])(?:\+31|0)(?:[\s-]?\d){9}(?!\d)")),
    ("telefoonnummer", re.compile(r"(?<!\d)0[89]00[\s-]?\d{4}(?:\d{3})?(?!\d)")),
    ("nummer van negen cijfers", re.compile(r"(?<!\d)\d{9}(?!\d)")),
    ("adres met postcode", re.compile(r"\b[1-9]\d{3}\s?[A-Z]{2}\b(?!\w)")),
)
_ZIN = re.compile(r"(?<=[.?!:;])\s+|\n+")


def texts(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """Every text of every file, and keys that stand in two of them."""
    seen: dict[str, tuple[str, int]] = {}
    fixed = fixed_names(inhoud)
    public = _public_numbers(inhoud)
    for document, model in inhoud.teksten:
        if model is None:
            continue
        for key, text in model.teksten.items():
            line = document.line(("teksten", key))
            if key in seen:
                yield meldingen.tekst_dubbel(document.bestand, line, key, *seen[key])
            seen.setdefault(key, (document.bestand, line))
            yield from _variants(document, key, text, line)
            for i, variant in enumerate(text.varianten):
                place = document.line(("teksten", key, "varianten", i))
                yield from wording(document.bestand, place, key, variant, public)
                yield from _fillable(document, place, key, variant, fixed, "contacten" in inhoud.modellen)
    yield from _answers(inhoud, public)


def _variants(document: Document, key: str, text: Any, line: int) -> Iterator[Melding]:
    file = document.bestand
    if not text.varianten:
        yield meldingen.geen_varianten(file, line, key)
        return
    if any(not v.strip() for v in text.varianten):
        yield meldingen.lege_variant(file, line, key)
    if not text.veilig and len(text.varianten) == 1 and len(text.varianten[0].split()) >= MINST_WOORDEN_VARIANT:
        yield meldingen.een_variant(file, line, key)
    if text.veilig and len(text.varianten) > 1:
        yield meldingen.veilig_een_variant(file, line, key)
    if len({placeholders(v) for v in text.varianten}) > 1:
        yield meldingen.andere_invulplekken(file, line, key)


def _fillable(
    document: Document, line: int, key: str, variant: str, fixed: frozenset[str], contacts_known: bool
) -> Iterator[Melding]:
    if has_loose_brace(variant):
        yield meldingen.invulplek_kapot(document.bestand, line, key)
    names = sorted(placeholders(variant) - fixed - PER_BEURT)
    if not contacts_known:
        # What the contacts would fill can't be told while that file has errors of its own.
        names = [name for name in names if not name.startswith(tuple(f"{field}_" for field in VELDEN))]
    for name in names:
        yield meldingen.invulplek_onbekend(document.bestand, line, key, name, {*fixed, *PER_BEURT})


def wording(file: str, line: int, key: str, words: str, public: frozenset[str]) -> Iterator[Melding]:
    """What may never be promised, what looks personal, and what reads badly."""
    promise = VERBODEN.search(words)
    if promise:
        yield meldingen.verboden_belofte(file, line, key, promise[0])
    for kind, pattern in _PERSOONLIJK:
        for found in pattern.finditer(words):
            if re.sub(r"[\s-]", "", found[0]).lower() not in public:
                yield meldingen.persoonlijk(file, line, kind, found[0])
    if "!" in words:
        yield meldingen.uitroepteken(file, line, key)
    for sentence in _ZIN.split(words):
        count = len(sentence.split())
        if count > MEEST_WOORDEN_ZIN:
            yield meldingen.lange_zin(file, line, key, count)
    if len(words.split()) > MEEST_WOORDEN:
        yield meldingen.lange_tekst(file, line, key, len(words.split()))


def _answers(inhoud: Inhoud, public: frozenset[str]) -> Iterator[Melding]:
    """The same rules for the sentences that stand among the facts."""
    for name in ("begrippen", "juridisch"):
        file = inhoud.modellen.get(name)
        for id, row in file.begrippen.items() if file else ():
            line = inhoud.line(name, "begrippen", id, "antwoord")
            yield from wording(inhoud.bestand(name), line, id, row.antwoord, public)
    trigger = inhoud.modellen.get("triggerfactoren")
    for id, row in trigger.triggerfactoren.items() if trigger else ():
        for group, item in row.handelingen.items():
            line = inhoud.line("triggerfactoren", "triggerfactoren", id, "handelingen", group)
            yield from wording(inhoud.bestand("triggerfactoren"), line, f"{id}, {group}", item.tekst, public)


def _public_numbers(inhoud: Inhoud) -> frozenset[str]:
    """Numbers and addresses that stand in the contacts, without spaces."""
    file = inhoud.modellen.get("contacten")
    out: set[str] = set()
    for row in file.contacten.values() if file else ():
        for value in (row.telefoon, row.telefoon_ook, row.email):
            if value:
                out.add(re.sub(r"[\s-]", "", value).lower())
    return frozenset(out)
