"""Danger first, whatever was going on. Pure layer.

What counts as danger is decided before the dialogue (`acuut.py` and the acute
component); here stands only what is said, and that the thread is kept so that
it can be resumed when everybody is safe.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_project.consultation import fixed, talen
from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.contact import THUIS
from rasa_project.consultation.gesprek import LOOS_ALARM, calm, false_alarm, resume, take_doubtful_turn, take_turn
from rasa_project.consultation.gesprekswoorden import Gesprekswoorden, is_unreadable
from rasa_project.consultation.opnemen import note_facts, observe
from rasa_project.language.tokens import fold

SOORTEN = frozenset({"geweld", "zelfdoding", "kind", "vertrek", "algemeen"})

GEEN_TWIJFEL = (fixed.STUREN | {"kaart_bel", "agenda", "klopt_niet", "rol_nee", "regels_nee", "cijfer_nee"}) - {
    "veilig_nu"
}
"""Fixed words that say nothing of danger by themselves; only when nearly nothing else is said (`KORT`)."""

KORT = 8

NOODKREET = "noodkreet"
"""Group of cries for help, however they are spelled."""

WIE_BEL_IK, BEL_ERBIJ = "wie_bel_ik", "bel_erbij"
"""Groups of words: who to call, and what may stand beside it without a word of danger."""

IN_TAAL = {"en": (Bericht("english_danger"),), "anders": (Bericht("andere_taal"),)}
"""Danger in another language gets 112 in a language that is understood."""


def respond(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """112 first; when it is not sure that there is danger now, one question with the number in it.

    What was told in the same message is kept for later and, in danger, not talked about now.
    "De politie is er, iedereen is veilig" right after danger is no new danger, and a few fixed
    words that only steer ("geen vragen meer") are no reason for doubt.
    """
    if beurt.acuut_modus is None and not beurt.asks("spoed", "spoed_twijfel"):
        # The words of a button (see `knopwoorden.py`): a choice, whatever it sounded like.
        return answered(casus, beurt, kennis) or take_turn(casus, beurt, kennis)
    words = kennis.gesprekswoorden
    said = words.recognise(beurt.tekst)
    if casus.na_gevaar and said == "veilig_nu":
        return calm(casus, kennis)
    if casus.na_gevaar and beurt.acuut_modus == "vraag" and words.has(LOOS_ALARM, beurt.tekst):
        return false_alarm(casus, kennis)
    cries = words.groepen[NOODKREET].search(fold(beurt.tekst))
    if is_unreadable(beurt.tekst) and casus.open_vraag != "acuut" and not cries:
        # Nobody can read danger in it; the answer to what is unreadable has the number in it.
        return take_turn(casus, replace(beurt, intents=("nlu_fallback",), acuut_modus=None), kennis)
    if beurt.acuut_modus == "vraag" and casus.open_vraag != "acuut" and _only_asks_who(beurt, words):
        # Every answer to it begins with 112.
        return take_turn(casus, replace(beurt, intents=("vraag_contact",), signalen=(), acuut_modus=None), kennis)
    in_doubt = beurt.acuut_modus == "vraag" or is_unreadable(beurt.tekst)
    if in_doubt and casus.open_vraag != "acuut":
        if said in GEEN_TWIJFEL and len(beurt.tekst.split()) <= KORT:
            heard = tuple(name for name in beurt.intents if not name.startswith("spoed"))
            return take_turn(casus, replace(beurt, intents=heard or ("nlu_fallback",), acuut_modus=None), kennis)
        return take_doubtful_turn(casus, beurt, kennis)
    told = note_facts(casus, beurt, words).add(observe(beurt, kennis.context, words, kennis.gemeenten))
    return direct(told, beurt, kennis)


def _only_asks_who(beurt: Beurt, words: Gesprekswoorden) -> bool:
    """True for "wie kan ik nu bellen" and a few words that say nothing of danger."""
    folded = fold(beurt.tekst)
    asked = words.groepen[WIE_BEL_IK].search(folded)
    if asked is None or len(beurt.tekst.split()) > KORT:
        return False
    rest = f"{folded[: asked.start()]} {folded[asked.end() :]}"
    rest = words.groepen[BEL_ERBIJ].sub(" ", rest)
    if beurt.gemeente:
        rest = rest.replace(fold(beurt.gemeente), " ")
    return not any(char.isalnum() for char in rest)


def direct(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """The numbers for this kind of danger, and what to do with your own safety."""
    soort = beurt.acuut_soort or casus.gevaar_soort
    soort = soort if soort in SOORTEN else "algemeen"
    open_vraag = None if casus.open_vraag == "acuut" else casus.open_vraag
    words = kennis.gesprekswoorden
    language = talen.language_of(casus, beurt, kennis)
    said = words.recognise(beurt.tekst) if beurt.tekst else None
    beside = said == "geweld_thuis" or (said in fixed.WEIGERINGEN and said not in GEEN_TWIJFEL)
    refused = (Bericht(said),) if said is not None and beside else ()
    if said == "geweld_thuis" or soort == "kind":
        casus = casus.say_once(THUIS)
    first = Bericht(f"acuut_{soort}", custom={"acuut": True})
    return Uitkomst(
        (first, *IN_TAAL.get(language, ()), *refused, Bericht("acuut_daarna")),
        casus.update(open_vraag=open_vraag, na_gevaar=True, gevaar_soort=None),
    )


def answered(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """The answer to "is er nu gevaar?"; None when the turn is something else."""
    if casus.open_vraag != "acuut":
        return None
    if beurt.keuze == "gevaar" or beurt.intent == "bevestigen" or beurt.intent == "weet_niet":
        return direct(casus, beurt, kennis)
    if beurt.tekst and not beurt.asks("spoed") and kennis.gesprekswoorden.has(LOOS_ALARM, beurt.tekst):
        return false_alarm(casus.update(open_vraag=None), kennis)
    if beurt.keuze == "geen_gevaar" or beurt.intent == "ontkennen":
        casus = casus.update(open_vraag=None, gevaar_soort=None)
        if talen.is_english(casus, beurt, kennis):
            return Uitkomst((Bericht("english_no_danger"),), casus)
        after = resume(casus, kennis)
        return Uitkomst((Bericht("geen_gevaar_nu"), *after.berichten), after.casus)
    return None
