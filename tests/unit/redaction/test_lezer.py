"""The reader, with the network that is shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from rasa_project.errors import RedactionError
from rasa_project.gateway.redaction_process import build_redactor, load_lezer
from rasa_project.redaction.document import read
from rasa_project.redaction.engine import Redactor
from rasa_project.redaction.lezer import KINDS, Lezer
from rasa_project.redaction.models import RedactionLists

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def lezer() -> Lezer:
    return load_lezer(ROOT)


@pytest.fixture(scope="module")
def served() -> Redactor:
    return build_redactor(ROOT)


def test_every_token_gets_chances_that_add_up(lezer: Lezer, lists: RedactionLists) -> None:
    document = read("mijn leerling fatima, van obs de regenboog, komt niet meer", lists)
    lezing = lezer.read(document)
    assert lezing.chances.shape == (len(document.tokens), 1 + len(KINDS))
    assert lezing.chances.sum(axis=1) == pytest.approx(1.0)
    assert lezing.chances[document.words.index("fatima"), 1 + KINDS.index("NAAM")] > 0.5
    assert lezing.chances[document.words.index("komt"), 0] > 0.9


def test_a_message_longer_than_the_network_reads_is_read_in_parts(lezer: Lezer, lists: RedactionLists) -> None:
    document = read("hij komt niet meer naar de training en niemand weet waarom. " * 60 + "vraag het aan fatima", lists)
    lezing = lezer.read(document)
    assert len(lezing.chances) == len(document.tokens)
    assert lezing.chances[-1, 1 + KINDS.index("NAAM")] > 0.5


def test_what_was_taken_out_before_is_nothing_new(lezer: Lezer, lists: RedactionLists) -> None:
    document = read("[NAAM-1] zit op [ORGANISATIE-1] en komt niet meer", lists)
    chances = lezer.read(document).chances
    assert all(chances[i][0] > 0.5 for i, token in enumerate(document.tokens) if token.kind != "m")


def test_a_document_without_words_is_read(lezer: Lezer, lists: RedactionLists) -> None:
    assert len(lezer.read(read("?!", lists)).chances) == 2
    assert read("", lists, lezer=lezer).lezing is None


@pytest.mark.parametrize(
    ("text", "gone", "label"),
    [
        ("gisteren heb ik li gesproken, hij was erg stil", "li", "NAAM"),
        ("hij werkt bij bouwbedrijf de kievit en daar is ruzie", "de kievit", "ORGANISATIE"),
        ("zij is leerling van de vuurvogel in groep 8", "vuurvogel", "ORGANISATIE"),
    ],
)
def test_the_sentence_says_what_lists_cannot(served: Redactor, text: str, gone: str, label: str) -> None:
    result = served.redact(text)
    assert gone not in result.text
    assert label in result.kinds


@pytest.mark.parametrize(
    "text",
    [
        "hij werkt in een lampenwinkel en is lid van een voetbalclub",
        "op school zegt hij dat de politie liegt en dat hij naar de moskee wil",
        "hij kijkt naar filmpjes van hamas en van extinction rebellion",
    ],
)
def test_a_place_without_a_name_stays(served: Redactor, text: str) -> None:
    assert served.redact(text).text == text


def test_without_its_file_nothing_is_redacted_at_all(tmp_path: Path) -> None:
    with pytest.raises(RedactionError, match="reader"):
        load_lezer(tmp_path)


@pytest.mark.parametrize("text", ["Bertram Zuurdeeg", "het gaat om bertram zuurdeeg", "fatima"])
def test_the_reader_takes_back_no_name_that_is_only_a_name(served: Redactor, text: str) -> None:
    assert served.redact(text).text.endswith("[NAAM-1]")


def test_redacting_twice_changes_nothing_with_the_reader(served: Redactor) -> None:
    for text in (
        "li van de vuurvogel woont op hazelaar 9 en heet daar stille wolf",
        "shanaya 14 zit op het baken, vader werkt bij dakdekkers boven alles",
        "hij is door fatih van bouwbedrijf de kievit naar lunteren gebracht",
    ):
        once = served.redact(text).text
        assert served.redact(once).text == once
