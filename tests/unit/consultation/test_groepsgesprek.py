"""Tension in a group stays with the group: no mirror of one youth, no questions about one, and its own contacts."""

from __future__ import annotations

from typing import Any

import pytest
from gesprekken import DINSDAG, Gesprek, signaal

SPANNING = "er is spanning in mijn klas over gaza, ze schelden elkaar uit"
ROUTE = ["spanning_groep", "spanning_samen", "contact"]


@pytest.fixture
def gesprek() -> Gesprek:
    gesprek = Gesprek(now=DINSDAG)
    found = (signaal(SPANNING, "schelden elkaar uit", "gedrag"),)
    assert gesprek.say(SPANNING, rol="docent", signalen=found) == ROUTE
    return gesprek


def test_what_a_class_does_is_no_line_about_one(gesprek: Gesprek) -> None:
    assert gesprek.casus.waarnemingen == () and gesprek.casus.open_vraag is None
    said = "ze zitten in groepjes tegenover elkaar"
    assert gesprek.say(said, signalen=(signaal(said, "tegenover elkaar", "sociale_omgeving"),)) == ["spanning_verteld"]
    assert gesprek.casus.waarnemingen == ()
    assert gesprek.say("hoe bespreek ik het", "vraag_kennis") == ["spanning_samen"]


@pytest.mark.parametrize(
    ("said", "intent", "more"),
    [
        ("wie kan me helpen", "vraag_contact", {}),
        ("wat kan ik morgen doen?", "vraag_wat_zelf_doen", {}),
        ("wie bel ik morgen", "vraag_contact", {}),
        ("mbo zorg in helmond", "casus_beschrijven", {"gemeente": "Helmond"}),
    ],
)
def test_who_helps_are_those_for_a_group(gesprek: Gesprek, said: str, intent: str, more: dict[str, Any]) -> None:
    keys = gesprek.say(said, intent, **more)
    assert {"contact", "contact_nog_eens"} & set(keys) and not {"vraag_gemeente", "wat_je_kunt_doen"} & set(keys)
    assert "ess" in gesprek.casus.contactpunten and "school_veiligheid" in gesprek.casus.contactpunten


@pytest.mark.parametrize(
    ("said", "intents", "more"),
    [
        ("oke en hoe maak ik het bespreekbaar", ("vraag_gespreksvoering",), {}),
        ("is er geen werkvorm voor", ("vraag_training",), {}),
        ("mag ik er in de groepsapp op reageren?", ("ongepast",), {"vraag": "socials_nee"}),
    ],
)
def test_how_to_talk_is_about_the_group(
    gesprek: Gesprek, said: str, intents: tuple[str, ...], more: dict[str, Any]
) -> None:
    assert gesprek.say(said, *intents, **more) == ["spanning_samen"]


def test_watching_somebody_is_refused_all_the_same(gesprek: Gesprek) -> None:
    keys = gesprek.say("mag ik hun berichten in de groepsapp lezen?", "ongepast", vraag="socials_nee")
    assert keys == ["socials_nee"]


def test_it_is_not_one_pupil_strikes_no_line(gesprek: Gesprek) -> None:
    assert gesprek.say("er is niet één leerling, het is de hele klas", "corrigeren") == ROUTE
    later = Gesprek()
    later.say("hij laat zijn vrienden vallen", signalen=(signaal("hij laat zijn vrienden vallen", "laat", "gedrag"),))
    assert later.say("het gaat niet om een leerling, het is de hele klas", "corrigeren")[:2] == ROUTE[:2]


def test_one_pupil_of_that_class_is_a_case_again(gesprek: Gesprek) -> None:
    said = "er is een leerling die zijn oude vrienden laat vallen"
    keys = gesprek.say(said, signalen=(signaal(said, "zijn oude vrienden laat vallen", "sociale_omgeving"),))
    assert keys[0] == "spiegel" and not gesprek.casus.groep
    assert "school_veiligheid" not in gesprek.casus.contactpunten or gesprek.casus.waarnemingen


def test_one_boy_who_is_hit_by_the_news_is_no_tension_in_a_group() -> None:
    said = "de aanslag in het nieuws raakte hem heel erg"
    gesprek = Gesprek()
    found = (signaal(said, "raakte hem heel erg", "gedrag"),)
    keys = gesprek.say(said, "casus_beschrijven", vraag="spanning_groep", signalen=found)
    assert keys[0] == "spiegel" and not {"spanning_groep", "contact"} & set(keys)


def test_er_zijn_is_no_word_for_one() -> None:
    assert Gesprek().say("er zijn spanningen in de klas", "vraag_wat_zelf_doen") == ROUTE


def test_doubt_about_oneself_gets_one_answer() -> None:
    gesprek = Gesprek()
    heard = ("casus_beschrijven", "vraag_triggerfactoren", "vraag_wat_zelf_doen", "vraag_contact")
    assert gesprek.say("wat als ik fout zit, dan is zijn leven verpest", *heard)[0] == "als_ik_fout_zit"
    keys = gesprek.say("pff en nu, ik slaap er slecht van", *heard)
    assert not {"trigger_kies", "triggerfactoren"} & set(keys) and "contact" in keys
