"""Cards for tonight and for the call: weekendkaart, belbriefje, andere verklaringen eerst. Pure layer."""

from __future__ import annotations

from typing import Any

from rasa_project.consultation import wie
from rasa_project.consultation.antwoorden import clean
from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import Casus, Waarneming
from rasa_project.consultation.openingstijden import AMSTERDAM
from rasa_project.consultation.opzoeken import names_one
from rasa_project.consultation.routering import PRIVE
from rasa_project.consultation.spiegel import ZORG

VRIJDAG = 4
"""Weekday from which "weekend" and "maandag" fit; 0 is maandag."""

IN_HET_BRIEFJE = 2
"""Observations in the opening of a call: half a minute is short."""

PER_BERICHT = 3
"""Explanations in one bubble."""


def weekend(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """What to do tonight, what not, what changes the picture, and a first sentence for when they meet again.

    Of a weekend and of Monday only from Friday to Sunday: on a Monday night it is over.
    """
    thuis = "_thuis" if wie.is_private(casus, kennis.gesprekswoorden) else ""
    first = "weekend_maandag" if beurt.now.astimezone(AMSTERDAM).weekday() >= VRIJDAG else "weekend_eerste_zin"
    keys = (f"weekend_wel{thuis}", "weekend_niet", "weekend_verandert", first)
    return Uitkomst(tuple(Bericht(key) for key in keys), casus)


def call_note(casus: Casus, kennis: Any) -> Uitkomst:
    """An opening of half a minute in the user's own words, and what to ask back."""
    zin = kennis.zin
    told = [w.tekst for w in casus.of(*ZORG) if w.polariteit == "aanwezig" and not w.mening][:IN_HET_BRIEFJE]
    against = [w.tekst for w in casus.of("beschermend") if w.polariteit != "afwezig"][:1]
    parts = [_who_calls(casus, kennis)]
    parts.append(zin("bel_over", tekst=zin(_age(casus.leeftijd))))
    if told:
        parts.append(zin("bel_zag", tekst="; ".join(told)))
    if against:
        parts.append(zin("bel_tegen", tekst=against[0]))
    parts.append(zin("bel_vraagt"))
    opening = Bericht("bel_opening", {"regels": "\n".join(zin("spiegel_punt", tekst=p) for p in parts)})
    # What colleagues may share is nothing for a mother or a neighbour.
    together = () if wie.is_private(casus, kennis.gesprekswoorden) else (Bericht("bel_samen"),)
    return Uitkomst((opening, Bericht("bel_vragen"), *together), casus)


def _who_calls(casus: Casus, kennis: Any) -> str:
    """The first sentence: a profession only for who has one in this story."""
    kind = wie.kind_of(casus, kennis.gesprekswoorden)
    if kind in PRIVE:
        own = casus.relatie if kennis.gesprekswoorden.kind_of_relation(casus.relatie) in PRIVE else None
        return str(kennis.zin("bel_wie_mijn", tekst=own) if own else kennis.zin(f"bel_wie_{kind}"))
    if casus.rol:
        return str(kennis.zin("bel_wie", tekst=kennis.zin(f"rol_{casus.rol}")))
    return str(kennis.zin("bel_wie_onbekend"))


def explanations(casus: Casus, kennis: Any) -> Uitkomst:
    """For each mirrored item one ordinary explanation, and who helps with that."""
    items = [w for w in casus.of(*ZORG) if w.polariteit != "afwezig"]
    if not items:
        return Uitkomst((Bericht("verklaring_algemeen"),), casus)
    lines = [kennis.zin("verklaring_bij", tekst=item.tekst, uitleg=text) for item, text in _pairs(items, kennis)]
    bubbles = [Bericht("verklaring_intro")]
    for start in range(0, len(lines), PER_BERICHT):
        bubbles.append(Bericht("verklaring_lijst", {"regels": "\n".join(lines[start : start + PER_BERICHT])}))
    return Uitkomst((*bubbles, Bericht("verklaring_slot")), casus)


def _pairs(items: list[Waarneming], kennis: Any) -> list[tuple[Waarneming, str]]:
    """Each item with an explanation of its domain: one that fits its words, else the next one that fits anything."""
    given: set[str] = set()
    out = []
    for item in items:
        said = clean(item.tekst)
        known = [v for v in kennis.signalen[item.domein].verklaringen if v.id not in given]
        fitting = [v for v in known if v.past_bij and names_one(said, *v.past_bij)]
        reason = next(iter((*fitting, *(v for v in known if not v.past_bij))), None)
        if reason is None:
            continue
        given.add(reason.id)
        contact = kennis.contacten.get(reason.contact) if reason.contact else None
        phone = f" ({contact.telefoon})" if contact and contact.telefoon else ""
        out.append((item, f"{reason.tekst} {reason.hulp.rstrip('.')}{phone}."))
    return out


def _age(leeftijd: str | None) -> str:
    """Key of the words for an age, coarse on purpose."""
    if leeftijd is None:
        return "leeftijd_onbekend"
    return {"<12": "leeftijd_kind", "12-15": "leeftijd_jong", "16-17": "leeftijd_tiener"}.get(
        leeftijd, "leeftijd_volwassen"
    )
