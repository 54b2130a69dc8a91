"""Rules that look at one clause at a time."""

from __future__ import annotations

import pytest

from rasa_project.knowledge.taal import load_taal

RULES = load_taal().deelzinnen


def parts(text: str, domein: str) -> list[tuple[str, str]]:
    """The words and the domain of each part, when a model took the whole text for one finding."""
    return [(text[p.start : p.end], p.domein) for p in RULES.parts(text, 0, len(text), domein)]


def test_what_was_said_is_cut_from_what_was_done_online() -> None:
    assert parts("zit tot vier uur online in een besloten groep en zei dat die mensen geen mensen zijn", "online") == [
        ("zit tot vier uur online in een besloten groep", "online"),
        ("zei dat die mensen geen mensen zijn", "uitingen"),
    ]


def test_a_verb_of_saying_begins_a_clause_without_a_comma() -> None:
    assert parts("online in een gesloten groep zei laatst dat ze weg moeten komt nog op voetbal", "online") == [
        ("online in een gesloten groep", "online"),
        ("zei laatst dat ze weg moeten", "uitingen"),
        ("komt nog op voetbal", "beschermend"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "in de groepsapp zei hij dat ze weg moeten",
        "kijkt filmpjes waarin iemand zegt dat vrouwen minder zijn",
        "zit hele nachten in een groep",
        "zit niet meer in die groepschat, zei hij zelf op discord",
    ],
)
def test_what_is_online_stays_online(text: str) -> None:
    assert parts(text, "online") == [(text, "online")]


@pytest.mark.parametrize("domein", ["geweld_dreiging", "gedrag", "trigger_persoonlijk"])
def test_a_rule_looks_only_in_its_own_domains(domein: str) -> None:
    assert parts("zei dat het slecht gaat", domein) == [("zei dat het slecht gaat", domein)]


def test_approval_of_an_attack_is_never_support() -> None:
    assert parts("vond de aanslag in parijs terecht", "beschermend") == [
        ("vond de aanslag in parijs terecht", "uitingen")
    ]
    assert parts("vond de aanslag niet terecht", "beschermend") == [("vond de aanslag niet terecht", "beschermend")]


def test_places_are_those_of_the_message() -> None:
    text = "Ja, hij liet zijn oude vrienden vallen, echt."
    start, end = text.index("liet"), text.index(" vallen") + len(" vallen")
    (part,) = RULES.parts(text, start, end, "gedrag")
    assert (text[part.start : part.end], part.domein) == ("liet zijn oude vrienden vallen", "sociale_omgeving")
