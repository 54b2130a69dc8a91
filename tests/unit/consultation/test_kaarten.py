"""Cards for tonight and for the call, contacts, the calendar file and "klopt dit niet?"."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from gesprekken import AMSTERDAM, DINSDAG, VERHAAL, ZATERDAGNACHT, Gesprek, real_kennis, signaal, verhaal

from rasa_project.consultation.agenda import calendar_file, reminder_moment
from rasa_project.consultation.models import Contact, EigenOrganisatie
from rasa_project.consultation.openingstijden import parse_openingstijden

MAANDAG = datetime(2026, 11, 23, 9, 0, tzinfo=AMSTERDAM)


@pytest.fixture
def gesprek() -> Gesprek:
    made = Gesprek()
    made.say(VERHAAL, signalen=verhaal(), rol="docent", leeftijd="16-17")
    return made


# --- cards ------------------------------------------------------------------


def test_the_call_opens_with_the_users_own_words_and_no_judgement(gesprek: Gesprek) -> None:
    tekst = "hij is radicaal"
    gesprek.say(tekst, signalen=(signaal(tekst, "is radicaal", "uitingen"),))
    assert gesprek.press("kaart_bel") == ["bel_opening", "bel_vragen", "bel_samen"]
    text = gesprek.text()
    for words in ("docent", "zestien of zeventien", "laat zijn oude vrienden vallen", "komt nog naar voetbal"):
        assert words in text
    assert "radicaal" not in text


def test_the_call_note_works_before_anything_was_told() -> None:
    gesprek = Gesprek()
    assert gesprek.press("kaart_bel")[0] == "bel_opening"
    assert "een jongere" in gesprek.text()


@pytest.mark.parametrize(
    ("tekst", "domein", "past"),
    [
        ("heeft ruzie met haar vader over kleren", "sociale_omgeving", "Ruzie thuis"),
        ("laat haar oude vrienden vallen", "sociale_omgeving", "Vrienden wisselen"),
        ("spijbelt al weken", "gedrag", "Verzuim"),
    ],
)
def test_an_explanation_fits_the_words_that_were_told(tekst: str, domein: str, past: str) -> None:
    gesprek = Gesprek()
    gesprek.say(tekst, signalen=(signaal(tekst, tekst, domein),))
    gesprek.press("kaart_verklaring")
    assert past in gesprek.text()


def test_each_mirrored_item_gets_one_ordinary_explanation(gesprek: Gesprek) -> None:
    assert gesprek.press("kaart_verklaring") == ["verklaring_intro", "verklaring_lijst", "verklaring_slot"]
    lines = [line for line in gesprek.text().splitlines() if line.startswith("- ")]
    assert len(lines) == 2 and "komt nog naar voetbal" not in gesprek.text()


def test_the_weekend_card_says_what_not_to_do_and_whom_to_call(gesprek: Gesprek) -> None:
    gesprek.press("kaart_weekend")
    text = gesprek.text()
    for words in ("accounts", "groepsapp", "stuur geen beelden door", "112", "0900-8844", "113", "Fijn dat je er bent"):
        assert words in text


# --- contacts ---------------------------------------------------------------


def test_not_acute_but_soon_names_only_who_is_there_at_night() -> None:
    gesprek = Gesprek()
    keys = gesprek.say("het is niet acuut maar ik wil vanavond iemand spreken", "vraag_contact")
    assert keys[0] == "snel_niet_acuut"
    assert "0900-8844" in gesprek.text() and "casusregisseur" not in gesprek.text()


def test_a_neighbour_has_no_aandachtsfunctionaris_and_a_nephew_gets_family_support() -> None:
    gesprek = Gesprek()
    gesprek.say("mijn buurjongen doet vreemd")
    gesprek.say("wie bel ik", "vraag_contact")
    assert "aandachtsfunctionaris" not in gesprek.text()
    gesprek = Gesprek()
    gesprek.say("mijn neefje doet vreemd")
    gesprek.say("wie bel ik", "vraag_contact")
    assert "Steunt ook ouders en familie" in gesprek.text()


@pytest.mark.parametrize(
    ("tekst", "naam"),
    [
        ("wie bel ik over zelfdoding", "113"),
        ("wie bel ik als hij thuis mishandeld wordt", "Veilig Thuis"),
        ("wie helpt bij sextortion", "Helpwanted"),
        ("wie kan ik bellen over discriminatie", "antidiscriminatievoorziening"),
        ("hoe bereik ik de wijkagent", "Politie"),
        ("welk zorg- en veiligheidshuis hoort bij ons", "Zorg- en Veiligheidshuis"),
    ],
)
def test_the_question_decides_who_is_named_first(tekst: str, naam: str) -> None:
    gesprek = Gesprek()
    gesprek.say(tekst, "vraag_contact")
    assert naam in gesprek.text()


def test_two_gemeenten_are_asked_about_only_because_they_differ() -> None:
    gesprek = Gesprek()
    keys = gesprek.say(
        "wie bel ik, ik werk in ede, hij woont in barneveld", "vraag_contact", kandidaten=("Ede", "Barneveld")
    )
    assert keys == ["gemeente_verschilt"]
    assert any(key.startswith("contact") for key in gesprek.press("Ede"))
    gesprek = Gesprek()
    keys = gesprek.say("wie bel ik in bergen", "vraag_contact", kandidaten=("Bergen (L.)", "Bergen (NH.)"))
    assert keys == ["gemeente_kiezen"]


def test_advice_and_melding_are_told_apart_once() -> None:
    gesprek = Gesprek()
    assert "route_advies_of_melding" in gesprek.say("wie bel ik", "vraag_contact")
    assert "route_advies_of_melding" not in gesprek.say("wie bel ik dan", "vraag_contact")


def with_organisations(*own: EigenOrganisatie) -> Gesprek:
    kennis = real_kennis()
    return Gesprek(replace(kennis, organisatie=replace(kennis.organisatie, organisaties=own)))


def own_contact(id: str, naam: str, **more: object) -> Contact:
    hours = parse_openingstijden("dag en nacht")
    return Contact(
        id=id, naam=naam, waarvoor=naam, voor_wie="collega's", telefoon="0123-45 67 90", openingstijden=hours, **more
    )  # type: ignore[arg-type]


def test_each_organisation_has_its_own_people_by_role() -> None:
    school = EigenOrganisatie("school", "Scholengroep", ("docent",), own_contact("f1", "functionaris van de school"))
    zorg = EigenOrganisatie(
        "zorg", "Zorgaanbieder", ("jeugdhulpverlener",), piket=own_contact("p1", "piket van de zorg")
    )
    gesprek = with_organisations(school, zorg)
    gesprek.say("wie bel ik", "vraag_contact", rol="docent")
    assert "functionaris van de school" in gesprek.text()
    gesprek = with_organisations(school, zorg)
    gesprek.say("het is niet acuut maar ik wil vanavond iemand spreken", "vraag_contact", rol="jeugdhulpverlener")
    assert "piket van de zorg" in gesprek.text()


def test_the_own_protocol_is_named_once() -> None:
    own = EigenOrganisatie("school", "Scholengroep", ("docent",), protocol="protocol veiligheid, op het intranet")
    gesprek = with_organisations(own)
    assert "eigen_protocol" in gesprek.say("wie bel ik", "vraag_contact", rol="docent")
    assert "protocol veiligheid, op het intranet" in gesprek.text()
    assert "eigen_protocol" not in gesprek.say("en nu?", "vraag_wat_zelf_doen")


def test_two_organisations_for_one_role_are_asked_about_once() -> None:
    one = EigenOrganisatie("a", "School A", ("docent",), own_contact("fa", "functionaris van A"))
    two = EigenOrganisatie("b", "School B", ("docent",), own_contact("fb", "functionaris van B"))
    gesprek = with_organisations(one, two)
    assert gesprek.say("wie bel ik", "vraag_contact", rol="docent") == ["vraag_organisatie"]
    gesprek.press("org_b")
    assert "functionaris van B" in gesprek.text() and "functionaris van A" not in gesprek.text()


def test_an_own_contact_that_ran_out_gives_way_to_its_replacement() -> None:
    old = own_contact(
        "f1",
        "functionaris van de school",
        geldig_tot=(ZATERDAGNACHT - timedelta(days=1)).date(),
        vervanging="zorgteam van de school",
        vervanging_telefoon="0123-45 67 91",
    )
    gesprek = with_organisations(EigenOrganisatie("school", "Scholengroep", ("docent",), old))
    gesprek.say("wie bel ik", "vraag_contact", rol="docent")
    assert "zorgteam van de school" in gesprek.text() and "functionaris van de school" not in gesprek.text()


# --- klopt dit niet ---------------------------------------------------------


def test_a_wrong_referral_is_reported_without_a_word_of_the_talk(gesprek: Gesprek) -> None:
    gesprek.say("wie bel ik", "vraag_contact")
    assert gesprek.say("dit nummer klopt niet", "vraag_contact") == ["klopt_niet_welke"]
    gesprek.press("fout_lse")
    assert gesprek.press("reden_niemand_lse") == ["klopt_niet_dank"]
    assert gesprek.last.berichten[0].custom == {"verwijzing": {"contact": "lse", "reden": "niemand"}}


@pytest.mark.parametrize("keuze", ["fout_zomaar", "reden_zomaar_lse", "reden_nummer_zomaar", "klopt_niet"])
def test_a_report_about_nothing_is_no_report(keuze: str) -> None:
    gesprek = Gesprek()
    assert gesprek.press(keuze) == ["klopt_niet_geen"]
    assert gesprek.last.berichten[0].custom is None


# --- reminder ---------------------------------------------------------------


def test_the_reminder_comes_at_opening_and_says_nothing(gesprek: Gesprek) -> None:
    gesprek.say("wie bel ik in ede", "vraag_contact", gemeente="Ede")
    assert gesprek.press("agenda") == ["agenda"]
    custom = gesprek.last.berichten[0].custom
    assert custom is not None
    text = custom["agenda"]["inhoud"]
    assert custom["agenda"]["naam"] == "terugbellen.ics"
    assert "SUMMARY:Terugbellen" in text
    for word in ("Ede", "casus", "radicali", "0123", "LSE"):
        assert word not in text


def test_by_day_there_is_nothing_to_be_reminded_of() -> None:
    gesprek = Gesprek(now=DINSDAG)
    gesprek.say("wie bel ik in ede", "vraag_contact", gemeente="Ede")
    assert not any("agenda" in keuze for keuze in gesprek.buttons())
    assert gesprek.press("agenda") == ["agenda_onbekend"]


def test_the_reminder_works_wherever_its_button_stands() -> None:
    """Also under the contacts for tension in a class, which come by a road of their own."""
    gesprek = Gesprek()
    gesprek.say("spanning in de klas over gaza", "vraag_wat_zelf_doen")
    assert any("agenda" in keuze for keuze in gesprek.buttons())
    assert gesprek.press("agenda") == ["agenda"]
    gesprek.say("mijn vader slaat mijn moeder")
    assert not any("agenda" in keuze for keuze in gesprek.buttons())
    assert gesprek.press("agenda") == ["agenda_onbekend"]


def test_reminders_are_spread_over_the_first_half_hour() -> None:
    moments = {reminder_moment(MAANDAG, f"gesprek {n}") for n in range(300)}
    assert min(moments) >= MAANDAG and max(moments) < MAANDAG + timedelta(minutes=30)
    assert len(moments) == 30


@pytest.mark.parametrize(
    "day", [datetime(2026, 3, 29, 9, tzinfo=AMSTERDAM), datetime(2026, 10, 25, 9, tzinfo=AMSTERDAM)]
)
def test_the_calendar_file_holds_the_right_instant_around_the_clock_change(day: datetime) -> None:
    text = calendar_file(day, ZATERDAGNACHT, "Terugbellen")
    hour = "07" if day.month == 3 else "08"
    assert f"DTSTART:{day:%Y%m%d}T{hour}0000Z" in text
    assert all(len(line) <= 75 for line in text.split("\r\n"))


if importlib.util.find_spec("icalendar"):

    def test_a_calendar_library_reads_the_file() -> None:
        """Only where the tests of the gateway run: that environment has the library."""
        from icalendar import Calendar

        calendar = Calendar.from_ical(calendar_file(MAANDAG, ZATERDAGNACHT, "Terugbellen"))
        event = calendar.walk("VEVENT")[0]
        assert event["SUMMARY"] == "Terugbellen"
        assert event.decoded("DTSTART") == MAANDAG
        assert calendar.walk("VALARM")
