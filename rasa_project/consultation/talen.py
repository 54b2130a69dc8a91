"""Not everybody writes Dutch: English gets the core in English, other languages one sentence. Pure layer.

What is asked in English and known in Dutch is told in Dutch, with the sentence that says so.
"""

from __future__ import annotations

from typing import Any

from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.gevonden import ONBEKEND, found_answer
from rasa_project.consultation.opnemen import observe
from rasa_project.consultation.spiegel import lines

ENGLISH = "english"
"""Mark in `Casus.gezegd`: this talk was in English before, so a few words may be English too."""

KERN = (
    ("en_melding", ("english_report",)),
    ("en_lijst", ("english_list",)),
    ("en_telefoon", ("english_phone",)),
    ("en_begrip", ("english_casusregisseur",)),
    ("en_bellen", ("english_call",)),
)
"""Group of words -> what is known in English; the first that fits."""


def is_english(casus: Casus, beurt: Beurt, kennis: Any) -> bool:
    """True when the words are English, or lean to it in a talk that was in English."""
    return language_of(casus, beurt, kennis) == "en"


def answer(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """The answer in English or in two languages; None when the message is Dutch."""
    language = language_of(casus, beurt, kennis)
    if language == "nl" or not beurt.tekst:
        return None
    if language != "en":
        return Uitkomst((Bericht("andere_taal"),), casus)
    words = kennis.gesprekswoorden
    first = ENGLISH not in casus.gezegd
    casus = casus.say_once(ENGLISH)
    if words.has("en_zelfdoding", beurt.tekst):
        # Whoever says this is asked at once, as in Dutch.
        asked = casus.update(open_vraag="acuut", gevaar_soort="zelfdoding")
        return Uitkomst((Bericht("english_suicide"),), asked)
    found = found_answer(beurt, kennis)
    if beurt.asks("ongepast") and not words.has("en_telefoon", beurt.tekst):
        own = (found,) if found is not None and found.sleutel.endswith("_nee") else ()
        return Uitkomst((Bericht("english_no_judgement"), *own), casus)
    core = next((keys for group, keys in KERN if words.has(group, beurt.tekst)), None)
    if core is not None:
        return Uitkomst(tuple(Bericht(key) for key in core), casus)
    told, casus = _note(casus, beurt, kennis)
    if told:
        opening = (Bericht("english_what"), Bericht("english_call")) if first else ()
        return Uitkomst((*opening, *told), casus)
    if beurt.vraag == ONBEKEND:
        return Uitkomst((Bericht("english_unknown"),), casus)
    if found is not None:
        return Uitkomst((Bericht("english_in_dutch"), found), casus)
    if first:
        return Uitkomst((Bericht("english_what"), Bericht("english_call")), casus)
    return Uitkomst((Bericht("english_again"),), casus)


def language_of(casus: Casus, beurt: Beurt, kennis: Any) -> str:
    """`nl`, `en` or `anders`; a button has the language of the talk."""
    if not beurt.tekst:
        return "en" if ENGLISH in casus.gezegd else "nl"
    words = kennis.gesprekswoorden
    read: str = words.language(beurt.tekst)
    if read == "nl" and beurt.taal == "anders":
        # What was taken out may have been the foreign words themselves.
        return "anders"
    if read == "nl" and ENGLISH in casus.gezegd and words.leans_to_english(beurt.tekst):
        return "en"
    return read


def _note(casus: Casus, beurt: Beurt, kennis: Any) -> tuple[tuple[Bericht, ...], Casus]:
    """Keep what was told in English too, so that the summary holds it, and give it back."""
    if not beurt.asks("casus_beschrijven"):
        return (), casus
    before = {w.id for w in casus.waarnemingen}
    casus = casus.add(observe(beurt, kennis.context, kennis.gesprekswoorden, kennis.gemeenten))
    new = [w for w in casus.waarnemingen if w.id not in before and w.polariteit != "afwezig"]
    if not new:
        return (), casus
    return (Bericht("english_noted", {"regels": lines(new, kennis, label=False)}),), casus
