"""Disguise: what a reader can read, the redactor must see."""

from __future__ import annotations

import base64
import time

import pytest

from rasa_project.redaction.engine import Redactor
from tests.tempo import limit

ATTACKS = [
    ("cyrillische letters", "f\u0430tim\u0430 is weg", "f\u0430tim\u0430"),
    ("onzichtbare tekens", "fat\u200bi\u00adma is weg", "fat\u200bi\u00adma"),
    ("volle breedte", "bel ０６１００００００００", "０６１００００００００"),
    ("arabische cijfers", "bel ٠٦١٠٠٠٠٠٠٠٠", "٠٦١٠٠٠٠٠٠٠٠"),
    ("regeleinde in nummer", "bel 06 1000\n0000 even", "06 1000\n0000"),
    ("regeleinde in bsn", "bsn 9999\n90032", "9999\n90032"),
    ("html", "bel 06&#49;0000000", "06&#49;0000000"),
    ("procent", "mail jan%40voorbeeld.nl", "jan%40voorbeeld.nl"),
    ("gespeld", "m o h a m m e d is weg", "m o h a m m e d"),
    ("gespeld met streepjes", "f-a-t-i-m-a durft niet", "f-a-t-i-m-a"),
    ("ander schrift", "Ахмед zegt het", "Ахмед"),
    ("arabisch schrift", "فاطمة is haar naam", "فاطمة"),
    ("vette letters", "\U0001d41f\U0001d41a\U0001d42d\U0001d422\U0001d426\U0001d41a is weg", "\U0001d41f\U0001d41a"),
    ("accenten los", "fa\u0301tima is weg", "fa\u0301tima"),
    ("base64", base64.b64encode(b"jan jansen").decode(), base64.b64encode(b"jan jansen").decode()),
]


@pytest.mark.parametrize(("name", "text", "hidden"), ATTACKS, ids=[row[0] for row in ATTACKS])
def test_disguise_does_not_help(redactor: Redactor, name: str, text: str, hidden: str) -> None:
    result = redactor.redact(text)
    assert hidden not in result.text
    assert result.spans


def test_name_over_two_messages(redactor: Redactor) -> None:
    from rasa_project.redaction.memory import Memory

    memory = Memory(b"sleutel")
    assert "nergenshuizen" not in redactor.redact("zijn achternaam is", memory).text
    assert "nergenshuizen" not in redactor.redact("nergenshuizen", memory).text


@pytest.mark.parametrize(
    "piece", ["a_", "a.", "a ", "1 ", "@a ", "a at ", "ab:", "12-", "x1y2", "06-12 ", "van der ", "A. "]
)
def test_no_text_makes_a_pattern_hang(redactor: Redactor, piece: str) -> None:
    started = time.process_time()
    redactor.redact(piece * (800 // len(piece)))
    redactor.redact(" ".join([(piece * 80)[:80]] * 5))
    assert time.process_time() - started < limit(1.0)
