"""Walking the stroomschema inside the conversation. Pure layer.

The place in the flow follows from the answers in `Casus.pad` (see
`stroomschema.py`); here stands how a turn becomes an answer, and how a side
question returns to the same Knoop.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa_project.consultation.antwoorden import match_antwoord
from rasa_project.consultation.beurt import Bericht, Beurt, Knop, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.models import Knoop
from rasa_project.consultation.stroomschema import (
    STOP,
    TERUG,
    WEET_NIET,
    Stand,
    give_answer,
    resolve_stroomschema,
    step_back,
)

STUREN = {"terug": TERUG, "stoppen": STOP, "weet_niet": WEET_NIET}
"""Intents that steer, for words `match_antwoord` does not know."""


def take_turn(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """One turn in the stroomschema; None when the turn is a side question or a story."""
    schema = kennis.stroomschema
    stand = resolve_stroomschema(schema, casus.pad)
    if beurt.intent == "stroomschema":
        return _begin(casus, stand, kennis)
    if beurt.intent == "waarom_deze_vraag":
        return Uitkomst((Bericht(stand.knoop.waarom), show(stand)), casus)
    answer = _answer(stand.knoop, beurt)
    if answer == STOP:
        return Uitkomst((Bericht("stroomschema_gestopt"),), casus.update(in_stroomschema=False))
    if answer == TERUG:
        stand = resolve_stroomschema(schema, step_back(casus.pad))
    elif answer is not None:
        after = give_answer(schema, casus.pad, answer)
        if after.afgekapt:
            return None
        stand = after
    else:
        return None
    casus = casus.update(pad=stand.antwoorden, in_stroomschema=not stand.klaar)
    if stand.klaar:
        return Uitkomst((show(stand), Bericht("aanbod_kort")), casus)
    return Uitkomst((show(stand),), casus)


def resume(outcome: Uitkomst, kennis: Any) -> Uitkomst:
    """After a side question: back to the Knoop where we were."""
    stand = resolve_stroomschema(kennis.stroomschema, outcome.casus.pad)
    first = () if outcome.berichten else (Bericht("stroomschema_niet_begrepen"),)
    return outcome.and_then(*first, show(stand))


def show(stand: Stand) -> Bericht:
    """The bubble of the current Knoop with its buttons."""
    return Bericht(stand.knoop.tekst, knoppen=buttons((a.titel, a.id) for a in stand.knoop.antwoorden))


def buttons(choices: Iterable[tuple[str, str]]) -> tuple[Knop, ...]:
    """Buttons that send an answer id.

    Args:
        choices: pairs of title and answer id; an id holds no quotes.
    """
    return tuple(Knop(titel, f'/kies_antwoord{{"antwoord":"{keuze}"}}') for titel, keuze in choices)


def _begin(casus: Casus, stand: Stand, kennis: Any) -> Uitkomst:
    """Start, or go on where the user stopped earlier."""
    casus = casus.update(in_stroomschema=True, open_vraag=None)
    if stand.klaar or not casus.pad:
        fresh = resolve_stroomschema(kennis.stroomschema, ())
        return Uitkomst((show(fresh),), casus.update(pad=()))
    return Uitkomst((Bericht("stroomschema_verder"), show(stand)), casus)


def _answer(knoop: Knoop, beurt: Beurt) -> str | None:
    """The answer id this turn means on the Knoop, or None."""
    if beurt.keuze is not None:
        return beurt.keuze
    found = match_antwoord(knoop, beurt.tekst) if beurt.tekst else None
    if found is not None:
        return found
    if beurt.intent in STUREN:
        wanted = STUREN[beurt.intent]
        return wanted if wanted != WEET_NIET or knoop.weet_niet else None
    if knoop.soort == "vraag" and beurt.intent == "casus_beschrijven" and knoop.antwoorden:
        return knoop.antwoorden[0].id
    return None
