"""Setting right what was understood: by button, by word, and several cases kept apart."""

from __future__ import annotations

import pytest
from gesprekken import VERHAAL, Gesprek, signaal, verhaal


@pytest.fixture
def gesprek() -> Gesprek:
    made = Gesprek()
    made.say(VERHAAL, signalen=verhaal())
    return made


def lines(gesprek: Gesprek) -> list[str]:
    return [w.tekst for w in gesprek.casus.waarnemingen]


def test_a_line_is_taken_out_with_two_buttons(gesprek: Gesprek) -> None:
    assert gesprek.say("", "corrigeren") == ["wat_klopt_niet"]
    assert gesprek.buttons()[0].endswith('"regel_w1"}')
    assert gesprek.press("regel_w1") == ["regel_wat"]
    assert gesprek.press("schrap_w1")[:2] == ["geschrapt", "spiegel"]
    assert "laat zijn oude vrienden vallen" not in lines(gesprek)
    assert gesprek.press("schrap_w1") == ["al_weg"]


def test_a_line_is_written_otherwise(gesprek: Gesprek) -> None:
    gesprek.press("anders_w2")
    assert gesprek.say("hij zit in het weekend vaak online")[0] == "recht_gezet"
    assert "hij zit in het weekend vaak online" in lines(gesprek)
    assert gesprek.casus.find("w2").domein == "online"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("tekst", "weg"),
    [
        ("dat van die vrienden klopt niet", "laat zijn oude vrienden vallen"),
        ("haal dat van voetbal maar weg", "komt nog naar voetbal"),
        ("schrap online", "is veel online"),
        ("de laatste klopt niet", "komt nog naar voetbal"),
    ],
)
def test_a_line_is_taken_out_by_word(gesprek: Gesprek, tekst: str, weg: str) -> None:
    assert gesprek.say(tekst, "corrigeren")[0] == "geschrapt"
    assert weg not in lines(gesprek) and len(lines(gesprek)) == 2


def test_not_this_but_that_changes_the_line(gesprek: Gesprek) -> None:
    assert gesprek.say("niet voetbal maar judo", "corrigeren")[0] == "recht_gezet"
    assert "komt nog naar judo" in lines(gesprek)


def test_words_that_point_at_nothing_ask_which_line(gesprek: Gesprek) -> None:
    assert gesprek.say("dat is niet juist", "corrigeren") == ["wat_klopt_niet"]
    assert len(lines(gesprek)) == 3


def test_what_is_denied_later_is_withdrawn(gesprek: Gesprek) -> None:
    tekst = "hij is toch niet veel online"
    found = (signaal(tekst, "niet veel online", "online", "afwezig"),)
    gesprek.say(tekst, "corrigeren", signalen=found)
    assert "is veel online" not in lines(gesprek)


@pytest.mark.parametrize(
    ("eerst", "dan", "relatie"),
    [
        ("mijn leerling is boos", "niet mijn leerling maar mijn buurjongen", "buurjongen"),
        ("een client van mij is boos", "nee het is mijn neefje", "neefje"),
        ("mijn neef is boos", "vergissing, niet mijn neef maar een leerling", "leerling"),
    ],
)
def test_who_the_person_is_can_be_corrected(eerst: str, dan: str, relatie: str) -> None:
    gesprek = Gesprek()
    gesprek.say(eerst)
    assert gesprek.say(dan, "corrigeren") == ["recht_gezet_relatie"]
    assert gesprek.casus.relatie == relatie


def test_two_cases_stay_apart_and_one_can_go_back(gesprek: Gesprek) -> None:
    assert gesprek.say("nu een ander geval", "casus_beschrijven") == ["ander_geval"]
    assert not gesprek.casus.waarnemingen and gesprek.casus.leeftijd is None
    tekst = "zij is stil"
    gesprek.say(tekst, signalen=(signaal(tekst, "is stil", "gedrag"),))
    assert gesprek.say("terug naar het vorige geval", "terug")[:2] == ["vorig_geval", "spiegel"]
    assert len(lines(gesprek)) == 3 and "is stil" not in gesprek.text()
    gesprek.press("vorig_geval")
    assert lines(gesprek) == ["is stil"]


def test_the_number_of_cases_that_are_kept_is_bounded() -> None:
    gesprek = Gesprek()
    for _ in range(8):
        gesprek.say(VERHAAL, signalen=verhaal())
        gesprek.say("nu een ander geval")
    assert len(gesprek.casus.archief) == 3 and gesprek.casus.nummer == 9
    assert all("archief" not in case for case in gesprek.casus.archief)
