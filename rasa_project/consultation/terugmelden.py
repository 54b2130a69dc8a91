"""After a contact was named: "klopt dit niet?", and a reminder to call back. Pure layer.

A report holds the contact and what is wrong with it, never a word of the conversation.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rasa_project.consultation.agenda import as_custom, reminder_moment
from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.contact import find_contact
from rasa_project.consultation.openingstijden import AMSTERDAM, moment_in_words
from rasa_project.consultation.stroomgesprek import buttons

REDENEN = ("nummer", "niemand", "plek")
"""What can be wrong: the number, nobody answers, or it is not the right place."""

VERWIJZING = "verwijzing"
"""Key of the report in `Bericht.custom`; the action keeps it and sends it to nobody."""


def which_contact(casus: Casus, kennis: Any) -> Uitkomst:
    """Ask which of the contacts is wrong."""
    found = [c for c in (find_contact(i, kennis) for i in casus.contactpunten) if c is not None]
    if not found:
        return Uitkomst((Bericht("klopt_niet_geen"),), casus)
    knoppen = buttons((c.naam, f"fout_{c.id}") for c in found)
    return Uitkomst((Bericht("klopt_niet_welke", knoppen=knoppen),), casus)


def which_reason(casus: Casus, contact_id: str, kennis: Any) -> Uitkomst:
    """Ask what is wrong with it."""
    contact = find_contact(contact_id, kennis)
    if contact is None:
        return Uitkomst((Bericht("klopt_niet_geen"),), casus)
    knoppen = buttons((kennis.zin(f"knop_fout_{reden}"), f"reden_{reden}_{contact_id}") for reden in REDENEN)
    return Uitkomst((Bericht("klopt_niet_wat", {"naam": contact.naam}, knoppen),), casus)


def report(casus: Casus, choice: str, kennis: Any) -> Uitkomst:
    """Tell the administrator; the general way stays open for the user.

    Args:
        choice: `<reden>_<contact id>`; a reason has no underscore.
    """
    reden, _, contact_id = choice.partition("_")
    if reden not in REDENEN or find_contact(contact_id, kennis) is None:
        return Uitkomst((Bericht("klopt_niet_geen"),), casus)
    told = Bericht("klopt_niet_dank", custom={VERWIJZING: {"contact": contact_id, "reden": reden}})
    return Uitkomst((told,), casus)


def remind(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """A calendar file for the next opening; without a known opening there is nothing to remind of."""
    if casus.opent_om is None:
        return Uitkomst((Bericht("agenda_onbekend"),), casus)
    opens = datetime.fromisoformat(casus.opent_om).astimezone(AMSTERDAM)
    if opens <= beurt.now:
        return Uitkomst((Bericht("agenda_al_open"),), casus)
    moment = reminder_moment(opens, f"{beurt.now.isoformat()}|{casus.contactpunten}")
    custom = as_custom(moment, beurt.now, kennis.zin("agenda_titel"))
    return Uitkomst((Bericht("agenda", {"tijd": moment_in_words(moment, beurt.now)}, custom=custom),), casus)
