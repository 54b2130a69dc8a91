"""The nouns of a consultation: stroomschema, contacts, instruments, explanations. Pure layer.

Everything here is frozen and filled by `knowledge.repository.load_kennis`. Ids
are those of `data/kennis`; wording stands in `data/teksten`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rasa_project.consultation.openingstijden import ONBEKEND, Openingstijden

SOORTEN_KNOOP = ("info", "keuze", "vraag", "advies", "eind")
HERKOMSTEN = ("gevonden", "afgeleid", "te_verifieren")

NIVEAUS = ("persoonlijk", "groep", "samenleving")
BEROEPSGROEPEN = ("politie", "onderwijs", "jongerenwerk", "hulpverlening")


@dataclass(frozen=True)
class Bron:
    """A source that can be named to the user: title, publisher and, when known, a link."""

    id: str
    titel: str
    uitgever: str
    link: str | None = None
    opmerking: str | None = None


@dataclass(frozen=True)
class Herkomst:
    """Where a fact comes from.

    Attributes:
        soort: `gevonden` (stands in the source), `afgeleid` (our own conclusion
            from sources) or `te_verifieren` (common knowledge, still to check).
        bronnen: the sources; empty only for `te_verifieren`.
        nagekeken_op: the day somebody last looked.
        via: `kopie` (a stored copy of the page), `pagina` or `telefoon`.
    """

    soort: str
    bronnen: tuple[Bron, ...]
    nagekeken_op: date
    via: str = "kopie"


# --- stroomschema -----------------------------------------------------------


@dataclass(frozen=True)
class Antwoord:
    """One answer to a Knoop.

    Attributes:
        naar: id of the next Knoop.
        titel: words on the button (`stroomschema_antwoord_<id>` in `data/teksten`).
        ook: other words that mean the same, lower case.
        mijlpalen: steps of the Werkwijze that are done when this answer is given.
        leeftijden: age categories of the label set for which this is the answer.
        bekend: what we may know already, so that this is the answer: `casusregisseur`, or None.
    """

    id: str
    naar: str
    titel: str
    ook: tuple[str, ...] = ()
    mijlpalen: tuple[str, ...] = ()
    leeftijden: tuple[str, ...] = ()
    bekend: str | None = None


@dataclass(frozen=True)
class Knoop:
    """One place in the stroomschema. Its text is `stroomschema_<id>` in `data/teksten`.

    Attributes:
        soort: `info`, `keuze`, `vraag` (free words, stores only the answer id),
            `advies` or `eind`.
        stap: number of the step of the Werkwijze, or None outside the steps.
        antwoorden: in the order of the buttons; empty for `eind` only.
        vereist: mijlpalen that must have been reached before one may be here.
        anders: id of the Knoop one comes to when `vereist` is not met.
        deelt_naam: True when from here personal data would be shared.
        weet_niet: id of the Knoop for "ik weet het niet", or None where it means nothing.
    """

    id: str
    soort: str
    antwoorden: tuple[Antwoord, ...]
    herkomst: Herkomst
    stap: int | None = None
    vereist: tuple[str, ...] = ()
    anders: str | None = None
    deelt_naam: bool = False
    weet_niet: str | None = None

    @property
    def tekst(self) -> str:
        """Key of the text of this Knoop, without `utter_`."""
        return f"stroomschema_{self.id}"

    @property
    def waarom(self) -> str:
        """Key of the answer to "waarom vraag je dit?" on this Knoop."""
        return f"stroomschema_waarom_{self.id}"

    def antwoord(self, antwoord_id: str) -> Antwoord | None:
        """The answer with this id, or None."""
        return next((a for a in self.antwoorden if a.id == antwoord_id), None)


@dataclass(frozen=True)
class StapInfo:
    """A step of the Werkwijze: number, title and what it is about. Number and titles are data."""

    nummer: int
    titel: str
    herkomst: Herkomst


@dataclass(frozen=True)
class Stroomschema:
    """The whole flow: Knopen by id, where it starts, and which version of the Werkwijze it follows.

    Attributes:
        mijlpalen: all milestones, in the order of the steps.
        aantal_stappen: number of steps in the version we follow.
        aantal_stappen_nieuw: number of steps in the newer text of ESS.
        link: the official page, always named first.
        versie: number of our own text; rises when the way changes.
    """

    start: str
    advies: str
    knopen: Mapping[str, Knoop]
    stappen: tuple[StapInfo, ...]
    mijlpalen: tuple[str, ...]
    aantal_stappen: int
    aantal_stappen_nieuw: int
    link: str
    versie: str
    nagekeken_op: date | None = None

    def stap(self, nummer: int | None) -> StapInfo | None:
        """The step with this number, or None."""
        return next((s for s in self.stappen if s.nummer == nummer), None)


# --- contacts ---------------------------------------------------------------


@dataclass(frozen=True)
class Contact:
    """A place or function that a professional can turn to; never a private person.

    Attributes:
        naam: name or function ("casusregisseur radicalisering, gemeente Ede").
        telefoon: as people write it ("088 20 80 080"), or None.
        openingstijden: `ONBEKEND` when nobody knows; say so.
        status: `actueel`, `samengegaan`, `gestopt` or `onbekend`.
        opvolger: id of the contact that took over, or None.
        gemeente: official name, for the organisation's own list only.
        vervanging: who to call when this contact is away or out of date, in words.
        geldig_tot: last day this row may be used.
        nagebeld_op: day the organisation last called this number.
        voorbeeld: True for the fictitious list that is shipped for trying out.
        twijfel: names of the fields that are still `te_verifieren`.
    """

    id: str
    naam: str
    waarvoor: str
    voor_wie: str
    openingstijden: Openingstijden = ONBEKEND
    telefoon: str | None = None
    telefoon_ook: str | None = None
    email: str | None = None
    web: str | None = None
    status: str = "actueel"
    opvolger: str | None = None
    gemeente: str | None = None
    vervanging: str | None = None
    vervanging_telefoon: str | None = None
    geldig_tot: date | None = None
    nagebeld_op: date | None = None
    voorbeeld: bool = False
    twijfel: tuple[str, ...] = ()
    herkomst: Herkomst | None = None

    def is_valid_on(self, day: date) -> bool:
        """True when this row may be used on that day."""
        return self.geldig_tot is None or day <= self.geldig_tot


@dataclass(frozen=True)
class Contacten:
    """All contacts: the national ones by id, the organisation's own by gemeente and by onderwerp."""

    landelijk: Mapping[str, Contact]
    per_gemeente: Mapping[str, tuple[Contact, ...]] = field(default_factory=dict)

    def __getitem__(self, contact_id: str) -> Contact:
        """A national contact; raises `KeyError` for an unknown id."""
        return self.landelijk[contact_id]

    def get(self, contact_id: str) -> Contact | None:
        """A national contact, or None."""
        return self.landelijk.get(contact_id)

    def of(self, gemeente: str | None) -> tuple[Contact, ...]:
        """The organisation's own contacts for a gemeente; empty when there are none."""
        return self.per_gemeente.get(gemeente, ()) if gemeente else ()

    def current(self, contact_id: str) -> Contact:
        """The contact, or its successor when it has stopped."""
        contact, seen = self.landelijk[contact_id], set()
        while contact.opvolger and contact.id not in seen:
            seen.add(contact.id)
            contact = self.landelijk[contact.opvolger]
        return contact


@dataclass(frozen=True)
class EigenOrganisatie:
    """A school, care provider or other organisation that uses this assistant, with its own people.

    Attributes:
        rollen: roles of the label set that work there.
        protocol: where its own protocol is found, in words, or None.
    """

    id: str
    naam: str
    rollen: tuple[str, ...]
    aandachtsfunctionaris: Contact | None = None
    piket: Contact | None = None
    protocol: str | None = None


@dataclass(frozen=True)
class Organisatie:
    """Who runs this assistant, from `data/organisatie/instellingen.yml`.

    Attributes:
        naam: name of the organisation.
        server: whose server this is, as it is said to the user ("een server van …").
        bewaaruren: hours after which a conversation is deleted, from the settings.
        stilte_minuten: minutes of silence after which a session ends.
        piket: the organisation's own on-call line, or None.
        aandachtsfunctionaris: the organisation's own, as a function, or None.
        voorbeeld: True while the settings are the shipped example.
        organisaties: the organisations that use this assistant together.
    """

    naam: str
    server: str
    bewaaruren: float
    stilte_minuten: int
    piket: Contact | None = None
    aandachtsfunctionaris: Contact | None = None
    voorbeeld: bool = True
    organisaties: tuple[EigenOrganisatie, ...] = ()

    def fitting(self, rol: str | None) -> tuple[EigenOrganisatie, ...]:
        """The organisations where somebody with this role may work; none when the role is unknown."""
        return tuple(o for o in self.organisaties if rol in o.rollen) if rol else ()

    def own(self, rol: str | None, organisatie: str | None) -> EigenOrganisatie | None:
        """The organisation that was chosen, or the only one that fits the role."""
        chosen = next((o for o in self.organisaties if o.id == organisatie), None)
        fitting = self.fitting(rol)
        return chosen or (fitting[0] if len(fitting) == 1 else None)

    def functionary(self, rol: str | None, organisatie: str | None) -> Contact | None:
        """The aandachtsfunctionaris for this user."""
        own = self.own(rol, organisatie)
        return (own.aandachtsfunctionaris if own else None) or self.aandachtsfunctionaris

    def on_call(self, rol: str | None, organisatie: str | None) -> Contact | None:
        """The on-call line for this user."""
        own = self.own(rol, organisatie)
        return (own.piket if own else None) or self.piket

    def contacts(self) -> tuple[Contact, ...]:
        """Every contact of an organisation, to find one by its id."""
        rows = [self.piket, self.aandachtsfunctionaris]
        for own in self.organisaties:
            rows.extend((own.aandachtsfunctionaris, own.piket))
        return tuple(row for row in rows if row is not None)


@dataclass(frozen=True)
class Gemeente:
    """A row of `data/kennis/gemeenten.csv`. `zvh_regio` is empty for most gemeenten."""

    code: str
    naam: str
    provincie: str
    aliases: tuple[str, ...] = ()
    zvh_regio: str | None = None
    woonplaatsen: tuple[str, ...] = ()


# --- explanations -----------------------------------------------------------


@dataclass(frozen=True)
class Handeling:
    """What one can do after an event, for one beroepsgroep.

    Attributes:
        eigen: True when it is general advice in our own name; False when ESS says it.
    """

    beroepsgroep: str
    tekst: str
    eigen: bool
    herkomst: Herkomst


@dataclass(frozen=True)
class Triggerfactor:
    """An event that can set a lot loose. Context, never a signal.

    Attributes:
        niveau: `persoonlijk`, `groep` or `samenleving`.
        domein: domain of the label set that this event belongs to.
        woorden: how people say it, lower case ("zijn opa is net dood").
        handelingen: what one can do, per beroepsgroep.
    """

    id: str
    niveau: str
    naam: str
    uitleg: str
    domein: str
    woorden: tuple[str, ...]
    handelingen: tuple[Handeling, ...]
    herkomst: Herkomst

    def for_group(self, beroepsgroep: str | None) -> Handeling | None:
        """What this beroepsgroep can do, or None."""
        return next((h for h in self.handelingen if h.beroepsgroep == beroepsgroep), None)


@dataclass(frozen=True)
class Drieslag:
    """One of the three fixed parts of the tool: talk, estimate together, follow up."""

    id: str
    titel: str
    punten: tuple[str, ...]
    herkomst: Herkomst


@dataclass(frozen=True)
class Triggerfactoren:
    """All events and the fixed approach that goes with them.

    Attributes:
        inschatten_bij: per beroepsgroep with whom one estimates, inside and outside.
        groepswoorden: how people say to which beroepsgroep they belong.
    """

    items: Mapping[str, Triggerfactor]
    drieslag: tuple[Drieslag, ...]
    beroepsgroep_van_rol: Mapping[str, str]
    inschatten_bij: Mapping[str, tuple[str, str]]
    link: str
    groepswoorden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __getitem__(self, trigger_id: str) -> Triggerfactor:
        """One event; raises `KeyError` for an unknown id."""
        return self.items[trigger_id]

    def for_role(self, rol: str | None) -> str | None:
        """The beroepsgroep of a rol, or None when the tool has none for it."""
        return self.beroepsgroep_van_rol.get(rol) if rol else None


@dataclass(frozen=True)
class Instrument:
    """A tool, training or publication that the sources name.

    Attributes:
        rollen: roles of the label set that it is for; empty means everyone.
        vormen: `training`, `e-learning`, `tool`, `advies`, `publicatie`, `bijeenkomst`, `netwerk`.
        talen: language codes, `nl` first.
        status: `actueel`, `overgedragen`, `gestopt`, `afgelopen`, `verouderd` or `onbekend`.
        opvolger: id of the instrument or name of the party that took over, or None.
        aanbevelen: False when it is explained on request only.
        onderwerpen: what it helps with, for matching a question.
        groepen: names of the groups of roles it was made for, as the file names them.
    """

    id: str
    nummer: int
    naam: str
    aanbieder: str
    doelgroep: str
    rollen: tuple[str, ...]
    doel: str
    vorm: str
    vormen: tuple[str, ...]
    talen: tuple[str, ...]
    onderwerpen: tuple[str, ...]
    duur: str | None
    kosten: str | None
    contact: str | None
    link: str | None
    status: str
    status_uitleg: str
    opvolger: str | None
    aanbevelen: bool
    ook: tuple[str, ...]
    herkomst: Herkomst
    groepen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Zoekwoorden:
    """How people say what they look for: value -> word beginnings, lower case.

    Attributes:
        vormen: per form ("cursus" is a training).
        talen: per language code.
        onderwerpen: per subject.
        groepen: per group of roles ("hbo" is higher education).
    """

    vormen: Mapping[str, tuple[str, ...]]
    talen: Mapping[str, tuple[str, ...]]
    onderwerpen: Mapping[str, tuple[str, ...]]
    groepen: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Begrip:
    """A short sourced answer to a question about the field.

    Attributes:
        vragen: example questions, for a sentence encoder.
        antwoord: at most 60 words, B1; facts only from `herkomst`.
        veilig: True for legal answers that must keep their exact words.
    """

    id: str
    titel: str
    vragen: tuple[str, ...]
    antwoord: str
    herkomst: Herkomst
    zie_ook: tuple[str, ...] = ()
    veilig: bool = False


@dataclass(frozen=True)
class Verklaring:
    """An ordinary explanation for what somebody noticed, and who helps with that.

    Attributes:
        past_bij: beginnings of words; it is given first for what has one of them, and only for that. Empty: for all.
    """

    id: str
    tekst: str
    hulp: str
    contact: str | None = None
    past_bij: tuple[str, ...] = ()


@dataclass(frozen=True)
class Domein:
    """One domain of the label set, explained for a professional.

    Attributes:
        vragen: what to ask on, about facts.
        valkuil: what it can just as well be.
        verklaringen: ordinary explanations first.
    """

    id: str
    titel: str
    uitleg: str
    vragen: tuple[str, ...]
    valkuil: str
    verklaringen: tuple[Verklaring, ...]
    zorg: bool
    herkomst: Herkomst


@dataclass(frozen=True)
class VreemdOfZorgelijk:
    """An observation that can be ordinary, and what could make it ask for more."""

    waarneming: str
    gewoon: str
    meer: str


@dataclass(frozen=True)
class FeitMening:
    """A judgement, and how the same is written as a fact with the opinion apart."""

    zo_niet: str
    zo_wel: str
    mening: str | None


@dataclass(frozen=True)
class Signalen:
    """Everything about signals that is knowledge, not detection."""

    domeinen: Mapping[str, Domein]
    vreemd_of_zorgelijk: tuple[VreemdOfZorgelijk, ...]
    feit_mening: tuple[FeitMening, ...]

    def __getitem__(self, domein_id: str) -> Domein:
        """One domain; raises `KeyError` for an unknown id."""
        return self.domeinen[domein_id]


@dataclass(frozen=True)
class Keuze:
    """One answer in the advice for gemeenten, with the advice it adds to the plan.

    Attributes:
        woorden: how people say it, for typed answers.
    """

    id: str
    titel: str
    advies: str | None
    woorden: tuple[str, ...] = ()


@dataclass(frozen=True)
class GemeenteVraag:
    """One question of the walk for gemeenten; `onderdeel` is its heading in the plan.

    Attributes:
        waarom: answers "waarom vraag je dit?".
        meer: True when more than one may be chosen.
        meest: how many at most, or None.
    """

    id: str
    onderdeel: str
    vraag: str
    waarom: str
    keuzes: tuple[Keuze, ...]
    meer: bool
    meest: int | None
    herkomst: Herkomst

    def keuze(self, keuze_id: str) -> Keuze | None:
        """The answer with this id, or None."""
        return next((k for k in self.keuzes if k.id == keuze_id), None)


@dataclass(frozen=True)
class GemeenteVoorbeeld:
    """What a gemeente did, according to the source."""

    gemeente: str
    tekst: str
    herkomst: Herkomst


@dataclass(frozen=True)
class GemeenteAdvies:
    """The short walk that ends in a plan of one page."""

    vragen: tuple[GemeenteVraag, ...]
    voorbeelden: tuple[GemeenteVoorbeeld, ...]
    verouderd: tuple[str, ...]
    herkomst: Herkomst
