"""The word lists and danger rules hold what they promise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rasa_project.consultation.acuut import AcuteResult, acute_rules
from rasa_project.knowledge.taal import ROOT, check_taal, load_acute_rules, load_taal
from rasa_project.language.tokens import forms
from rasa_project.understanding.slots import RoleFinder

RULES = load_acute_rules()
TAAL = load_taal()
ROLLEN = RoleFinder(TAAL.rollen)


def test_every_rule_fires_on_its_own_examples_only() -> None:
    assert check_taal() == []


def test_a_broken_rule_is_found(tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path / "taal")
    file = tmp_path / "taal" / "acuut.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("alle: [wapen, nu]", "alle: [wapens, nu]"), encoding="utf-8"
    )
    kinds = {(problem.soort, problem.bij) for problem in check_taal(tmp_path / "taal")}
    assert ("onbekende_groep", "wapen_nu") in kinds


@pytest.mark.parametrize("text", ["", " ", "a", "漢字", "x" * 20_000, "mes " * 5_000])
def test_rules_never_break(text: str) -> None:
    assert isinstance(acute_rules(text, RULES), AcuteResult)


@pytest.mark.parametrize(
    ("text", "modus", "soort"),
    [
        ("help", "direct", "algemeen"),
        ("ze schieten", "direct", "algemeen"),
        ("er staat nu iemand met een mes in de hal", "direct", "geweld"),
        ("ze heeft een afscheidsbrief geschreven", "direct", "zelfdoding"),
    ],
)
def test_concrete_danger_is_found_without_a_model(text: str, modus: str, soort: str) -> None:
    found = acute_rules(text, RULES)
    assert (found.acuut, found.modus, found.soort) == (True, modus, soort)


@pytest.mark.parametrize(
    "text",
    [
        "hij komt vaak te laat",
        "stel dat iemand met een mes binnenkomt, wat doe ik nu",
        "vorig jaar had hij een mes bij zich",
        "in de game schiet hij nu met een pistool",
        "wie kan ik bellen",
    ],
)
def test_rules_stay_silent_otherwise(text: str) -> None:
    assert not acute_rules(text, RULES).acuut


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "hij gaat morgen naar de moskee om hem neer te steken",
            "hij gaat morgen naar de synagoge om hem neer te steken",
        ),
        ("een Turkse jongen met een mes, nu", "een Nederlandse jongen met een mes, nu"),
        ("ze gaan vannacht het azc in brand steken", "ze gaan vannacht de kerk in brand steken"),
    ],
)
def test_twins_get_the_same_from_the_rules(one: str, other: str) -> None:
    assert acute_rules(one, RULES) == acute_rules(other, RULES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("een islamitische jongen uit Marokko bidt in de moskee", "een joodse jongen uit Polen bidt in de synagoge"),
        ("ze draagt een hijab en leest de koran", "ze draagt een keppel en leest de bijbel"),
        ("[NAAM-1] is voor het klimaat", "[NAAM-3] is voor stikstof"),
    ],
)
def test_faith_origin_and_cause_are_read_the_same(one: str, other: str) -> None:
    assert forms(TAAL.reader.read(one)) == forms(TAAL.reader.read(other))


@pytest.mark.parametrize(
    ("text", "rol"),
    [
        ("ik ben mentor op een vmbo", "mentor"),
        ("docent hier, ik heb een vraag", "docent"),
        ("wijkagent", "wijkagent"),
        ("als orthopedagoog in de ggz maak ik me zorgen", "ggz_professional"),
        ("de wijkagent kwam langs", None),
        ("zijn mentor zegt dat het goed gaat", None),
        ("ik werk als jongerenwerker", "jongerenwerker"),
    ],
)
def test_the_profession_is_that_of_the_user(text: str, rol: str | None) -> None:
    found = ROLLEN.find(text)
    assert (found.value if found else None) == rol
