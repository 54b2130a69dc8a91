"""The fixed answer that was found by meaning, as a bubble. Pure layer."""

from __future__ import annotations

from typing import Any

from rasa_project.consultation.beurt import Bericht, Beurt
from rasa_project.consultation.bron import fact

BEGRIP = "begrip:"
"""Before the id of an explanation in `data/kennis/begrippen.yml`."""

ONBEKEND = "kennis_onbekend"
"""Text that says that we do not know and who does."""


def found_answer(beurt: Beurt, kennis: Any) -> Bericht | None:
    """The text or the sourced explanation that was found for this turn, or None."""
    key = beurt.vraag
    if key is None:
        return None
    if not key.startswith(BEGRIP):
        return Bericht(key) if key in kennis.teksten else None
    return explanation(key.removeprefix(BEGRIP), kennis)


def is_about_the_field(beurt: Beurt) -> bool:
    """True when an explanation was found, or that we have none."""
    return (beurt.vraag or "").startswith(BEGRIP) or beurt.vraag == ONBEKEND


def explanation(begrip_id: str, kennis: Any) -> Bericht | None:
    """The sourced explanation with this id, or None."""
    begrip = kennis.begrippen.get(begrip_id)
    if begrip is None:
        return None
    values = {"antwoord": begrip.antwoord, "bron": kennis.bron_regel(begrip.herkomst)}
    return Bericht("begrip", values, feit=fact("begrip", begrip.id))
