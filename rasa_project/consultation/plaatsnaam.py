"""The name of a place in what is stored: it is for routing alone, so it never stays in a line or an answer. Pure layer.

The gateway takes names of villages out, but leaves those of gemeenten in, because routing needs them. What the
consultation stores (lines of the mirror, answers, the summary and the belbriefje) goes through `hide` first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from rasa_project.consultation.beurt import Beurt
from rasa_project.consultation.gemeenten import WORD_PLACES
from rasa_project.consultation.gesprekswoorden import Gesprekswoorden
from rasa_project.consultation.models import Gemeente
from rasa_project.language.tokens import fold

PLEK = "[PLAATS]"
"""What stands where a name stood; the gateway writes the same."""

PRAAT = "plaatspraat"
"""Group of words that may stand around the name of a place."""

_WOORD = re.compile(r"[^\W\d_]+")
_PLEKKEN = re.compile(r"\[[A-Z]+(?:-[A-Z]+)*-?\d*\]")
_VOOR = r"(?P<voor>\b(?:in|uit|te|bij|naar|van|gemeente|gem|regio|omgeving|rond|vanuit|den|de|het)\s+)?"


def hide(tekst: str, beurt: Beurt, gemeenten: Mapping[str, Gemeente]) -> str:
    """The words with the name of the gemeente of this turn replaced.

    A name that is an everyday word too ("best") is taken for a place behind "in" and the like, with a capital
    inside a sentence, or alone.
    """
    for name in _names(beurt, gemeenten):
        pattern = re.compile(rf"{_VOOR}(?<!\w)(?P<naam>{re.escape(name)})(?!\w)", re.IGNORECASE)
        tekst = pattern.sub(lambda found, name=name: _replaced(found, name), tekst)  # type: ignore[misc]
    return tekst


def only_names_it(words: str, beurt: Beurt, gemeenten: Mapping[str, Gemeente], woorden: Gesprekswoorden) -> bool:
    """True when words of a turn hold the name of a place and nothing but talk around it: no behaviour."""
    hidden = hide(words, beurt, gemeenten)
    if not _PLEKKEN.search(hidden):
        return False
    around = woorden.groepen[PRAAT]
    return all(around.fullmatch(word) for word in _WOORD.findall(fold(_PLEKKEN.sub(" ", hidden))))


def _names(beurt: Beurt, gemeenten: Mapping[str, Gemeente]) -> list[str]:
    """Names of the gemeenten of this turn, longest first."""
    names: set[str] = set()
    for official in filter(None, (beurt.gemeente, *beurt.kandidaten)):
        names.add(official.split(" (")[0])
        known = gemeenten.get(official)
        names.update(known.aliases if known else ())
    return sorted(names, key=len, reverse=True)


def _replaced(found: re.Match[str], name: str) -> str:
    before, word = found["voor"] or "", found["naam"]
    whole, start = found.string, found.start("naam")
    inside = word[:1].isupper() and bool(whole[:start].strip()) and whole[:start].rstrip()[-1] not in ".!?"
    alone = not _WOORD.findall(whole[: found.start()] + whole[found.end() :])
    if fold(name) in WORD_PLACES and not (before or inside or alone):
        return found[0]
    return f"{before}{PLEK}"
