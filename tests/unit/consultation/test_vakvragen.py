"""Questions about the field: hours, instruments, sources that can say it, explanations that fit, and a kind word."""

from __future__ import annotations

import pytest
from gesprekken import Gesprek, real_kennis, signaal

VERHAAL = "hij roept sieg heil"


@pytest.mark.parametrize("tekst", ["is de ESS nu open", "hoe laat is de ESS open", "wanneer is de ESS open?"])
def test_the_hours_are_told_when_they_are_known(tekst: str) -> None:
    made = Gesprek()
    assert made.say(tekst, "vraag_kennis", vraag="begrip:ess") == ["openingstijd"]
    assert "9.00-17.00" in made.text() and "Nu dicht" in made.text()


def test_hours_nobody_knows_are_said_to_be_unknown() -> None:
    made = Gesprek()
    assert made.say("hoe laat is het LSE open", "vraag_lse") == ["openingstijd"]
    assert "ken ik niet" in made.text()


def test_without_a_name_it_is_about_the_contacts_that_were_named() -> None:
    made = Gesprek()
    made.say("spanning in de klas", "vraag_contact")
    made.casus = made.casus.update(contactpunten=("ess",))
    assert made.say("hoe laat gaan ze open", "ongepast") == ["openingstijd"]
    assert "ESS" in made.text()


@pytest.mark.parametrize("tekst", ["en iets gratis online voor wijkagenten?", "iets voor politie over signalen"])
def test_something_for_the_police_is_an_instrument(tekst: str) -> None:
    made = Gesprek()
    keys = made.say(tekst, "buiten_bereik", vraag="begrip:weegploeg")
    assert keys[0] in ("training", "training_ruimer", "instrument_kaart")
    assert "Triggerfactoren" in made.text()


def test_free_is_free() -> None:
    made = Gesprek()
    made.say("heb je iets gratis?", "buiten_bereik")
    ids = [knop.partition("instrument:")[2].partition('"')[0] for knop in made.buttons()]
    assert ids and all((made.kennis.instrumenten[i].kosten or "").startswith("gratis") for i in ids if i)


def test_a_game_is_said_not_to_be_there() -> None:
    assert Gesprek().say("is er ook een spel?", "over_bot") == ["training_ruimer"]


def test_a_story_with_a_game_is_a_story() -> None:
    assert "training_ruimer" not in Gesprek().say("hij doet iets met een game de hele nacht", "casus_beschrijven")


@pytest.mark.parametrize(
    ("tekst", "bevat"),
    [
        ("hoe lang duurt dat", "1 of 2 dagen"),
        ("hoe duur is dat", "Kosten:"),
        ("wat kost het rollenspel", "Kosten:"),
        ("van wanneer is dat, waar komt dat vandaan", "Bron:"),
    ],
)
def test_questions_about_the_instrument_that_was_shown(tekst: str, bevat: str) -> None:
    made = Gesprek()
    made.press("instrument:ror_trainingen")
    assert made.say(tekst, "buiten_bereik") == ["instrument_vervolg"]
    assert bevat in made.text()


def test_a_source_is_not_older_than_what_it_says() -> None:
    kennis = real_kennis()
    for herkomst in (kennis.begrippen["dtn"].herkomst, kennis.instrumenten["dtn"].herkomst):
        assert "2021" not in kennis.bron_regel(herkomst) and "2025" in kennis.bron_regel(herkomst)


def test_no_explanation_answers_no_to_what_something_is() -> None:
    assert not [b.id for b in real_kennis().begrippen.values() if b.antwoord.startswith(("Nee.", "Ja."))]
    assert "wat is de meldcode" in real_kennis().begrippen["meldcode"].vragen


@pytest.mark.parametrize(
    ("tekst", "domein", "bevat", "bevat_niet"),
    [
        ("stuurde een naaktfoto rond", "online", "Helpwanted", "hobby"),
        ("snijdt zich in de armen", "geweld_dreiging", "113", "bedreigd"),
        ("snijdt zich in de armen", "gedrag", "113", "gepest"),
        ("is nu thuis denk ik", "sociale_omgeving", "", "uitgaan"),
    ],
)
def test_another_explanation_fits_the_words(tekst: str, domein: str, bevat: str, bevat_niet: str) -> None:
    made = Gesprek()
    made.say(f"hij {tekst}", signalen=(signaal(f"hij {tekst}", tekst, domein),))
    made.press("kaart_verklaring")
    assert bevat in made.text() and bevat_niet not in made.text()


def test_a_short_goodbye_is_good_dutch() -> None:
    for tekst in real_kennis().teksten["afscheid_kort"].varianten:
        assert "ooit nu" not in tekst


@pytest.mark.parametrize("tekst", ["pfff ik ben kapot vandaag", "ik word hier zo moe van"])
def test_who_is_tired_gets_a_kind_word_and_keeps_the_case(tekst: str) -> None:
    made = Gesprek()
    made.say(VERHAAL, signalen=(signaal(VERHAAL, "roept sieg heil", "uitingen"),))
    keys = made.say(tekst, "ander_geval", "stoppen")
    assert keys[0] == "zwaar_voor_jou" and keys[-1] == "vraag_tegenspreekt"
    assert made.casus.nummer == 1 and made.casus.waarnemingen
