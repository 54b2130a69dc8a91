"""Danger first, whatever was going on. Pure layer.

What counts as danger is decided before the dialogue (`acuut.py` and the acute
component); here stands only what is said, and that the thread is kept so that
it can be resumed when everybody is safe.
"""

from __future__ import annotations

from typing import Any

from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.gesprek import calm, resume, take_doubtful_turn
from rasa_project.consultation.opnemen import note_facts, observe

SOORTEN = frozenset({"geweld", "zelfdoding", "kind", "vertrek", "algemeen"})


def respond(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """112 first; when it is not sure that there is danger now, one question with the number in it.

    What was told in the same message is kept for later and, in danger, not talked about now.
    "De politie is er, iedereen is veilig" right after danger is no new danger.
    """
    if casus.na_gevaar and kennis.gesprekswoorden.recognise(beurt.tekst) == "veilig_nu":
        return calm(casus, kennis)
    if beurt.acuut_modus == "vraag" and casus.open_vraag != "acuut":
        return take_doubtful_turn(casus, beurt, kennis)
    return direct(
        note_facts(casus, beurt, kennis.gesprekswoorden).add(observe(beurt, kennis.context, kennis.gesprekswoorden)),
        beurt,
    )


def direct(casus: Casus, beurt: Beurt) -> Uitkomst:
    """The numbers for this kind of danger, and what to do with your own safety."""
    soort = beurt.acuut_soort or casus.gevaar_soort
    soort = soort if soort in SOORTEN else "algemeen"
    open_vraag = None if casus.open_vraag == "acuut" else casus.open_vraag
    return Uitkomst(
        (Bericht(f"acuut_{soort}", custom={"acuut": True}), Bericht("acuut_daarna")),
        casus.update(open_vraag=open_vraag, na_gevaar=True, gevaar_soort=None),
    )


def answered(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """The answer to "is er nu gevaar?"; None when the turn is something else."""
    if casus.open_vraag != "acuut":
        return None
    if beurt.keuze == "gevaar" or beurt.intent == "bevestigen" or beurt.intent == "weet_niet":
        return direct(casus, beurt)
    if beurt.keuze == "geen_gevaar" or beurt.intent == "ontkennen":
        after = resume(casus.update(open_vraag=None, gevaar_soort=None), kennis)
        return Uitkomst((Bericht("geen_gevaar_nu"), *after.berichten), after.casus)
    return None
