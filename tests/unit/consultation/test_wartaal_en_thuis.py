"""What cannot be read, and violence at home."""

from __future__ import annotations

import pytest
from gesprekken import Gesprek, signaal

from rasa_project.consultation.gesprekswoorden import is_gibberish


@pytest.mark.parametrize("tekst", ["asdkjh qwe", "sdfkjh", "qwerty", "zzzzz"])
def test_keys_that_were_hit_at_random_are_gibberish(tekst: str) -> None:
    assert is_gibberish(tekst)


@pytest.mark.parametrize("tekst", ["leerling met asd", "asd", "ggz en wijkteam", "wie weet er meer", "er was een ert"])
def test_abbreviations_and_short_words_are_not(tekst: str) -> None:
    assert not is_gibberish(tekst)


def test_at_violence_at_home_nobody_hears_that_one_signal_is_none() -> None:
    gesprek = Gesprek()
    tekst = "mijn collega slaat zijn dochter"
    keys = gesprek.say(tekst, signalen=(signaal(tekst, "slaat zijn dochter", "geweld_dreiging"),))
    assert "geweld_thuis" in keys and "een_signaal" not in keys
