"""From the strict models of the files to the frozen objects of `consultation.models`. Knowledge layer.

Runs on content without errors only, so nothing here guesses or falls back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rasa_project.consultation import models
from rasa_project.consultation.context import ContextRegel
from rasa_project.consultation.gesprekswoorden import Gesprekswoorden, ZinRegel
from rasa_project.consultation.openingstijden import parse_openingstijden
from rasa_project.knowledge.inhoud import Inhoud
from rasa_project.knowledge.lijst import Rij
from rasa_project.knowledge.teksten import Tekst, TekstKnop

Bronnen = Mapping[str, models.Bron]


def as_list(value: Any) -> list[str]:
    """A field that may be one word or a list of words."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def make_bronnen(inhoud: Inhoud) -> dict[str, models.Bron]:
    """All sources by id."""
    rows = inhoud.modellen["bronnen"].bronnen
    return {id: models.Bron(id, b.titel, b.uitgever, b.link, b.opmerking) for id, b in rows.items()}


def make_herkomst(feit: Any, kop: Any, bronnen: Bronnen) -> models.Herkomst:
    """Where a fact comes from; date and way default to those of its file."""
    return models.Herkomst(
        soort=feit.herkomst,
        bronnen=tuple(bronnen[b] for b in as_list(feit.bron)),
        nagekeken_op=getattr(feit, "nagekeken_op", None) or kop.nagekeken_op,
        via=getattr(feit, "via", None) or kop.via,
    )


def make_teksten(inhoud: Inhoud) -> dict[str, Tekst]:
    """All texts by key, with file and line."""
    out = {}
    for document, model in inhoud.teksten:
        for key, text in model.teksten.items():
            out[key] = Tekst(
                sleutel=key,
                varianten=tuple(v.strip() for v in text.varianten),
                knoppen=tuple(TekstKnop(k.titel, k.keuze) for k in text.knoppen),
                veilig=text.veilig,
                bestand=document.bestand,
                regel=document.line(("teksten", key)),
            )
    return out


# --- stroomschema -----------------------------------------------------------


def make_stroomschema(inhoud: Inhoud, bronnen: Bronnen, teksten: Mapping[str, Tekst]) -> models.Stroomschema:
    """The flow, with the words of the buttons joined in."""
    file = inhoud.modellen["stroomschema"]
    knopen = {}
    for id, row in file.knopen.items():
        knopen[id] = models.Knoop(
            id=id,
            soort=row.soort,
            antwoorden=tuple(
                models.Antwoord(
                    id=answer_id,
                    naar=answer.naar,
                    titel=teksten[f"stroomschema_antwoord_{answer_id}"].varianten[0],
                    ook=tuple(answer.ook),
                    mijlpalen=tuple(answer.mijlpalen),
                    leeftijden=tuple(answer.leeftijden),
                    bekend=answer.bekend,
                )
                for answer_id, answer in row.antwoorden.items()
            ),
            herkomst=make_herkomst(row, file, bronnen),
            stap=row.stap,
            vereist=tuple(row.vereist),
            anders=row.anders,
            deelt_naam=row.deelt_naam,
            weet_niet=_dont_know(id, row, file.advies),
        )
    return models.Stroomschema(
        start=file.start,
        advies=file.advies,
        knopen=knopen,
        stappen=tuple(models.StapInfo(s.nummer, s.titel, make_herkomst(s, file, bronnen)) for s in file.stappen),
        mijlpalen=tuple(file.mijlpalen),
        aantal_stappen=file.aantal_stappen,
        aantal_stappen_nieuw=file.aantal_stappen_nieuw,
        link=file.link,
        versie=file.versie,
        nagekeken_op=file.nagekeken_op,
    )


def _dont_know(id: str, row: Any, advies: str) -> str | None:
    """Where "ik weet het niet" leads: what the file says, else to `advies`."""
    if row.soort == "eind" or id == advies or "weet_niet" in row.antwoorden:
        return None
    return row.weet_niet or advies


# --- contacts ---------------------------------------------------------------


def make_contacten(inhoud: Inhoud, bronnen: Bronnen) -> models.Contacten:
    """National contacts and the organisation's own."""
    file = inhoud.modellen["contacten"]
    called = inhoud.modellen["instellingen"].nagebeld
    national = {
        id: models.Contact(
            id=id,
            naam=row.naam,
            waarvoor=row.waarvoor,
            voor_wie=row.voor_wie,
            openingstijden=parse_openingstijden(row.openingstijden),
            telefoon=row.telefoon,
            telefoon_ook=row.telefoon_ook,
            email=row.email,
            web=row.web,
            status=row.status,
            opvolger=row.opvolger,
            nagebeld_op=called.get(id),
            twijfel=tuple(row.twijfel),
            herkomst=make_herkomst(row, file, bronnen),
        )
        for id, row in file.contacten.items()
    }
    own: dict[str, tuple[models.Contact, ...]] = {}
    for number, rij in enumerate(inhoud.rijen, 1):
        contact = make_own_contact(rij, number)
        own[contact.gemeente or ""] = (*own.get(contact.gemeente or "", ()), contact)
    return models.Contacten(national, own)


def make_own_contact(rij: Rij, number: int) -> models.Contact:
    """A row of the organisation's own list."""
    get = rij.waarden.get
    return models.Contact(
        id=f"eigen_{number}",
        naam=f"{get('functie')}, gemeente {get('gemeente')}",
        waarvoor=get("functie") or "",
        voor_wie="professionals",
        openingstijden=rij.openingstijden,
        telefoon=get("telefoon") or None,
        email=get("email") or None,
        gemeente=get("gemeente"),
        vervanging=f"{get('vervanging')}, gemeente {get('gemeente')}" if get("vervanging") else None,
        vervanging_telefoon=get("vervanging_telefoon") or None,
        geldig_tot=rij.geldig_tot,
        nagebeld_op=rij.nagebeld_op,
        voorbeeld=rij.voorbeeld,
    )


def make_organisatie(inhoud: Inhoud, bewaaruren: float) -> models.Organisatie:
    """The organisation that runs this assistant."""
    file = inhoud.modellen["instellingen"]
    return models.Organisatie(
        naam=file.naam,
        server=file.server,
        bewaaruren=bewaaruren,
        stilte_minuten=file.stilte_minuten,
        piket=_organisation_contact("piket", file.piket, file.voorbeeld),
        aandachtsfunctionaris=_organisation_contact("eigen_functionaris", file.aandachtsfunctionaris, file.voorbeeld),
        voorbeeld=file.voorbeeld,
        organisaties=tuple(
            models.EigenOrganisatie(
                id=id,
                naam=row.naam,
                rollen=tuple(row.rollen),
                aandachtsfunctionaris=_organisation_contact(
                    f"functionaris_{id}", row.aandachtsfunctionaris, file.voorbeeld
                ),
                piket=_organisation_contact(f"piket_{id}", row.piket, file.voorbeeld),
                protocol=row.protocol,
            )
            for id, row in file.organisaties.items()
        ),
    )


def _organisation_contact(id: str, row: Any, example: bool) -> models.Contact | None:
    if row is None:
        return None
    return models.Contact(
        id=id,
        naam=row.functie,
        waarvoor=row.functie,
        voor_wie="collega's",
        openingstijden=parse_openingstijden(row.openingstijden),
        telefoon=row.telefoon,
        email=row.email,
        geldig_tot=row.geldig_tot,
        nagebeld_op=row.nagebeld_op,
        vervanging=row.vervanging,
        vervanging_telefoon=row.vervanging_telefoon,
        voorbeeld=example,
    )


def make_gemeenten(inhoud: Inhoud) -> dict[str, models.Gemeente]:
    """All gemeenten by official name."""
    return {
        row["gemeente"]: models.Gemeente(
            code=row["gemeentecode"],
            naam=row["gemeente"],
            provincie=row["provincie"],
            aliases=tuple(a for a in row.get("aliases", "").split("|") if a),
            zvh_regio=row.get("zvh_regio") or None,
            woonplaatsen=tuple(inhoud.woonplaatsen.get(row["gemeente"], ())),
        )
        for row in inhoud.gemeenten
    }


# --- explanations -----------------------------------------------------------


def make_triggerfactoren(inhoud: Inhoud, bronnen: Bronnen) -> models.Triggerfactoren:
    """Events and what one can do; `eigen` marks our own general advice."""
    file = inhoud.modellen["triggerfactoren"]
    items = {
        id: models.Triggerfactor(
            id=id,
            niveau=row.niveau,
            naam=row.naam,
            uitleg=row.uitleg,
            domein=row.domein,
            woorden=tuple(row.woorden),
            handelingen=tuple(
                models.Handeling(group, h.tekst, h.herkomst != "gevonden", make_herkomst(h, file, bronnen))
                for group, h in row.handelingen.items()
            ),
            herkomst=make_herkomst(row, file, bronnen),
        )
        for id, row in file.triggerfactoren.items()
    }
    groups = {rol: group for group, roles in file.beroepsgroepen.items() for rol in roles}
    return models.Triggerfactoren(
        items=items,
        drieslag=tuple(
            models.Drieslag(d.id, d.titel, tuple(d.punten), make_herkomst(d, file, bronnen)) for d in file.drieslag
        ),
        beroepsgroep_van_rol=groups,
        inschatten_bij={group: (row.binnen, row.buiten) for group, row in file.inschatten.items()},
        link=file.link,
        groepswoorden=_words(file.groepswoorden),
    )


def make_zoekwoorden(inhoud: Inhoud) -> models.Zoekwoorden:
    """How people say which form, language, subject or audience they look for."""
    words = inhoud.modellen["instrumenten"].zoekwoorden
    return models.Zoekwoorden(
        vormen=_words(words.vormen),
        talen=_words(words.talen),
        onderwerpen=_words(words.onderwerpen),
        groepen=_words(words.rolgroepen),
    )


def _words(rows: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(words) for key, words in rows.items()}


def make_instrumenten(inhoud: Inhoud, bronnen: Bronnen) -> dict[str, models.Instrument]:
    """All instruments by id; names of groups of roles are written out."""
    file = inhoud.modellen["instrumenten"]
    return {
        id: models.Instrument(
            id=id,
            nummer=row.nummer,
            naam=row.naam,
            aanbieder=row.aanbieder,
            doelgroep=row.doelgroep,
            rollen=() if row.rollen == "alle" else roles_of(row.rollen, file.rolgroepen),
            doel=row.doel,
            vorm=row.vorm,
            vormen=tuple(row.vormen),
            talen=tuple(row.talen),
            onderwerpen=tuple(row.onderwerpen),
            duur=row.duur,
            kosten=row.kosten,
            contact=row.contact,
            link=row.link,
            status=row.status,
            status_uitleg=row.status_uitleg,
            opvolger=row.opvolger,
            aanbevelen=row.aanbevelen,
            ook=tuple(row.ook),
            herkomst=make_herkomst(row, file, bronnen),
            groepen=() if row.rollen == "alle" else tuple(row.rollen),
        )
        for id, row in file.instrumenten.items()
    }


def roles_of(names: Iterable[str], groups: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Roles, with the names of groups written out."""
    out: dict[str, None] = {}
    for name in names:
        for rol in groups.get(name, [name]):
            out[rol] = None
    return tuple(out)


def make_begrippen(inhoud: Inhoud, bronnen: Bronnen) -> dict[str, models.Begrip]:
    """Short answers by id, from both files."""
    out = {}
    for name in ("begrippen", "juridisch"):
        file = inhoud.modellen[name]
        for id, row in file.begrippen.items():
            out[id] = models.Begrip(
                id=id,
                titel=row.titel,
                vragen=tuple(row.vragen),
                antwoord=row.antwoord.strip(),
                herkomst=make_herkomst(row, file, bronnen),
                zie_ook=tuple(row.zie_ook),
                veilig=row.veilig,
            )
    return out


def make_signalen(inhoud: Inhoud, bronnen: Bronnen) -> models.Signalen:
    """The domains explained."""
    file = inhoud.modellen["signalen"]
    domeinen = {
        id: models.Domein(
            id=id,
            titel=row.titel,
            uitleg=row.uitleg,
            vragen=tuple(row.vragen),
            valkuil=row.valkuil,
            verklaringen=tuple(
                models.Verklaring(v.id, v.tekst, v.hulp, v.contact, tuple(v.past_bij)) for v in row.verklaringen
            ),
            zorg=row.zorg,
            herkomst=make_herkomst(row, file, bronnen),
        )
        for id, row in file.domeinen.items()
    }
    return models.Signalen(
        domeinen=domeinen,
        vreemd_of_zorgelijk=tuple(
            models.VreemdOfZorgelijk(v.waarneming, v.gewoon, v.meer) for v in file.vreemd_of_zorgelijk
        ),
        feit_mening=tuple(models.FeitMening(f.zo_niet, f.zo_wel, f.mening) for f in file.feit_mening),
    )


def make_gemeente_advies(inhoud: Inhoud, bronnen: Bronnen) -> models.GemeenteAdvies:
    """The walk for gemeenten."""
    file = inhoud.modellen["gemeente_advies"]
    return models.GemeenteAdvies(
        vragen=tuple(
            models.GemeenteVraag(
                id=row.id,
                onderdeel=row.onderdeel,
                vraag=row.vraag,
                waarom=row.waarom,
                keuzes=tuple(models.Keuze(id, k.titel, k.advies, tuple(k.woorden)) for id, k in row.keuzes.items()),
                meer=row.meer,
                meest=row.meest,
                herkomst=make_herkomst(row, file, bronnen),
            )
            for row in file.vragen
        ),
        voorbeelden=tuple(
            models.GemeenteVoorbeeld(v.gemeente, v.tekst, make_herkomst(v, file, bronnen)) for v in file.voorbeelden
        ),
        verouderd=tuple(file.verouderd),
        herkomst=make_herkomst(file, file, bronnen),
    )


def make_gesprekswoorden(inhoud: Inhoud) -> Gesprekswoorden:
    """Fixed ways of saying something, compiled."""
    file = inhoud.modellen["gesprekswoorden"]
    regels = [
        ZinRegel(id, tuple(rule.alle), tuple(rule.niet), rule.hoogstens)
        for id, rules in file.zinnen.items()
        for rule in rules
    ]
    return Gesprekswoorden.build(file.groepen, regels, file.relaties, file.oordeelwoorden, file.onderwerpen, file.talen)


def make_context(inhoud: Inhoud) -> ContextRegel:
    """What counts as context and never as a worry."""
    file = inhoud.modellen["context"]
    words = file.woorden
    return ContextRegel(
        woorden=tuple(w.casefold() for w in (*words.geloof, *words.afkomst, *words.politiek)),
        meer_dan_context=tuple(w.casefold() for w in file.meer_dan_context),
    )
