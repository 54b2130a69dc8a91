"""What people type, as an answer of the current Knoop."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.consultation.antwoorden import distance, match_antwoord
from rasa_project.consultation.models import Antwoord, Herkomst, Knoop

BRON = Herkomst("te_verifieren", (), date(2026, 11, 22))


def knoop(soort: str, *antwoorden: Antwoord, weet_niet: str | None = "advies") -> Knoop:
    return Knoop("n", soort, antwoorden, BRON, weet_niet=weet_niet)


JA_NEE = knoop("keuze", Antwoord("ja", "a", "Ja"), Antwoord("nee", "b", "Nee"))
TWIJFEL = knoop(
    "keuze",
    Antwoord("ja", "a", "Ja"),
    Antwoord("nee", "b", "Nee", ook=("geen gevaar",)),
    Antwoord("twijfel", "c", "Ik twijfel", ook=("misschien",)),
)
WIE = knoop(
    "keuze",
    Antwoord("casusregisseur", "a", "Casusregisseur of gemeente", ook=("gemeente",)),
    Antwoord("politie", "b", "Politie", ook=("wijkagent",)),
    Antwoord("zvh", "c", "Zorg- en Veiligheidshuis", ook=("veiligheidshuis",)),
)
LEEFTIJD = knoop(
    "keuze",
    Antwoord("onder_12", "a", "Jonger dan 12"),
    Antwoord("van_12_tot_16", "b", "12 tot en met 15", ook=("13", "14")),
    Antwoord("vanaf_16", "c", "16 of ouder", ook=("16", "16+")),
)
INFO = knoop("info", Antwoord("verder", "a", "Verder"), weet_niet=None)
GEDAAN = knoop("vraag", Antwoord("gedaan", "a", "Gedaan"))


@pytest.mark.parametrize(
    ("where", "typed", "answer"),
    [
        (JA_NEE, "Ja", "ja"),
        (JA_NEE, "ja hoor", "ja"),
        (JA_NEE, "klopt!", "ja"),
        (JA_NEE, "jazeker", "ja"),
        (JA_NEE, "ja, vorige week al", "ja"),
        (JA_NEE, "nee", "nee"),
        (JA_NEE, "nog niet", "nee"),
        (JA_NEE, "nee, nog met niemand", "nee"),
        (JA_NEE, "geen idee", "weet_niet"),
        (JA_NEE, "ik weet het niet", "weet_niet"),
        (JA_NEE, "weet ik niet", "weet_niet"),
        (JA_NEE, "terug", "terug"),
        (JA_NEE, "ga terug", "terug"),
        (JA_NEE, "stop maar", "stop"),
        (JA_NEE, "ik wil stoppen", "stop"),
        (JA_NEE, "nou ja", "ja"),
        (JA_NEE, "jaaa", "ja"),
        (JA_NEE, "neeee", "nee"),
        (TWIJFEL, "ik twijfel", "twijfel"),
        (TWIJFEL, "misschien", "twijfel"),
        (TWIJFEL, "geen gevaar", "nee"),
        (TWIJFEL, "twijfl", "twijfel"),
        (WIE, "politie", "politie"),
        (WIE, "de tweede", "politie"),
        (WIE, "2", "politie"),
        (WIE, "doe maar de wijkagent", "politie"),
        (WIE, "doe maar wijkagent", "politie"),
        (WIE, "veiligheidshuis", "zvh"),
        (WIE, "Zorg- en Veiligheidshuis", "zvh"),
        (WIE, "casusregiseur", "casusregisseur"),
        (WIE, "gemeete", "casusregisseur"),
        (LEEFTIJD, "16", "vanaf_16"),
        (LEEFTIJD, "16+", "vanaf_16"),
        (LEEFTIJD, "14", "van_12_tot_16"),
        (LEEFTIJD, "jonger dan 12", "onder_12"),
        (INFO, "ok", "verder"),
        (INFO, "kom maar op", "verder"),
        (INFO, "weet ik niet", None),
        (GEDAAN, "gedaan", "gedaan"),
        (GEDAAN, "heb ik gedaan", "gedaan"),
        (JA_NEE, "wat is een casusregisseur", None),
        (JA_NEE, "ja maar hij is niet van school", None),
        (JA_NEE, "", None),
        (JA_NEE, "😀", None),
        (WIE, "ja", None),
    ],
)
def test_typed_words(where: Knoop, typed: str, answer: str | None) -> None:
    assert match_antwoord(where, typed) == answer


def test_two_answers_that_fit_as_well_give_none() -> None:
    where = knoop("keuze", Antwoord("mag_wel", "a", "Mag wel"), Antwoord("mag_wek", "b", "Mag wek"))
    assert match_antwoord(where, "mag we") is None


@pytest.mark.parametrize(
    ("left", "right", "edits"), [("ja", "ja", 0), ("politie", "poltiie", 1), ("politie", "poltie", 1), ("ja", "nee", 3)]
)
def test_distance(left: str, right: str, edits: int) -> None:
    assert distance(left, right, 2) == edits


@given(st.text(max_size=60))
def test_any_words_give_an_answer_of_the_knoop_or_none(typed: str) -> None:
    for where in (JA_NEE, TWIJFEL, WIE, INFO, GEDAAN):
        found = match_antwoord(where, typed)
        assert found in {None, "terug", "stop", "weet_niet", *(a.id for a in where.antwoorden)}
