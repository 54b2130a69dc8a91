"""Small facts that together point to one person. Pure layer.

A simple rule: a small place, or a group with "enige", and something that sets
a person apart there (origin, school, a known event). The user gets a gentle
warning; nothing is taken out.
"""

from __future__ import annotations

import re

from rasa_project.language.normalise import fold
from rasa_project.redaction.document import Document

_ONLY = re.compile(r"\b(?:enige|enigste|als enige|de eerste|maar een|slechts een|nergens anders|iedereen kent)\b")
_ORIGIN = re.compile(
    r"\b(?:uit (?:syrie|somalie|eritrea|afghanistan|irak|iran|oekraine|polen|marokko|turkije|suriname|china"
    r"|rusland|jemen|soedan|ethiopie|libie|egypte)|(?:syrische|somalische|eritrese|afghaanse|irakese|iraanse"
    r"|oekraiense|poolse|marokkaanse|turkse|surinaamse|antilliaanse|chinese|russische|jezidi|tsjetsjeense)"
    r" (?:gezin|familie|jongen|meisje|leerling|vrouw|man|jongere|vader|moeder))\b"
)
_SETTING = re.compile(r"\b(?:dorp|dorpje|gehucht|buurtschap|eiland|klein stadje|kleine school|kleine kern)\b")
_EVENT = re.compile(
    r"\b(?:in de krant|op het nieuws|in het nieuws|op tv|bij hart van nederland|opsporing verzocht|kampioen|"
    r"burgemeester van|wethouder)\b"
)


def is_traceable(document: Document) -> bool:
    """Whether small facts in this message may together point to one person."""
    text = fold(document.text)
    place = bool(_SETTING.search(text)) or any(True for _ in document.phrases(document.lists.gemeenten))
    only, origin, event = bool(_ONLY.search(text)), bool(_ORIGIN.search(text)), bool(_EVENT.search(text))
    return (
        (only and (origin or place or event))
        or (bool(_SETTING.search(text)) and (origin or event))
        or (place and event)
    )
