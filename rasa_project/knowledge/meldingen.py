"""Every Dutch sentence of the checker, in one place. Knowledge layer.

The only `.py` file of this package with sentences for people. One function a
problem: what is wrong, where, and the likely fix.
"""

# ruff: noqa: D103, E501 - the sentence in each function says what it is for, and stays on one line.
from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

FOUT = "fout"
WAARSCHUWING = "waarschuwing"


@dataclass(frozen=True, order=True)
class Melding:
    """One problem in the content.

    Attributes:
        bestand: path relative to the project.
        regel: line from 1, or 0 when the file as a whole is meant.
        tekst: what is wrong, one sentence.
        tip: the likely fix, or None.
        ernst: `fout` stops everything, `waarschuwing` does not.
    """

    bestand: str
    regel: int
    tekst: str
    tip: str | None = None
    ernst: str = FOUT

    def __str__(self) -> str:
        where = f"{self.bestand}, regel {self.regel}" if self.regel else self.bestand
        tip = f"\n  {self.tip}" if self.tip else ""
        return f"{where}: {self.tekst}{tip}"


def bedoelde(woord: str, bekend: Iterable[str]) -> str:
    """Gives "Bedoelde je 'x'?" with a space before it, or nothing when nothing looks alike."""
    near = difflib.get_close_matches(woord, sorted(set(bekend)), n=1, cutoff=0.6)
    return f" Bedoelde je '{near[0]}'?" if near else ""


# --- the file as a file -----------------------------------------------------


def bestand_ontbreekt(bestand: str) -> Melding:
    return Melding(bestand, 0, "dit bestand ontbreekt.", "Zet het terug, bijvoorbeeld uit de vorige versie.")


def leeg_bestand(bestand: str) -> Melding:
    return Melding(bestand, 0, "dit bestand is leeg.", "Zet het terug, bijvoorbeeld uit de vorige versie.")


def bom(bestand: str) -> Melding:
    return Melding(
        bestand,
        1,
        "het bestand begint met een onzichtbaar teken (BOM).",
        "Sla het op als 'UTF-8', niet als 'UTF-8 met BOM'.",
        WAARSCHUWING,
    )


def windows_regeleinden(bestand: str) -> Melding:
    return Melding(
        bestand,
        1,
        "het bestand heeft regeleinden van Windows.",
        "Kies in je tekstverwerker 'LF' als regeleinde.",
        WAARSCHUWING,
    )


def geen_utf8(bestand: str, regel: int) -> Melding:
    return Melding(bestand, regel, "hier staat een teken dat geen UTF-8 is.", "Sla het bestand op als 'UTF-8'.")


def tab(bestand: str, regel: int) -> Melding:
    return Melding(
        bestand, regel, "deze regel begint met een tab.", "Gebruik spaties om in te springen, twee per niveau."
    )


_YAML = {
    "mapping values are not allowed": "Staat er een dubbele punt in de tekst? Zet de hele tekst tussen aanhalingstekens.",
    "could not find expected ':'": "Ontbreekt er een dubbele punt achter het eerste woord?",
    "did not find expected key": "Kijk naar aanhalingstekens, en of de regels even ver inspringen als de regels erboven.",
    "expected <block end>": "Kijk of de regels even ver inspringen als de regels erboven.",
    "expected ','": "Ontbreekt er een komma of een haakje?",
    "found unexpected end of stream": "Ontbreekt er een aanhalingsteken aan het eind?",
    "found character": "Zet de tekst tussen aanhalingstekens.",
    "found undefined alias": "Een sterretje aan het begin heeft een eigen betekenis. Zet de tekst tussen aanhalingstekens.",
}


def geen_yaml(bestand: str, regel: int, probleem: str) -> Melding:
    tip = next((t for begin, t in _YAML.items() if begin in probleem), None)
    tip = tip or "Kijk naar haakjes, aanhalingstekens en inspringen op deze regel en de regel erboven."
    return Melding(bestand, regel, "het bestand is vanaf hier niet te lezen.", tip)


def dubbele_sleutel(bestand: str, regel: int, sleutel: str, eerste: int) -> Melding:
    return Melding(
        bestand,
        regel,
        f"'{sleutel}' staat er twee keer; de eerste keer op regel {eerste}.",
        "Haal er een weg, of geef hem een andere naam.",
    )


def leest_lastig(bestand: str, regel: int, sleutel: str, leesgemak: int) -> Melding:
    return Melding(
        bestand,
        regel,
        f"'{sleutel}' leest lastig (leesgemak {leesgemak}; gewone taal is 60 of meer).",
        "Maak de zinnen korter, of kies gewonere woorden. Door lange namen kan het lager uitvallen.",
        WAARSCHUWING,
    )


# --- fields -----------------------------------------------------------------


def veld_onbekend(bestand: str, regel: int, waar: str, veld: str, bekend: Iterable[str]) -> Melding:
    return Melding(bestand, regel, f"{waar}het veld '{veld}' ken ik niet.{bedoelde(veld, bekend)}")


def veld_ontbreekt(bestand: str, regel: int, waar: str, veld: str) -> Melding:
    return Melding(bestand, regel, f"{waar}het veld '{veld}' ontbreekt.")


def veld_leeg(bestand: str, regel: int, waar: str, veld: str) -> Melding:
    return Melding(bestand, regel, f"{waar}het veld '{veld}' is leeg.", "Vul het in, of haal de regel weg.")


def veld_is_getal(bestand: str, regel: int, waar: str, veld: str, tekst: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"{waar}'{veld}' is een getal, en moet tekst zijn.",
        f'Zet er aanhalingstekens om:   {veld}: "{tekst}"',
    )


def telefoon_is_getal(bestand: str, regel: int, wie: str, veld: str, tekst: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"het telefoonnummer van '{wie}' is een getal.",
        f'Zet er aanhalingstekens om, anders valt de 0 weg:   {veld}: "{tekst}"',
    )


def veld_verkeerd(bestand: str, regel: int, waar: str, veld: str, moet: str) -> Melding:
    return Melding(bestand, regel, f"{waar}'{veld}' moet {moet} zijn.")


def keuze_verkeerd(bestand: str, regel: int, waar: str, veld: str, waarde: str, mag: Iterable[str]) -> Melding:
    options = ", ".join(mag)
    return Melding(
        bestand,
        regel,
        f"{waar}'{veld}' is '{waarde}', maar dat kan niet.{bedoelde(waarde, options.split(', '))}",
        f"Kies uit: {options}.",
    )


def geen_lijst_met_velden(bestand: str) -> Melding:
    return Melding(bestand, 1, "bovenaan moeten velden staan, zoals 'naam: waarde'.")


# --- sources ----------------------------------------------------------------


def bron_onbekend(bestand: str, regel: int, bron: str, bekend: Iterable[str]) -> Melding:
    return Melding(
        bestand,
        regel,
        f"de bron '{bron}' staat niet in data/kennis/bronnen.yml.{bedoelde(bron, bekend)}",
        "Voeg de bron daar toe, met titel en uitgever.",
    )


def bron_ontbreekt(bestand: str, regel: int, wie: str) -> Melding:
    return Melding(bestand, regel, f"'{wie}' heeft geen bron.", "Noem de bron, of zet 'herkomst: te_verifieren'.")


def link_verkeerd(bestand: str, regel: int, link: str) -> Melding:
    return Melding(
        bestand, regel, f"'{link}' is geen volledig webadres.", "Een adres begint met https:// en heeft geen spaties."
    )


def datum_verkeerd(bestand: str, regel: int, veld: str) -> Melding:
    return Melding(
        bestand, regel, f"'{veld}' is geen gewone datum.", f"Schrijf jaar, maand en dag:   {veld}: 2026-11-22"
    )


def niet_nagekeken(bestand: str, regel: int, wie: str, datum: str) -> Melding:
    return Melding(
        bestand, regel, f"'{wie}' is langer dan een jaar niet nagekeken (laatst op {datum}).", None, WAARSCHUWING
    )


def te_verifieren(bestand: str, regel: int, wie: str) -> Melding:
    return Melding(bestand, regel, f"'{wie}' is nog niet nagegaan (te_verifieren).", None, WAARSCHUWING)


# --- stroomschema -----------------------------------------------------------


def knoop_onbekend(bestand: str, regel: int, knoop: str, doel: str, bekend: Iterable[str]) -> Melding:
    return Melding(
        bestand, regel, f"knoop '{knoop}' verwijst naar '{doel}', maar die bestaat niet.{bedoelde(doel, bekend)}"
    )


def knoop_onbereikbaar(bestand: str, regel: int, knoop: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"knoop '{knoop}' is niet te bereiken: geen antwoord leidt ernaartoe.",
        "Laat een antwoord ernaar wijzen, of haal de knoop weg.",
    )


def knoop_doodlopend(bestand: str, regel: int, knoop: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"knoop '{knoop}' heeft geen antwoorden en is geen eind.",
        "Geef antwoorden, of zet 'soort: eind'.",
    )


def eind_met_antwoorden(bestand: str, regel: int, knoop: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"knoop '{knoop}' is een eind, maar heeft antwoorden.",
        "Haal de antwoorden weg, of kies een andere soort.",
    )


def geen_weg_naar_eind(bestand: str, regel: int, knoop: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"vanaf knoop '{knoop}' komt niemand meer bij een eind.",
        "Laat een van de antwoorden verder wijzen.",
    )


def vraag_bewaart_te_veel(bestand: str, regel: int, knoop: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"knoop '{knoop}' is een vraag en mag maar een antwoord hebben: gedaan.",
        "Wat iemand typt, wordt hier niet onthouden. Gebruik 'soort: keuze' voor meer antwoorden.",
    )


def vereist_zonder_anders(bestand: str, regel: int, knoop: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"knoop '{knoop}' heeft 'vereist', maar geen 'anders'.",
        "Schrijf bij 'anders' waar iemand heen gaat die nog niet alle stappen deed.",
    )


def mijlpaal_onbekend(bestand: str, regel: int, knoop: str, mijlpaal: str, bekend: Iterable[str]) -> Melding:
    return Melding(
        bestand,
        regel,
        f"knoop '{knoop}' noemt de mijlpaal '{mijlpaal}', maar die staat niet in 'mijlpalen'.{bedoelde(mijlpaal, bekend)}",
    )


def stap_onbekend(bestand: str, regel: int, knoop: str, stap: int) -> Melding:
    return Melding(bestand, regel, f"knoop '{knoop}' hoort bij stap {stap}, maar die staat niet in 'stappen'.")


def sluiproute(bestand: str, regel: int, knoop: str, pad: Iterable[str]) -> Melding:
    return Melding(
        bestand,
        regel,
        f"via deze weg deelt iemand een naam voordat alle stappen zijn gezet: {' > '.join(pad)}.",
        f"Geef knoop '{knoop}' alle mijlpalen bij 'vereist', en een knoop bij 'anders'.",
    )


# --- texts ------------------------------------------------------------------


def tekst_dubbel(bestand: str, regel: int, sleutel: str, ander: str, ander_regel: int) -> Melding:
    return Melding(
        bestand, regel, f"de tekst '{sleutel}' staat ook in {ander}, regel {ander_regel}.", "Haal er een weg."
    )


def tekst_ontbreekt(bestand: str, regel: int, sleutel: str, waarvoor: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"de tekst '{sleutel}' ontbreekt ({waarvoor}).",
        f'Voeg toe in data/teksten:   {sleutel}: {{varianten: ["..."]}}',
    )


def geen_varianten(bestand: str, regel: int, sleutel: str) -> Melding:
    return Melding(
        bestand, regel, f"de tekst '{sleutel}' heeft geen varianten.", 'Schrijf er minstens een:   varianten: ["..."]'
    )


def lege_variant(bestand: str, regel: int, sleutel: str) -> Melding:
    return Melding(bestand, regel, f"een variant van '{sleutel}' is leeg.")


def veilig_een_variant(bestand: str, regel: int, sleutel: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"'{sleutel}' is een veiligheidstekst en heeft meer dan een variant.",
        "Houd er precies een over.",
    )


def andere_invulplekken(bestand: str, regel: int, sleutel: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"de varianten van '{sleutel}' hebben niet dezelfde invulplekken.",
        "Gebruik in elke variant dezelfde woorden tussen { en }.",
    )


def invulplek_onbekend(bestand: str, regel: int, sleutel: str, plek: str, bekend: Iterable[str]) -> Melding:
    return Melding(
        bestand, regel, f"in '{sleutel}' staat {{{plek}}}, maar niemand vult dat in.{bedoelde(plek, bekend)}"
    )


def invulplek_kapot(bestand: str, regel: int, sleutel: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"in '{sleutel}' staat een los haakje: {{ of }}.",
        "Een invulplek schrijf je als {telefoon}, zonder spaties.",
    )


def verboden_belofte(bestand: str, regel: int, sleutel: str, woorden: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"'{sleutel}' belooft iets over bewaren dat niet waar hoeft te zijn: '{woorden}'.",
        "Zeg alleen wat in de instellingen staat, of laat het weg.",
    )


def uitroepteken(bestand: str, regel: int, sleutel: str) -> Melding:
    return Melding(
        bestand, regel, f"in '{sleutel}' staat een uitroepteken.", "Schrijf rustig, met een punt.", WAARSCHUWING
    )


def lange_zin(bestand: str, regel: int, sleutel: str, woorden: int) -> Melding:
    return Melding(
        bestand, regel, f"in '{sleutel}' staat een zin van {woorden} woorden.", "Maak er twee zinnen van.", WAARSCHUWING
    )


def lange_tekst(bestand: str, regel: int, sleutel: str, woorden: int) -> Melding:
    return Melding(
        bestand, regel, f"'{sleutel}' telt {woorden} woorden.", "Houd een bericht onder de 60 woorden.", WAARSCHUWING
    )


def te_lang_antwoord(bestand: str, regel: int, wie: str, woorden: int) -> Melding:
    return Melding(
        bestand, regel, f"het antwoord van '{wie}' telt {woorden} woorden; 60 is het meeste.", "Maak het korter."
    )


def een_variant(bestand: str, regel: int, sleutel: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"'{sleutel}' heeft maar een variant.",
        "Schrijf er een tweede bij, of zet 'veilig: true'.",
        WAARSCHUWING,
    )


def persoonlijk(bestand: str, regel: int, wat: str, waarde: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"hier lijkt een {wat} te staan dat niet in de contacten staat: '{waarde}'.",
        "Haal het weg. Nummers en adressen horen in data/kennis/contacten.yml.",
    )


# --- contacts and lists -----------------------------------------------------


def telefoon_verkeerd(bestand: str, regel: int, wie: str, nummer: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"het telefoonnummer van '{wie}' klopt niet: '{nummer}'.",
        'Schrijf het zoals je het belt, met aanhalingstekens:   "088 20 80 080"',
    )


def email_verkeerd(bestand: str, regel: int, wie: str, adres: str) -> Melding:
    return Melding(bestand, regel, f"het e-mailadres van '{wie}' klopt niet: '{adres}'.")


def uren_verkeerd(bestand: str, regel: int, wie: str, uren: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"de openingstijden van '{wie}' kan ik niet lezen: '{uren}'.",
        'Schrijf ze zo:   "ma-vr 9.00-17.00; za 10.00-12.00", of "dag en nacht", of "onbekend"',
    )


def contact_onbekend(bestand: str, regel: int, wie: str, contact: str, bekend: Iterable[str]) -> Melding:
    return Melding(
        bestand,
        regel,
        f"'{wie}' verwijst naar contact '{contact}', maar dat staat niet in data/kennis/contacten.yml.{bedoelde(contact, bekend)}",
    )


def contact_ontbreekt(bestand: str, contact: str) -> Melding:
    return Melding(bestand, 1, f"het contact '{contact}' ontbreekt, en de assistent kan niet zonder.")


def rol_onbekend(bestand: str, regel: int, wie: str, rol: str, bekend: Iterable[str]) -> Melding:
    return Melding(bestand, regel, f"'{wie}' noemt de rol '{rol}', maar die ken ik niet.{bedoelde(rol, bekend)}")


def domein_onbekend(bestand: str, regel: int, wie: str, domein: str, bekend: Iterable[str]) -> Melding:
    return Melding(
        bestand, regel, f"'{wie}' noemt het domein '{domein}', maar dat ken ik niet.{bedoelde(domein, bekend)}"
    )


def voorbeeld_dubbel(bestand: str, regel: int, vraag: str, eerste: str, tweede: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"de voorbeeldvraag '{vraag}' staat bij '{eerste}' en bij '{tweede}'.",
        "Haal er een weg, anders is niet te voorspellen welk antwoord komt.",
    )


def naam_dubbel(bestand: str, regel: int, naam: str, eerste: str, tweede: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"de naam '{naam}' staat bij '{eerste}' en bij '{tweede}'.",
        "Haal er een weg, anders is niet te zeggen wat ermee bedoeld wordt.",
    )


def id_dubbel(bestand: str, regel: int, wat: str, waarde: str) -> Melding:
    return Melding(bestand, regel, f"{wat} '{waarde}' komt twee keer voor.")


def verwijzing_onbekend(bestand: str, regel: int, wie: str, naar: str, bekend: Iterable[str]) -> Melding:
    return Melding(bestand, regel, f"'{wie}' verwijst naar '{naar}', maar dat bestaat niet.{bedoelde(naar, bekend)}")


def kolom_ontbreekt(bestand: str, kolom: str) -> Melding:
    return Melding(
        bestand,
        1,
        f"de kolom '{kolom}' ontbreekt.",
        "Gebruik de kopregel van data/organisatie/casusregisseurs.sjabloon.csv.",
    )


def kolom_onbekend(bestand: str, kolom: str, bekend: Iterable[str]) -> Melding:
    return Melding(bestand, 1, f"de kolom '{kolom}' ken ik niet.{bedoelde(kolom, bekend)}")


def rij_te_lang(bestand: str, regel: int) -> Melding:
    return Melding(
        bestand,
        regel,
        "deze rij heeft meer vakken dan de kopregel.",
        "Staat er een komma of puntkomma in een vak? Zet dat vak tussen aanhalingstekens.",
    )


def vak_leeg(bestand: str, regel: int, kolom: str) -> Melding:
    return Melding(bestand, regel, f"het vak '{kolom}' is leeg.")


def gemeente_onbekend(bestand: str, regel: int, gemeente: str, bekend: Iterable[str]) -> Melding:
    return Melding(
        bestand,
        regel,
        f"'{gemeente}' is geen gemeente.{bedoelde(gemeente, bekend)}",
        "Schrijf de officiële naam, zoals in data/kennis/gemeenten.csv.",
    )


def gemeente_dubbel(bestand: str, regel: int, gemeente: str, functie: str, eerste: int) -> Melding:
    return Melding(
        bestand,
        regel,
        f"{functie} voor {gemeente} staat ook op regel {eerste}.",
        "Houd er een over, of geef ze een andere functie.",
    )


def lijkt_naam(bestand: str, regel: int, kolom: str, waarde: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"in '{kolom}' lijkt de naam van een persoon te staan: '{waarde}'.",
        "Schrijf een functie, bijvoorbeeld 'casusregisseur radicalisering'.",
    )


def persoonlijk_adres(bestand: str, regel: int, adres: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"'{adres}' lijkt het adres van een persoon.",
        "Een algemeen adres blijft kloppen als iemand weggaat.",
        WAARSCHUWING,
    )


def geldigheid_voorbij(bestand: str, regel: int, wie: str, datum: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"'{wie}' is verlopen op {datum}; de assistent noemt nu het algemene nummer.",
        "Bel na en vul een nieuwe datum in.",
        WAARSCHUWING,
    )


def voorbeeld_in_productie(bestand: str, regel: int) -> Melding:
    return Melding(
        bestand,
        regel,
        "dit is de verzonnen voorbeeldlijst, en die mag niet in productie.",
        "Maak data/organisatie/casusregisseurs.csv, of zet deze rij op 'voorbeeld: nee' als hij echt is.",
    )


def voorbeeld_echt_nummer(bestand: str, regel: int, nummer: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"'{nummer}' in de voorbeeldlijst kan een echt nummer zijn.",
        "Gebruik in een voorbeeld een nummer dat begint met 0123: dat netnummer bestaat niet.",
    )


def nabellen_ontbreekt(bestand: str, regel: int, wie: str) -> Melding:
    return Melding(
        bestand,
        regel,
        f"'{wie}' is niet nagebeld, en dat moet voor productie.",
        "Bel het nummer, en vul bij nagebeld_op de datum in.",
    )


def instellingen_voorbeeld(bestand: str) -> Melding:
    return Melding(
        bestand,
        1,
        "hier staan nog de voorbeeldgegevens, en die mogen niet in productie.",
        "Vul naam en server van je organisatie in, en zet 'voorbeeld: false'.",
    )


# --- the end of a check -----------------------------------------------------


def samenvatting(fouten: int, waarschuwingen: int) -> str:
    if not fouten and not waarschuwingen:
        return "De inhoud klopt."
    errors = "geen fouten" if not fouten else "1 fout" if fouten == 1 else f"{fouten} fouten"
    warnings = "1 waarschuwing" if waarschuwingen == 1 else f"{waarschuwingen} waarschuwingen"
    return f"{errors}, {warnings}.".capitalize()


# --- what the tools say -----------------------------------------------------

ZINNEN = {
    "check_hulp": "De inhoud in data/ nakijken: alle problemen tegelijk, met bestand en regel.",
    "check_alleen_inhoud": "alleen de inhoud, niet de code",
    "check_productie": "ook wat voor productie nodig is",
    "check_streng": "een waarschuwing telt ook als fout",
    "check_lijst": "alle waarschuwingen voluit tonen",
    "check_schemas": "de schema's schrijven waarmee een editor velden aanvult",
    "check_stuk": "Mis: {naam}.",
    "check_goed": "Goed: {naam}.",
    "check_meer": "  en nog {aantal}. Alles zien: ./samenduiden check --lijst",
    "check_nagaan": "Nog niet nagegaan: {aantal}",
    "check_oud": "Langer dan een jaar niet nagekeken: {aantal}",
    "check_variant": "Maar een variant: {aantal}",
    "check_lastig": "Leest lastig: {aantal}",
    "check_anders": "Andere waarschuwingen: {aantal}",
    "stroom_hulp": "Het stroomschema doorlopen of tekenen.",
    "stroom_teken": "het hele schema als tekst tekenen",
    "stroom_svg": "het schema als plaatje in dit bestand zetten",
    "stroom_pad": "antwoorden om vanaf te beginnen, met komma's ertussen",
    "stroom_opname": "het gelopen gesprek in dit bestand zetten, als test",
    "stroom_pad_onbekend": "Het antwoord '{antwoord}' bestaat niet bij knoop '{knoop}'. Kies uit: {keuzes}.",
    "stroom_stap": "stap {nummer}: {titel}",
    "stroom_stap_kort": "Stap {nummer}. ",
    "stroom_hier": "  <-- je bent hier",
    "stroom_kies": "Kies een nummer of typ een antwoord (terug, stop, weet niet, waarom): ",
    "stroom_onbegrepen": "Dat antwoord ken ik hier niet.",
    "stroom_alleen_met": "alleen met {mijlpalen}; anders naar {knoop}",
    "stroom_titel": "Stroomschema, eigen denkhulp bij de werkwijze",
    "stroom_pijl": "{antwoord}: naar {knoop}",
    "bekijk_hulp": "Bekijken hoe de assistent iets zegt: een tekst of knoop in alle varianten, of een feit met zijn bron.",
    "bekijk_wat": "een sleutel uit data/teksten of een begin daarvan, een knoop, een begrip, een instrument of een gebeurtenis",
    "bekijk_niets": "Ik vind niets dat zo heet of zo begint: '{wat}'.{bedoelde}",
    "bekijk_plek": "{bestand}, regel {regel}",
    "bekijk_variant": "variant {nummer} ({woorden} woorden)",
    "bekijk_knoppen": "knoppen: {knoppen}",
    "bekijk_veilig": "veiligheidstekst: precies één variant",
    "slack_manifest_hulp": "De beschrijving van de Slack-app, om bij Slack te plakken.",
    "teams_pakket_hulp": "Het pakket van de Teams-app, om bij Teams te uploaden.",
    "teams_pakket_versie": "versie van het pakket; bij een nieuwe upload hoger dan de vorige",
    "teams_pakket_uitvoer": "waar het pakket komt; anders in var/",
    "teams_pakket_versie_fout": "Een versie heeft drie getallen, zoals 1.0.1.",
    "kanaal_app_ontbreekt": "Zet in data/organisatie/kanalen.yml bij teams de code van de app uit Microsoft Entra.",
    "kanaal_adres_ontbreekt": "Zet in data/organisatie/kanalen.yml bij {kanaal} het openbare adres: https://...",
    "contacten_hulp": "Een eigen lijst met contacten nakijken en klaarzetten.",
    "contacten_invoer": "de lijst, als CSV of Excel (.xlsx)",
    "contacten_opslaan": "de lijst klaarzetten als {bestand}",
    "contacten_ook_met_fouten": "goede rijen opslaan, ook als andere rijen fout zijn",
    "contacten_rij": "{teken} regel {regel}: {gemeente}, {functie}, {bereik}, {uren}",
    "contacten_som": "{goed} rijen goed, {fout} rijen fout.",
    "contacten_opgeslagen": "Klaargezet: {bestand} ({aantal} rijen).",
    "contacten_niet_opgeslagen": "Niets opgeslagen. Verbeter de rijen met een kruisje, of kies --ook-met-fouten.",
    "contacten_weggelaten": "Weggelaten: regel {regels}.",
    "contacten_oud_excel": "Dit is een oud Excel-bestand (.xls). Sla het in Excel op als .xlsx of als CSV.",
    "contacten_excel_kapot": "Het Excel-bestand {bestand} is niet te lezen. Sla het opnieuw op als .xlsx of als CSV.",
    "contacten_meldingen": "laat zien welke verwijzingen volgens gebruikers niet kloppen",
    "contacten_geen_meldingen": "Niemand heeft gemeld dat een verwijzing niet klopt.",
    "contacten_melding": "{contact}: {reden}, {aantal} keer, voor het laatst op {dag}.",
    "contacten_huidig": "De lijst die nu telt: {bestand}",
    "contacten_uren_onbekend": "openingstijden onbekend",
}
"""Sentences of `check`, `stroomschema`, `bekijk` and `contacten`."""


def zin(sleutel: str, /, **waarden: object) -> str:
    """A sentence of the tools, filled in."""
    return ZINNEN[sleutel].format(**waarden)
