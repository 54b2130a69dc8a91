"""Typing the words of a button is pressing it, also where a model hears danger in them."""

from __future__ import annotations

from typing import Any

import pytest
from gesprekken import Gesprek, signaal

TWIJFEL = {"acuut_modus": "vraag"}
OPA = "zijn opa is net dood, wat kan ik doen"


def after_an_event() -> Gesprek:
    gesprek = Gesprek()
    assert gesprek.say(OPA, "vraag_triggerfactoren") == ["trigger_uitleg", "trigger_beroepsgroep"]
    return gesprek


@pytest.mark.parametrize("modus", ["vraag", "direct"])
def test_the_answer_hulpverlening_is_no_cry_for_help(modus: str) -> None:
    gesprek = after_an_event()
    assert gesprek.say("Hulpverlening", "spoed_twijfel", acuut_modus=modus) == ["trigger_eigen", "trigger_inschatten"]


@pytest.mark.parametrize(
    "said", ["hulpverlening, hij heeft een mes", "help", "hulp", "de hulpverlening wordt bedreigd", "hulpverlening nu"]
)
def test_only_the_whole_message_goes_before_danger(said: str) -> None:
    gesprek = after_an_event()
    assert gesprek.say(said, "spoed", acuut_modus="direct")[0].startswith("acuut_")
    gesprek = after_an_event()
    assert gesprek.say(said, "spoed_twijfel", **TWIJFEL)[-1] == "acuut_vraag"


def test_the_words_are_a_button_only_while_it_stands_there() -> None:
    gesprek = Gesprek()
    assert gesprek.say("hulpverlening", "spoed_twijfel", **TWIJFEL)[-1] == "acuut_vraag"
    gesprek = after_an_event()
    gesprek.say("wat is een weegploeg", "vraag_kennis", vraag="begrip:weegploeg")
    assert gesprek.say("hulpverlening", "spoed_twijfel", **TWIJFEL)[-1] == "acuut_vraag"


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("ga in gesprek", "bevestigen"),
        ("maak samen een verdere inschatting", "samenvatting"),
        ("vervolgstappen", "stoppen"),
        ("Neem vervolgstappen als er zorgen blijven.", "stoppen"),
    ],
)
def test_the_parts_of_the_approach_can_be_typed(said: str, intent: str) -> None:
    gesprek = after_an_event()
    gesprek.say("onderwijs", "nlu_fallback", zeker=False)
    assert gesprek.say(said, intent) == ["trigger_drieslag"]


def test_another_event_is_no_other_case() -> None:
    gesprek = after_an_event()
    gesprek.say("onderwijs", "nlu_fallback", zeker=False)
    assert "trigger_kies" in gesprek.say("een andere gebeurtenis", "ander_geval", "vraag_triggerfactoren")
    assert gesprek.say("in het eigen leven", "casus_beschrijven") == ["trigger_kies"]
    assert gesprek.say("problemen thuis", "casus_beschrijven")[0] == "trigger_uitleg"


def test_dit_is_genoeg_goes_on_with_the_plan() -> None:
    for said in ("dit is genoeg", "genoeg"):
        gesprek = Gesprek()
        gesprek.say("advies voor onze gemeente", "vraag_training_gemeente")
        for choice in ("vorm:kennis", "doelgroep:eerste_lijn", "groep:gemengd", "leerdoelen:bewust"):
            gesprek.press(f"plan:{choice}")
        assert gesprek.say(said, "stoppen") == ["gemeente_vraag"], said
        assert gesprek.casus.plan[-1] == "leerdoelen:klaar"


def test_the_words_of_the_user_on_a_button_are_never_a_button() -> None:
    gesprek = Gesprek()
    said = "hij heeft een mes bij zich"
    gesprek.say(said, signalen=(signaal(said, said, "geweld_dreiging"),))
    gesprek.press("geen_gevaar")
    gesprek.say("", "corrigeren")
    assert all(said not in knop["titel"] for knop in gesprek.casus.knoppen)
    assert gesprek.say(said, "spoed", acuut_modus="direct")[0].startswith("acuut_")


def test_another_case_and_an_erased_one_keep_no_buttons() -> None:
    gesprek = after_an_event()
    gesprek.say("hij laat zijn oude vrienden vallen", signalen=(signaal("hij laat vallen", "vallen", "gedrag"),))
    gesprek.say("nu over een andere leerling", "ander_geval")
    assert all("knoppen" not in kept for kept in gesprek.casus.archief)
    gesprek.say("wis dit gesprek", "wis_gesprek")
    assert gesprek.casus.to_dict() == {}


@pytest.mark.parametrize(
    ("more", "keys"),
    [({"rol": "wijkagent"}, ["trigger_eigen", "trigger_inschatten"]), ({}, ["trigger_eigen", "trigger_inschatten"])],
)
def test_what_one_can_do_in_another_work_right_after_an_event(more: dict[str, Any], keys: list[str]) -> None:
    gesprek = after_an_event()
    gesprek.press("groep:onderwijs")
    expected = ["trigger_ess", *keys[1:]]
    assert gesprek.say("wat kan ik als politieagent doen?", "vraag_wat_zelf_doen", **more) == expected


def test_afraid_is_not_confronted_with_death() -> None:
    said = "moeder is doodsbang voor vader"
    gesprek = Gesprek()
    gesprek.say(said, signalen=(signaal(said, "doodsbang voor vader", "trigger_persoonlijk"),))
    assert not any("confrontatie" in keuze for keuze in gesprek.buttons())
    said = "zijn vader is dood"
    gesprek = Gesprek()
    gesprek.say(said, signalen=(signaal(said, said, "trigger_persoonlijk"),))
    assert any("confrontatie" in keuze for keuze in gesprek.buttons())


@pytest.mark.parametrize("asks", ["beroepsgroep", "trigger", "plan"])
def test_a_yes_to_a_choice_is_never_told_that_nothing_was_asked(asks: str) -> None:
    gesprek = after_an_event() if asks == "beroepsgroep" else Gesprek()
    if asks == "trigger":
        gesprek.say("wat zijn triggerfactoren", "vraag_triggerfactoren")
    if asks == "plan":
        gesprek.say("advies voor onze gemeente", "vraag_training_gemeente")
    assert gesprek.casus.open_vraag == asks
    keys = gesprek.say("ja", "bevestigen")
    assert "ja_zonder_vraag" not in keys and gesprek.buttons() and gesprek.casus.open_vraag == asks
