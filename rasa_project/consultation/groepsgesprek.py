"""Tension in a class or neighbourhood: the talk stays with the group until somebody alone is meant. Pure layer.

What is told of a group is no behaviour of one youth: it is not mirrored as that, and no question about one follows.
Who can be called is decided in `contact.py`, which looks at the same mark (`Casus.groep`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import Casus

SPANNING = "spanning_groep"
"""Key of the answer to tension in a group, and name of its step."""

EEN_PERSOON, REAGEERT = "een_persoon", "reageert_zelf"
"""Groups of words: somebody alone is meant; the user wants to answer in public, which is no spying."""

BESPREKEN = ("vraag_gespreksvoering", "vraag_training")
VERTELT = ("casus_beschrijven", "corrigeren")


def hears_one(beurt: Beurt, kennis: Any) -> Beurt:
    """The turn without the answer for a group when it speaks of one person: found by meaning it may come close."""
    if beurt.vraag != SPANNING or not kennis.gesprekswoorden.has(EEN_PERSOON, beurt.tekst):
        return beurt
    return replace(beurt, vraag=None)


def take_turn(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """How to talk about it with the group, or thanks for what was told of it; None when the turn is something else."""
    if not casus.groep or casus.in_stroomschema or casus.open_vraag is not None:
        return None
    if not beurt.tekst:
        return Uitkomst((Bericht("spanning_samen"),), casus) if beurt.asks("vraag_gespreksvoering") else None
    if beurt.asks("ongepast"):
        public = beurt.vraag == "socials_nee" and kennis.gesprekswoorden.has(REAGEERT, beurt.tekst)
        return Uitkomst((Bericht("spanning_samen"),), casus) if public else None
    if about_one(beurt, kennis):
        return None
    if beurt.asks(*BESPREKEN):
        return Uitkomst((Bericht("spanning_samen"),), casus)
    only_told = set(beurt.intents) <= {*VERTELT, "bevestigen", "ontkennen"} and beurt.asks(*VERTELT)
    if only_told and beurt.vraag is None:
        return Uitkomst((Bericht("spanning_verteld"),), casus)
    return None


def about_one(beurt: Beurt, kennis: Any) -> bool:
    """True when one person is meant: a word for one, with something that was told or an age."""
    told = bool(beurt.signalen) or beurt.leeftijd is not None or beurt.asks(*VERTELT)
    return told and bool(beurt.tekst) and bool(kennis.gesprekswoorden.has(EEN_PERSOON, beurt.tekst))


def leave(casus: Casus, beurt: Beurt, kennis: Any) -> Casus:
    """The group is let go as soon as one person is meant, unless that is denied ("niet één leerling, de hele klas")."""
    denied = kennis.gesprekswoorden.recognise(beurt.tekst) == SPANNING if beurt.tekst else True
    return casus.update(groep=False) if casus.groep and not denied and about_one(beurt, kennis) else casus
