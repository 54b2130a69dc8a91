"""Questions about the field: one door to answers, events, instruments and the plan for gemeenten. Pure layer.

`gesprek.py` calls `take_turn` before anything else that is asked, so that a button
or an answer of one of these walks is never taken for something else.
"""

from __future__ import annotations

from typing import Any

from rasa_project.consultation import bron, gemeentegesprek, instrumentgesprek, triggergesprek
from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.gevonden import found_answer, is_about_the_field

OPEN = frozenset({*triggergesprek.OPEN, gemeentegesprek.OPEN})
"""Our own questions, as they stand in `Casus.open_vraag`."""

VERWARD = frozenset(
    {"stroomschema", "waarom_deze_vraag", "corrigeren", "weet_niet", "terug", "samenvatting", "casus_beschrijven",
     "bevestigen", "ontkennen"}
)  # fmt: skip
"""What a question about the field is easily taken for; an answer that comes very close goes before these."""

MET_EIGEN_ANTWOORD = frozenset({"vraag_over_bot", "vraag_privacy", "vraag_training", "vraag_training_gemeente"})
"""The same, but fixed texts for these are handled where they belong: only an explanation, or that we have none."""


def take_turn(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """A choice in one of the walks, or "waar komt dat vandaan?"; None when the turn is something else."""
    if beurt.vraag == bron.BRON_VRAAG:
        return bron.explain(casus, kennis)
    followed = instrumentgesprek.about_the_last(casus, beurt, kennis) if not casus.in_stroomschema else None
    if followed is not None:
        return followed
    free = casus.open_vraag is None and not casus.in_stroomschema and not beurt.signalen
    if free and (beurt.intent in VERWARD or (beurt.intent in MET_EIGEN_ANTWOORD and is_about_the_field(beurt))):
        explained = found_answer(beurt, kennis)
        if explained is not None:
            return Uitkomst((explained,), casus)
    outcome = gemeentegesprek.take_turn(casus, beurt, kennis) or triggergesprek.take_turn(casus, beurt, kennis)
    if outcome is None and beurt.keuze:
        outcome = instrumentgesprek.pressed(casus, beurt.keuze, kennis)
    return outcome


def leave(casus: Casus, beurt: Beurt) -> Casus:
    """A question about an event is let go as soon as the user talks of something else."""
    return casus.update(open_vraag=None) if casus.open_vraag in triggergesprek.OPEN else casus


def resume(outcome: Uitkomst, kennis: Any) -> Uitkomst | None:
    """Back to the walk for gemeenten after a side question; None when no walk is going on."""
    if outcome.casus.open_vraag != gemeentegesprek.OPEN:
        return None
    told = {b.sleutel for b in outcome.berichten}
    return outcome if told & {"gemeente_vraag"} else gemeentegesprek.resume(outcome, kennis)


def answer(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """A question about the field: a fixed answer, an instrument by name, or that we do not know and who does."""
    explained = found_answer(beurt, kennis)
    if explained is not None:
        return Uitkomst((explained,), casus)
    return instrumentgesprek.by_name(casus, beurt, kennis) or Uitkomst((Bericht("kennis_onbekend"),), casus)
