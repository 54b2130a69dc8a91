"""Not everybody writes Dutch: English gets the core in English, other languages one sentence. Pure layer.

What is asked in English and known in Dutch is told in Dutch, with the sentence that says so.
"""

from __future__ import annotations

from typing import Any

from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.gevonden import ONBEKEND, found_answer


def answer(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """The answer in English or in two languages; None when the message is Dutch."""
    language = kennis.gesprekswoorden.language(beurt.tekst) if beurt.tekst else "nl"
    if language == "nl":
        return None
    if language != "en":
        return Uitkomst((Bericht("andere_taal"),), casus)
    found = found_answer(beurt, kennis)
    if beurt.asks("ongepast"):
        own = (found,) if found is not None and found.sleutel.endswith("_nee") else ()
        return Uitkomst((Bericht("english_no_judgement"), *own), casus.say_once("english"))
    if beurt.vraag == ONBEKEND:
        return Uitkomst((Bericht("english_unknown"),), casus.say_once("english"))
    if found is not None:
        return Uitkomst((Bericht("english_in_dutch"), found), casus.say_once("english"))
    if "english" in casus.gezegd:
        return Uitkomst((Bericht("english_again"),), casus)
    return Uitkomst((Bericht("english_what"), Bericht("english_call")), casus.say_once("english"))
