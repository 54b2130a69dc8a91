"""Which question to ask next, and whether an answer fits it. Pure layer.

Only what is missing and matters is asked, one question at a time; each may be
skipped and none is asked twice.
"""

from __future__ import annotations

import re

from rasa_project.consultation.beurt import Beurt
from rasa_project.consultation.casus import OVERGESLAGEN, Casus

VOLGORDE = ("tegenspreekt", "sinds_wanneer", "zelf_gezien", "gebeurd", "al_gedaan")
"""What contradicts the worry comes first: nobody thinks of it alone at night."""

_TIJD = re.compile(
    r"\b(sinds|vanaf|afgelopen|vorige|laatste|weken|week|maand|maanden|jaar geleden|dagen|gisteren|vandaag"
    r"|zomer|winter|herfst|lente|vakantie|kerst|januari|februari|maart|april|mei|juni|juli|augustus|september"
    r"|oktober|november|december|ineens|since|weeks|months)\b",
    re.IGNORECASE,
)


def known(casus: Casus, vraag: str) -> bool:
    """True when the story already answers this question."""
    if vraag in casus.antwoorden:
        return True
    if vraag == "tegenspreekt":
        return bool(casus.of("beschermend"))
    if vraag == "gebeurd":
        return bool(casus.of("trigger_persoonlijk", "trigger_groep", "trigger_samenleving"))
    return False


def next_question(casus: Casus) -> str | None:
    """Id of the next question, or None when enough was asked or nothing was told yet."""
    if not casus.waarnemingen:
        return None
    for vraag in VOLGORDE:
        if vraag not in casus.gevraagd and not known(casus, vraag):
            return vraag
    return None


def tells_when(tekst: str) -> bool:
    """True when the words say since when."""
    return bool(_TIJD.search(tekst))


def take_answer(casus: Casus, beurt: Beurt) -> tuple[Casus, bool]:
    """Take the turn as the answer to the open question, when it is one.

    A new piece of the story that does not answer the question leaves it behind:
    the user decides what comes next.

    Returns:
        The case, and True when the turn was an answer.
    """
    vraag = casus.open_vraag
    if vraag is None or vraag not in VOLGORDE:
        return casus, False
    if beurt.intent == "weet_niet" or beurt.keuze == "sla_over":
        return casus.answer(vraag, OVERGESLAGEN), True
    if beurt.intent in ("bevestigen", "ontkennen") and beurt.tekst:
        return casus.answer(vraag, beurt.tekst), True
    if beurt.intent == "casus_beschrijven" and beurt.tekst:
        answers = vraag != "sinds_wanneer" or tells_when(beurt.tekst) or not beurt.signalen
        if answers and not beurt.asks("vraag_contact", "vraag_wat_zelf_doen"):
            return casus.answer(vraag, beurt.tekst), True
    return casus.update(open_vraag=None), False
