"""The stroomschema in the conversation: buttons, steering, age, resume, overview."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from rasa_project.consultation.beurt import Beurt, Uitkomst
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.gesprek import take_turn
from rasa_project.consultation.openingstijden import AMSTERDAM
from rasa_project.consultation.stroomschema import reachable_states, resolve_stroomschema
from rasa_project.knowledge.repository import Kennis, load_kennis

ROOT = Path(__file__).resolve().parents[3]
NU = datetime(2026, 11, 24, 10, 0, tzinfo=AMSTERDAM)
TOT_LEEFTIJD = (
    "verder nee ja veiligheid gedaan nee ja nee ja nee ja zorg_blijft ja nee gedaan ja serieuze_zorg nee"
).split()
"""Answers up to the question whether the decision was made together."""


@pytest.fixture(scope="module")
def kennis() -> Kennis:
    return load_kennis(ROOT, productie=False)


def at(kennis: Kennis, *answers: str, **more: Any) -> Casus:
    stand = resolve_stroomschema(kennis.stroomschema, answers)
    assert not stand.afgekapt, (stand.knoop.id, answers[len(stand.pad) :])
    return Casus(pad=answers, in_stroomschema=True, **more)


def turn(casus: Casus, kennis: Kennis, tekst: str = "", *intents: str, keuze: str | None = None) -> Uitkomst:
    return take_turn(casus, Beurt(tekst, intents or ("kies_antwoord",), NU, keuze=keuze), kennis)


def keys(outcome: Uitkomst) -> list[str]:
    return [b.sleutel for b in outcome.berichten]


def test_every_knoop_can_be_steered_with_buttons(kennis: Kennis) -> None:
    for path in reachable_states(kennis.stroomschema).values():
        stand = resolve_stroomschema(kennis.stroomschema, path)
        if stand.klaar:
            continue
        bubble = turn(at(kennis, *path), kennis, "waarom", "waarom_deze_vraag").berichten[-1]
        payloads = [k.keuze for k in bubble.knoppen]
        assert {"/waarom_deze_vraag", "/stoppen"} <= set(payloads)
        assert ("/terug" in payloads) == bool(path)
        assert ("/weet_niet" in payloads) == (stand.knoop.weet_niet is not None)
        assert len(payloads) == len(set(payloads))


def test_pressing_every_button_does_something(kennis: Kennis) -> None:
    """No state of the flow has a button that is answered with "niet begrepen"."""
    for path in reachable_states(kennis.stroomschema).values():
        stand = resolve_stroomschema(kennis.stroomschema, path)
        casus = at(kennis, *path)
        for antwoord in stand.knoop.antwoorden:
            assert "stroomschema_niet_begrepen" not in keys(turn(casus, kennis, keuze=antwoord.id))
        for intent in ("terug", "waarom_deze_vraag", "stoppen", "weet_niet"):
            if not stand.klaar and (intent != "weet_niet" or stand.knoop.weet_niet):
                assert "stroomschema_niet_begrepen" not in keys(turn(casus, kennis, "", intent)), (
                    stand.knoop.id,
                    intent,
                )


def test_back_at_the_beginning_says_so(kennis: Kennis) -> None:
    assert keys(turn(at(kennis), kennis, "terug", "terug")) == ["stroomschema_terug_begin", "stroomschema_start"]


def test_where_one_is_goes_along_for_the_drawing(kennis: Kennis) -> None:
    bubble = turn(at(kennis, "verder"), kennis, keuze="nee").berichten[0]
    assert dict(bubble.custom or {})["stroomschema"] == {"knoop": "n0b", "gelopen": ["start", "n0"]}


def test_a_known_age_is_not_asked_again_and_can_be_put_right(kennis: Kennis) -> None:
    outcome = turn(at(kennis, *TOT_LEEFTIJD, leeftijd="12-15"), kennis, keuze="ja")
    assert keys(outcome) == ["stroomschema_leeftijd_bekend", "stroomschema_n5_o1215"]
    assert keys(turn(outcome.casus, kennis, "terug", "terug")) == ["stroomschema_n5_leeftijd"]


@pytest.mark.parametrize(
    ("leeftijd", "knoop"),
    [("<12", "n5_o12"), ("12-15", "n5_o1215"), ("16-17", "n5_o16"), ("18-22", "n5_o16"), (None, "n5_leeftijd")],
)
def test_consent_follows_the_age(kennis: Kennis, leeftijd: str | None, knoop: str) -> None:
    outcome = turn(at(kennis, *TOT_LEEFTIJD, leeftijd=leeftijd), kennis, keuze="ja")
    assert keys(outcome)[-1] == f"stroomschema_{knoop}"


def test_the_overview_at_the_end_can_be_copied_and_holds_no_words_of_the_user(kennis: Kennis) -> None:
    path = [*TOT_LEEFTIJD, "ja", "vanaf_16", "ja", "casusregisseur", "klaar", "klaar", "klaar"]
    outcome = turn(at(kennis, *path[:-1]), kennis, "verder", "bevestigen")
    assert keys(outcome) == ["stroomschema_eind", "stroomschema_overzicht", "aanbod_kort"]
    document = dict(outcome.berichten[1].custom or {})["samenvatting"]
    assert [deel["titel"][:7] for deel in document["delen"]] == [f"Stap {n}:" for n in range(1, 7)]
    lines = [regel["tekst"] for deel in document["delen"] for regel in deel["regels"]]
    assert "Al met de jongere gepraat? Ja" in lines and "Met wie delen? Casusregisseur of gemeente" in lines
    known = {kennis.zin(f"stroomschema_kort_{id}") for id in kennis.stroomschema.knopen}
    assert all(any(line.startswith(short) for short in known) for line in lines)


def test_stopping_half_way_gives_what_was_walked(kennis: Kennis) -> None:
    outcome = turn(at(kennis, *TOT_LEEFTIJD[:8]), kennis, "stop", "stoppen")
    assert keys(outcome) == ["stroomschema_gestopt", "stroomschema_overzicht"]
    assert not outcome.casus.in_stroomschema and outcome.casus.pad


def test_changed_content_keeps_the_answers_that_are_still_right(kennis: Kennis) -> None:
    schema = kennis.stroomschema
    n0b = schema.knopen["n0b"]
    smaller = replace(schema, knopen={**schema.knopen, "n0b": replace(n0b, antwoorden=n0b.antwoorden[1:])})
    changed = replace(kennis, stroomschema=smaller)
    outcome = turn(at(kennis, "verder", "nee", "ja", "veiligheid"), changed, keuze="gedaan")
    assert keys(outcome) == ["stroomschema_veranderd", "stroomschema_n0b"]
    assert outcome.casus.pad == ("verder", "nee")


def test_the_place_survives_json_and_a_side_question(kennis: Kennis) -> None:
    casus = Casus.from_dict(at(kennis, *TOT_LEEFTIJD).to_dict())
    outcome = turn(casus, kennis, "blijft dit onder ons", "vraag_privacy")
    assert keys(outcome) == ["privacy", "stroomschema_n5_samen"]
