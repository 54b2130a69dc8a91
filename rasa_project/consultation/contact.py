"""Who to call now, who when, and what to do until then. Pure layer.

The choice of contacts and their hours is made in `routering.py`; here they
become bubbles, and the gemeente is let go as soon as it did its work.
"""

from __future__ import annotations

from typing import Any

from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.gevonden import found_answer
from rasa_project.consultation.routering import RouteAdvies, RouteContact, RouteVraag, route
from rasa_project.consultation.stroomgesprek import buttons

MEEST = 3
"""More than three contacts at once is no advice."""


def advise(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """Name who to call, whether they are there now and otherwise when, and what to do until then."""
    found = found_answer(beurt, kennis)
    if found is not None:
        return Uitkomst((found,), casus)
    gemeente = casus.gemeente or _gemeente_of(casus.contact, kennis)
    if gemeente is None and casus.kandidaten:
        knoppen = buttons((naam, naam) for naam in casus.kandidaten)
        return Uitkomst((Bericht("gemeente_kiezen", knoppen=knoppen),), casus.update(open_vraag="gemeente_kiezen"))
    advice = route(RouteVraag(gemeente, casus.rol, casus.leeftijd, "casus"), kennis, beurt.now)
    bubbles = [_contacts(advice, kennis), *_explained(advice, gemeente), _meanwhile(advice, kennis)]
    known = next((c.contact.id for c in advice.contacten if c.contact.gemeente), None)
    asked = (*casus.gevraagd, "gemeente") if gemeente else casus.gevraagd
    casus = casus.update(gemeente=None, contact=known, open_vraag=None, gevraagd=asked)
    if gemeente is None and "gemeente" not in casus.gevraagd:
        bubbles.append(Bericht("vraag_gemeente"))
        casus = casus.update(open_vraag="gemeente", gevraagd=(*casus.gevraagd, "gemeente"))
    return Uitkomst(tuple(bubbles), casus)


def what_now(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """Answer "en nu?": the same advice; asked together with "wie bel ik" it is given once."""
    if beurt.asks("vraag_contact") and not beurt.vraag:
        return Uitkomst((), casus)
    return advise(casus, beurt, kennis)


def explain_lse(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """What the Landelijk Steunpunt Extremisme is and how to reach it."""
    advice = route(RouteVraag(onderwerp="lse"), kennis, beurt.now)
    bubbles = [Bericht("lse_uitleg"), _contacts(advice, kennis)]
    return Uitkomst(tuple(bubbles), casus)


def _contacts(advice: RouteAdvies, kennis: Any) -> Bericht:
    lines = "\n".join(line(c, kennis) for c in advice.contacten[:MEEST])
    return Bericht("contact_voorbeeld" if advice.voorbeeld else "contact", {"regels": lines})


def line(route_contact: RouteContact, kennis: Any) -> str:
    """One contact in words: name, number, whether they are there, and why this one."""
    contact = route_contact.contact
    reached = kennis.zin(
        route_contact.bereikbaar,
        opent=route_contact.opent or "",
        minuten=str(route_contact.sluit_over or ""),
        uren=route_contact.uren or "",
    )
    how = ", ".join(part for part in (contact.telefoon, contact.email) if part)
    return kennis.zin(
        "contact_regel" if how else "contact_regel_zonder_nummer",
        naam=contact.naam,
        bereik=how,
        bereikbaar=reached,
        reden=kennis.zin(route_contact.reden),
    )


def _explained(advice: RouteAdvies, gemeente: str | None) -> list[Bericht]:
    """What must be said beside the contacts, except what the question for the gemeente says itself."""
    keys = [key for key in advice.uitleg if key not in ("route_gemeente_onbekend", "route_advies_of_melding")]
    return [Bericht(key, {"gemeente": gemeente or ""}) for key in keys[:1]]


def _meanwhile(advice: RouteAdvies, kennis: Any) -> Bericht:
    """What to do until then, with whom to call when something changes."""
    return Bericht("tot_die_tijd" if not advice.kantoortijd else "wat_je_kunt_doen")


def _gemeente_of(contact_id: str | None, kennis: Any) -> str | None:
    """The gemeente of a contact that was given before, so that asking again gives the same one."""
    if contact_id is None:
        return None
    rows = (row for contacts in kennis.contacten.per_gemeente.values() for row in contacts)
    return next((row.gemeente for row in rows if row.id == contact_id), None)
