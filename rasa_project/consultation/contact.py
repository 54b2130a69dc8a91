"""Who to call now, who when, and what to do until then. Pure layer.

The choice of contacts and their hours is made in `routering.py`; here they
become bubbles, and the gemeente is let go as soon as it did its work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from rasa_project.consultation import wie
from rasa_project.consultation.beurt import Bericht, Beurt, Knop, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.gevonden import found_answer, is_about_the_field
from rasa_project.consultation.models import Contact
from rasa_project.consultation.openingstijden import (
    asked_day,
    hours_in_words,
    is_office_hours,
    moment_in_words,
    reachable,
)
from rasa_project.consultation.routering import LEIDT, RouteAdvies, RouteContact, RouteVraag, route
from rasa_project.consultation.stroomgesprek import buttons
from rasa_project.language.tokens import fold

MEEST = 3
"""More than three contacts at once is no advice."""

BUITEN_KANTOOR, OP_DIT_UUR, BEREIKEN, NOG_MEER = "buiten_kantoor", "op_dit_uur", "bereiken", "wie_nog_meer"
"""Groups of words: a time at which offices are closed, this very hour, to reach somebody, and who else there is."""

ZEGT_WEINIG = frozenset(
    "voor van bij het een via en in je de nummer algemene steunpunt landelijk stichting expertise-unit".split()
)
"""Words in the name of a contact that do not tell which one it is."""

_AFKORTING = re.compile(r"\(([A-Z]{2,5})\)")
_DEEL = re.compile(r"[.,;?!\n]+")

THUIS = "thuis_onveilig"
"""Mark in `Casus.gezegd`: somebody is hit at home, so Veilig Thuis is named whenever contacts are."""

STIL = frozenset({"route_gemeente_onbekend"})
"""Explanations that the question for the gemeente gives itself."""


def advise(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """Name who to call, whether they are there now and otherwise when, and what to do until then."""
    found = found_answer(beurt, kennis)
    if found is not None and not is_about_the_field(beurt):
        return Uitkomst((found,), casus)
    # An explanation, or that we have none, comes before whom to call and never instead.
    explained = (found,) if found is not None else ()
    asked = _which_gemeente(casus, kennis) or _which_organisation(casus, kennis)
    if asked is None:
        onderwerp = kennis.gesprekswoorden.subject(beurt.tekst) if beurt.tekst else None
        fallback = "kind" if THUIS in casus.gezegd else "spanning" if casus.groep else "casus"
        asked = _advice(casus, beurt, kennis, onderwerp or fallback)
    return Uitkomst((*explained, *asked.berichten), asked.casus)


def _advice(casus: Casus, beurt: Beurt, kennis: Any, onderwerp: str) -> Uitkomst:
    gemeente = casus.gemeente or _gemeente_of(casus, kennis)
    vraag = RouteVraag(
        gemeente,
        casus.rol,
        casus.leeftijd,
        onderwerp,
        relatie=wie.kind_of(casus, kennis.gesprekswoorden),
        organisatie=casus.organisatie,
        verteld=_told_subjects(casus, kennis),
        zonder_functionaris=wie.ZONDER_FUNCTIONARIS in casus.gezegd,
    )
    advice = route(vraag, kennis, beurt.now)
    if _is_known(advice, casus, beurt, kennis):
        return _again(advice, casus, beurt, kennis)
    meanwhile = _meanwhile(advice, casus, kennis)
    first: tuple[Bericht, ...] = ()
    if _is_late(casus, beurt, kennis):
        first = (_there_at_night(advice, kennis),)
        meanwhile = ()
    bubbles = [
        *first,
        _contacts(advice, kennis, *_asked_moment(beurt), later=bool(first)),
        *_explained(advice, gemeente, casus),
        *_protocol(casus, kennis),
        *(meanwhile if onderwerp != "spanning" else (Bericht("spanning_samen"),)),
    ]
    known = next((c.contact.id for c in advice.contacten if c.contact.gemeente), None)
    casus = _named(casus, advice).update(
        gemeente=None,
        contact=known,
        open_vraag=None,
        gevraagd=(*casus.gevraagd, "gemeente") if gemeente else casus.gevraagd,
    )
    casus = casus.say_once("advies_of_melding").say_once("protocol")
    if gemeente is None and "gemeente" not in casus.gevraagd and onderwerp in ("casus", "strafbaar", "ouders"):
        bubbles.append(Bericht("vraag_gemeente"))
        casus = casus.update(open_vraag="gemeente", gevraagd=(*casus.gevraagd, "gemeente"))
    return Uitkomst(tuple(bubbles), casus)


def _named(casus: Casus, advice: RouteAdvies) -> Casus:
    """The contacts that were named, and when the first of them opens: the buttons under them ask for both."""
    opens = advice.volgende
    return casus.update(
        contactpunten=tuple(c.contact.id for c in advice.contacten[:MEEST]),
        opent_om=opens.opent_om.isoformat() if opens and opens.opent_om else None,
    )


def _told_subjects(casus: Casus, kennis: Any) -> tuple[str, ...]:
    """What came up earlier and decides who comes first; what is denied or only background does not count."""
    told = " . ".join(w.tekst for w in casus.waarnemingen if w.polariteit != "afwezig" and not w.context)
    patterns = kennis.gesprekswoorden.onderwerpen
    return tuple(name for name in LEIDT if told and name in patterns and patterns[name].search(fold(told)))


def _is_known(advice: RouteAdvies, casus: Casus, beurt: Beurt, kennis: Any) -> bool:
    """True when these very contacts were named before and the question brings nothing new."""
    if casus.gemeente or _is_late(casus, beurt, kennis) or _asked_moment(beurt)[0] is not None:
        return False
    opens = advice.volgende
    same_hours = casus.opent_om == (opens.opent_om.isoformat() if opens and opens.opent_om else None)
    return same_hours and casus.contactpunten == tuple(c.contact.id for c in advice.contacten[:MEEST])


def _again(advice: RouteAdvies, casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """Said once in full, then short: the other contacts, what one can do, or the names and numbers alone."""
    casus = casus.update(gemeente=None, open_vraag=None)
    words = kennis.gesprekswoorden
    if beurt.tekst and words.has(NOG_MEER, beurt.tekst):
        named = {c.contact.id for c in advice.contacten[:MEEST]}
        others = (*advice.contacten[MEEST:], *advice.bij_verandering)
        lines = "\n".join(line(c, kennis) for c in others if c.contact.id not in named)
        return Uitkomst((Bericht("contact_anderen", {"regels": lines}),), casus)
    short = [
        kennis.zin("contact_kort_regel", naam=c.contact.naam, bereik=c.contact.telefoon or c.contact.email)
        for c in advice.contacten[:MEEST]
        if c.contact.telefoon or c.contact.email
    ]
    names = ", ".join(c.contact.naam for c in advice.contacten[:MEEST])
    again = Bericht("contact_nog_eens", {"regels": "\n".join(short) or names}, _under(advice, kennis))
    meanwhile = _meanwhile(advice, casus, kennis) if beurt.asks("vraag_wat_zelf_doen") else ()
    return Uitkomst((*meanwhile, again), casus)


def _is_late(casus: Casus, beurt: Beurt, kennis: Any) -> bool:
    """True when it is asked who is there tonight, on Sunday night or at Christmas, or now while offices are closed."""
    words = kennis.gesprekswoorden
    if not beurt.tekst:
        # The button under 112 asks for this moment.
        return casus.na_gevaar and not is_office_hours(beurt.now, kennis.feestdag)
    # In a story only the part that asks: "hij zit 's nachts online, wie bel ik" is no question about the night.
    parts = _DEEL.split(beurt.tekst) if beurt.signalen else [beurt.tekst]
    asking = [part for part in parts if words.has(BEREIKEN, part) or not beurt.signalen]
    if any(part and words.has(BUITEN_KANTOOR, part) for part in asking):
        return True
    closed = not is_office_hours(beurt.now, kennis.feestdag)
    return closed and any(words.has(OP_DIT_UUR, part) and words.has(BEREIKEN, part) for part in asking)


def _there_at_night(advice: RouteAdvies, kennis: Any) -> Bericht:
    return Bericht("nu_bereikbaar", {"regels": "\n".join(line(c, kennis) for c in advice.bij_verandering)})


def names(tekst: str, contact: Contact) -> bool:
    """True when a text names this contact by a word of its own: "lse", "casusregisseur", "huisartsenpost"."""
    own = set(re.findall(r"[^\W\d_][\w-]+|\d{3,}", fold(contact.naam.split(",")[0]))) - ZEGT_WEINIG
    said = set(re.findall(r"[^\W\d_][\w-]+|\d{3,}", fold(tekst)))
    return bool(own & said)


def what_now(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """Answer "en nu?": the same advice; asked together with "wie bel ik" it is given once."""
    if beurt.asks("vraag_contact") and not beurt.vraag:
        return Uitkomst((), casus)
    return advise(casus, beurt, kennis)


def who(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """Name people: "wie bel ik morgen" asks for them, whatever fixed answer lies close to it."""
    return advise(casus, replace(beurt, vraag=None), kennis)


def violence_at_home(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """Somebody is hit at home, whoever does it: Veilig Thuis, before anything about radicalisation."""
    advice = route(RouteVraag(rol=casus.rol, onderwerp="kind", organisatie=casus.organisatie), kennis, beurt.now)
    return Uitkomst((Bericht("geweld_thuis"), _contacts(advice, kennis)), _named(casus, advice).say_once(THUIS))


def checked(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """Say per contact that was named where its number comes from and when somebody looked at it."""
    named = [c for c in (find_contact(i, kennis) for i in casus.contactpunten) if c is not None]
    rows = [_checked_line(c, kennis) for c in named if c.telefoon]
    if not rows:
        return Uitkomst((Bericht("nummer_geen"),), casus)
    knoppen = buttons([(kennis.zin("knop_klopt_niet"), "klopt_niet")])
    return Uitkomst((Bericht("nummer_nagekeken", {"regels": "\n".join(rows)}, knoppen),), casus)


def hours(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """When the contact that is asked about is there: named in the words, or else those that were named last."""
    shown = [c for c in (find_contact(i, kennis) for i in casus.contactpunten) if c is not None]
    named = [c for c in shown if names(beurt.tekst, c)]
    named = named or [c for c in kennis.contacten.landelijk.values() if _is_named(c, beurt.tekst)]
    asked = named or shown
    rows = [_hours_line(c, kennis, beurt.now) for c in asked if c.status == "actueel"]
    if not rows:
        return who(casus, beurt, kennis)
    casus = casus.update(contactpunten=tuple(c.id for c in asked[:MEEST])) if named else casus
    return Uitkomst((Bericht("openingstijd", {"regels": "\n".join(rows[:MEEST])}),), casus)


def _is_named(found: Contact, tekst: str) -> bool:
    """True when the name, its abbreviation or the number stands in the words.

    Among all contacts one word of a name (`names`) would not do: "school" is not School & Veiligheid.
    """
    names = {found.naam.split(" (")[0], *_AFKORTING.findall(found.naam), found.telefoon or ""}
    return any(name and re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", fold(tekst)) for name in names)


def _hours_line(found: Contact, kennis: Any, now: datetime) -> str:
    there = reachable(found.openingstijden, now, kennis.feestdag)
    week = hours_in_words(found.openingstijden)
    if there.open is None or week is None:
        told = kennis.zin("route_uren_onbekend")
    elif found.openingstijden.altijd:
        told = kennis.zin("route_dag_en_nacht")
    elif there.open:
        told = f"{kennis.zin('route_open')} {kennis.zin('route_uren', uren=week)}"
    else:
        opens = moment_in_words(there.opent, now) if there.opent else None
        now_closed = kennis.zin("route_dicht", opent=opens) if opens else kennis.zin("route_dicht_onbekend")
        told = f"{now_closed} {kennis.zin('route_uren', uren=week)}"
    doubt = (
        f" {kennis.zin('begrip_te_verifieren')}" if "openingstijden" in found.twijfel and there.open is not None else ""
    )
    return str(kennis.zin("openingstijd_regel", naam=found.naam, tekst=told + doubt))


def _checked_line(found: Contact, kennis: Any) -> str:
    values = {"naam": found.naam, "telefoon": found.telefoon or ""}
    if found.voorbeeld:
        return str(kennis.zin("nummer_regel_voorbeeld", **values))
    parts = [kennis.zin("nummer_regel", **values)]
    if found.herkomst is not None:
        day = f"{found.herkomst.nagekeken_op:%d-%m-%Y}"
        parts += [kennis.bron_regel(found.herkomst), kennis.zin(f"bron_nagekeken_{found.herkomst.via}", datum=day)]
    if found.nagebeld_op is not None:
        parts.append(kennis.zin("nummer_nagebeld", datum=f"{found.nagebeld_op:%d-%m-%Y}"))
    elif found.herkomst is None:
        parts.append(kennis.zin("nummer_niet_nagebeld"))
    return " ".join(parts)


def explain_lse(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """What the Landelijk Steunpunt Extremisme is and how to reach it."""
    found = found_answer(beurt, kennis)
    if found is not None and found.feit != "begrip:lse":
        return Uitkomst((found,), casus)
    advice = route(RouteVraag(onderwerp="lse"), kennis, beurt.now)
    bubbles = [Bericht("lse_uitleg"), _contacts(advice, kennis)]
    return Uitkomst(tuple(bubbles), _named(casus, advice))


def this_evening(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """Not acute but soon: who is there at this hour, the organisation's own line included."""
    advice = route(RouteVraag(rol=casus.rol, organisatie=casus.organisatie), kennis, beurt.now)
    lines = "\n".join(line(c, kennis) for c in advice.bij_verandering)
    shown = tuple(c.contact.id for c in advice.bij_verandering)
    return Uitkomst((Bericht("snel_niet_acuut", {"regels": lines}),), casus.update(contactpunten=shown))


def tension(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """Tension in a class or neighbourhood, without one person it is about: a route of its own."""
    advice = route(RouteVraag(rol=casus.rol, onderwerp="spanning"), kennis, beurt.now)
    bubbles = (Bericht("spanning_groep"), Bericht("spanning_samen"), _contacts(advice, kennis))
    return Uitkomst(bubbles, _named(casus, advice).update(groep=True))


def line(route_contact: RouteContact, kennis: Any, day: datetime | None = None, now: datetime | None = None) -> str:
    """One contact in words: name, number, whether they are there, and why this one.

    Args:
        day: beginning of the day that was asked about; the line then says when they open from there on.
        now: the time of the turn, for the words of that moment.
    """
    contact = route_contact.contact
    there = reachable(contact.openingstijden, day, kennis.feestdag) if day and now else None
    if there is not None and there.opent is not None and now is not None:
        reached = kennis.zin("route_op_dag", opent=moment_in_words(there.opent, now))
    else:
        reached = kennis.zin(
            route_contact.bereikbaar,
            opent=route_contact.opent or "",
            minuten=str(route_contact.sluit_over or ""),
            uren=route_contact.uren or "",
        )
    how = ", ".join(part for part in (contact.telefoon, contact.email) if part)
    return str(
        kennis.zin(
            "contact_regel" if how else "contact_regel_zonder_nummer",
            naam=contact.naam,
            bereik=how,
            bereikbaar=reached,
            reden=kennis.zin(route_contact.reden),
        )
    )


def find_contact(contact_id: str, kennis: Any) -> Contact | None:
    """A contact that was named, from any of the lists."""
    return next((c for c in _own_contacts(kennis) if c.id == contact_id), None) or kennis.contacten.get(contact_id)


def _own_contacts(kennis: Any) -> Iterable[Contact]:
    for rows in kennis.contacten.per_gemeente.values():
        yield from rows
    yield from kennis.organisatie.contacts()


def _which_gemeente(casus: Casus, kennis: Any) -> Uitkomst | None:
    """Ask which gemeente, only when more than one is possible: one name for several, or two that were named."""
    if casus.gemeente or not casus.kandidaten:
        return None
    knoppen = buttons((naam, naam) for naam in casus.kandidaten)
    names = {naam.split(" (")[0] for naam in casus.kandidaten}
    key = "gemeente_kiezen" if len(names) == 1 else "gemeente_verschilt"
    return Uitkomst((Bericht(key, knoppen=knoppen),), casus.update(open_vraag="gemeente_kiezen"))


def _which_organisation(casus: Casus, kennis: Any) -> Uitkomst | None:
    """Ask for whom the user works, only when the list has more than one that fits the role."""
    fitting = kennis.organisatie.fitting(casus.rol)
    if casus.organisatie or len(fitting) < 2 or "organisatie" in casus.gevraagd:
        return None
    knoppen = (*buttons((o.naam, f"org_{o.id}") for o in fitting), *buttons([(kennis.zin("knop_andere"), "org_geen")]))
    asked = (*casus.gevraagd, "organisatie")
    return Uitkomst((Bericht("vraag_organisatie", knoppen=knoppen),), casus.update(gevraagd=asked))


def _asked_moment(beurt: Beurt) -> tuple[datetime | None, datetime]:
    """The day that is asked about, and the time of the turn."""
    return (asked_day(beurt.tekst, beurt.now) if beurt.tekst else None), beurt.now


def _contacts(
    advice: RouteAdvies, kennis: Any, day: datetime | None = None, now: datetime | None = None, later: bool = False
) -> Bericht:
    """The contacts as one bubble; `later` when those who are there now were named before it."""
    lines = "\n".join(line(c, kennis, day, now) for c in advice.contacten[:MEEST])
    key = "contact_daarna" if later else "contact"
    return Bericht(f"{key}_voorbeeld" if advice.voorbeeld else key, {"regels": lines}, _under(advice, kennis))


def _under(advice: RouteAdvies, kennis: Any) -> tuple[Knop, ...]:
    """The buttons under contacts."""
    knoppen: list[Knop] = []
    if advice.volgende is not None:
        knoppen.extend(buttons([(kennis.zin("knop_agenda"), "agenda")]))
    return (*knoppen, *buttons([(kennis.zin("knop_klopt_niet"), "klopt_niet")]))


def _explained(advice: RouteAdvies, gemeente: str | None, casus: Casus) -> list[Bericht]:
    """What must be said beside the contacts; the difference between advice and a melding is told once."""
    keys = [key for key in advice.uitleg if key not in STIL]
    if "advies_of_melding" in casus.gezegd:
        keys = [key for key in keys if key != "route_advies_of_melding"]
    return [Bericht(key, {"gemeente": gemeente or ""}) for key in keys[:2]]


def _protocol(casus: Casus, kennis: Any) -> tuple[Bericht, ...]:
    """Where the user's own organisation keeps its protocol, once; nothing when nobody wrote it down."""
    own = kennis.organisatie.own(casus.rol, casus.organisatie)
    if own is None or not own.protocol or "protocol" in casus.gezegd:
        return ()
    return (Bericht("eigen_protocol", {"tekst": own.protocol}),)


def _meanwhile(advice: RouteAdvies, casus: Casus, kennis: Any) -> tuple[Bericht, ...]:
    """What to do until then, with whom to call when something changes; at home nobody has a colleague."""
    if not advice.kantoortijd:
        return (Bericht("tot_die_tijd"),)
    private = wie.is_private(casus, kennis.gesprekswoorden)
    return (Bericht("wat_je_kunt_doen_thuis" if private else "wat_je_kunt_doen"),)


def _gemeente_of(casus: Casus, kennis: Any) -> str | None:
    """The gemeente of a contact that was given before, so that asking again gives the same one."""
    if casus.contact is None:
        return None
    rows = (row for contacts in kennis.contacten.per_gemeente.values() for row in contacts)
    return next((row.gemeente for row in rows if row.id == casus.contact), None)
