"""Somebody names a place and nothing else: "ik woon in de bilt", "geen culemborg maar tiel". Pure layer.

Whatever such a turn was taken for, it says where it is. After contacts were named it asks for those of that place;
before that the gemeente is noted and the talk goes on.
"""

from __future__ import annotations

import re
from typing import Any

from rasa_project.consultation import contact, plaatsnaam
from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.gemeenten import provinces_in
from rasa_project.language.tokens import fold

PRAAT = "plaatspraat"
GROET = "afscheidswoorden"
"""Groups of words: those that may stand around the name of a place, and those that thank or take leave."""

PLAATSVRAAG = ("wie_bel_ik", "bel_erbij", PRAAT)
GEEN_PLAATS = "geen_plaatsnaam"
"""Groups of words: what may stand around a place that is not known, and what is no place behind "in"."""

MEEST = 12
"""Words; who says more tells more."""

NAMEN = 4
"""Words of the names themselves: "geen Culemborg maar Alphen aan den Rijn"."""

_IN_PLAATS = re.compile(r"\b(?:[Ii]n|[Uu]it|[Vv]anuit|[Gg]emeente)\s+(?P<naam>\[PLAATS-?\d*\]|[^\W\d_][\w'’-]+)")
_WOORD = re.compile(r"[^\W\d_]+")
_PLEK = re.compile(r"\[[A-Z]+(?:-[A-Z]+)*-?\d*\]")


def only_names_a_place(beurt: Beurt, kennis: Any) -> bool:
    """True when a gemeente was named and the other words only say so."""
    if not (beurt.gemeente or beurt.kandidaten) or not beurt.tekst or _tells_more(beurt, kennis):
        return False
    if beurt.zeker and any(name.startswith(("vraag_", "spoed", "wis_")) for name in beurt.intents):
        return False
    said = fold(_PLEK.sub(" ", beurt.tekst))
    groups = kennis.gesprekswoorden.groepen
    words, around = _WOORD.findall(said), groups[PRAAT]
    if groups[GROET].search(said):
        return False
    return len(words) <= MEEST and sum(not around.fullmatch(word) for word in words) <= NAMEN


def _tells_more(beurt: Beurt, kennis: Any) -> bool:
    """True when something was found in it besides the place itself."""
    return not all(
        plaatsnaam.only_names_it(beurt.tekst[s.start : s.end], beurt, kennis.gemeenten, kennis.gesprekswoorden)
        for s in beurt.signalen
    )


def take_turn(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """The contacts of the place that is named now; None when the turn is something else or nothing was named yet."""
    if casus.in_stroomschema:
        return None
    if names_unknown_place(beurt, kennis) and (casus.contactpunten or beurt.asks("vraag_contact")):
        put = tuple(dict.fromkeys((*casus.gevraagd, "gemeente")))
        casus = casus.update(gemeente=None, kandidaten=(), contact=None, open_vraag="gemeente", gevraagd=put)
        return Uitkomst((Bericht("plaats_onbekend"),), casus)
    if not only_names_a_place(beurt, kennis):
        return None
    if _is_denied(beurt):
        asked = Bericht("vraag_gemeente")
        return Uitkomst((asked,), casus.update(gemeente=None, contact=None, open_vraag="gemeente"))
    if casus.contactpunten:
        return contact.advise(casus.update(contact=None), beurt, kennis)
    return None


def names_unknown_place(beurt: Beurt, kennis: Any) -> bool:
    """True for "wie bel ik in Bommerig": a place stands there that belongs to no gemeente we know.

    Written with a capital or taken out by the gateway; in small letters only behind "wie bel ik in".
    """
    if beurt.gemeente or beurt.kandidaten or not beurt.tekst or beurt.signalen:
        return False
    found = list(_IN_PLAATS.finditer(beurt.tekst))
    if len(found) != 1 or len(beurt.tekst.split()) > MEEST:
        return False
    name = found[0]["naam"]
    groups = kennis.gesprekswoorden.groepen
    asks = bool(groups["wie_bel_ik"].search(fold(beurt.tekst)))
    if name[0] != "[" and any(groups[g].fullmatch(fold(name)) for g in (GEEN_PLAATS, "bel_erbij", PRAAT)):
        return False
    if not (name[0] == "[" or name[:1].isupper() or (asks and found[0][0].startswith("in"))):
        return False
    rest = fold(_PLEK.sub(" ", beurt.tekst.replace(name, " ", 1)))
    for group in PLAATSVRAAG:
        rest = groups[group].sub(" ", rest)
    # "in België, Lommel": one name more may stand beside it.
    return len(_WOORD.findall(rest)) <= (1 if name[:1].isupper() else 0)


def by_province(kandidaten: tuple[str, ...], tekst: str, kennis: Any) -> str | None:
    """The one candidate in the province that is named ("Noord-Holland", "NH"), or None."""
    if not tekst or not kandidaten:
        return None
    named = provinces_in(tekst)
    fitting = [k for k in kandidaten if (known := kennis.gemeenten.get(k)) and fold(known.provincie) in named]
    return fitting[0] if len(fitting) == 1 else None


def _is_denied(beurt: Beurt) -> bool:
    """True for "nee, niet in Tiel": the one place that is named is the wrong one."""
    if beurt.gemeente is None:
        return False
    name = re.escape(fold(beurt.gemeente.split(" (")[0]))
    return bool(re.search(rf"\b(?:niet|geen)\s+(?:(?:in|uit|te|de|het|gemeente)\s+)*{name}\b", fold(beurt.tekst)))
