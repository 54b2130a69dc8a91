"""What is taken back in the same breath is not taken in: "hij heeft een mes, o nee dat was een aansteker". Pure layer.

The words are data (`data/kennis/gesprekswoorden.yml`). Danger is judged apart and does not look here: a knife
that is taken back may still be asked about.
"""

from __future__ import annotations

import re

from rasa_project.consultation.gesprekswoorden import Gesprekswoorden
from rasa_project.language.clauses import split_clauses
from rasa_project.language.cues import same_length
from rasa_project.language.sentences import split_sentences

TERUG = "neemt_terug"
LAATSTE = "laatste_weg"
"""Groups of words: a correction that follows at once, and "laat dat laatste maar zitten"."""

_TEKEN = re.compile(r"[^\w'’\n]")
_EN_HIJ = re.compile(r"\ben\s+(?:hij|ze|zij|ie)\s")
_WOORD = re.compile(r"\w+")
_AANLOOP = frozenset({"o", "oh", "nee", "sorry", "en", "ja", "hoor", "wacht", "toch", "maar", "eh", "uh"})


def regions(tekst: str, woorden: Gesprekswoorden) -> list[tuple[int, int]]:
    """The clauses that are taken back, as places in the text, end exclusive."""
    plain = _TEKEN.sub(" ", same_length(tekst))
    cues = sorted(m.start() for name in (TERUG, LAATSTE) for m in woorden.groepen[name].finditer(plain))
    return [clause for clause in (_clause_before(tekst, cue) for cue in cues) if clause is not None]


def is_taken_back(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """True when most of a finding stands in a clause that is taken back."""
    inside = sum(max(0, min(end, high) - max(start, low)) for low, high in taken)
    return 2 * inside > end - start


def points_back(tekst: str, woorden: Gesprekswoorden) -> bool:
    """True when nothing but the taking back was said, so that it is about an earlier message."""
    found = woorden.groepen[LAATSTE].search(_TEKEN.sub(" ", same_length(tekst)))
    if found is None:
        return False
    return all(word in _AANLOOP for word in _WOORD.findall(same_length(tekst)[: found.start()]))


def _clause_before(tekst: str, cue: int) -> tuple[int, int] | None:
    """The last clause of two words or more before a place; None when there is none."""
    sentences = [place for place in split_sentences(tekst[:cue]) if _tells(tekst, place)]
    if not sentences:
        return None
    clauses = [place for place in split_clauses(tekst, *sentences[-1]) if _tells(tekst, place)]
    low, high = clauses[-1] if clauses else sentences[-1]
    joined = [m.start() for m in _EN_HIJ.finditer(same_length(tekst), low, high)]
    return (joined[-1], high) if joined else (low, high)


def _tells(tekst: str, place: tuple[int, int]) -> bool:
    return sum(word not in _AANLOOP for word in _WOORD.findall(same_length(tekst[place[0] : place[1]]))) > 1
