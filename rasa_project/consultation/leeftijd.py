"""Whose age it is: that of another person never takes the place of the youth's. Pure layer.

The age itself is found before the dialogue; here only is decided whether it is taken in.
The words are data (`data/kennis/gesprekswoorden.yml`).
"""

from __future__ import annotations

import re
from typing import Any

from rasa_project.consultation.beurt import Bericht, Beurt
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.gesprekswoorden import Gesprekswoorden
from rasa_project.language.tokens import fold

ANDER, JONGERE, HERSTELT = "ander_met_leeftijd", "jongere_met_leeftijd", "zet_recht"
"""Groups of words: another person, the person it is about, and what opens a correction."""

GEVRAAGD = "leeftijd_gevraagd"
"""Mark in `Casus.gezegd`: two ages were named, and the next few words may say which one holds."""

KORT = 6

SLEUTELS = {"<12": "leeftijd_kind", "12-15": "leeftijd_jong", "16-17": "leeftijd_tiener"}
"""Words for an age, coarse on purpose; everything else is an adult."""

_TUSSEN = re.compile(
    r"(?:\s*[,(]\s*|\s+(?:die|is|was|van|wordt|nu|al|ook|pas|net|bijna|ongeveer|toen|een jaar of)\b)*\s*"
)


def age_of(casus: Casus, beurt: Beurt, relatie: str | None, woorden: Gesprekswoorden) -> str | None:
    """The age that holds after this turn: the first one stays, unless the turn says that it was wrong.

    Args:
        relatie: who the person is to the user, this turn included.
    """
    new = beurt.leeftijd
    if new is None or _is_of_another(beurt, relatie, woorden):
        return casus.leeftijd
    if casus.leeftijd is None or _corrects(casus, beurt, relatie, woorden):
        return new
    return casus.leeftijd


def note(before: Casus, casus: Casus, beurt: Beurt, kennis: Any) -> tuple[Bericht | None, Casus]:
    """Say which age stays when the turn names another one and nothing tells whose it is.

    Args:
        before: the case before the turn, with the age that was known.
    """
    if beurt.leeftijd is not None and GEVRAAGD in casus.gezegd:
        casus = casus.update(gezegd=tuple(g for g in casus.gezegd if g != GEVRAAGD))
    known, words = casus.leeftijd, kennis.gesprekswoorden
    if beurt.leeftijd in (None, known) or before.leeftijd != known or known is None:
        return None, casus
    if _is_of_another(beurt, casus.relatie, words):
        return None, casus
    told = kennis.zin(SLEUTELS.get(known, "leeftijd_volwassen"))
    return Bericht("leeftijd_blijft", {"tekst": told}), casus.say_once(GEVRAAGD)


def _corrects(casus: Casus, beurt: Beurt, relatie: str | None, woorden: Gesprekswoorden) -> bool:
    """True when the words set the age right: a correction, the youth by name, or the answer to which one holds."""
    if beurt.asks("corrigeren") or woorden.opens_with(HERSTELT, beurt.tekst):
        return True
    if GEVRAAGD in casus.gezegd and len(beurt.tekst.split()) <= KORT:
        return True
    before = _before(beurt)
    return _stands_last(woorden.groepen[JONGERE], before) is not None or _is_relation(before, relatie)


def _is_of_another(beurt: Beurt, relatie: str | None, woorden: Gesprekswoorden) -> bool:
    """True when another person stands right before the age ("een vriendje van 24")."""
    before = _before(beurt)
    named = _stands_last(woorden.groepen[ANDER], before)
    return named is not None and not _is_relation(before, relatie)


def _before(beurt: Beurt) -> str:
    return fold(beurt.tekst[: beurt.leeftijd_plek]) if beurt.leeftijd_plek is not None else ""


def _is_relation(before: str, relatie: str | None) -> bool:
    return relatie is not None and _stands_last(re.compile(rf"\b{re.escape(relatie)}\b"), before) is not None


def _stands_last(pattern: re.Pattern[str], before: str) -> str | None:
    """The last of these words, when nothing but small words stands between it and the age."""
    found = list(pattern.finditer(before))
    return found[-1][0] if found and _TUSSEN.fullmatch(before[found[-1].end() :]) else None
