"""Who it comes from: what the youth says to the user is no hearsay, and his opinion is not the user's. Pure layer.

The words are data (`data/kennis/gesprekswoorden.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rasa_project.consultation.beurt import Bericht, Beurt, Signaal, Uitkomst
from rasa_project.consultation.casus import Casus, Waarneming
from rasa_project.consultation.gesprekswoorden import Gesprekswoorden
from rasa_project.consultation.spiegel import ZORG, mirror
from rasa_project.language.sentences import split_sentences
from rasa_project.language.tokens import fold

ZEGT, EEN_ANDER = "zegt_iets", "van_een_ander"
"""Groups of words: a verb of saying in the singular, and whoever else may be the one who says it."""

VAN_ANDER, ZELF = "bron_ander", "bron_zelf"
"""Groups of words that say afterwards where something came from."""

KORT = 12
"""Words: what is longer tells something new."""

_DAT = re.compile(r"(?:\s+\S+){0,3}?\s+dat\b|\s*[:\"“‘]")


def source_of(signaal: Signaal, tekst: str, relatie: str | None, woorden: Gesprekswoorden) -> str:
    """`zelf` or `ander`: hearsay only when somebody else than the person it is about told it."""
    if signaal.bron != "ander":
        return signaal.bron
    sentence = next((tekst[a:b] for a, b in split_sentences(tekst) if a <= signaal.start < b), tekst)
    folded = fold(sentence)
    if relatie:
        folded = re.sub(rf"\b{re.escape(relatie)}\b", "hij", folded)
    says = woorden.groepen[ZEGT].search(folded) is not None
    return "zelf" if says and woorden.groepen[EEN_ANDER].search(folded) is None else "ander"


def is_said_by_the_youth(start: int, end: int, tekst: str, woorden: Gesprekswoorden) -> bool:
    """True for "zegt dat vrouwen dom zijn": a hard judgement, but not the user's own."""
    low = next((a for a, b in split_sentences(tekst) if a <= start < b), 0)
    folded = fold(tekst[low:end])
    if woorden.groepen[EEN_ANDER].search(folded):
        return False
    said = (m for m in woorden.groepen[ZEGT].finditer(folded) if not folded[: m.start()].rstrip().endswith(" ik"))
    return any(_DAT.match(folded, found.end()) for found in said)


def set_right(casus: Casus, beurt: Beurt, find: Callable[[str], Waarneming | None], kennis: Any) -> Uitkomst | None:
    """A few words that only say where a line came from ("dat heb ik van een vriendin"); None for anything else.

    Args:
        find: the one line that words are about, or None.
    """
    words = kennis.gesprekswoorden
    if not casus.waarnemingen or len(beurt.tekst.split()) > KORT or "?" in beurt.tekst:
        return None
    bron = "ander" if words.has(VAN_ANDER, beurt.tekst) else "zelf" if words.has(ZELF, beurt.tekst) else None
    if bron is None:
        return None
    cue = words.groepen[VAN_ANDER if bron == "ander" else ZELF].search(fold(beurt.tekst))
    pointed = find(fold(beurt.tekst)[: cue.start()] if cue else beurt.tekst)
    if pointed is None and any(s.domein in ZORG and s.polariteit == "aanwezig" for s in beurt.signalen):
        return None
    item = replace(pointed or casus.waarnemingen[-1], bron=bron)
    casus = casus.update(waarnemingen=tuple(item if w.id == item.id else w for w in casus.waarnemingen))
    return Uitkomst((Bericht("recht_gezet"), *mirror(casus, kennis, only=(item,))), casus)
