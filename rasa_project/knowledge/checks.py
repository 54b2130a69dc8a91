"""Rules that a type cannot say: references, reachability, promises, dates. Knowledge layer.

Each check takes the content and yields messages; `check` runs them all. A check
that needs a file with errors is skipped: those errors are told already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from rasa_project.consultation.openingstijden import parse_openingstijden
from rasa_project.knowledge import checks_gesprek, checks_stroomschema, checks_teksten, checks_vragen, meldingen
from rasa_project.knowledge.inhoud import Inhoud
from rasa_project.knowledge.lijst import VOORBEELD, is_email, is_phone, looks_like_person
from rasa_project.knowledge.meldingen import FOUT, Melding
from rasa_project.knowledge.omzetten import as_list

ROLLEN = (
    "docent", "mentor", "intern_begeleider", "zorgcoordinator", "schoolleider", "onderwijsassistent",
    "pedagogisch_medewerker", "jongerenwerker", "wijkagent", "boa", "jeugdhulpverlener", "jeugdbeschermer",
    "wijkteammedewerker", "schoolmaatschappelijk_werker", "huisarts", "jeugdarts", "jeugdverpleegkundige",
    "wijkverpleegkundige", "ggz_professional", "leerplichtambtenaar", "gemeenteambtenaar", "sportcoach",
    "religieus_leider", "studentendecaan", "studieloopbaanbegeleider", "reclasseringswerker", "coa_medewerker",
    "jobcoach", "vrijwilliger",
)  # fmt: skip
DOMEINEN = (
    "gedrag", "sociale_omgeving", "uitingen", "online", "uiterlijk_symbolen", "geweld_dreiging", "trigger_persoonlijk",
    "trigger_groep", "trigger_samenleving", "beschermend",
)  # fmt: skip
NODIG = (
    "alarm", "politie", "zelfmoordpreventie", "veilig_thuis", "huisartsenpost", "huisarts", "aandachtsfunctionaris",
    "taakaccenthouder", "collega", "gemeente", "lse", "ess", "zvh", "ror", "school_veiligheid",
    "vertrouwensinspecteur", "ivho", "helpwanted", "mod", "adv", "meld_misdaad_anoniem",
)  # fmt: skip
"""Contacts that `consultation.routering` names by id."""

EEN_JAAR = timedelta(days=365)
MEEST_WOORDEN = 60
_LINK = re.compile(r"https?://[a-z0-9.-]+\.[a-z]{2,}(?:/[^\s\"'<>]*)?$", re.IGNORECASE)
_EERSTE_DAG = date(2000, 1, 1)

Feiten = Iterator[tuple[str, str, tuple[Any, ...], Any, Any]]


def check(inhoud: Inhoud, today: date, productie: bool) -> list[Melding]:
    """Everything that is wrong or deserves a look, sorted by file and line.

    Args:
        today: for what is out of date.
        productie: the shipped examples are refused and calling back is required.
    """
    found = list(inhoud.meldingen)
    for needs, rule in RULES:
        if all(name in inhoud.modellen for name in needs):
            found.extend(rule(inhoud, today, productie))
    return sorted(set(found), key=lambda m: (m.bestand, m.regel, m.ernst, m.tekst))


def has_errors(found: list[Melding]) -> bool:
    """True when something must be mended before anything starts."""
    return any(m.ernst == FOUT for m in found)


# --- sources and dates ------------------------------------------------------


def facts(inhoud: Inhoud) -> Feiten:
    """Every fact: file, name, place, the model of the fact and that of its file."""
    groups = {
        "stroomschema": ("knopen",),
        "contacten": ("contacten",),
        "triggerfactoren": ("triggerfactoren",),
        "instrumenten": ("instrumenten",),
        "begrippen": ("begrippen",),
        "juridisch": ("begrippen",),
        "signalen": ("domeinen",),
    }
    for name, keys in groups.items():
        file = inhoud.modellen.get(name)
        for key in keys if file else ():
            for id, row in getattr(file, key).items():
                yield name, id, (key, id), row, file
    stroom, trigger = inhoud.modellen.get("stroomschema"), inhoud.modellen.get("triggerfactoren")
    for i, row in enumerate(stroom.stappen if stroom else ()):
        yield "stroomschema", row.titel, ("stappen", i), row, stroom
    for id, item in trigger.triggerfactoren.items() if trigger else ():
        for group, row in item.handelingen.items():
            yield "triggerfactoren", f"{id}, {group}", ("triggerfactoren", id, "handelingen", group), row, trigger
    for i, row in enumerate(trigger.drieslag if trigger else ()):
        yield "triggerfactoren", row.id, ("drieslag", i), row, trigger
    advice = inhoud.modellen.get("gemeente_advies")
    for i, row in enumerate(advice.vragen if advice else ()):
        yield "gemeente_advies", row.id, ("vragen", i), row, advice
    for i, row in enumerate(advice.voorbeelden if advice else ()):
        yield "gemeente_advies", row.gemeente, ("voorbeelden", i), row, advice


def sources(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """Every source is known; only what is `te_verifieren` may have none."""
    known = inhoud.modellen["bronnen"].bronnen
    for name, who, place, row, _ in facts(inhoud):
        file, line = inhoud.bestand(name), inhoud.line(name, *place, "bron")
        if not as_list(row.bron) and row.herkomst != "te_verifieren":
            yield meldingen.bron_ontbreekt(file, line, who)
        for bron in as_list(row.bron):
            if bron not in known:
                yield meldingen.bron_onbekend(file, line, bron, known)


def links(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """Links are looked at for their form and never fetched."""
    for id, bron in inhoud.modellen["bronnen"].bronnen.items():
        if bron.link and not _LINK.match(bron.link):
            line = inhoud.line("bronnen", "bronnen", id, "link")
            yield meldingen.link_verkeerd(inhoud.bestand("bronnen"), line, bron.link)
    for name, key, field in (("contacten", "contacten", "web"), ("instrumenten", "instrumenten", "link")):
        file = inhoud.modellen.get(name)
        for id, row in getattr(file, key).items() if file else ():
            link = getattr(row, field)
            if link and not _LINK.match(link):
                yield meldingen.link_verkeerd(inhoud.bestand(name), inhoud.line(name, key, id, field), link)
    for name in ("stroomschema", "triggerfactoren"):
        file = inhoud.modellen.get(name)
        if file and not _LINK.match(file.link):
            yield meldingen.link_verkeerd(inhoud.bestand(name), inhoud.line(name, "link"), file.link)


def ages(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """What was not looked at for a year, and what nobody checked yet."""
    for name, who, place, row, head in facts(inhoud):
        file, line = inhoud.bestand(name), inhoud.line(name, *place)
        looked = row.nagekeken_op or head.nagekeken_op
        if looked < _EERSTE_DAG:
            yield meldingen.datum_verkeerd(file, line, "nagekeken_op")
        elif today - looked > EEN_JAAR:
            yield meldingen.niet_nagekeken(file, line, who, looked.isoformat())
        doubt = getattr(row, "twijfel", ())
        if row.herkomst == "te_verifieren":
            yield meldingen.te_verifieren(file, line, who)
        elif doubt:
            yield meldingen.te_verifieren(file, line, f"{who}: {', '.join(doubt)}")


# --- contacts ---------------------------------------------------------------


def contacts(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """Numbers, addresses, hours and successors of the national contacts."""
    rows = inhoud.modellen["contacten"].contacten
    file = inhoud.bestand("contacten")

    def at(id: str, field: str) -> int:
        return inhoud.line("contacten", "contacten", id, field)

    for id in NODIG:
        if id not in rows:
            yield meldingen.contact_ontbreekt(file, id)
    for id, row in rows.items():
        for field in ("telefoon", "telefoon_ook"):
            number = getattr(row, field)
            if number and not is_phone(number):
                yield meldingen.telefoon_verkeerd(file, at(id, field), id, number)
        if row.email and not is_email(row.email):
            yield meldingen.email_verkeerd(file, at(id, "email"), id, row.email)
        if not _hours_ok(row.openingstijden):
            yield meldingen.uren_verkeerd(file, at(id, "openingstijden"), id, row.openingstijden)
        if row.opvolger and row.opvolger not in rows:
            yield meldingen.contact_onbekend(file, at(id, "opvolger"), id, row.opvolger, rows)
        known = type(row).__annotations__
        for field in row.twijfel:
            if field not in known:
                yield meldingen.veld_onbekend(file, at(id, "twijfel"), f"bij '{id}': ", field, known)
    for id in inhoud.modellen["instellingen"].nagebeld:
        if id not in rows:
            name = inhoud.bestand("instellingen")
            yield meldingen.contact_onbekend(name, inhoud.line("instellingen", "nagebeld", id), "nagebeld", id, rows)


def organisation(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """The organisation's own contacts, and what production asks on top."""
    settings = inhoud.modellen["instellingen"]
    file = inhoud.bestand("instellingen")
    for field, row, place in _own_contacts(settings):
        line = inhoud.line("instellingen", *place)
        if row.telefoon and not is_phone(row.telefoon):
            yield meldingen.telefoon_verkeerd(file, line, field, row.telefoon)
        if row.email and not is_email(row.email):
            yield meldingen.email_verkeerd(file, line, field, row.email)
        if not _hours_ok(row.openingstijden):
            yield meldingen.uren_verkeerd(file, line, field, row.openingstijden)
        for column, words in (("functie", row.functie), ("vervanging", row.vervanging)):
            if looks_like_person(words or ""):
                yield meldingen.lijkt_naam(file, line, column, words or "")
        if row.vervanging_telefoon and not is_phone(row.vervanging_telefoon):
            yield meldingen.telefoon_verkeerd(file, line, field, row.vervanging_telefoon)
        if row.geldig_tot and row.geldig_tot < today:
            yield meldingen.geldigheid_voorbij(file, line, field, row.geldig_tot.isoformat())
        if productie and row.telefoon and not row.nagebeld_op:
            yield meldingen.nabellen_ontbreekt(file, line, field)
    for id, own in settings.organisaties.items():
        for rol in own.rollen:
            if rol not in ROLLEN:
                yield meldingen.rol_onbekend(file, inhoud.line("instellingen", "organisaties", id), id, rol, ROLLEN)
    if productie and settings.voorbeeld:
        yield meldingen.instellingen_voorbeeld(file)


def _own_contacts(settings: Any) -> Iterator[tuple[str, Any, tuple[str, ...]]]:
    """Every own contact with its name and place: of the whole, and of each organisation."""
    for field in ("piket", "aandachtsfunctionaris"):
        if getattr(settings, field) is not None:
            yield field, getattr(settings, field), (field,)
        for id, own in settings.organisaties.items():
            if getattr(own, field) is not None:
                yield f"{field} van {id}", getattr(own, field), ("organisaties", id, field)


def own_list(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """The rows of the organisation's list: out of date, or not fit for production."""
    for rij in inhoud.rijen:
        who = f"{rij.waarden.get('functie')}, {rij.waarden.get('gemeente')}"
        if rij.geldig_tot and rij.geldig_tot < today and not rij.voorbeeld:
            yield meldingen.geldigheid_voorbij(rij.bestand, rij.regel, who, rij.geldig_tot.isoformat())
        if not productie:
            continue
        if rij.voorbeeld or rij.bestand == VOORBEELD:
            yield meldingen.voorbeeld_in_productie(rij.bestand, rij.regel)
        elif not rij.nagebeld_op:
            yield meldingen.nabellen_ontbreekt(rij.bestand, rij.regel, who)


def called_back(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """In production somebody must have called every national number that is still in doubt."""
    if not productie:
        return
    called = inhoud.modellen["instellingen"].nagebeld
    for id, row in inhoud.modellen["contacten"].contacten.items():
        in_doubt = row.herkomst == "te_verifieren" or "telefoon" in row.twijfel
        if row.telefoon and in_doubt and id not in called:
            line = inhoud.line("contacten", "contacten", id)
            yield meldingen.nabellen_ontbreekt(inhoud.bestand("contacten"), line, id)


def _hours_ok(words: str) -> bool:
    try:
        parse_openingstijden(words)
    except ValueError:
        return False
    return True


# --- roles, domains and references ------------------------------------------


def roles(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """Roles are those of the label set."""
    trigger = inhoud.modellen["triggerfactoren"]
    for group, names in trigger.beroepsgroepen.items():
        for rol in names:
            if rol not in ROLLEN:
                line = inhoud.line("triggerfactoren", "beroepsgroepen", group)
                yield meldingen.rol_onbekend(inhoud.bestand("triggerfactoren"), line, group, rol, ROLLEN)
    file = inhoud.modellen["instrumenten"]
    for group, names in file.rolgroepen.items():
        for rol in names:
            if rol not in ROLLEN:
                line = inhoud.line("instrumenten", "rolgroepen", group)
                yield meldingen.rol_onbekend(inhoud.bestand("instrumenten"), line, group, rol, ROLLEN)
    known = {*ROLLEN, *file.rolgroepen}
    for id, row in file.instrumenten.items():
        for rol in () if row.rollen == "alle" else row.rollen:
            if rol not in known:
                line = inhoud.line("instrumenten", "instrumenten", id, "rollen")
                yield meldingen.rol_onbekend(inhoud.bestand("instrumenten"), line, id, rol, known)


def instruments(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """Numbers once, successors exist."""
    rows = inhoud.modellen["instrumenten"].instrumenten
    file, numbers = inhoud.bestand("instrumenten"), dict[int, str]()
    contacts_known = inhoud.modellen["contacten"].contacten
    for id, row in rows.items():
        if row.nummer in numbers:
            line = inhoud.line("instrumenten", "instrumenten", id, "nummer")
            yield meldingen.id_dubbel(file, line, "nummer", str(row.nummer))
        numbers[row.nummer] = id
        if row.opvolger and row.opvolger not in rows and row.opvolger not in contacts_known:
            line = inhoud.line("instrumenten", "instrumenten", id, "opvolger")
            yield meldingen.verwijzing_onbekend(file, line, id, row.opvolger, {*rows, *contacts_known})


def domains(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """All domains of the label set are explained, and only those."""
    file = inhoud.bestand("signalen")
    rows = inhoud.modellen["signalen"].domeinen
    for id in rows:
        if id not in DOMEINEN:
            yield meldingen.domein_onbekend(file, inhoud.line("signalen", "domeinen", id), "domeinen", id, DOMEINEN)
    for id in DOMEINEN:
        if id not in rows:
            yield meldingen.veld_ontbreekt(file, 1, "bij 'domeinen': ", id)
    known = inhoud.modellen["contacten"].contacten
    for id, row in rows.items():
        for i, item in enumerate(row.verklaringen):
            if item.contact and item.contact not in known:
                line = inhoud.line("signalen", "domeinen", id, "verklaringen", i, "contact")
                yield meldingen.contact_onbekend(file, line, item.id, item.contact, known)


def trigger_domains(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """The domain of an event, and the beroepsgroepen."""
    file = inhoud.modellen["triggerfactoren"]
    name = inhoud.bestand("triggerfactoren")
    for id, row in file.triggerfactoren.items():
        if row.domein not in DOMEINEN:
            line = inhoud.line("triggerfactoren", "triggerfactoren", id, "domein")
            yield meldingen.domein_onbekend(name, line, id, row.domein, DOMEINEN)
        for group in row.handelingen:
            if group not in file.beroepsgroepen:
                line = inhoud.line("triggerfactoren", "triggerfactoren", id, "handelingen", group)
                yield meldingen.verwijzing_onbekend(name, line, id, group, file.beroepsgroepen)


def terms(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """Answers are short, ids are used once, references exist."""
    seen: dict[str, str] = {}
    everything = {id for n in ("begrippen", "juridisch") for id in inhoud.modellen[n].begrippen}
    for name in ("begrippen", "juridisch"):
        file = inhoud.bestand(name)
        for id, row in inhoud.modellen[name].begrippen.items():
            if id in seen:
                yield meldingen.id_dubbel(file, inhoud.line(name, "begrippen", id), "het begrip", id)
            seen[id] = name
            words = len(row.antwoord.split())
            if words > MEEST_WOORDEN:
                line = inhoud.line(name, "begrippen", id, "antwoord")
                yield meldingen.te_lang_antwoord(file, line, id, words)
            for other in row.zie_ook:
                if other not in everything:
                    line = inhoud.line(name, "begrippen", id, "zie_ook")
                    yield meldingen.verwijzing_onbekend(file, line, id, other, everything)


Rule = Callable[[Inhoud, date, bool], Iterator[Melding]]

RULES: tuple[tuple[tuple[str, ...], Rule], ...] = (
    (("bronnen",), sources),
    (("bronnen",), links),
    ((), ages),
    (("contacten", "instellingen"), contacts),
    (("contacten", "instellingen"), called_back),
    (("instellingen",), organisation),
    ((), own_list),
    (("triggerfactoren", "instrumenten"), roles),
    (("instrumenten", "contacten"), instruments),
    (("signalen", "contacten"), domains),
    (("triggerfactoren",), trigger_domains),
    (("begrippen", "juridisch"), terms),
    (("vragen",), checks_vragen.questions),
    (("vragen", "begrippen", "juridisch", "vraagvormen"), checks_vragen.examples),
    (("vragen", "begrippen", "juridisch", "vraagvormen"), checks_vragen.forms),
    (("instrumenten", "triggerfactoren"), checks_vragen.search_words),
    (("gemeente_advies",), checks_vragen.plan),
    (("stroomschema",), checks_stroomschema.flow),
    (("stroomschema",), checks_stroomschema.flow_texts),
    (("gesprekswoorden",), checks_gesprek.sentences),
    ((), checks_teksten.texts),
)
"""Which rule runs when which files could be read."""
