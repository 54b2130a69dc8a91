"""The Dutch sentences of the launcher, in one place. Layer: launcher (standard library only).

Every sentence says what happened and what the reader can do now. `melding` fills in the values.
"""

from __future__ import annotations

import sys

MELDINGEN: dict[str, str] = {
    # voortgang
    "installeren": "Installeren: {wat}",
    "trainen": "Trainen (alleen als de gegevens veranderd zijn)",
    "laden": "Laden: {wat}",
    "klaar_in": "klaar in {seconden} s",
    "nog_bezig": "nog bezig, {seconden} s",
    "model_actueel": "Het model past bij de gegevens: opnieuw trainen is niet nodig.",
    "antwoordt": "De assistent antwoordt op {adres}  ({seconden} s na de start)",
    "stop_uitleg": "Stoppen: Ctrl-C. Logboeken: {map}",
    "stoppen": "Stoppen…",
    "gestopt": "Gestopt. Er draait niets meer.",
    "testklok": "Let op: SAMENDUIDEN_TESTKLOK=1. Dit is een testopstelling, gebruik hem niet voor echte gesprekken.",
    # installeren
    "geen_python": (
        "Ik vind geen Python 3.11 of 3.10, en ophalen lukte niet. Installeer Python 3.11 "
        "(Debian of Ubuntu: sudo apt-get install python3.11 python3.11-venv; macOS: brew install python@3.11) "
        "en start daarna opnieuw."
    ),
    "python_ophalen": "Geen Python 3.11 of 3.10 gevonden; ik haal er een op",
    "geen_pip": (
        "Python heeft hier geen pip, en zonder pip kan ik niets installeren. Installeer pip "
        "(Debian of Ubuntu: sudo apt-get install python3-pip) en start daarna opnieuw."
    ),
    "geen_netwerk": (
        "Ik kan de pakketten niet ophalen: er is geen verbinding met het pakketregister. Controleer het netwerk of de "
        "proxy (HTTPS_PROXY, SSL_CERT_FILE, UV_DEFAULT_INDEX) en start daarna opnieuw. Wat al klaar is, blijft klaar."
    ),
    "schijf_vol": (
        "De schijf is vol ({map} heeft {vrij} MB vrij, nodig is {nodig} MB). Maak ruimte en start daarna opnieuw."
    ),
    "installeren_mislukt": "Installeren van {wat} is mislukt. De laatste regels staan hieronder, alles staat in {log}.",
    "geen_taalmodel": (
        "Het Nederlandse taalmodel ontbreekt: er staat geen nl_core_news_sm-*.whl in vendor/. Haal de map vendor/ op, "
        "of wijs een eigen bestand aan met SAMENDUIDEN_SPACY_WHEEL=<pad of adres>."
    ),
    "taalmodel_weg": "SAMENDUIDEN_SPACY_WHEEL wijst naar {pad}, maar dat bestand is er niet.",
    "andere_start": "Er wordt in deze map al geïnstalleerd of getraind. Ik wacht tot dat klaar is.",
    # trainen
    "trainen_mislukt": "Trainen is mislukt. De laatste regels staan hieronder, alles staat in {log}.",
    # draaien
    "poort_bezet": (
        "Poort {poort} is bezet, en {wat} heeft die nodig. Draait de assistent al? Stop die dan eerst. "
        "Of kies vrije poorten: ./samenduiden start --vrije-poorten"
    ),
    "adres_onbruikbaar": "Het adres {host} is op deze machine niet te gebruiken. Controleer SAMENDUIDEN_GATEWAY_HOST.",
    "draait_al": "De assistent draait al vanuit deze map (proces {pid}). Stop die eerst.",
    "proces_gestopt": "{wat} is onverwacht gestopt (code {code}). Ik start opnieuw ({keer} van {grens}).",
    "proces_hangt": "{wat} antwoordt al {seconden} s niet. Ik start opnieuw ({keer} van {grens}).",
    "proces_opgegeven": (
        "{wat} stopt steeds opnieuw. Ik houd ermee op. De laatste regels staan hieronder, alles staat in {log}."
    ),
    "start_te_lang": "{wat} is na {seconden} s nog niet klaar. Ik houd ermee op. Kijk in {log}.",
    "bijna_vol": (
        "Let op: de schijf is bijna vol, {map} heeft nog {vrij} MB vrij. Maak ruimte, anders stopt de assistent."
    ),
    "niet_schrijven": "Ik kan niet schrijven in {map}. Controleer de rechten op die map.",
    "onverwacht": "Er ging iets mis bij het starten: {fout}. Meer staat in {log}.",
    # namen van de processen
    "naam_gateway": "de voordeur (gateway)",
    "naam_rasa": "het gesprek (Rasa)",
    "naam_acties": "de acties (action server)",
    "naam_omgeving_rasa": "Rasa en de acties",
    "naam_omgeving_gateway": "de voordeur",
    "naam_taalmodel": "het Nederlandse taalmodel",
    "naam_installeerder": "de installeerder (uv)",
    "naam_browser": "de browser voor de tests",
    # opdrachten
    "hulp_kop": "Samenduiden, hulp bij het samen duiden van signalen\n\nGebruik: ./samenduiden <opdracht> [opties]\n",
    "hulp_voet": "\nOpties van een opdracht: ./samenduiden <opdracht> --help",
    "onbekende_opdracht": "Ik ken de opdracht '{opdracht}' niet.",
    "bedoelde_je": "Bedoelde je '{opdracht}'?",
    "nog_niet_geinstalleerd": "De omgeving is er nog niet. Draai eerst: make start",
    "opdracht_ontbreekt": "De opdracht '{opdracht}' hoort bij deze versie, maar het bestand {bestand} ontbreekt.",
    "hulp_start": "installeren, trainen als dat nodig is, en starten",
    "hulp_test_opties": "Andere opties gaan naar pytest, bijvoorbeeld -k naam of -x.",
    "hulp_test": "alle tests, met de drie echte processen en een browser",
    "hulp_train": "het model trainen, alleen als de gegevens veranderd zijn",
    "hulp_installeer": "alleen de omgevingen klaarzetten",
    "hulp_redact": "persoonsgegevens uit een bestand met berichten halen",
    "hulp_predict": "bedoelingen, signalen en gevaar voorspellen voor een bestand met berichten",
    "hulp_check": "stijl, typen, lagen en inhoud controleren",
    "hulp_stroomschema": "het stroomschema doorlopen of tekenen",
    "hulp_contacten": "een eigen lijst met contacten inlezen en controleren",
    "hulp_bekijk": "alle varianten van een tekst bekijken",
    "hulp_wis": "gesprekken wissen en de bewaartermijn uitvoeren",
    "hulp_eval": "de kwaliteit meten",
    "hulp_vergelijk_modellen": "de gekozen modellen naast andere leggen (docs/modellen_vergeleken.md)",
    "hulp_meet_rasa": "de gegevens en het model meten met de opdrachten van Rasa zelf",
    "hulp_overeenstemming": "meten hoe ver twee annotatoren het eens zijn (docs/modelkaart.md)",
    "hulp_meet_afscherming": "meten wat de afscherming mist en te veel weghaalt",
    "hulp_meet_vragen": "meten hoeveel vragen over het vak goed beantwoord of terecht geweigerd worden",
    "hulp_bench": "de snelheid meten, naast de standaard van Rasa",
    "hulp_teams-pakket": "het pakket van de Teams-app maken, om bij Teams te uploaden",
    "hulp_slack-manifest": "de beschrijving van de Slack-app maken, om bij Slack te plakken",
    "hulp_optie_vrije_poorten": "kies vrije poorten en schrijf ze in var/poorten.json",
    "hulp_optie_opnieuw": "ook trainen als de gegevens niet veranderd zijn",
    # tests
    "browser_ontbreekt": (
        "Er is geen browser, en installeren lukte niet. De tests in tests/e2e/browser zijn NIET gedraaid. "
        "Installeer chromium (sudo apt-get install chromium) om ze wel te draaien."
    ),
    "tests_kop": "Tests: {wat}",
    "tests_overgeslagen": "NIET GEDRAAID: {wat}",
    "tests_gedraaid": "Gedraaid: {wat}",
    "tests_mislukt": "Mislukt: {wat}",
}


def melding(key: str, **values: object) -> str:
    """Returns one sentence with its values filled in.

    Raises:
        KeyError: when the key or a value is missing; a half-filled sentence is never shown.
    """
    return MELDINGEN[key].format(**values)


def show(key: str, **values: object) -> None:
    """Prints one sentence on standard error, where it does not mix with the output of a command."""
    print(melding(key, **values), file=sys.stderr, flush=True)
