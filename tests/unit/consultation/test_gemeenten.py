"""The municipality a user means, in the spelling people use."""

from __future__ import annotations

from pathlib import Path

import pytest

from rasa_project.consultation.gemeenten import GemeenteFinder, GemeenteRow
from rasa_project.knowledge.afscherming import load_gemeente_rows

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def finder() -> GemeenteFinder:
    return GemeenteFinder(load_gemeente_rows(ROOT))


@pytest.mark.parametrize(
    ("text", "gemeente"),
    [
        ("wie is de casusregisseur in ede?", "Ede"),
        ("ede", "Ede"),
        ("ik woon in de bilt", "De Bilt"),
        ("ik werk in het hogeland", "Het Hogeland"),
        ("hij komt uit de ronde venen", "De Ronde Venen"),
        ("het is in 's-hertogenbosch", "'s-Hertogenbosch"),
        ("en den haag", "'s-Gravenhage"),
        ("sorry het is geen culemborg maar tiel", "Tiel"),
        ("niet in tiel maar best", "Best"),
        ("nee niet tiel", "Tiel"),
        ("ik werk in eindhove", "Eindhoven"),
        ("ik ben mentor in gronningen", "Groningen"),
        ("ik zit in best", "Best"),
        ("wij zitten in Goes", "Goes"),
        ("Rijswijk (NB)", "Altena"),
        ("rijswijk in brabant", "Altena"),
        ("rijswijk", "Rijswijk (ZH.)"),
        ("bergen nh", "Bergen (NH.)"),
        ("bergen in limburg", "Bergen (L.)"),
        ("gemeente Bergen op Zoom", "Bergen op Zoom"),
        ("ik kom uit dokkum", "Noardeast-Fryslân"),
        ("ljouwert", "Leeuwarden"),
        ("súdwest fryslân", "Súdwest-Fryslân"),
        ("sudwest-fryslan", "Súdwest-Fryslân"),
        ("den bosch", "'s-Hertogenbosch"),
        ("s hertogenbosch", "'s-Hertogenbosch"),
        ("den haag", "'s-Gravenhage"),
        ("nuenen c.a.", "Nuenen, Gerwen en Nederwetten"),
        ("amsterdam zuidoost", "Amsterdam"),
        ("hij heeft echt geen idee waar ik in Echt moet zijn", "Echt-Susteren"),
        ("laren in gelderland", "Lochem"),
    ],
)
def test_one_municipality(finder: GemeenteFinder, text: str, gemeente: str) -> None:
    found = finder.find(text)
    assert (found.gemeente, found.kandidaten) == (gemeente, ())
    assert found.spans


@pytest.mark.parametrize(
    ("text", "kandidaten"),
    [
        ("bergen", {"Bergen (NH.)", "Bergen (L.)"}),
        ("we zitten in buren", {"Buren", "Ameland"}),
        ("hoorn", {"Hoorn", "Terschelling"}),
        ("laren", {"Laren (NH.)", "Lochem"}),
        ("in Well", {"Maasdriel", "Bergen (L.)"}),
        ("arnhem en nijmegen", {"Arnhem", "Nijmegen"}),
    ],
)
def test_more_places_are_asked_about(finder: GemeenteFinder, text: str, kandidaten: set[str]) -> None:
    found = finder.find(text)
    assert found.gemeente is None
    assert set(found.kandidaten) == kandidaten


@pytest.mark.parametrize(
    "text",
    [
        "het is best lastig",
        "hij staat benzine over de balie te gieten",
        "ze heeft met schulden te kampen",
        "echt niet",
        "in een dorp verderop",
        "hij woont in een huis",
        "de buren klagen over hem",
        "het gaat heel goed",
        "ik maak me zorgen",
        "in heel veel gevallen",
        "de dieren en de helden",
        "hij zit in de war",
        "",
    ],
)
def test_words_are_no_places(finder: GemeenteFinder, text: str) -> None:
    assert finder.find(text).gemeente is None
    assert finder.find(text).kandidaten == ()


def test_offsets_are_those_of_the_input(finder: GemeenteFinder) -> None:
    text = "\U0001f600 ik zit in fran\u200beker nu"
    start, end = finder.find(text).spans[0]
    assert text[start:end] == "fran\u200beker"


def test_every_municipality_is_found_by_its_own_name(finder: GemeenteFinder) -> None:
    rows = [row for row in load_gemeente_rows(ROOT) if row.soort == "gemeente"]
    assert len(rows) == 342
    for row in rows:
        found = finder.find(row.naam)
        assert row.naam == found.gemeente or row.naam in found.kandidaten, row.naam


def test_own_rows() -> None:
    rows = [GemeenteRow("Fictiestad", "Fictiestad", "gemeente"), GemeenteRow("Bedenkdorp", "Fictiestad", "woonplaats")]
    assert GemeenteFinder(rows).find("ik zit in bedenkdrop").gemeente == "Fictiestad"


def test_an_everyday_word_is_no_misspelt_place() -> None:
    careful = GemeenteFinder(load_gemeente_rows(ROOT), everyday={"maart": 300})
    assert careful.find("dat was in maart. en zijn vriendin is weg").gemeente is None
    assert careful.find("ik werk in maarn").gemeente == "Utrechtse Heuvelrug"


@pytest.mark.parametrize(
    ("text", "gemeente"),
    [
        ("we zitten in Veldhoven, zij woont in Eersel", "Eersel"),
        ("school staat in Best, hij woont in Oirschot", "Oirschot"),
        ("en mijn leerling woont in Bergeijk maar school is in Valkenswaard", "Bergeijk"),
        ("hij woont niet in Ede maar in Barneveld", "Barneveld"),
        ("wie moet ik dan bellen, veldhoven of eersel?", None),
        ("ik woon in Ede en werk in Barneveld", None),
    ],
)
def test_where_the_person_lives_counts(finder: GemeenteFinder, text: str, gemeente: str | None) -> None:
    found = finder.find(text)
    assert found.gemeente == gemeente
    assert len(found.spans) == 2


@pytest.mark.parametrize("text", ["wie bel ik in Neverland", "hoe is dat in Nederland", "wie bel ik in nederland"])
def test_the_country_is_no_hamlet(finder: GemeenteFinder, text: str) -> None:
    assert finder.find(text).gemeente is None


def test_the_hamlet_is_found_when_it_is_called_one(finder: GemeenteFinder) -> None:
    assert finder.find("het dorp Nederland").gemeente == "Steenwijkerland"
