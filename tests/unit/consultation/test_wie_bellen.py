"""Who to call, as it is asked in a talk: by hour, once and then short, for whom, and where."""

from __future__ import annotations

from datetime import datetime

import pytest
from gesprekken import AMSTERDAM, DINSDAG, Gesprek, signaal

from rasa_project.consultation.wie import says_who

MAANDAGAVOND = datetime(2026, 11, 30, 22, tzinfo=AMSTERDAM)


def told(tekst: str, deel: str, domein: str, **more: object) -> Gesprek:
    gesprek = Gesprek(now=DINSDAG)
    gesprek.say(tekst, signalen=(signaal(tekst, deel, domein),), **more)
    return gesprek


# --- schools ----------------------------------------------------------------


@pytest.mark.parametrize("eerst", ["mijn leerling roept leuzen", "ik ben mentor"])
def test_for_a_pupil_or_a_school_its_own_advice_is_named(eerst: str) -> None:
    gesprek = Gesprek()
    gesprek.say(eerst, rol="mentor" if "mentor" in eerst else None)
    gesprek.say("wie bel ik", "vraag_contact")
    assert "School & Veiligheid" in gesprek.text()


def test_not_for_a_neighbour() -> None:
    gesprek = Gesprek()
    gesprek.say("niet mijn leerling maar mijn buurjongen", rol="docent")
    gesprek.say("wie bel ik", "vraag_contact")
    assert "School & Veiligheid" not in gesprek.text() and "aandachtsfunctionaris" not in gesprek.text()


def test_who_helps_schools_is_a_question_of_its_own() -> None:
    gesprek = Gesprek()
    gesprek.say("welke instantie helpt scholen", "vraag_contact")
    assert "School & Veiligheid" in gesprek.text()


# --- the hour ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("tekst", "intent"),
    [
        ("wie kan ik vanavond bellen", "vraag_contact"),
        ("wie kan ik nog bellen", "vraag_contact"),
        ("ik wil vanavond nog iemand spreken", "ander_geval"),
        ("is er nu nog iemand bereikbaar", "nlu_fallback"),
        ("en op zondagnacht?", "vraag_contact"),
        ("en tijdens kerst?", "vraag_contact"),
    ],
)
def test_at_night_those_who_are_there_come_first(tekst: str, intent: str) -> None:
    gesprek = Gesprek()
    keys = gesprek.say(tekst, intent)
    assert keys[:2] == ["nu_bereikbaar", "contact_daarna"]
    assert {"0900-8844", "113", "0800-2000"} <= set(gesprek.text().replace(".", " ").replace(":", " ").split())
    assert "ander_geval_eerste" not in keys


def test_a_night_in_the_story_is_no_question_about_the_night() -> None:
    gesprek = Gesprek()
    tekst = "hij zit 's nachts online, wie bel ik"
    found = (signaal(tekst, "zit 's nachts online", "online"),)
    assert "nu_bereikbaar" not in gesprek.say(tekst, "casus_beschrijven", "vraag_contact", signalen=found)


def test_by_day_now_is_the_ordinary_list() -> None:
    gesprek = Gesprek(now=DINSDAG)
    assert "contact" in gesprek.say("wie kan ik nu bellen", "vraag_contact")


def test_right_after_danger_112_is_said_once_and_then_who_is_there() -> None:
    gesprek = Gesprek()
    gesprek.say("hij heeft een pistool", "spoed", acuut_modus="direct", acuut_soort="geweld")
    assert gesprek.say("wie kan ik nog bellen", "vraag_contact")[:2] == ["eerst_112", "nu_bereikbaar"]


@pytest.mark.parametrize(
    ("tekst", "naam"), [("is de casusregisseur nu open", "casusregisseur"), ("hoe laat is het LSE open", "LSE")]
)
def test_when_somebody_is_there_is_told_of_that_one(tekst: str, naam: str) -> None:
    gesprek = Gesprek()
    gesprek.say("wie bel ik in ede", "vraag_contact", gemeente="Ede")
    assert gesprek.say(tekst, "ongepast") == ["openingstijd"]
    assert naam in gesprek.text() and gesprek.text().count("\n- ") == 1


# --- once in full, then short -----------------------------------------------


def test_the_contacts_are_given_in_full_once() -> None:
    gesprek = Gesprek(now=DINSDAG)
    gesprek.say("wie bel ik", "vraag_contact")
    gesprek.say("weet ik niet", "weet_niet")
    assert gesprek.say("wie bel ik dan", "vraag_contact") == ["contact_nog_eens"]
    assert gesprek.kennis.vaste_waarden["telefoon_lse"] in gesprek.text()
    assert gesprek.say("en nu", "vraag_wat_zelf_doen") == ["wat_je_kunt_doen", "contact_nog_eens"]
    assert gesprek.say("wie nog meer", "vraag_contact") == ["contact_anderen"]
    assert "0900-8844" in gesprek.text() and gesprek.kennis.vaste_waarden["telefoon_lse"] not in gesprek.text()
    assert gesprek.say("wie bel ik in tiel", "vraag_contact", gemeente="Tiel")[0].startswith("contact")
    assert "Tiel" in gesprek.text()


def test_the_offer_has_no_button_for_whom_to_call_after_contacts() -> None:
    gesprek = told("hij post hakenkruizen", "post hakenkruizen", "online")
    gesprek.say("wie bel ik", "vraag_contact")
    gesprek.say("weet ik niet", "weet_niet")
    assert gesprek.say("geen vragen meer")[-1] == "aanbod_na_contact"


# --- for whom ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("tekst", "kind"),
    [
        ("ik ben zijn vader", "familie"),
        ("ik ben opa", "familie"),
        ("hoi ik ben een buurvrouw", "buurt"),
        ("nee ik ben geen professional", "geen"),
        ("ik ben mentor en zijn vader belde mij", None),
        ("ik ben bang voor mijn broer", None),
    ],
)
def test_what_somebody_is_to_the_person(tekst: str, kind: str | None) -> None:
    assert says_who(tekst, Gesprek().kennis.gesprekswoorden) == kind


@pytest.mark.parametrize(
    ("tekst", "woorden"),
    [
        ("mijn zoon roept leuzen", "om mijn zoon"),
        ("ik ben zijn vader", "in mijn familie"),
        ("ik ben een buurvrouw", "in mijn buurt"),
        ("ik ben geen professional", "niet voor mijn werk"),
    ],
)
def test_family_and_neighbours_are_no_professionals(tekst: str, woorden: str) -> None:
    gesprek = Gesprek(now=DINSDAG)
    gesprek.say(tekst)
    keys = gesprek.say("belbriefje")
    assert woorden in gesprek.text() and "professional" not in gesprek.text() and "bel_samen" not in keys
    assert gesprek.say("is het mijn schuld") == ["twijfel_aan_zelf_thuis"]
    assert "wat_je_kunt_doen_thuis" in gesprek.say("wie bel ik", "vraag_contact")
    assert "aandachtsfunctionaris" not in gesprek.text()


def test_who_did_not_say_what_he_is_is_given_no_profession() -> None:
    gesprek = told("hij post hakenkruizen", "post hakenkruizen", "online")
    gesprek.say("belbriefje")
    assert "ik werk als" not in gesprek.text()


def test_blackmail_with_a_picture_goes_to_helpwanted_and_the_police() -> None:
    tekst = "mijn zoon stuurde een naaktfoto en nu chanteren ze hem"
    gesprek = told(tekst, "stuurde een naaktfoto en nu chanteren ze hem", "online")
    gesprek.say("wie kan ik bellen", "vraag_contact")
    first, second = gesprek.text().splitlines()[1:3]
    assert "Helpwanted" in first and "0900-8844" in second


def test_psychosis_told_earlier_puts_the_crisisdienst_first() -> None:
    gesprek = told("patient van 20 heeft wanen", "heeft wanen", "gedrag", rol="huisarts")
    gesprek.say("wie bel ik", "vraag_contact")
    assert "crisisdienst" in gesprek.text().splitlines()[1]


def test_without_an_aandachtsfunctionaris_he_is_not_named_again() -> None:
    gesprek = Gesprek(now=DINSDAG)
    gesprek.say("wie bel ik", "vraag_contact", rol="coa_medewerker")
    assert "aandachtsfunctionaris" in gesprek.text()
    gesprek.say("ik heb geen aandachtsfunctionaris", "casus_beschrijven")
    assert "aandachtsfunctionaris" not in gesprek.text() and "collega" in gesprek.text()


def test_a_forced_marriage_names_veilig_thuis() -> None:
    gesprek = Gesprek()
    tekst = "meisje van 15 wordt deze zomer uitgehuwelijkt"
    keys = gesprek.say(tekst, "spoed", acuut_modus="vraag", acuut_soort="kind")
    assert keys[0] == "geweld_thuis" and keys[-1] == "acuut_vraag"


def test_the_weekend_is_named_only_in_the_weekend() -> None:
    gesprek = Gesprek(now=MAANDAGAVOND)
    assert gesprek.say("weekendkaart")[3] == "weekend_eerste_zin"
    assert Gesprek().say("weekendkaart")[3] == "weekend_maandag"


# --- klopt dit niet ---------------------------------------------------------


@pytest.mark.parametrize("tekst", ["klopt dit niet?", "dit klopt niet", "het nummer is verouderd"])
def test_what_is_wrong_is_asked_of_the_contacts_just_shown(tekst: str) -> None:
    gesprek = Gesprek()
    gesprek.say("wie bel ik", "vraag_contact")
    assert gesprek.say(tekst, "ontkennen") == ["klopt_niet_welke"]


def test_after_the_mirror_it_is_about_a_line() -> None:
    gesprek = told("hij post hakenkruizen", "post hakenkruizen", "online")
    assert gesprek.say("dit klopt niet", "vraag_privacy") == ["wat_klopt_niet"]


@pytest.mark.parametrize(
    ("tekst", "reden"),
    [("het nummer is verouderd", "nummer"), ("er neemt niemand op", "niemand"), ("verkeerde loket", "plek")],
)
def test_contact_and_reason_may_be_typed(tekst: str, reden: str) -> None:
    gesprek = Gesprek()
    gesprek.say("wie bel ik", "vraag_contact")
    gesprek.press("klopt_niet")
    assert gesprek.say("die van het lse", "nlu_fallback") == ["klopt_niet_wat"]
    assert gesprek.say(tekst) == ["klopt_niet_dank"]
    assert gesprek.last.berichten[0].custom == {"verwijzing": {"contact": "lse", "reden": reden}}
    assert gesprek.casus.open_vraag is None


def test_something_else_than_a_reason_is_taken_as_it_is() -> None:
    gesprek = Gesprek()
    gesprek.say("wie bel ik", "vraag_contact")
    gesprek.press("fout_lse")
    assert "klopt_niet_dank" not in gesprek.say("hoe praat ik met hem", "vraag_gespreksvoering")
    assert gesprek.casus.open_vraag is None


# --- the place --------------------------------------------------------------


@pytest.mark.parametrize(
    "tekst",
    ["wie bel ik in Bommerig", "wie bel ik in bommerig", "wie bel ik in [PLAATS-1]", "ik zit in België, Lommel"],
)
def test_a_place_that_is_not_known_is_asked_about(tekst: str) -> None:
    gesprek = Gesprek()
    gesprek.say("wie bel ik in ede", "vraag_contact", gemeente="Ede")
    assert gesprek.say(tekst, "vraag_contact") == ["plaats_onbekend"]
    gesprek.say("tiel", gemeente="Tiel")
    assert "Tiel" in gesprek.text() and "gemeente Ede" not in gesprek.text()


@pytest.mark.parametrize(
    "tekst", ["wie bel ik in de nacht", "wie bel ik in geval van nood", "wie bel ik bij de gemeente", "wie bel ik nu"]
)
def test_not_every_in_is_a_place(tekst: str) -> None:
    gesprek = Gesprek()
    assert "plaats_onbekend" not in gesprek.say(tekst, "vraag_contact")


def test_a_province_chooses_between_places_of_one_name() -> None:
    gesprek = Gesprek()
    gesprek.say("wie bel ik in bergen", "vraag_contact", kandidaten=("Bergen (L.)", "Bergen (NH.)"))
    gesprek.say("Noord-Holland", "vraag_over_bot")
    assert "Bergen (NH.)" in gesprek.text()


def test_a_corrected_gemeente_is_no_event() -> None:
    gesprek = Gesprek()
    tekst = "nee [PLAATS-1] is gemeente Vught tegenwoordig"
    found = (signaal(tekst, "is gemeente Vught tegenwoordig", "trigger_groep", "afwezig"),)
    assert "spiegel" not in gesprek.say(tekst, "corrigeren", signalen=found, gemeente="Vught")
    assert gesprek.casus.waarnemingen == () and gesprek.casus.gemeente == "Vught"


# --- a place stays nowhere --------------------------------------------------


def test_a_place_is_no_answer_to_another_question_and_the_question_returns() -> None:
    gesprek = told("hij post hakenkruizen", "post hakenkruizen", "online")
    asked = gesprek.casus.open_vraag
    keys = gesprek.say("het meisje woont in Goirle", gemeente="Goirle")
    assert keys[0] == "gemeente_gevonden" and keys.count("gemeente_gevonden") == 1
    assert gesprek.casus.open_vraag == asked and gesprek.casus.antwoorden == {}


@pytest.mark.parametrize(
    ("tekst", "gemeente"),
    [
        ("elke dag sinds maandag in Goirle op het plein", "Goirle"),
        ("sinds september in den haag bij de winkels", "'s-Gravenhage"),
        ("sinds mei doet hij zijn best in Best", "Best"),
    ],
)
def test_the_name_stays_in_no_answer(tekst: str, gemeente: str) -> None:
    gesprek = told("hij post hakenkruizen", "post hakenkruizen", "online")
    gesprek.casus = gesprek.casus.update(open_vraag="sinds_wanneer")
    gesprek.say(tekst, gemeente=gemeente)
    kept = gesprek.casus.antwoorden["sinds_wanneer"]
    assert "[PLAATS]" in kept and not any(name in kept.lower() for name in ("goirle", "den haag", "in best"))
    assert "zijn best" in kept or "Best" not in tekst


def test_the_name_stays_in_no_line_and_a_bare_place_is_no_behaviour() -> None:
    gesprek = Gesprek()
    tekst = "hij hangt rond bij het station in Goirle"
    gesprek.say(tekst, signalen=(signaal(tekst, tekst, "gedrag"),), gemeente="Goirle")
    assert "Goirle" not in gesprek.casus.waarnemingen[0].tekst
    gesprek = Gesprek()
    tekst = "Son en Breugel"
    gesprek.say(tekst, signalen=(signaal(tekst, tekst, "gedrag"),), gemeente="Son en Breugel")
    assert gesprek.casus.waarnemingen == ()
