"""What was understood is not right: strike it, put it otherwise, or withdraw it. Pure layer."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from rasa_project.consultation import gehoord
from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import Casus, Waarneming
from rasa_project.consultation.opnemen import LEEG
from rasa_project.consultation.plaatsnaam import hide
from rasa_project.consultation.spiegel import mirror
from rasa_project.consultation.stroomgesprek import buttons
from rasa_project.consultation.terugnemen import points_back
from rasa_project.language.tokens import fold

ANDERS = "anders_"
"""Before the id of the observation that waits for other words, in `Casus.open_vraag`."""

_WEG = re.compile(
    r"\b(klopt niet|klopt niks|niet waar|schrap|haal .*\bweg|weghalen|verwijder|mag weg|moet weg|laat weg|streep|onzin"
    r"|niet zo|dat is niet|was niet)\b"
)
_NIET_MAAR = re.compile(r"\b(?:niet|geen)\s+(?P<oud>[^,.;]{2,60}?)\s+maar\s+(?P<nieuw>[^.;]{2,120})")
_LAATSTE = re.compile(r"\b(?:de|die|dat)\s+laatste\b")
_OVER = re.compile(r"\b(?:over|met|van)\s+(?P<wat>.*?)(?=\s+(?:klopt|weg|eruit|uit|is|was|mag|moet|hoeft)\b|[,.;]|$)")
_DAT_WAS = re.compile(r"\b(?:dat|het)\s+(?:was|is)\s+(?:de|het|een|zijn|haar|mijn)?\s*(?P<nieuw>\w+)\s*\W*$")
_KORT, _ZIN = 8, 16
"""Words of a correction of a few words, and of a sentence about a line."""
_STAM = 5
"""Letters of a word that must be the same: "vrienden" and "vriendengroep" are the same thing here."""


def correct(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """Set right what this turn says is wrong; None when the turn tells something new."""
    tekst = beurt.tekst
    relatie = kennis.gesprekswoorden.relation(tekst)
    if relatie and relatie != casus.relatie:
        return _other_relation(casus, relatie)
    item = pointed_at(casus, tekst)
    swapped = _NIET_MAAR.search(fold(tekst))
    if item and swapped and _shares(item.tekst, swapped["oud"]):
        casus = casus.reword(item.id, hide(_new_words(item.tekst, tekst, swapped), beurt, kennis.gemeenten))
        return Uitkomst((Bericht("recht_gezet"), *mirror(casus, kennis)), casus)
    if item and _WEG.search(fold(tekst)):
        return strike(casus, item.id, kennis)
    if beurt.signalen or (beurt.rol and not beurt.rol_vermoed) or beurt.gemeente or beurt.leeftijd:
        return None
    if not casus.waarnemingen:
        return Uitkomst((Bericht("recht_gezet_vertel"),), casus)
    return which_line(casus, kennis)


def in_words(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """What these words set right, whatever a model made of them; None when they do not."""
    tekst, woorden = beurt.tekst, kennis.gesprekswoorden
    if not tekst or not (casus.waarnemingen or casus.relatie):
        return None
    relatie = woorden.relation(tekst)
    if relatie and relatie != casus.relatie and woorden.opens_with("zet_recht", tekst) and _ends_with(relatie, tekst):
        return _other_relation(casus, relatie)
    if not casus.waarnemingen:
        return None
    if woorden.has("een_regel", tekst) and woorden.has("haalt_weg", tekst) and len(tekst.split()) <= _ZIN:
        return _about_a_line(casus, tekst, kennis)
    if casus.open_vraag == "zelf_gezien":
        return None  # it is the answer
    return gehoord.set_right(casus, beurt, lambda words: pointed_at(casus, words), kennis)


def _about_a_line(casus: Casus, tekst: str, kennis: Any) -> Uitkomst:
    """The line these words are about goes, or gets the other word: "haal de regel over voetbal weg"."""
    about = _OVER.search(fold(tekst))
    item = pointed_at(casus, about["wat"] if about else "") or (casus.waarnemingen[-1] if about is None else None)
    if item is None:
        return which_line(casus, kennis)
    was = _DAT_WAS.search(fold(tekst))
    if about is not None and was is not None:
        old = next((w for w in re.findall(r"\w+", item.tekst) if stems(w) & stems(about["wat"])), None)
        if old is not None:
            casus = casus.reword(item.id, item.tekst.replace(old, was["nieuw"]))
            return Uitkomst((Bericht("recht_gezet"), *mirror(casus, kennis)), casus)
    return strike(casus, item.id, kennis)


def _ends_with(word: str, tekst: str) -> bool:
    """True for "nee toch mijn leerling": after the word nothing is told of the person."""
    return _is_short(tekst) and len(fold(tekst).partition(word)[2].split()) <= 1


def _is_short(tekst: str) -> bool:
    return len(tekst.split()) <= _KORT


def which_line(casus: Casus, kennis: Any) -> Uitkomst:
    """Ask which line is wrong, with a button for each of the last ones."""
    knoppen = buttons((_short(w.tekst), f"regel_{w.id}") for w in casus.waarnemingen[-6:])
    return Uitkomst((Bericht("wat_klopt_niet", knoppen=knoppen),), casus)


def line_choice(casus: Casus, waarneming_id: str, kennis: Any) -> Uitkomst:
    """One line was pointed at: take it away, or write it otherwise."""
    item = casus.find(waarneming_id)
    if item is None:
        return Uitkomst((Bericht("al_weg"),), casus)
    knoppen = buttons(
        ((kennis.zin("knop_haal_weg"), f"schrap_{item.id}"), (kennis.zin("knop_anders"), f"{ANDERS}{item.id}"))
    )
    # What is typed now says how it is: the question does not have to be answered with a button first.
    return Uitkomst(
        (Bericht("regel_wat", {"tekst": item.tekst}, knoppen),), casus.update(open_vraag=f"{ANDERS}{item.id}")
    )


def ask_other_words(casus: Casus, waarneming_id: str) -> Uitkomst:
    """The next message replaces the line."""
    if casus.find(waarneming_id) is None:
        return Uitkomst((Bericht("al_weg"),), casus)
    return Uitkomst((Bericht("regel_anders"),), casus.update(open_vraag=f"{ANDERS}{waarneming_id}"))


def other_words(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """Put the words of this turn in the place of the line that was pointed at."""
    assert casus.open_vraag is not None
    item = casus.open_vraag.removeprefix(ANDERS)
    casus = casus.update(open_vraag=None)
    if _is_short(beurt.tekst) and kennis.gesprekswoorden.opens_with("haalt_weg", beurt.tekst):
        return strike(casus, item, kennis)
    if casus.find(item) is None:
        return Uitkomst((Bericht("al_weg"),), casus)
    casus = casus.reword(item, hide(beurt.tekst, beurt, kennis.gemeenten))
    return Uitkomst((Bericht("recht_gezet"), *mirror(casus, kennis)), casus)


def strike(casus: Casus, waarneming_id: str, kennis: Any) -> Uitkomst:
    """Take one line out and show what is left."""
    if casus.find(waarneming_id) is None:
        return Uitkomst((Bericht("al_weg"),), casus)
    casus = casus.strike(waarneming_id)
    if casus.open_vraag == f"{ANDERS}{waarneming_id}":
        casus = casus.update(open_vraag=None)
    return Uitkomst((Bericht("geschrapt"), *mirror(casus, kennis)), casus)


def strike_last(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """Strike the last line, for "laat dat laatste maar zitten"; beside a story `opnemen` left it out already."""
    if beurt.tekst and not points_back(beurt.tekst, kennis.gesprekswoorden):
        return Uitkomst((), casus)
    if not casus.waarnemingen:
        return Uitkomst((Bericht("recht_gezet_vertel"),), casus)
    return strike(casus, casus.waarnemingen[-1].id, kennis)


def withdraw(casus: Casus, found: list[Waarneming]) -> Casus:
    """Take out what is denied now in nearly the same words: "hij heeft toch geen mes" takes back the knife."""
    for new in found:
        if new.polariteit != "afwezig":
            continue
        for old in casus.waarnemingen:
            if old.domein == new.domein and old.polariteit != "afwezig" and _shares(old.tekst, new.tekst):
                casus = casus.strike(old.id)
    return casus


def pointed_at(casus: Casus, tekst: str) -> Waarneming | None:
    """The one observation these words are about, or None when there is none or more than one."""
    if casus.waarnemingen and _LAATSTE.search(fold(tekst)):
        return casus.waarnemingen[-1]
    said = stems(tekst)
    scores = [(len(said & stems(w.tekst)), w) for w in casus.waarnemingen]
    most = max((score for score, _ in scores), default=0)
    best = [w for score, w in scores if score == most]
    return best[0] if most and len(best) == 1 else None


def _other_relation(casus: Casus, relatie: str) -> Uitkomst:
    old = casus.relatie
    if old:
        pattern = re.compile(rf"\b{re.escape(old)}\b", re.IGNORECASE)
        casus = casus.update(
            waarnemingen=tuple(replace(w, tekst=pattern.sub(relatie, w.tekst)) for w in casus.waarnemingen)
        )
    return Uitkomst((Bericht("recht_gezet_relatie", {"tekst": relatie}),), casus.update(relatie=relatie))


def _new_words(item: str, tekst: str, swapped: re.Match[str]) -> str:
    """The line with the wrong words replaced, or the new words alone when they cannot be placed."""
    new = tekst[swapped.start("nieuw") : swapped.end("nieuw")].strip()
    old = swapped["oud"].strip()
    at = fold(item).find(old)
    return f"{item[:at]}{new}{item[at + len(old) :]}" if at >= 0 else new


def _shares(left: str, right: str) -> bool:
    return bool(stems(left) & stems(right))


def stems(tekst: str) -> set[str]:
    """Beginnings of the words that tell something, to see whether two texts are about the same thing."""
    return {w[:_STAM] for w in re.findall(r"\w+", fold(tekst)) if len(w) >= 4 and w not in LEEG}


def _short(tekst: str, most: int = 40) -> str:
    return tekst if len(tekst) <= most else tekst[: most - 1].rstrip() + "…"
