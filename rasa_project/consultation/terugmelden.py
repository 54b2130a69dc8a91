"""After a contact was named: "klopt dit niet?", and a reminder to call back. Pure layer.

A report holds the contact and what is wrong with it, never a word of the conversation.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rasa_project.consultation import rechtzetten
from rasa_project.consultation.agenda import as_custom, reminder_moment
from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.contact import find_contact, names
from rasa_project.consultation.openingstijden import AMSTERDAM, moment_in_words
from rasa_project.consultation.stroomgesprek import buttons
from rasa_project.consultation.vragen import VRAGEN

REDENEN = ("nummer", "niemand", "plek")
"""What can be wrong: the number, nobody answers, or it is not the right place."""

FOUT = "fout"
"""`Casus.open_vraag` while it is asked which contact is wrong; with `_<contact id>` what is wrong with it."""

VERWIJZING = "verwijzing"
"""Key of the report in `Bericht.custom`; the action keeps it and sends it to nobody."""


def which_contact(casus: Casus, kennis: Any) -> Uitkomst:
    """Ask which of the contacts is wrong."""
    found = [c for c in (find_contact(i, kennis) for i in casus.contactpunten) if c is not None]
    if not found:
        return Uitkomst((Bericht("klopt_niet_geen"),), casus)
    knoppen = buttons((c.naam, f"{FOUT}_{c.id}") for c in found)
    return Uitkomst((Bericht("klopt_niet_welke", knoppen=knoppen),), casus.update(open_vraag=FOUT))


def what_is_wrong(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """Answer "klopt dit niet?" in words: what was shown last is meant, the contacts or a line of the mirror."""
    if casus.contactpunten and casus.open_vraag not in VRAGEN:
        return which_contact(casus, kennis)
    if casus.waarnemingen:
        return rechtzetten.which_line(casus, kennis)
    return which_contact(casus, kennis)


def typed(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """The contact or the reason in words, as the buttons would give it; None when something else was said."""
    asked = casus.open_vraag or ""
    if not beurt.tekst or not (asked == FOUT or asked.startswith(f"{FOUT}_")):
        return None
    reden = next((r for r in REDENEN if kennis.gesprekswoorden.has(f"{FOUT}_{r}", beurt.tekst)), None)
    named = [c for c in (find_contact(i, kennis) for i in casus.contactpunten) if c and names(beurt.tekst, c)]
    contact_id = asked.removeprefix(FOUT).removeprefix("_") or (named[0].id if len(named) == 1 else "")
    if contact_id and reden:
        return report(casus, f"{reden}_{contact_id}", kennis)
    return which_reason(casus, contact_id, kennis) if contact_id and named else None


def which_reason(casus: Casus, contact_id: str, kennis: Any) -> Uitkomst:
    """Ask what is wrong with it."""
    contact = find_contact(contact_id, kennis)
    if contact is None:
        return Uitkomst((Bericht("klopt_niet_geen"),), casus)
    knoppen = buttons((kennis.zin(f"knop_fout_{reden}"), f"reden_{reden}_{contact_id}") for reden in REDENEN)
    wrong = Bericht("klopt_niet_wat", {"naam": contact.naam}, knoppen)
    return Uitkomst((wrong,), casus.update(open_vraag=f"{FOUT}_{contact_id}"))


def report(casus: Casus, choice: str, kennis: Any) -> Uitkomst:
    """Tell the administrator; the general way stays open for the user.

    Args:
        choice: `<reden>_<contact id>`; a reason has no underscore.
    """
    reden, _, contact_id = choice.partition("_")
    if reden not in REDENEN or find_contact(contact_id, kennis) is None:
        return Uitkomst((Bericht("klopt_niet_geen"),), casus)
    told = Bericht("klopt_niet_dank", custom={VERWIJZING: {"contact": contact_id, "reden": reden}})
    still_open = None if (casus.open_vraag or "").startswith(FOUT) else casus.open_vraag
    return Uitkomst((told,), casus.update(open_vraag=still_open))


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
