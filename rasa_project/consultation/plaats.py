"""Somebody names a place and nothing else: "ik woon in de bilt", "geen culemborg maar tiel". Pure layer.

Whatever such a turn was taken for, it says where it is. After contacts were named it asks for those of that place;
before that the gemeente is noted and the talk goes on.
"""

from __future__ import annotations

import re
from typing import Any

from rasa_project.consultation import contact
from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.language.tokens import fold

PRAAT = "plaatspraat"
GROET = "afscheidswoorden"
"""Groups of words: those that may stand around the name of a place, and those that thank or take leave."""

MEEST = 12
"""Words; who says more tells more."""

NAMEN = 4
"""Words of the names themselves: "geen Culemborg maar Alphen aan den Rijn"."""

_WOORD = re.compile(r"[^\W\d_]+")
_PLEK = re.compile(r"\[[A-Z]+(?:-[A-Z]+)*-?\d*\]")


def only_names_a_place(beurt: Beurt, kennis: Any) -> bool:
    """True when a gemeente was named and the other words only say so."""
    if not (beurt.gemeente or beurt.kandidaten) or beurt.signalen or not beurt.tekst:
        return False
    if beurt.zeker and any(name.startswith(("vraag_", "spoed", "wis_")) for name in beurt.intents):
        return False
    said = fold(_PLEK.sub(" ", beurt.tekst))
    groups = kennis.gesprekswoorden.groepen
    words, around = _WOORD.findall(said), groups[PRAAT]
    if groups[GROET].search(said):
        return False
    return len(words) <= MEEST and sum(not around.fullmatch(word) for word in words) <= NAMEN


def take_turn(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """The contacts of the place that is named now; None when the turn is something else or nothing was named yet."""
    if casus.in_stroomschema or not only_names_a_place(beurt, kennis):
        return None
    if _is_denied(beurt):
        asked = Bericht("vraag_gemeente")
        return Uitkomst((asked,), casus.update(gemeente=None, contact=None, open_vraag="gemeente"))
    if casus.contactpunten:
        return contact.advise(casus.update(contact=None), beurt, kennis)
    return None


def _is_denied(beurt: Beurt) -> bool:
    """True for "nee, niet in Tiel": the one place that is named is the wrong one."""
    if beurt.gemeente is None:
        return False
    name = re.escape(fold(beurt.gemeente.split(" (")[0]))
    return bool(re.search(rf"\b(?:niet|geen)\s+(?:(?:in|uit|te|de|het|gemeente)\s+)*{name}\b", fold(beurt.tekst)))
