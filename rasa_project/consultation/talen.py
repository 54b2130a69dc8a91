"""Not everybody writes Dutch: English gets the core in English, other languages one sentence. Pure layer."""

from __future__ import annotations

from typing import Any

from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import Casus


def answer(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """The answer in English or in two languages; None when the message is Dutch."""
    language = kennis.gesprekswoorden.language(beurt.tekst) if beurt.tekst else "nl"
    if language == "nl":
        return None
    if language != "en":
        return Uitkomst((Bericht("andere_taal"),), casus)
    if beurt.asks("ongepast"):
        return Uitkomst((Bericht("english_no_judgement"),), casus.say_once("english"))
    if "english" in casus.gezegd:
        return Uitkomst((Bericht("english_again"),), casus)
    return Uitkomst((Bericht("english_what"), Bericht("english_call")), casus.say_once("english"))
