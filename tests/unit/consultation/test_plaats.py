"""A turn that names a place and nothing else, whatever it was taken for."""

from __future__ import annotations

import pytest
from gesprekken import DINSDAG, Gesprek


def test_another_place_after_contacts_asks_for_those_of_that_place() -> None:
    gesprek = Gesprek()
    gesprek.say("wie bel ik", "vraag_contact", gemeente="Utrecht")
    assert gesprek.say("en den haag", "afscheid", gemeente="'s-Gravenhage")[0] in ("contact", "contact_voorbeeld")
    assert "'s-Gravenhage" in gesprek.text()


def test_a_corrected_place_changes_no_line() -> None:
    gesprek = Gesprek()
    gesprek.say("wie bel ik", "vraag_contact", gemeente="Culemborg")
    told = gesprek.say("sorry het is geen culemborg maar tiel", "corrigeren", gemeente="Tiel")
    assert "wat_klopt_niet" not in told
    assert "Tiel" in gesprek.text()


def test_a_place_that_is_wrong_is_asked_again() -> None:
    gesprek = Gesprek()
    gesprek.say("wie bel ik", "vraag_contact", gemeente="Tiel")
    assert gesprek.say("nee, niet in tiel", "ontkennen", gemeente="Tiel") == ["vraag_gemeente"]
    assert gesprek.casus.gemeente is None


@pytest.mark.parametrize("intent", ["weet_niet", "buiten_bereik", "corrigeren", "bedanken"])
def test_before_contacts_the_place_is_noted(intent: str) -> None:
    gesprek = Gesprek()
    told = gesprek.say("ik woon in de bilt", intent, gemeente="De Bilt")
    assert "gemeente_gevonden" in told
    assert not {"weet_niet_ok", "niet_begrepen", "buiten_bereik", "wat_klopt_niet"} & set(told)


def test_who_thanks_from_a_place_is_thanked() -> None:
    gesprek = Gesprek()
    gesprek.say("wie bel ik", "vraag_contact", gemeente="Utrecht")
    assert "bedankt" in gesprek.say("bedankt en groetjes uit tiel", "bedanken", gemeente="Tiel")


def test_tomorrow_has_its_own_hours() -> None:
    gesprek = Gesprek(now=DINSDAG)
    gesprek.say("wie bel ik morgen", "vraag_contact", gemeente="Ede", vraag="kan_wachten")
    assert "Open vanaf morgen 9.00 uur" in gesprek.text()
    gesprek.say("wie kan ik nu bellen", "vraag_contact", gemeente="Ede")
    assert "Nu bereikbaar" in gesprek.text()


def test_the_source_of_a_number_that_was_named() -> None:
    gesprek = Gesprek(now=DINSDAG)
    assert gesprek.say("klopt het nummer wel?", "vraag_privacy") == ["nummer_geen"]
    gesprek.say("wie bel ik", "vraag_contact", gemeente="Ede")
    assert gesprek.say("klopt het nummer wel?", "vraag_privacy")[0] == "nummer_nagekeken"
    assert "Laatst nagekeken op" in gesprek.text()
    assert "voorbeeldlijst" in gesprek.text()
