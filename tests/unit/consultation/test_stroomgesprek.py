"""The stroomschema in the conversation: buttons, steering, age, resume, overview."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from rasa_project.consultation.antwoorden import match_antwoord
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


# --- words that are no answer here ------------------------------------------


def steps_with_other_answers(kennis: Kennis, said: str) -> list[tuple[str, ...]]:
    """One path to every Knoop with more than one way on where these words are none of them."""
    paths: dict[str, tuple[str, ...]] = {}
    for path in reachable_states(kennis.stroomschema).values():
        knoop = resolve_stroomschema(kennis.stroomschema, path).knoop
        if len(knoop.antwoorden) > 1 and match_antwoord(knoop, said) is None:
            paths.setdefault(knoop.id, path)
    return list(paths.values())


@pytest.mark.parametrize(("said", "intent"), [("ja", "bevestigen"), ("nee", "ontkennen"), ("verder", "bevestigen")])
def test_a_yes_or_no_that_does_not_fit_gets_the_choices_and_never_that_nothing_was_asked(
    kennis: Kennis, said: str, intent: str
) -> None:
    paths = steps_with_other_answers(kennis, said)
    assert len(paths) >= 8
    for path in paths:
        knoop = resolve_stroomschema(kennis.stroomschema, path).knoop
        outcome = turn(at(kennis, *path), kennis, said, intent)
        assert keys(outcome) == ["stroomschema_keuzes", knoop.tekst], knoop.id
        lines = outcome.berichten[0].waarden["regels"].split("\n")
        assert lines[0] == f"1. {knoop.antwoorden[0].titel}" and len(lines) == len(knoop.antwoorden)
        assert keys(turn(outcome.casus, kennis, "1", "nlu_fallback")) != keys(outcome)


def test_what_does_not_fit_twice_gets_the_choices(kennis: Kennis) -> None:
    casus = at(kennis, "verder", "nee", "ja")
    first = turn(casus, kennis, "paars", "nlu_fallback")
    assert keys(first) == ["stroomschema_niet_begrepen", "stroomschema_n0d"]
    assert keys(turn(first.casus, kennis, "paars", "nlu_fallback")) == ["stroomschema_keuzes", "stroomschema_n0d"]


def test_there_is_no_danger_in_words_after_112(kennis: Kennis) -> None:
    casus = at(kennis, "verder", "ja")
    assert keys(turn(casus, kennis, "nee, er is geen gevaar", "ontkennen")) == ["stroomschema_n0b"]
    assert keys(turn(casus, kennis, "nee", "ontkennen"))[-1] == "stroomschema_acuut"


@pytest.mark.parametrize(("leeftijd", "knoop"), [("16-17", "n0d"), ("18-22", "n0d"), ("23+", "n0c"), (None, "n0b")])
def test_who_told_the_age_is_not_asked_for_it_at_the_beginning(kennis: Kennis, leeftijd: str, knoop: str) -> None:
    casus = take_turn(Casus(), Beurt("stroomschema", ("stroomschema",), NU, leeftijd=leeftijd), kennis).casus
    casus = turn(casus, kennis, "verder", "bevestigen").casus
    outcome = turn(casus, kennis, "nee", "ontkennen")
    assert keys(outcome)[-1] == f"stroomschema_{knoop}"
    assert ("stroomschema_leeftijd_bekend" in keys(outcome)) == (leeftijd is not None)


@pytest.mark.parametrize(("said", "knoop"), [("14", "n0d"), ("hij is 17 jaar", "n0d"), ("27", "n0c")])
def test_an_age_answers_the_question_about_the_age(kennis: Kennis, said: str, knoop: str) -> None:
    assert keys(turn(at(kennis, "verder", "nee"), kennis, said, "nlu_fallback"))[-1] == f"stroomschema_{knoop}"


def test_a_casusregisseur_in_our_list_is_not_asked_for(kennis: Kennis) -> None:
    paths = reachable_states(kennis.stroomschema).values()
    path = next(p for p in paths if resolve_stroomschema(kennis.stroomschema, p).knoop.id == "n2b")
    assert keys(turn(at(kennis, *path), kennis, keuze="nee")) == ["stroomschema_n2c"]
    assert keys(turn(at(kennis, *path, gemeente="Amsterdam"), kennis, keuze="nee")) == ["stroomschema_n2c"]
    given = kennis.contacten.of("Ede")[0].id
    for known in ({"gemeente": "Ede"}, {"contact": given}):
        outcome = turn(at(kennis, *path, **known), kennis, keuze="nee")
        assert keys(outcome) == ["stroomschema_contact_bekend", "stroomschema_n2_cr"]
        assert keys(turn(outcome.casus, kennis, "terug", "terug")) == ["stroomschema_n2c"]
