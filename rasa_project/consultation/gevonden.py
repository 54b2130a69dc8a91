"""The fixed answer that was found by meaning, as a bubble. Pure layer."""

from __future__ import annotations

from typing import Any

from rasa_project.consultation.beurt import Bericht, Beurt

BEGRIP = "begrip:"
"""Before the id of an explanation in `data/kennis/begrippen.yml`."""


def found_answer(beurt: Beurt, kennis: Any) -> Bericht | None:
    """The text or the sourced explanation that was found for this turn, or None."""
    key = beurt.vraag
    if key is None:
        return None
    if not key.startswith(BEGRIP):
        return Bericht(key) if key in kennis.teksten else None
    begrip = kennis.begrippen.get(key.removeprefix(BEGRIP))
    if begrip is None:
        return None
    bron = "; ".join(b.titel for b in begrip.herkomst.bronnen) or kennis.zin("bron_onbekend")
    return Bericht("begrip", {"antwoord": begrip.antwoord, "bron": bron})
