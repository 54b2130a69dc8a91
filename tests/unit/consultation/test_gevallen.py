"""Several cases: which one is gone back to, and that none begins by accident."""

from __future__ import annotations

import pytest
from gesprekken import Gesprek, signaal

EEN = "leerling van 15 zegt dat de holocaust nep is"
TWEE = "nu over een andere leerling: meisje van 17 is gestopt met school"
DRIE = "nu een ander geval, een jongen tekent hakenkruizen"


@pytest.fixture
def gesprek() -> Gesprek:
    made = Gesprek()
    made.say(EEN, signalen=(signaal(EEN, "zegt dat de holocaust nep is", "uitingen"),))
    made.say(TWEE, signalen=(signaal(TWEE, "is gestopt met school", "gedrag"),))
    return made


@pytest.mark.parametrize("tekst", ["terug naar de jongen", "terug naar het vorige geval", "terug naar mijn leerling"])
def test_back_to_the_one_other_case_with_its_question(gesprek: Gesprek, tekst: str) -> None:
    keys = gesprek.say(tekst, "terug")
    assert keys[:2] == ["vorig_geval", "spiegel"] and keys[-1] == "vraag_tegenspreekt"
    assert gesprek.casus.nummer == 1


def test_the_button_back_resumes_the_question_too(gesprek: Gesprek) -> None:
    assert gesprek.press("vorig_geval")[-1] == "vraag_tegenspreekt"


def test_of_several_cases_it_is_asked_which(gesprek: Gesprek) -> None:
    gesprek.say(DRIE, signalen=(signaal(DRIE, "tekent hakenkruizen", "uitingen"),))
    assert gesprek.say("terug naar die leerling", "terug") == ["welk_geval"]
    assert gesprek.casus.nummer == 3
    assert gesprek.press("geval_1")[0] == "vorig_geval" and gesprek.casus.nummer == 1
    assert gesprek.press("geval_9")[0] == "geen_vorig_geval"


def test_words_of_a_case_say_which(gesprek: Gesprek) -> None:
    gesprek.say(DRIE, signalen=(signaal(DRIE, "tekent hakenkruizen", "uitingen"),))
    gesprek.say("terug naar de leerling van de holocaust", "terug")
    assert gesprek.casus.nummer == 1


def test_a_story_about_the_other_belongs_to_the_other(gesprek: Gesprek) -> None:
    tekst = "over die andere: hij heeft een broer in het leger"
    found = (signaal(tekst, "heeft een broer in het leger", "sociale_omgeving"),)
    gesprek.say(tekst, "casus_beschrijven", "ander_geval", signalen=found)
    assert gesprek.casus.nummer == 1
    assert "heeft een broer in het leger" in [w.tekst for w in gesprek.casus.waarnemingen]
    gesprek.press("geval_2")
    assert [w.tekst for w in gesprek.casus.waarnemingen] == ["is gestopt met school"]


@pytest.mark.parametrize("tekst", ["en de politie", "en dan"])
def test_a_model_alone_begins_no_case(tekst: str) -> None:
    made = Gesprek()
    made.say(EEN, signalen=(signaal(EEN, "zegt dat de holocaust nep is", "uitingen"),))
    assert made.say(tekst, "ander_geval")[0] == "ander_geval_zeker"
    assert made.casus.nummer == 1 and made.casus.waarnemingen
    assert made.say("", "ander_geval") == ["ander_geval"]


def test_a_question_about_the_field_is_answered_though_a_model_heard_another_case() -> None:
    made = Gesprek()
    made.say(EEN, signalen=(signaal(EEN, "zegt dat de holocaust nep is", "uitingen"),))
    assert "instrument_kaart" in made.say("en bestaat Exits nog", "ander_geval")
    assert made.casus.nummer == 1
