"""What may never slip away in a talk: 112 after danger, doubt about safety, the whole conversation, fear as support."""

from __future__ import annotations

import pytest

from rasa_project.consultation.vragen import plain_fits
from tests.gesprekken import VERHAAL, Gesprek, signaal, verhaal

GEVAAR = {"acuut_modus": "direct", "acuut_soort": "geweld"}


@pytest.fixture
def na_gevaar() -> Gesprek:
    gesprek = Gesprek()
    gesprek.say("hij heeft een pistool", "spoed", **GEVAAR)
    return gesprek


@pytest.mark.parametrize(
    ("tekst", "intent"),
    [
        ("ik ben zijn mentor", "casus_beschrijven"),
        ("weet ik niet", "weet_niet"),
        ("wat is een triggerfactor", "vraag_kennis"),
        ("hij zit in 4 havo", "casus_beschrijven"),
    ],
)
def test_after_danger_an_unrelated_line_does_not_end_the_alarm(na_gevaar: Gesprek, tekst: str, intent: str) -> None:
    said = na_gevaar.say(tekst, intent)
    assert said[-1] == "nog_gevaar"
    assert not any(key.startswith("vraag_") for key in said)
    assert "112" in na_gevaar.text()


def test_all_safe_ends_the_alarm(na_gevaar: Gesprek) -> None:
    na_gevaar.say("ik ben zijn mentor", "casus_beschrijven")
    assert na_gevaar.press("veilig_nu")[0] == "na_gevaar"
    assert "nog_gevaar" not in na_gevaar.say("hij zit in 4 havo", "casus_beschrijven")


@pytest.mark.parametrize(("tekst", "intent", "klaar"), [("ja", "bevestigen", True), ("nee", "ontkennen", False)])
def test_yes_and_no_answer_the_only_question_of_the_reminder(
    na_gevaar: Gesprek, tekst: str, intent: str, klaar: bool
) -> None:
    """It ends with "Is iedereen veilig?"; whether there is danger is no question there, so that yes means one thing."""
    na_gevaar.say("ik ben zijn mentor", "casus_beschrijven")
    assert na_gevaar.text().endswith("Is iedereen veilig?")
    said = na_gevaar.say(tekst, intent)
    assert ("na_gevaar" in said) is klaar and ("nog_gevaar" in said) is not klaar


def test_the_reminder_of_112_comes_back_a_few_times_and_not_for_ever(na_gevaar: Gesprek) -> None:
    said = [na_gevaar.say("wat is een triggerfactor", "vraag_kennis")[-1] for _ in range(6)]
    assert said.count("nog_gevaar") == 4
    assert said[-1] != "nog_gevaar"


def test_a_question_about_danger_that_was_passed_over_is_put_once_more() -> None:
    gesprek = Gesprek()
    told = "mijn leerling zegt dat hij dood wil"
    signalen = (signaal(told, "zegt dat hij dood wil", "geweld_dreiging"),)
    gesprek.say(told, "spoed_twijfel", "casus_beschrijven", acuut_modus="vraag", signalen=signalen)
    assert gesprek.say("hij is thuis", "casus_beschrijven")[-1] == "acuut_nog_eens"
    assert gesprek.press("gevaar")[0].startswith("acuut_")


@pytest.fixture
def veiligheid() -> Gesprek:
    gesprek = Gesprek()
    gesprek.say(VERHAAL, "casus_beschrijven", signalen=verhaal())
    for _ in range(4):
        if gesprek.casus.open_vraag == "veiligheid":
            break
        gesprek.press("sla_over")
    assert gesprek.casus.open_vraag == "veiligheid"
    return gesprek


@pytest.mark.parametrize(
    ("tekst", "intent"),
    [
        ("ja", "bevestigen"),
        ("ja, of ik twijfel", "casus_beschrijven"),
        ("ja dat denk ik wel", "bevestigen"),
        ("ik twijfel", "weet_niet"),
        ("zijn zusje", "casus_beschrijven"),
        ("ja ik", "nlu_fallback"),
    ],
)
def test_a_typed_yes_or_doubt_about_safety_is_the_button(veiligheid: Gesprek, tekst: str, intent: str) -> None:
    assert veiligheid.say(tekst, intent) == ["acuut_vraag"]


@pytest.mark.parametrize(("tekst", "intent"), [("nee", "ontkennen"), ("nee hoor, iedereen is veilig", "ontkennen")])
def test_a_clear_no_is_an_answer(veiligheid: Gesprek, tekst: str, intent: str) -> None:
    assert "acuut_vraag" not in veiligheid.say(tekst, intent)
    assert "veiligheid" in veiligheid.casus.antwoorden


@pytest.mark.parametrize(
    "tekst",
    [
        "ik wil alleen even mijn verhaal kwijt",
        "bewaar je dit?",
        "ik wil de politie er niet bij hebben",
        "mag ik dat wissen?",
    ],
)
def test_what_a_model_took_for_erasing_erases_nothing(tekst: str) -> None:
    gesprek = Gesprek()
    gesprek.say(VERHAAL, "casus_beschrijven", signalen=verhaal())
    assert "wis_bezig" not in gesprek.say(tekst, "wis_gesprek")
    assert gesprek.casus.waarnemingen


@pytest.mark.parametrize("tekst", ["haal die regel weg", "wis die zin", "verwijder dat"])
def test_taking_a_line_away_is_no_erasing(tekst: str) -> None:
    gesprek = Gesprek()
    gesprek.say(VERHAAL, "casus_beschrijven", signalen=verhaal())
    assert gesprek.say(tekst, "wis_gesprek") in (["wat_klopt_niet"], ["regel_wat"])


@pytest.mark.parametrize("tekst", ["wis alles", "verwijder dit gesprek maar"])
def test_its_plain_words_erase_at_once(tekst: str) -> None:
    assert Gesprek().say(tekst, "wis_gesprek") == ["wis_bezig"]


@pytest.mark.parametrize(
    ("tekst", "deel", "steun"),
    [
        ("moeder is doodsbang voor hem", "is doodsbang voor hem", False),
        ("hij wil hem wel een keer pakken", "wil hem wel een keer pakken", False),
        ("hij komt nog elke week op voetbal", "komt nog elke week op voetbal", True),
        ("hij is niet bang om hulp te vragen", "is niet bang om hulp te vragen", True),
    ],
)
def test_fear_and_violence_never_stand_under_support(tekst: str, deel: str, steun: bool) -> None:
    gesprek = Gesprek()
    gesprek.say(tekst, "casus_beschrijven", signalen=(signaal(tekst, deel, "beschermend"),))
    assert bool(gesprek.casus.of("beschermend")) is steun


@pytest.mark.parametrize(
    ("vraag", "tekst", "past"),
    [
        ("tegenspreekt", "hij is 13, nee 14", False),
        ("tegenspreekt", "ze woont hier vlakbij", False),
        ("gebeurd", "nee mijn neefje", False),
        ("veiligheid", "het is een zij", False),
        ("tegenspreekt", "hij lacht nog om mijn grappen", True),
        ("al_gedaan", "de zorgcoördinator", True),
        ("sinds_wanneer", "sinds de zomer", True),
    ],
)
def test_only_what_fits_is_kept_as_an_answer(vraag: str, tekst: str, past: bool) -> None:
    assert plain_fits(vraag, tekst) is past


def test_whoever_is_hit_at_home_keeps_hearing_of_veilig_thuis() -> None:
    gesprek = Gesprek()
    assert "geweld_thuis" in gesprek.say("ik ben bang voor mijn broer, hij slaat mij", "casus_beschrijven")
    gesprek.say("wie bel ik", "vraag_contact")
    assert "Veilig Thuis" in gesprek.text()
