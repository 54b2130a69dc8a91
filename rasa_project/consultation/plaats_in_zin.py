"""Whose place a named place is: that of the user or the case, or one where something only happened.

Pure layer. A message may name several places; "woont nu in Meppel" says more than "komt van Texel",
and "zijn oom in Rotterdam" or "de rellen in Den Haag" say nothing of where the case is.
"""

from __future__ import annotations

import re

HOME = 1
NEUTRAL = 0
ELSEWHERE = -1

_HOME_BEFORE = re.compile(
    r"(?:\b(?:hier|ons|nu|alhier) (?:\w+ )?(?:in|op|te)|\b(?:woon|woont|wonen|woonachtig|wonend|werk|werkt|werken"
    r"|werkzaam)\b"
    r"[^.,;:!?]{0,25} (?:in|op|te|bij|uit)|\b(?:ik|wij|we) (?:zit|zitten|ben|zijn|sta"
    r"|staan)\b[^.,;:!?]{0,15} (?:in|op|te|uit)"
    r"|\b(?:vallen|valt|val) (?:dus )?onder|\bgemeente) (?:de |het )?$"
)
_HOME_AFTER = re.compile(r"^ hier\b")
_EVENTS = (
    "demonstratie|demonstraties|demo|rellen|rel|aanslag|aanslagen|protest|protesten|optocht|blokkade|festival|concert"
    "|wedstrijd|toernooi|congres|vonnis|rechtbank|tribunaal|gerechtshof|moord|dader|steekpartij|schietpartij"
    "|koranverbranding|bijeenkomst|stemming|debat|kamer|kabinet|politiek|heren|lui|ministerie|steunpunt|hoofdkantoor"
)
_FAMILY = (
    "oom|peetoom|tante|oma|opa|grootouders|neef|nicht|neven|nichten|familie|vader|moeder|stiefvader|stiefmoeder|zus"
    "|zussen|broer|broers|ex|vriend|vriendin|vrienden|kennis|kennissen|maat"
)
_ELSEWHERE_BEFORE = re.compile(
    r"(?:\b(?:opgegroeid|geboren) (?:in|te)|\bverhuisd uit|\b(?:trein|bus|taxi|vlucht|auto|metro|tram) (?:uit|naar"
    r"|van|richting)"
    r"|\b(?:" + _EVENTS + r")\b(?: [\w']+){0,4} (?:in|op|te|van|bij)"
    r"|\b(?:zijn|haar|z'n|zn|hun|een|d'r) (?:\w+ )?(?:" + _FAMILY + r")(?: \w+){0,3} (?:in|op|te|uit)|\bpi"
    r"|\bnet (?:terug )?uit|\b(?:opgepakt|aangehouden|staande gehouden|meegelopen|gedetineerd|zit vast"
    r"|zat vast) (?:in|op|te)) (?:de )?$"
)
_ELSEWHERE_AFTER = re.compile(
    r"^[^.;!?]{0,12} (?:bij|tijdens|na|naar) (?:een|de|die) (?:"
    + _EVENTS
    + r")\b|^[^.;!?]{0,25} (?:op (?:de )?tv|in het nieuws|op het journaal)\b"
)
_CAPITAL = re.compile(r"\bden haag\b|\bs gravenhage\b")
_ASKED_OF_CAPITAL = re.compile(r"\b(?:in|uit|te|gemeente|regio|omgeving|voor|bij|naar|woonplaats) $")


def standing(before: str, name: str, after: str) -> int:
    """Whether a place is where the case is, or one where something only happened; 0 when nothing says so.

    Args:
        before: what stands before the name, small letters, without accents.
        name: the name as it was typed, likewise.
        after: what follows it.
    """
    before, after = _spaced(before[-90:]), _spaced(after[:60])
    if _HOME_BEFORE.search(before) or _HOME_AFTER.match(after):
        return HOME
    if _ELSEWHERE_BEFORE.search(before) or _ELSEWHERE_AFTER.match(after):
        return ELSEWHERE
    if _CAPITAL.search(name) and re.search(r"\b(?:dat|heel|van) $", before) and not _ASKED_OF_CAPITAL.search(before):
        return ELSEWHERE
    return NEUTRAL


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)
