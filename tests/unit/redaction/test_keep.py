"""What must stay: a story without its words is as useless as one that leaks."""

from __future__ import annotations

import pytest

from rasa_project.redaction.engine import Redactor

CLEAN = [
    "kan ik de politie bellen op 0900-8844 of is dat te zwaar",
    "het lse heeft nummer 088 20 80 080 toch?",
    "ess is bereikbaar op 070 333 4558 en 112 bij gevaar",
    "bel 113 of 0800-0113, of veilig thuis 0800-2000",
    "wie is de casusregisseur in ede?",
    "we zitten in den bosch en in 's-gravenhage",
    "een jongen uit mijn klas kijkt veel naar andrew tate",
    "hij volgt wilders en scheldt op rutte",
    "sinds 7 oktober 2023 is de sfeer gespannen",
    "er was gisteren een storm van kritiek en de roos in de tuin is rood",
    "joost mag het weten, klaar is kees",
    "op insta, tiktok en discord deelt hij filmpjes van isis en combat 18",
    "ze draagt een hoofddoek sinds de ramadan",
    "in maart is zijn opa overleden, in september begon het",
    "hij zit in 4 havo en heeft een 7 voor wiskunde",
    "de docent biologie en de leraar duits hebben het gezien",
    "zijn cijfers gaan van een 7 naar een 4, hij heeft 2000 volgers",
    "van 10.00 tot 12.30 uur ben ik bereikbaar",
    "hij krijgt 50 euro per week en rijdt 1500 km",
    "zie www.platformjep.nl of mail info@hetlse.nl",
    "hij werkt bij de albert heijn en traint bij de voetbalclub",
    "vader is bakker en moeder werkt in de zorg",
    "ik ben bang dat het misgaat, ben je er nog",
    "a.u.b. snel reageren i.v.m. de veiligheid, t.a.v. het team",
    "de jongeren hangen op het schoolplein en langs de snelweg",
    "i will call the police, can you help me",
]


@pytest.mark.parametrize("text", CLEAN)
def test_clean_message_stays_whole(redactor: Redactor, text: str) -> None:
    result = redactor.redact(text)
    assert result.text == text
    assert result.spans == ()
    assert result.kinds == ()


def test_municipality_stays_and_village_goes(redactor: Redactor) -> None:
    assert redactor.redact("hij woont in bennekom, gemeente ede").text == "hij woont in [PLAATS-1], gemeente ede"


def test_word_that_is_a_name_follows_the_sentence(redactor: Redactor) -> None:
    assert redactor.redact("roos heeft gezegd dat ze weg wil").text == "[NAAM-1] heeft gezegd dat ze weg wil"
    assert redactor.redact("er staat een roos op haar arm").text == "er staat een roos op haar arm"
