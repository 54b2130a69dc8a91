"""A button that is typed is a button that is pressed. Pure layer.

The words on the buttons under the last answer are kept with the case. A message that is nothing but the words of one
of them is that choice, before anything is made of it: "hulpverlening" is then the answer to our own question and no cry
for help. Only the whole message counts against danger; a few words of a title ("vervolgstappen") do where a walk about
the field waits and nobody heard danger in them.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from rasa_project.consultation.antwoorden import ALGEMEEN, clean
from rasa_project.consultation.beurt import Beurt, Uitkomst
from rasa_project.consultation.casus import Casus

_PAYLOAD = re.compile(r"/(?P<intent>[a-z_]+)(?P<waarden>\{.*\})?")
_ID = re.compile(r"[a-z0-9_:-]+")
MET_EEN_NAAM = ("regel_", "fout_", "org_")
"""Buttons with words of the user or the name of a contact or organisation on them: only pressed, and never kept."""

KEUZE = "kies_antwoord"
_DEEL = 4
"""Letters of the longest word, at least, when only a part of a title is typed."""


def as_pressed(casus: Casus, beurt: Beurt) -> Beurt:
    """The turn as a pressed button when its words are those of a button under the last answer; else as it was."""
    said = clean(beurt.tekst) if beurt.tekst else ""
    if not said or not casus.knoppen:
        return beurt
    found = next((knop["antwoord"] for knop in casus.knoppen if knop["titel"] == said), None)
    if found is None and beurt.acuut_modus is None and "?" not in beurt.tekst:
        found = _part_of_one(casus, said)
    if found is None:
        return beurt
    intent, keuze = (found[1:], None) if found.startswith("/") else (KEUZE, found)
    return replace(
        beurt,
        tekst="",
        intents=(intent,),
        keuze=keuze,
        signalen=(),
        acuut_modus=None,
        acuut_soort=None,
        zeker=True,
        vraag=None,
    )


def remember(outcome: Uitkomst, kennis: Any) -> Casus:
    """The case after a turn, with the buttons that now stand under the answer; nothing when the case was erased."""
    if any((bericht.custom or {}).get("wis") for bericht in outcome.berichten):
        return outcome.casus
    knoppen: dict[str, str] = {}
    for bericht in outcome.berichten:
        text = kennis.teksten.get(bericht.sleutel)
        for knop in (*(text.knoppen if text else ()), *bericht.knoppen):
            antwoord = _answer_of(knop.keuze)
            if antwoord is not None and clean(knop.titel):
                knoppen.setdefault(clean(knop.titel), antwoord)
    return outcome.casus.update(
        knoppen=tuple({"titel": titel, "antwoord": antwoord} for titel, antwoord in knoppen.items())
    )


def _answer_of(payload: str) -> str | None:
    """The id of the answer a button sends, or `/intent` when it sends only that; None for what is no id of ours."""
    match = _PAYLOAD.fullmatch(payload)
    if match is None:
        return None
    if match["waarden"] is None:
        return f"/{match['intent']}"
    keuze = json.loads(match["waarden"]).get("antwoord")
    if match["intent"] != KEUZE or not isinstance(keuze, str) or not _ID.fullmatch(keuze):
        return None
    return None if keuze.startswith(MET_EEN_NAAM) else keuze


def _part_of_one(casus: Casus, said: str) -> str | None:
    """The one choice of a walk about the field of which these words are a part, or None."""
    if max(map(len, said.split())) < _DEEL or any(said in words for words in ALGEMEEN.values()):
        return None
    part = re.compile(rf"\b{re.escape(said)}\b")
    found = {k["antwoord"] for k in casus.knoppen if ":" in k["antwoord"] and part.search(k["titel"])}
    return found.pop() if len(found) == 1 else None
