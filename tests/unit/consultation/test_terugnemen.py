"""What is taken back in the same message is not taken in."""

from __future__ import annotations

import pytest
from gesprekken import Gesprek, real_kennis, signaal

from rasa_project.consultation.terugnemen import points_back, regions

WOORDEN = real_kennis().gesprekswoorden


@pytest.mark.parametrize(
    ("tekst", "weg"),
    [
        ("hij heeft een mes, o nee dat was een aansteker", "hij heeft een mes"),
        ("hij heeft een mes. Oh nee, het was een aansteker", "hij heeft een mes."),
        ("hij praat niet meer, hij is veel online... laat dat laatste maar zitten", "hij is veel online..."),
        ("ze slaapt slecht en ze scheldt. nee wacht, dat was iemand anders", "en ze scheldt."),
    ],
)
def test_the_clause_before_it_is_taken_back(tekst: str, weg: str) -> None:
    places = regions(tekst, WOORDEN)
    assert weg.strip(". ") in {tekst[a:b].strip(". ") for a, b in places}


@pytest.mark.parametrize(
    "tekst", ["o nee daar is hij weer", "dat was het, hij zit veel online", "hij zei dat hij het niet was", ""]
)
def test_ordinary_words_take_nothing_back(tekst: str) -> None:
    assert regions(tekst, WOORDEN) == []


def test_only_what_points_back_is_about_an_earlier_message() -> None:
    assert points_back("nee sorry, laat dat laatste maar zitten", WOORDEN)
    assert not points_back("hij haat joden, laat dat laatste maar zitten", WOORDEN)


def test_a_knife_that_was_a_lighter_is_not_kept() -> None:
    tekst = "hij heeft een mes, o nee dat was een aansteker"
    gesprek = Gesprek()
    told = gesprek.say(tekst, signalen=(signaal(tekst, "heeft een mes", "geweld_dreiging"),))
    assert told[0] == "teruggenomen"
    assert not gesprek.casus.waarnemingen


def test_danger_is_still_asked_about() -> None:
    tekst = "hij heeft een mes, o nee dat was een aansteker"
    gesprek = Gesprek()
    found = (signaal(tekst, "heeft een mes", "geweld_dreiging"),)
    told = gesprek.say(tekst, "spoed_twijfel", "casus_beschrijven", signalen=found, acuut_modus="vraag")
    assert told == ["teruggenomen", "acuut_vraag"]
