"""Finding an event or an instrument by what somebody typed."""

from __future__ import annotations

from datetime import date

import pytest

from rasa_project.consultation.models import (
    Antwoord,
    Herkomst,
    Instrument,
    Knoop,
    StapInfo,
    Stroomschema,
    Triggerfactor,
)
from rasa_project.consultation.opzoeken import find_instrumenten, find_triggerfactoren, overview
from rasa_project.consultation.stroomschema import resolve_stroomschema

BRON = Herkomst("gevonden", (), date(2026, 11, 22))


def trigger(id: str, *woorden: str) -> Triggerfactor:
    return Triggerfactor(id, "persoonlijk", id, "", "trigger_persoonlijk", woorden, (), BRON)


def instrument(id: str, naam: str, *ook: str) -> Instrument:
    return Instrument(
        id, 1, naam, "", "", (), "", "", (), ("nl",), (), None, None, None, None, "actueel", "", None, True, ook, BRON
    )


TRIGGERS = (trigger("dood", "overleden", "dood"), trigger("thuis", "uit huis geplaatst", "scheiding"))
INSTRUMENTEN = (
    instrument("omei", "Training Omgaan met Extreme Idealen (OMEI)", "omgaan met extreme idealen", "omei"),
    instrument("nuansa", "Nuansa WegWijzer trainingen", "nuansa"),
    instrument("lse", "Landelijk Steunpunt", "lse"),
)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("zijn opa is net dood", ["dood"]),
        ("Haar moeder is OVERLEDEN.", ["dood"]),
        ("uit huis geplaatst na de dood van zijn vader", ["thuis", "dood"]),
        ("hij moest het gedoogd zien", []),
        ("", []),
    ],
)
def test_events(typed: str, ids: list[str]) -> None:
    assert [t.id for t in find_triggerfactoren(TRIGGERS, typed)] == ids


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("bestaat nuansa nog", ["nuansa"]),
        ("bestaat nuanssa nog", ["nuansa"]),
        ("wat is omei", ["omei"]),
        ("omgaan met extreme idealen", ["omei"]),
        ("lsd", []),
        ("wat is het lse", ["lse"]),
    ],
)
def test_instruments_by_name(typed: str, ids: list[str]) -> None:
    assert [i.id for i in find_instrumenten(INSTRUMENTEN, typed)] == ids


def test_overview_names_steps_and_answers_only() -> None:
    knopen = {
        "a": Knoop("a", "keuze", (Antwoord("ja", "b", "Ja"), Antwoord("nee", "b", "Nee")), BRON, stap=1),
        "b": Knoop("b", "keuze", (Antwoord("klaar", "c", "Verder"),), BRON),
        "c": Knoop("c", "eind", (), BRON),
    }
    schema = Stroomschema("a", "b", knopen, (StapInfo(1, "Beschrijven", BRON),), (), 6, 7, "", "1")
    stand = resolve_stroomschema(schema, ("ja", "klaar"))
    assert overview(schema, stand, {"ja": "Ja", "klaar": "Verder"}) == ((1, "a", "Ja"),)
