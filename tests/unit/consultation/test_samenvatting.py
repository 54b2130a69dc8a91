"""The summary: what contradicts first, nothing weighed or counted, no quotation that can be found again."""

from __future__ import annotations

from typing import Any

import pytest
from gesprekken import VERHAAL, ZATERDAGNACHT, Gesprek, signaal, verhaal

from rasa_project.consultation.samenvatting import summary, without_quotes


@pytest.fixture
def gesprek() -> Gesprek:
    made = Gesprek()
    made.say(VERHAAL, signalen=verhaal(), rol="docent", leeftijd="16-17")
    return made


def made(gesprek: Gesprek) -> dict[str, Any]:
    return summary(gesprek.casus, gesprek.kennis, ZATERDAGNACHT)


def part(document: dict[str, Any], title: str) -> str:
    return str(next((d["regels"] for d in document["delen"] if title in d["titel"]), ""))


def test_the_header_and_what_contradicts_come_first(gesprek: Gesprek) -> None:
    document = made(gesprek)
    assert document["kop"] == "Niet gewogen. Geen melding. Onderwerpen zijn geen oordeel."
    assert "tegenspreekt" in document["delen"][0]["titel"]
    assert "komt nog naar voetbal" in str(document["delen"][0])


def test_what_contradicts_is_named_also_when_nobody_knows() -> None:
    gesprek = Gesprek()
    tekst = "hij is boos"
    gesprek.say(tekst, signalen=(signaal(tekst, "is boos", "gedrag"),))
    assert "Nog niet besproken" in str(made(gesprek)["delen"][0])
    gesprek.press("sla_over")
    assert "Gevraagd, maar niet bekend" in str(made(gesprek)["delen"][0])


def test_safety_involved_and_who_knows_are_in_it(gesprek: Gesprek) -> None:
    while gesprek.casus.open_vraag != "veiligheid":
        gesprek.press("sla_over")
    gesprek.say("nee", "ontkennen")
    gesprek.press("vul_aan")
    answers = {"weten_ervan": "alleen zijn moeder", "betrokken": "de mentor", "hulpvraag": "hoe praat ik met hem"}
    while gesprek.casus.open_vraag in answers:
        gesprek.say(answers[gesprek.casus.open_vraag])
    document = made(gesprek)
    assert "nee" in part(document, "Veiligheid nu")
    assert "alleen zijn moeder" in part(document, "Weten jongere en ouders ervan")
    assert "de mentor" in part(document, "Wie al betrokken is")
    assert "hoe praat ik met hem" in part(document, "Wat ik van je vraag")


def test_without_an_own_question_the_usual_ones_are_asked(gesprek: Gesprek) -> None:
    assert "hoor ik iets terug" in part(made(gesprek), "Wat ik van je vraag")


def test_facts_doubts_and_opinions_are_apart() -> None:
    gesprek = Gesprek()
    tekst = "hij sloeg op tafel, hij is agressief en hij zou een mes hebben"
    gesprek.say(
        tekst,
        signalen=(
            signaal(tekst, "sloeg op tafel", "gedrag"),
            signaal(tekst, "is agressief", "gedrag"),
            signaal(tekst, "zou een mes hebben", "gedrag", "onzeker"),
        ),
    )
    document = made(gesprek)
    titles = [d["titel"] for d in document["delen"]]
    assert {"Gedrag", "Gedrag: niet zeker", "Gedrag: mening van de professional"} <= set(titles)
    assert "agressief" not in str(next(d for d in document["delen"] if d["titel"] == "Gedrag"))


def test_an_online_quotation_is_left_out() -> None:
    gesprek = Gesprek()
    tekst = 'hij postte "morgen zullen jullie het zien" in een groep'
    gesprek.say(tekst, signalen=(signaal(tekst, tekst[4:], "online"),))
    document = str(made(gesprek))
    assert "morgen zullen jullie" not in document and "citaat weggelaten" in document


@pytest.mark.parametrize(
    ("tekst", "rest"),
    [
        ("hij schreef “weg met hen” op een muur", "hij schreef X op een muur"),
        ("zij postte 'ik haat alles hier' gisteren", "zij postte X gisteren"),
        ("z'n broer z'n telefoon", "z'n broer z'n telefoon"),
    ],
)
def test_quotations_are_found_and_apostrophes_are_none(tekst: str, rest: str) -> None:
    assert without_quotes(tekst, "X") == rest


def test_nothing_is_counted_or_graded(gesprek: Gesprek) -> None:
    import re

    document = made(gesprek)
    document["datum"] = ""
    assert not re.search(r"\b\d+\s*(signal|zorg|punt|%)|risico|score|hoog|laag", str(document).lower())


def test_faith_in_an_answer_stays_out() -> None:
    gesprek = Gesprek()
    gesprek.say(VERHAAL, signalen=verhaal())
    gesprek.say("hij bidt elke dag. hij helpt zijn oma.", "bevestigen")
    document = str(made(gesprek))
    assert "bidt" not in document and "helpt zijn oma" in document
