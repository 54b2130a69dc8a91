"""Take in what a turn tells: role, age, gemeente and observations. Pure layer."""

from __future__ import annotations

import re

from rasa_project.consultation.beurt import Beurt
from rasa_project.consultation.casus import Casus, Waarneming
from rasa_project.consultation.context import ContextRegel

_LEEG = frozenset(
    "sinds omdat maar want heeft hebben wordt worden deze daar hier toen door over naar voor niet meer weer soms altijd"
    " zijn haar hun mijn onze jouw iemand iets alles niets ook nog wel dan als die dat het een".split()
)
"""Words that tell nothing by themselves."""


def note_facts(casus: Casus, beurt: Beurt) -> Casus:
    """Take in role, age and gemeente as soon as they are mentioned."""
    return casus.update(
        rol=beurt.rol or casus.rol,
        leeftijd=beurt.leeftijd or casus.leeftijd,
        gemeente=beurt.gemeente or casus.gemeente,
        kandidaten=() if beurt.gemeente else beurt.kandidaten or casus.kandidaten,
    )


def observe(beurt: Beurt, regel: ContextRegel) -> list[Waarneming]:
    """The findings of this turn as observations; ids are given by `Casus.add`.

    A finding without a word that tells something ("sinds de") is left out: the
    mirror may not put a meaning where the user put none.
    """
    found = []
    for signaal in beurt.signalen:
        words = beurt.tekst[signaal.start : signaal.end]
        if tells_something(words):
            found.append(
                Waarneming(
                    id="",
                    domein=signaal.domein,
                    polariteit=signaal.polariteit,
                    tekst=words,
                    bron=signaal.bron,
                    mening=signaal.mening,
                    context=regel.applies(signaal.domein, words),
                )
            )
    return found


def tells_something(words: str) -> bool:
    """True when at least one word of three letters or more carries meaning, in two words or more."""
    parts = re.findall(r"\w+", words.casefold())
    return len(parts) >= 2 and any(len(part) >= 3 and part not in _LEEG for part in parts)
