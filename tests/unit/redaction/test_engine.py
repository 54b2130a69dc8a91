"""The engine: placeholders, offsets, fail closed, memory."""

from __future__ import annotations

import json
import traceback

import pytest

from rasa_project.errors import RedactionError
from rasa_project.redaction.engine import Redactor
from rasa_project.redaction.memory import Memory
from rasa_project.redaction.models import RedactionLists


def test_same_value_same_number(redactor: Redactor) -> None:
    result = redactor.redact("youssra en bertram, maar vooral youssra")
    assert result.text == "[NAAM-1] en [NAAM-2], maar vooral [NAAM-1]"
    assert result.kinds == ("NAAM",)


def test_first_name_and_surname_are_one_person(redactor: Redactor) -> None:
    memory = Memory(b"sleutel")
    redactor.redact("het gaat om zofia nergenshuizen", memory)
    assert redactor.redact("zofia is weer weg", memory).text == "[NAAM-1] is weer weg"


def test_offsets_are_code_points_of_the_input(redactor: Redactor) -> None:
    text = "\U0001f600 fat\u200bima &amp; ０６１００００００００"
    result = redactor.redact(text)
    assert [text[s.start : s.end] for s in result.spans] == ["fat\u200bima", "０６１００００００００"]


def test_text_with_placeholders_of_its_own(redactor: Redactor) -> None:
    assert redactor.redact("[NAAM-1] en fatima").text == "[NAAM-1] en [NAAM-2]"


def test_memory_knows_other_spellings(redactor: Redactor) -> None:
    memory = Memory(b"sleutel")
    redactor.redact("mijn leerling heet mohammed", memory)
    assert redactor.redact("ik sprak mohamad net", memory).text == "ik sprak [NAAM-1] net"


def test_memory_survives_storage_and_holds_no_name(redactor: Redactor) -> None:
    memory = Memory(b"sleutel")
    redactor.redact("het gaat om youssra quispelaere, 06 10000000", memory)
    stored = json.dumps(memory.to_dict())
    for secret in ("youssra", "quispelaere", "10000000", "sleutel"):
        assert secret not in stored.lower()
    again = Memory.from_dict(json.loads(stored), b"sleutel")
    assert redactor.redact("bertram belde met youssra", again).text == "[NAAM-2] belde met [NAAM-1]"


def test_hashes_of_two_conversations_differ() -> None:
    one, two = Memory(b"a"), Memory(b"b")
    one.number("NAAM", "youssra")
    two.number("NAAM", "youssra")
    assert not set(one.to_dict()["waarden"]) & set(two.to_dict()["waarden"])


def test_name_asked_for_in_the_message_before(redactor: Redactor) -> None:
    memory = Memory(b"sleutel")
    redactor.redact("mijn leerling, zijn naam is", memory)
    assert memory.pending
    assert "wolkenveldje" not in redactor.redact("wolkenveldje", memory).text


def test_failure_is_closed_and_says_nothing(lists: RedactionLists) -> None:
    def broken(document: object) -> list[object]:
        raise ValueError("fatima")

    broken_redactor = Redactor(lists, recognizers=[broken])  # type: ignore[list-item]
    with pytest.raises(RedactionError) as caught:
        broken_redactor.redact("fatima is weg")
    assert "fatima" not in "".join(traceback.format_exception(caught.value)).replace('redact("fatima is weg")', "")
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_broken_pipeline_is_a_failure_not_a_gap(lists: RedactionLists) -> None:
    def broken(text: str) -> object:
        raise RuntimeError(text)

    with pytest.raises(RedactionError):
        Redactor(lists, nlp=broken).redact("fatima is weg")


@pytest.mark.parametrize("text", [None, 3, "a" * 20_001])
def test_what_is_no_message_is_refused(redactor: Redactor, text: object) -> None:
    with pytest.raises(RedactionError):
        redactor.redact(text)  # type: ignore[arg-type]


def test_empty_lists_never_start() -> None:
    with pytest.raises(RedactionError):
        Redactor(RedactionLists())


def test_span_holds_no_words(redactor: Redactor) -> None:
    for span in redactor.redact("fatima, 06 10000000, insta wolf_fictief_9").spans:
        assert "fatima" not in repr(span) and "10000000" not in repr(span)


def test_combination_that_points_to_one_person(redactor: Redactor) -> None:
    assert redactor.redact("het is het enige syrische gezin in het dorp").herleidbaar
    assert not redactor.redact("ik maak me zorgen over een leerling").herleidbaar


def test_every_decision_can_be_explained_without_the_words(redactor: Redactor) -> None:
    from rasa_project.tools.redact import describe

    text = "youssra zit op basisschool de fantasie, bel 06-10000000"
    for span in redactor.redact(text).spans:
        told = describe(span, why=True)
        assert told["herkenner"] and told["aanwijzing"]
        words = text[span.start : span.end].lower().split()
        assert not any(word in f"{told['herkenner']} {told['aanwijzing']}" for word in words)
        assert set(describe(span)) == {"start", "end", "label"}
