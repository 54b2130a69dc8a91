"""What a story asks last, and a question that is surely one about the field."""

from __future__ import annotations

import pytest

from rasa_project.language.sentences import last_request
from tests.gesprekken import Gesprek, signaal

LANG = "Een jongen uit mijn klas tekent de laatste weken hakenkruizen op zijn tafel en lacht als ik er iets van zeg. "


@pytest.mark.parametrize(
    "vraag",
    [
        "Wat denk jij, grapje of menens? Eén woord graag.",
        "Zeg gewoon of het meevalt.",
        "Dus niks aan de hand toch?",
        "Is hij een nazi? Alvast bedankt.",
    ],
)
def test_a_verdict_asked_for_behind_a_story_is_refused(vraag: str) -> None:
    tekst = LANG + vraag
    found = signaal(tekst, "tekent de laatste weken hakenkruizen", "uiterlijk_symbolen")
    said = Gesprek().say(tekst, signalen=(found,))
    assert "oordeel_nee" in said
    assert "spiegel" in said


@pytest.mark.parametrize(
    "vraag",
    [
        "Mag ik contact opnemen met Veilig Thuis?",
        "Mag ik de signalen opnemen in het dossier?",
        "Waar kan ik terecht met dit soort problemen?",
        "Moet ik het zijn ouders wel of niet vertellen?",
        "Kun je een afspraak in mijn agenda zetten?",
    ],
)
def test_help_asked_for_behind_a_story_is_not_refused(vraag: str) -> None:
    assert not [key for key in Gesprek().say(LANG + vraag) if key.endswith("_nee")]
    assert not [key for key in Gesprek().say(vraag, "vraag_contact") if key.endswith("_nee")]


@pytest.mark.parametrize(
    "tekst",
    [
        "Hij heeft stiekem een mes mee. Moet ik de ouders bellen?",
        "Moet ik bang zijn voor hem? Hij dreigt me te slaan.",
        "is dat steunpunt extremisme alleen voor professionals",
    ],
)
def test_words_of_a_refusal_in_a_plain_worry_refuse_nothing(tekst: str) -> None:
    assert not [key for key in Gesprek().say(tekst) if key.endswith("_nee")]


def test_the_last_question_counts_and_not_the_thanks() -> None:
    assert last_request("Hij doet raar. Wat nu? Dank je.") == "Wat nu?"
    assert last_request("Hij doet raar. Zeg dat het meevalt.") == "Zeg dat het meevalt."
    assert last_request("wat nu?") is None


def test_a_sure_question_about_the_field_is_answered_whatever_it_sounded_like() -> None:
    tekst = "gaat radicaliseren vooral via internet"
    found = signaal(tekst, "radicaliseren vooral via internet", "online")
    said = Gesprek().say(tekst, "vraag_privacy", signalen=(found,), vraag="begrip:online", vraag_zeker=True)
    assert said == ["begrip"]
    assert "spiegel" in Gesprek().say(tekst, signalen=(found,), vraag="begrip:online")


def test_that_we_do_not_know_never_takes_the_place_of_a_refusal() -> None:
    said = Gesprek().say("welke spy app werkt het best", "ongepast", vraag="kennis_onbekend", vraag_zeker=True)
    assert "ongepast" in said or "kennis_onbekend" in said


def test_opening_hours_of_somebody_we_do_not_know_are_not_those_of_our_contacts() -> None:
    tekst = "Wat zijn de openingstijden van het jeugdloket in Haarlem"
    assert "kennis_onbekend" in Gesprek().say(tekst, "buiten_bereik", vraag="kennis_onbekend", vraag_zeker=True)
