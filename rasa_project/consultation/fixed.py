"""What is answered by its words alone, whatever a model made of it. Pure layer.

The words are data (`gesprekswoorden.py`). Refusals go before everything but danger;
the other fixed sentences come after the stroomschema had its chance.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa_project.consultation import (
    contact,
    gemeentegesprek,
    gevallen,
    instrumentgesprek,
    kaarten,
    rechtzetten,
    terugmelden,
    wie,
)
from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import OVERGESLAGEN, Casus
from rasa_project.consultation.gevonden import BEGRIP, found_answer
from rasa_project.consultation.vragen import AANVULLEND, VRAGEN, skip_the_rest

Step = Callable[[Casus, Beurt, Any], Uitkomst]

WEIGERINGEN = frozenset(
    {
        "oordeel_nee",
        "cijfer_nee",
        "groep_nee",
        "socials_nee",
        "telefoon_nee",
        "bespieden_nee",
        "opzoeken_nee",
        "materiaal_nee",
        "regels_nee",
        "rol_nee",
        "schelden",
    }
)
"""Keys of the kind refusals."""

STUREN = frozenset(
    {"sla_over", "weigert", "genoeg", "vorig_geval", "ander_geval", "die_ander", "vul_aan", "veilig_nu"}
    | {"zwaar_voor_jou"}
)
"""Sentences that steer the talk; no story is taken from them."""


def skip(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """The open question is left; without one there is nothing to skip."""
    if casus.open_vraag in VRAGEN:
        assert casus.open_vraag is not None
        return Uitkomst((Bericht("overgeslagen"),), casus.answer(casus.open_vraag, OVERGESLAGEN))
    if casus.open_vraag in ("gemeente", "gemeente_kiezen"):
        return Uitkomst((Bericht("zonder_gemeente"),), casus.update(open_vraag=None, kandidaten=()))
    return Uitkomst((Bericht("niets_over_te_slaan"),), casus)


def enough(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """No more questions."""
    return Uitkomst((Bericht("genoeg"),), skip_the_rest(casus))


def complete(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """The questions that only the summary needs."""
    if not casus.waarnemingen and not casus.antwoorden:
        return Uitkomst((Bericht("samenvatting_leeg"),), casus)
    return Uitkomst((Bericht("aanvullen"),), casus.update(open_vraag=None).say_once(AANVULLEND))


def self_doubt(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """Kind words for who doubts himself; a father or a neighbour has no colleague to talk to."""
    private = wie.is_private(casus, kennis.gesprekswoorden)
    return Uitkomst((Bericht("twijfel_aan_zelf_thuis" if private else "twijfel_aan_zelf"),), casus)


def no_consent(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """Consent is refused: what the law says when that was found, and how to work together all the same."""
    found = found_answer(beurt, kennis) if (beurt.vraag or "").startswith(BEGRIP) else None
    bubbles = (*((found,) if found else ()), Bericht("geen_toestemming"), Bericht("samenwerken"))
    return Uitkomst(bubbles, casus)


STAPPEN: dict[str, Step] = {
    "sla_over": skip,
    "weigert": skip,
    "genoeg": enough,
    "vul_aan": complete,
    "klopt_niet": lambda casus, beurt, kennis: terugmelden.which_contact(casus, kennis),
    "dit_klopt_niet": terugmelden.what_is_wrong,
    "agenda": terugmelden.remind,
    "vorig_geval": gevallen.back,
    "die_ander": gevallen.the_other,
    "ander_geval": lambda casus, beurt, kennis: gevallen.begin_other(casus, kennis),
    "snel_niet_acuut": contact.this_evening,
    "spanning_groep": contact.tension,
    "kaart_weekend": kaarten.weekend,
    "kaart_bel": lambda casus, beurt, kennis: kaarten.call_note(casus, kennis),
    "kaart_verklaring": lambda casus, beurt, kennis: kaarten.explanations(casus, kennis),
    "geen_toestemming": no_consent,
    "contact_dag": contact.who,
    "contact_nu": contact.who,
    "geen_functionaris": contact.who,
    "twijfel_aan_zelf": self_doubt,
    "nummer_nagekeken": contact.checked,
    "geweld_thuis": contact.violence_at_home,
    "laatste_weg": rechtzetten.strike_last,
    gemeentegesprek.VOORBEELDEN: gemeentegesprek.examples,
    "openingstijd": contact.hours,
    "zoekt_middel": instrumentgesprek.search,
}
"""What is done for a fixed sentence; any other one is a text of that name."""


def answer(said: str, casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """The answer to a fixed sentence, also when a button asked for it."""
    step = STAPPEN.get(said)
    return step(casus, beurt, kennis) if step is not None else Uitkomst((Bericht(said),), casus)
