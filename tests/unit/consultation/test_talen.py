"""English gets the core in English and keeps the thread; what was taken out does not hide another language."""

from __future__ import annotations

import pytest
from gesprekken import Gesprek, signaal

HALLO = "hi, i'm a teacher and i am worried about a student"


@pytest.fixture
def english() -> Gesprek:
    made = Gesprek()
    assert made.say(HALLO, "groet") == ["english_what", "english_call"]
    return made


@pytest.mark.parametrize(
    ("tekst", "intent", "sleutel"),
    [
        ("who can i call tonight", "vraag_contact", "english_call"),
        ("and tonight?", "buiten_bereik", "english_call"),
        ("is this a report", "vraag_privacy", "english_report"),
        ("will he be on a list then", "vraag_kennis", "english_list"),
        ("can i look at his phone", "ongepast", "english_phone"),
        ("what is a casusregisseur", "vraag_kennis", "english_casusregisseur"),
        ("my student doesn't want to live anymore", "casus_beschrijven", "english_suicide"),
    ],
)
def test_the_core_is_known_in_english(english: Gesprek, tekst: str, intent: str, sleutel: str) -> None:
    assert english.say(tekst, intent) == [sleutel]


def test_a_municipality_brings_no_dutch_line(english: Gesprek) -> None:
    assert english.say("who do I call in Rotterdam", "vraag_contact", gemeente="Rotterdam") == ["english_call"]


def test_a_story_in_english_is_kept_for_the_summary(english: Gesprek) -> None:
    tekst = "he draws swastikas on his books every day"
    assert english.say(tekst, signalen=(signaal(tekst, "draws swastikas", "uitingen"),)) == ["english_noted"]
    assert "draws swastikas" in english.text()
    assert [w.tekst for w in english.casus.waarnemingen] == ["draws swastikas"]


def test_the_question_about_danger_is_asked_and_answered_in_english(english: Gesprek) -> None:
    english.say("she wants to die", "casus_beschrijven")
    assert english.press("geen_gevaar") == ["english_no_danger"]
    assert english.casus.open_vraag is None
    english.say("she wants to die", "casus_beschrijven")
    keys = english.press("gevaar")
    assert keys[0] == "acuut_zelfdoding" and "english_danger" in keys


def test_suicide_in_doubt_names_113_in_english(english: Gesprek) -> None:
    keys = english.say(
        "he said that he does not want to be here", "spoed", acuut_modus="vraag", acuut_soort="zelfdoding"
    )
    assert keys[-1] == "english_suicide"


def test_dutch_in_a_talk_in_english_is_dutch(english: Gesprek) -> None:
    assert "english_again" not in english.say("wie kan ik bellen", "vraag_contact")


@pytest.mark.parametrize(
    ("tekst", "taal"),
    [
        ("öğrencimde silah var", "anders"),
        ("تلميذي عنده سلاح", "anders"),
        ("Işıl Şahin", "nl"),
        ("mijn leerling Łukasz is boos op iedereen", "nl"),
        ("student van 20, zit op school in de weg", "nl"),
    ],
)
def test_which_language_it_is(tekst: str, taal: str) -> None:
    assert Gesprek().kennis.gesprekswoorden.language(tekst) == taal


def test_another_language_is_heard_though_nothing_is_left() -> None:
    assert Gesprek().say("[NAAM-1] [NAAM-2]", "nlu_fallback", taal="anders") == ["andere_taal"]
    assert Gesprek().say("[NAAM-1] [NAAM-2]", "nlu_fallback", taal="nl") == ["alleen_weggehaald"]
    doubt = Gesprek().say("[NAAM-1] var", "spoed", acuut_modus="vraag", acuut_soort="algemeen", taal="anders")
    assert "andere_taal" in doubt
