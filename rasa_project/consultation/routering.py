"""Who to turn to, in which order, why, and whether they are there now. Pure layer.

The rules use the role, the age, the subject and the clock; never faith, origin
or conviction. What is unknown (hours, a casusregisseur) is said to be unknown.
Reasons and advice are text keys; wording stands in `data/teksten`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from rasa_project.consultation.models import Contact, Contacten, Organisatie
from rasa_project.consultation.openingstijden import (
    AMSTERDAM,
    Bereikbaarheid,
    Feestdag,
    hours_in_words,
    is_office_hours,
    moment_in_words,
    reachable,
)

ONDERWERPEN = (
    "casus",
    "lse",
    "school",
    "spanning",
    "zelfdoding",
    "kind",
    "online",
    "chantage",
    "psychisch",
    "strafbaar",
    "discriminatie",
    "ouders",
    "training",
    "zvh",
    "politie",
    "spoed",
)
"""Subjects a question about contacts can have; an unknown one counts as `casus`."""

ROLLEN_SCHOOL = frozenset(
    {
        "docent",
        "mentor",
        "intern_begeleider",
        "zorgcoordinator",
        "schoolleider",
        "onderwijsassistent",
        "schoolmaatschappelijk_werker",
        "leerplichtambtenaar",
    }
)
ROLLEN_HOGER_ONDERWIJS = frozenset({"studentendecaan", "studieloopbaanbegeleider"})
ROLLEN_KINDEROPVANG = frozenset({"pedagogisch_medewerker"})
ROLLEN_GEHEIM = frozenset(
    {
        "huisarts",
        "jeugdarts",
        "jeugdverpleegkundige",
        "wijkverpleegkundige",
        "ggz_professional",
        "jeugdhulpverlener",
        "jeugdbeschermer",
        "schoolmaatschappelijk_werker",
        "wijkteammedewerker",
        "religieus_leider",
    }
)
"""Roles with a professional secret: an anonymous tip is never named as a way out for them."""
ROLLEN_POLITIE = frozenset({"wijkagent"})
ROLLEN_GEMEENTE = frozenset({"gemeenteambtenaar"})
"""Who works for the gemeente is never sent to the general number of the gemeente."""
ROLLEN_LOS = frozenset({"vrijwilliger", "sportcoach", "religieus_leider"})
"""Roles that often have no aandachtsfunctionaris of their own."""
PRIVE = frozenset({"familie", "buurt", "geen"})
"""Relations of somebody who is not at work: family, neighbours, and who says to be no professional."""

LEIDT = {
    "zelfdoding": (("zelfmoordpreventie", "route_reden_113"),),
    "kind": (("veilig_thuis", "route_reden_veilig_thuis"),),
    "chantage": (("helpwanted", "route_reden_helpwanted"), ("politie", "route_reden_politie_strafbaar")),
    "psychisch": (("huisartsenpost", "route_reden_crisisdienst"),),
}
"""What was told earlier in the case and decides who comes first, whatever is asked later."""


@dataclass(frozen=True)
class RouteVraag:
    """What is known when somebody asks who to call.

    Attributes:
        gemeente: official name, or None.
        rol: one of the 29 roles of the label set, or None.
        leeftijd: `<12`, `12-15`, `16-17`, `18-22`, `23+` or None.
        onderwerp: one of `ONDERWERPEN`.
        modus: `direct` or `vraag` when danger was heard, else None.
        soort: kind of danger (`geweld`, `zelfdoding`, `kind`, `vertrek`, `algemeen`) or None.
        relatie: `werk`, `school` (a pupil), `familie`, `buurt`, `geen` (says to be no professional) or None.
        organisatie: id of the user's organisation in the settings, or None.
        verteld: subjects of `LEIDT` that came up earlier in the case.
        zonder_functionaris: True when the user has no aandachtsfunctionaris.
    """

    gemeente: str | None = None
    rol: str | None = None
    leeftijd: str | None = None
    onderwerp: str = "casus"
    modus: str | None = None
    soort: str | None = None
    relatie: str | None = None
    organisatie: str | None = None
    verteld: tuple[str, ...] = ()
    zonder_functionaris: bool = False


@dataclass(frozen=True)
class RouteContact:
    """A contact at one moment.

    Attributes:
        contact: who.
        reden: text key that says why this one (`route_reden_…`).
        open: True, False, or None when the hours are unknown.
        sluit_over: minutes until it closes, when that is within half an hour.
        opent: next opening in words ("maandag 9.00 uur"), only when closed.
        opent_om: the same moment, for a reminder.
        uren: the week in words, or None when unknown.
        vervangt: True when `contact` stands in for one that ran out.
    """

    contact: Contact
    reden: str
    open: bool | None
    sluit_over: int | None = None
    opent: str | None = None
    opent_om: datetime | None = None
    uren: str | None = None
    vervangt: bool = False

    @property
    def bereikbaar(self) -> str:
        """Key of the text that says whether they are there: `route_open`, `route_dicht` and so on."""
        reach = self.contact.telefoon or self.contact.email or self.contact.web
        if reach is None and self.open is not False:
            return "route_in_woorden"
        if self.open is None:
            return "route_uren_onbekend"
        if not self.open:
            return "route_dicht" if self.opent else "route_dicht_onbekend"
        if self.sluit_over is not None:
            return "route_bijna_dicht"
        return "route_dag_en_nacht" if self.contact.openingstijden.altijd else "route_open"


@dataclass(frozen=True)
class RouteAdvies:
    """Who to turn to.

    Attributes:
        contacten: in the order in which to try them.
        bij_verandering: who is there when something changes before opening time;
            never empty, and the first is always 112.
        kantoortijd: True on working days from 9 to 17.
        casusregisseur: known in the organisation's list, `verlopen`, or `onbekend`.
        uitleg: text keys of what else must be said, in order (no contact without why).
        voorbeeld: True when a contact comes from the fictitious example list.
    """

    contacten: tuple[RouteContact, ...]
    bij_verandering: tuple[RouteContact, ...]
    kantoortijd: bool
    casusregisseur: str
    uitleg: tuple[str, ...] = ()
    voorbeeld: bool = False

    @property
    def nu(self) -> RouteContact | None:
        """The first contact that is certainly there now, or None."""
        return next((c for c in self.contacten if c.open), None)

    @property
    def volgende(self) -> RouteContact | None:
        """The contact that opens first again, or None when all are open or unknown."""
        closed = [c for c in self.contacten if c.opent_om is not None]
        return min(closed, key=lambda c: c.opent_om.timestamp()) if closed else None  # type: ignore[union-attr]


class RouteKennis(Protocol):
    """The part of `Kennis` that routing needs."""

    @property
    def contacten(self) -> Contacten:
        """National and own contacts."""

    @property
    def organisatie(self) -> Organisatie:
        """Who runs this assistant, with its on-call line."""

    @property
    def feestdag(self) -> Feestdag:
        """Whether a day is a public holiday."""


def route(vraag: RouteVraag, kennis: RouteKennis, now: datetime) -> RouteAdvies:
    """The contacts for a question, in order, with why and whether they are there now.

    Args:
        vraag: what is known.
        kennis: contacts, organisation and holidays.
        now: the moment, with zone.
    """
    walk = _Route(vraag, kennis, now)
    if vraag.modus is not None or vraag.onderwerp == "spoed":
        walk.danger()
    else:
        STAPPEN.get(vraag.onderwerp, _Route.case)(walk)
    return walk.advice()


def at_this_moment(
    contact: Contact, reden: str, now: datetime, feestdag: Feestdag, vervangt: bool = False
) -> RouteContact:
    """A contact with its hours at one moment."""
    there = reachable(contact.openingstijden, now, feestdag)
    return RouteContact(
        contact=contact,
        reden=reden,
        open=there.open,
        sluit_over=there.minutes_left(now),
        opent=_opens(there, now),
        opent_om=there.opent,
        uren=hours_in_words(contact.openingstijden),
        vervangt=vervangt,
    )


class _Route:
    """Collects contacts for one question; lives for one call."""

    def __init__(self, vraag: RouteVraag, kennis: RouteKennis, now: datetime) -> None:
        self.vraag, self.kennis, self.now = vraag, kennis, now
        self.found: list[RouteContact] = []
        self.uitleg: list[str] = []
        self.status = "onbekend"

    # -- building blocks

    def add(self, contact: Contact | str, reden: str, vervangt: bool = False) -> None:
        """Add a contact once, with its hours at this moment."""
        if isinstance(contact, str):
            contact = self.kennis.contacten.current(contact)
        if any(c.contact.id == contact.id for c in self.found):
            return
        self.found.append(self.at_this_moment(contact, reden, vervangt))

    def at_this_moment(self, contact: Contact, reden: str, vervangt: bool = False) -> RouteContact:
        return at_this_moment(contact, reden, self.now, self.kennis.feestdag, vervangt)

    def explain(self, *keys: str) -> None:
        self.uitleg.extend(k for k in keys if k not in self.uitleg)

    def own_organisation(self) -> None:
        """The aandachtsfunctionaris: somebody close by who knows the house.

        Nobody has one for a neighbour or a nephew. What ran out gives way to its replacement, and without one to
        the function in general.
        """
        if self.vraag.relatie in PRIVE:
            return
        own = self.kennis.organisatie.functionary(self.vraag.rol, self.vraag.organisatie)
        if own is not None and own.is_valid_on(self.today):
            self.add(own, "route_reden_aandachtsfunctionaris")
        elif own is not None and own.vervanging and own.vervanging_telefoon:
            self.add(_replacement(own), "route_reden_vervanging", vervangt=True)
        elif self.vraag.rol in ROLLEN_POLITIE:
            self.add("taakaccenthouder", "route_reden_taakaccenthouder")
        elif self.vraag.zonder_functionaris:
            self.add("collega", "route_reden_collega")
        elif self.vraag.rol not in ROLLEN_LOS | ROLLEN_GEMEENTE:
            self.add("aandachtsfunctionaris", "route_reden_aandachtsfunctionaris")

    @property
    def today(self) -> date:
        """The day in the Netherlands."""
        return self.now.astimezone(AMSTERDAM).date()

    def casusregisseur(self) -> None:
        """The gemeente's own, else its replacement, else the LSE and the general number."""
        rows = self.kennis.contacten.of(self.vraag.gemeente)
        valid = [c for c in rows if c.is_valid_on(self.today)]
        for contact in valid:
            self.status = "bekend"
            self.add(contact, "route_reden_casusregisseur")
        if valid:
            self.beside()
            self.add("lse", "route_reden_lse_ook")
            return
        for contact in rows:
            self.status = "verlopen"
            if contact.vervanging and contact.vervanging_telefoon:
                self.add(_replacement(contact), "route_reden_vervanging", vervangt=True)
                self.beside()
        if self.status == "verlopen":
            self.explain("route_verlopen")
        elif self.vraag.gemeente and self.vraag.rol in ROLLEN_GEMEENTE:
            self.explain("route_geen_casusregisseur_gemeente")
        elif self.vraag.gemeente:
            self.explain("route_geen_casusregisseur")
        else:
            self.explain("route_gemeente_onbekend")
        self.add("lse", "route_reden_lse_geen_casusregisseur")
        self.beside()
        if self.vraag.rol not in ROLLEN_GEMEENTE:
            self.add("gemeente", "route_reden_gemeente_algemeen")

    def beside(self) -> None:
        """Who belongs to this work; after the first of the gemeente, so that it stands among those that are shown."""
        if self.vraag.onderwerp != "casus":
            return
        self.school()
        if self.vraag.rol in ROLLEN_GEMEENTE and self.vraag.relatie not in PRIVE:
            self.add("zvh", "route_reden_zvh")
            self.add("politie", "route_reden_politie")

    def school(self) -> None:
        """Advice for schools: for whoever works at one and for a pupil, never for a neighbour or a nephew."""
        if self.vraag.relatie in PRIVE:
            return
        if self.vraag.rol in ROLLEN_HOGER_ONDERWIJS:
            self.add("ivho", "route_reden_ivho")
        elif self.vraag.rol in ROLLEN_SCHOOL or self.vraag.relatie == "school":
            self.add("school_veiligheid", "route_reden_school_veiligheid")

    # -- one method per subject

    def case(self) -> None:
        for subject in self.vraag.verteld:
            for contact_id, reden in LEIDT.get(subject, ()):
                self.add(contact_id, reden)
        if self.vraag.relatie == "familie":
            self.add("lse", "route_reden_lse_familie")
        self.own_organisation()
        self.casusregisseur()
        if self.vraag.leeftijd == "23+":
            self.explain("route_volwassene")
        self.explain("route_advies_of_melding")

    def lse(self) -> None:
        self.add("lse", "route_reden_lse")
        if self.vraag.gemeente:
            self.casusregisseur()

    def school_subject(self) -> None:
        self.own_organisation()
        if self.vraag.rol in ROLLEN_HOGER_ONDERWIJS:
            self.add("ivho", "route_reden_ivho")
        else:
            self.add("school_veiligheid", "route_reden_school_veiligheid")
            self.add("vertrouwensinspecteur", "route_reden_vertrouwensinspecteur")
        self.casusregisseur()

    def tension(self) -> None:
        self.add("collega", "route_reden_spanning_collega")
        self.school()
        self.add("ess", "route_reden_ess_spanning")
        self.add("gemeente", "route_reden_spanning_gemeente")

    def suicide(self) -> None:
        self.add("zelfmoordpreventie", "route_reden_113")
        self.add("huisarts", "route_reden_huisarts")
        self.add("alarm", "route_reden_112")

    def child(self) -> None:
        self.add("veilig_thuis", "route_reden_veilig_thuis")
        self.own_organisation()
        if self.vraag.relatie not in PRIVE:
            self.explain("route_meldcode")

    def online(self) -> None:
        self.add("helpwanted", "route_reden_helpwanted")
        self.add("mod", "route_reden_mod")
        self.casusregisseur()

    def blackmail(self) -> None:
        self.add("helpwanted", "route_reden_helpwanted")
        self.add("politie", "route_reden_politie_strafbaar")
        if self.vraag.relatie == "familie":
            self.add("lse", "route_reden_lse_familie")
        self.casusregisseur()

    def confused(self) -> None:
        self.add("huisartsenpost", "route_reden_crisisdienst")
        self.own_organisation()
        self.casusregisseur()

    def offence(self) -> None:
        self.add("politie", "route_reden_politie_strafbaar")
        if self.vraag.rol in ROLLEN_GEHEIM:
            self.explain("route_beroepsgeheim")
        else:
            self.add("meld_misdaad_anoniem", "route_reden_mma")
        self.casusregisseur()

    def discrimination(self) -> None:
        self.add("adv", "route_reden_adv")
        self.add("mod", "route_reden_mod")

    def parents(self) -> None:
        self.add("lse", "route_reden_lse_familie")
        self.casusregisseur()

    def training(self) -> None:
        self.add("ror", "route_reden_ror")
        self.add("ess", "route_reden_ess_training")
        self.school()

    def zvh(self) -> None:
        self.add("gemeente", "route_reden_zvh_via_gemeente")
        self.add("zvh", "route_reden_zvh")
        self.casusregisseur()

    def police(self) -> None:
        self.add("politie", "route_reden_politie")
        self.casusregisseur()

    def danger(self) -> None:
        """112 first, always; then who fits the kind of danger."""
        self.add("alarm", "route_reden_112")
        if self.vraag.soort == "zelfdoding":
            self.add("zelfmoordpreventie", "route_reden_113")
        self.add("politie", "route_reden_politie_haast")
        if self.vraag.soort == "kind" or self.vraag.leeftijd in ("<12", "12-15"):
            self.add("veilig_thuis", "route_reden_veilig_thuis")
        self.explain("route_niet_alleen")

    # -- the result

    def advice(self) -> RouteAdvies:
        office = is_office_hours(self.now, self.kennis.feestdag)
        return RouteAdvies(
            contacten=tuple(self.found),
            bij_verandering=tuple(self.after_hours()),
            kantoortijd=office,
            casusregisseur=self.status,
            uitleg=tuple(self.uitleg),
            voorbeeld=any(c.contact.voorbeeld for c in self.found),
        )

    def after_hours(self) -> list[RouteContact]:
        """People who are there at night: nobody needs to wait alone until opening time."""
        contacten = self.kennis.contacten
        out = [self.at_this_moment(contacten["alarm"], "route_reden_112")]
        piket = self.kennis.organisatie.on_call(self.vraag.rol, self.vraag.organisatie)
        if piket is not None and piket.is_valid_on(self.today):
            line = self.at_this_moment(piket, "route_reden_piket")
            if line.open is not False:
                out.append(line)
        for contact_id, reden in (
            ("politie", "route_reden_politie_haast"),
            ("zelfmoordpreventie", "route_reden_113"),
            ("veilig_thuis", "route_reden_veilig_thuis"),
            ("huisartsenpost", "route_reden_huisartsenpost"),
        ):
            out.append(self.at_this_moment(contacten[contact_id], reden))
        return out


STAPPEN = {
    "casus": _Route.case,
    "lse": _Route.lse,
    "school": _Route.school_subject,
    "spanning": _Route.tension,
    "zelfdoding": _Route.suicide,
    "kind": _Route.child,
    "online": _Route.online,
    "chantage": _Route.blackmail,
    "psychisch": _Route.confused,
    "strafbaar": _Route.offence,
    "discriminatie": _Route.discrimination,
    "ouders": _Route.parents,
    "training": _Route.training,
    "zvh": _Route.zvh,
    "politie": _Route.police,
}


def _replacement(contact: Contact) -> Contact:
    """The stand-in of a contact that ran out; its own hours and mail are not known."""
    return Contact(
        id=f"{contact.id}_vervanging",
        naam=contact.vervanging or contact.naam,
        waarvoor=contact.waarvoor,
        voor_wie=contact.voor_wie,
        telefoon=contact.vervanging_telefoon,
        gemeente=contact.gemeente,
        voorbeeld=contact.voorbeeld,
        nagebeld_op=contact.nagebeld_op,
    )


def _opens(there: Bereikbaarheid, now: datetime) -> str | None:
    return moment_in_words(there.opent, now) if there.opent else None
