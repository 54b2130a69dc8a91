"""Answers "waar komt dat vandaan?" with the source of the fact that was told last. Pure layer.

A bubble that tells a fact carries `feit`, as `kind:id`; the case remembers the last one.
"""

from __future__ import annotations

from typing import Any

from rasa_project.consultation.beurt import Bericht, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.models import Herkomst

BRON_VRAAG = "bron_vraag"
"""Key of the fixed answer that is found when somebody asks for a source."""


def fact(kind: str, *ids: str) -> str:
    """The name of a fact, for `Bericht.feit`: `begrip:lse`, `handeling:detentie:politie`."""
    return ":".join((kind, *ids))


def herkomst_of(name: str, kennis: Any) -> Herkomst | None:
    """Where a fact comes from; None when it is no longer there (the content changed)."""
    kind, *ids = name.split(":")
    try:
        found: Herkomst | None = _FINDERS[kind](kennis, *ids)
    except (KeyError, StopIteration):
        return None
    return found


def explain(casus: Casus, kennis: Any) -> Uitkomst:
    """The source of the last fact with the day it was looked at; in general when there was none."""
    if casus.in_stroomschema and casus.bron is None:
        return Uitkomst((_version(kennis),), casus)
    herkomst = herkomst_of(casus.bron, kennis) if casus.bron else None
    if herkomst is None:
        return Uitkomst((Bericht(BRON_VRAAG),), casus)
    told = Bericht("bron_laatste", {"bron": kennis.bron_regel(herkomst), "nagekeken": _looked(herkomst, kennis)})
    if casus.bron and casus.bron.startswith("knoop:"):
        return Uitkomst((_version(kennis), told), casus)
    return Uitkomst((told,), casus)


def remember(outcome: Uitkomst) -> Uitkomst:
    """The outcome with the last fact that it tells noted in the case."""
    told = [b.feit for b in outcome.berichten if b.feit]
    return Uitkomst(outcome.berichten, outcome.casus.update(bron=told[-1])) if told else outcome


def _version(kennis: Any) -> Bericht:
    """Which text of which version the stroomschema follows."""
    schema = kennis.stroomschema
    looked = schema.nagekeken_op
    return Bericht(
        "stroomschema_herkomst",
        {"versie": schema.versie, "datum": f"{looked:%d-%m-%Y}" if looked else ""},
    )


def _looked(herkomst: Herkomst, kennis: Any) -> str:
    words: str = kennis.zin(f"bron_nagekeken_{herkomst.via}", datum=f"{herkomst.nagekeken_op:%d-%m-%Y}")
    return words


def _knoop(kennis: Any, id: str) -> Herkomst:
    found: Herkomst = kennis.stroomschema.knopen[id].herkomst
    return found


def _handeling(kennis: Any, trigger: str, group: str) -> Herkomst:
    handeling = kennis.triggerfactoren[trigger].for_group(group)
    if handeling is None:
        raise KeyError(group)
    found: Herkomst = handeling.herkomst
    return found


def _drieslag(kennis: Any, id: str) -> Herkomst:
    found: Herkomst = next(d for d in kennis.triggerfactoren.drieslag if d.id == id).herkomst
    return found


_FINDERS: dict[str, Any] = {
    "begrip": lambda kennis, id: kennis.begrippen[id].herkomst,
    "contact": lambda kennis, id: kennis.contacten[id].herkomst,
    "instrument": lambda kennis, id: kennis.instrumenten[id].herkomst,
    "trigger": lambda kennis, id: kennis.triggerfactoren[id].herkomst,
    "handeling": _handeling,
    "drieslag": _drieslag,
    "knoop": _knoop,
    "gemeente": lambda kennis, id: next(v for v in kennis.gemeente_advies.vragen if v.id == id).herkomst,
}
