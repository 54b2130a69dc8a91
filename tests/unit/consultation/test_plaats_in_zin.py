"""Places where the case is, and places where something only happened."""

from __future__ import annotations

from pathlib import Path

import pytest

from rasa_project.consultation.gemeenten import GemeenteFinder
from rasa_project.consultation.plaats_in_zin import ELSEWHERE, HOME, NEUTRAL, standing
from rasa_project.knowledge.afscherming import load_gemeente_rows

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def finder() -> GemeenteFinder:
    return GemeenteFinder(load_gemeente_rows(ROOT), everyday={"nieuwe": 9, "jongen": 9, "baard": 3})


@pytest.mark.parametrize(
    ("before", "name", "after", "expected"),
    [
        ("kom van texel maar woon nu hier in ", "meppel", ", al jaren", HOME),
        ("ik werk sinds kort in ", "delft", "", HOME),
        ("wijkagent ", "assen", " hier", HOME),
        ("hij ging mee naar de rellen in ", "den haag", "", ELSEWHERE),
        ("op weg naar zijn oom in ", "rotterdam", "", ELSEWHERE),
        ("opgegroeid in ", "groningen", ", woont hier", ELSEWHERE),
        ("hij was in ", "den haag", " bij een demonstratie", ELSEWHERE),
        ("het verraad van ", "den haag", "", ELSEWHERE),
        ("mijn cliënt in ", "ede", " zegt niets", NEUTRAL),
        ("een jongen uit ", "den haag", " doet raar", NEUTRAL),
        ("loop vast in ", "zwolle", "", NEUTRAL),
    ],
)
def test_standing(before: str, name: str, after: str, expected: int) -> None:
    assert standing(before, name, after) == expected


@pytest.mark.parametrize(
    ("text", "gemeente"),
    [
        ("kom zelf van texel maar woon nu hier in meppel", "Meppel"),
        ("wij vallen onder Epe, niet onder Apeldoorn", "Epe"),
        ("dat dorp valt onder soest, meen ik", "Soest"),
        ("wijkteam kampen. mevrouw wordt uitgekleed door haar kleinzoon", "Kampen"),
        ("wij zitten op de rand van alphen a/d rijn en leiderdorp is ver", None),
        ("in alphen ad rijn zit hij op de scouting", "Alphen aan den Rijn"),
        ("goor, achter het spoor woont ze op zichzelf", "Hof van Twente"),
        ("wijkteam hogeveen: jongen doet de rolluiken nooit meer open", "Hoogeveen"),
        ("spijkeniss hier, in de kringloop werkt een vent", "Nissewaard"),
        ("middelburg in zeeland", "Middelburg (Z.)"),
        ("nederland (ov)", "Steenwijkerland"),
        ("bel de gemeente. Een jongen zit hier", None),
        ("is dat in nederland verboden?", None),
        ("de vader woont in zeeland en belt nooit", None),
        ("een server in amerika", None),
        ("een trip naar nieuw-zeeland met zijn vader", None),
        ("de klas is verdeeld in twee kampen en praat niet", None),
        ("he goes to school every day", None),
        ("hij stond vooraan bij de rellen in den haag", None),
        ("ze logeert bij haar oma in utrecht en belt niet", None),
        ("de rellen in arnhem zag hij, wij werken in ede", "Ede"),
        ("nieuwe baard, nieuwe vrienden", None),
        ("wie is het contact in den haag?", "'s-Gravenhage"),
    ],
)
def test_the_place_of_the_case(finder: GemeenteFinder, text: str, gemeente: str | None) -> None:
    assert finder.find(text).gemeente == gemeente


def test_a_place_elsewhere_still_has_its_span(finder: GemeenteFinder) -> None:
    text = "hij stond vooraan bij de rellen in den haag"
    (span,) = finder.find(text).spans
    assert text[slice(*span)] == "den haag"
