"""Who the user is to the person: at work, family, a neighbour, or no professional at all. Pure layer."""

from __future__ import annotations

from rasa_project.consultation.casus import Casus
from rasa_project.consultation.gesprekswoorden import Gesprekswoorden
from rasa_project.consultation.routering import PRIVE

ZELF = {"familie": "ben_familie", "buurt": "ben_buur", "geen": "ben_geen_professional"}
"""What somebody is to the person -> group of words with which he or she says so."""

ZONDER_FUNCTIONARIS = "geen_functionaris"
"""Group of words, and mark in `Casus.gezegd`: the user has no aandachtsfunctionaris."""


def says_who(tekst: str, woorden: Gesprekswoorden) -> str | None:
    """`familie`, `buurt` or `geen` when the user says so ("ik ben zijn vader"), or None."""
    return next((kind for kind, groep in ZELF.items() if woorden.has(groep, tekst)), None) if tekst else None


def kind_of(casus: Casus, woorden: Gesprekswoorden) -> str | None:
    """Kind of relation, for routing and wording: the one with the person ("mijn zoon") goes before what one is."""
    return woorden.kind_of_relation(casus.relatie) or casus.zelf


def is_private(casus: Casus, woorden: Gesprekswoorden) -> bool:
    """True for family, neighbours and whoever says to be no professional: no colleague, no organisation."""
    return kind_of(casus, woorden) in PRIVE
