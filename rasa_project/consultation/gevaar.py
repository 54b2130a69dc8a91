"""Danger first, whatever was going on. Pure layer.

What counts as danger is decided before the dialogue (`acuut.py` and the acute
component); here stands only what is said, and that the thread is kept so that
it can be resumed when everybody is safe.
"""

from __future__ import annotations

from typing import Any

from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.gesprek import take_doubtful_turn
from rasa_project.consultation.opnemen import note_facts, observe

SOORTEN = frozenset({"geweld", "zelfdoding", "kind", "vertrek", "algemeen"})


def respond(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """112 first; when it is not sure that there is danger now, one question with the number in it.

    What was told in the same message is kept for later and, in danger, not talked about now.
    """
    if beurt.acuut_modus == "vraag" and casus.open_vraag != "acuut":
        return take_doubtful_turn(casus, beurt, kennis)
    return direct(note_facts(casus, beurt).add(observe(beurt, kennis.context)), beurt)


def direct(casus: Casus, beurt: Beurt) -> Uitkomst:
    """The numbers for this kind of danger, and what to do with your own safety."""
    soort = beurt.acuut_soort if beurt.acuut_soort in SOORTEN else "algemeen"
    resume = None if casus.open_vraag == "acuut" else casus.open_vraag
    return Uitkomst(
        (Bericht(f"acuut_{soort}", custom={"acuut": True}), Bericht("acuut_daarna")), casus.update(open_vraag=resume)
    )


def answered(casus: Casus, beurt: Beurt) -> Uitkomst | None:
    """The answer to "is er nu gevaar?"; None when the turn is something else."""
    if casus.open_vraag != "acuut":
        return None
    if beurt.keuze == "gevaar" or beurt.intent == "bevestigen" or beurt.intent == "weet_niet":
        return direct(casus, beurt)
    if beurt.keuze == "geen_gevaar" or beurt.intent == "ontkennen":
        return Uitkomst((Bericht("geen_gevaar_nu"),), casus.update(open_vraag=None))
    return None
