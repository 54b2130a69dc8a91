"""Buttons that are no answer in the stroomschema: what each one does. Pure layer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa_project.consultation import contact, fixed, gevallen, rechtzetten, terugmelden
from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import Casus

MET_ID: dict[str, Callable[[Casus, str, Any], Uitkomst]] = {
    "schrap_": rechtzetten.strike,
    "regel_": rechtzetten.line_choice,
    rechtzetten.ANDERS: lambda casus, item, kennis: rechtzetten.ask_other_words(casus, item),
    "fout_": terugmelden.which_reason,
    "reden_": terugmelden.report,
    gevallen.GEVAL: gevallen.pressed,
}
"""Buttons with an id behind their name."""

LOS = frozenset({*fixed.STAPPEN, "zelf_kijken", "samenwerken"}) - {"sla_over"}
"""Buttons that do what a fixed sentence does; `sla_over` belongs to the open question."""


def not_safe(casus: Casus, kennis: Any) -> Uitkomst:
    """Yes or doubt about safety: is there danger now?"""
    answered = casus.answer("veiligheid", kennis.zin("antwoord_ja"))
    return Uitkomst((Bericht("acuut_vraag"),), answered.update(open_vraag="acuut"))


def press(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """What a button does; None when it belongs to something else."""
    keuze = beurt.keuze
    if keuze is None:
        return None
    for name, step in MET_ID.items():
        if keuze.startswith(name):
            return step(casus, keuze.removeprefix(name), kennis)
    if keuze.startswith("org_"):
        casus = casus.update(organisatie=keuze.removeprefix("org_"))
        return contact.advise(casus, beurt, kennis)
    if keuze == "onveilig":
        return not_safe(casus, kennis)
    return fixed.answer(keuze, casus, beurt, kennis) if keuze in LOS else None
