"""The messages of the redaction and the understanding as training text for the names."""

from __future__ import annotations

import random

import pytest
import spacy
from spacy.language import Language

from training_nl.balance import favour_names
from training_nl.chat import UNSURE, Message, Slot, load_messages
from training_nl.messages import TrainingStopped
from training_nl.name_reader import message_example
from training_nl.names import Mix
from training_nl.written import (
    MEASURING,
    Written,
    capitalised,
    load_annotated,
    load_annotated_dev,
    measuring_keys,
    parse_annotated,
    sentence_key,
)


@pytest.fixture(scope="module")
def written() -> Written:
    return Written(3, Mix())


def test_an_annotated_line_teaches_persons_places_and_organisations_alone() -> None:
    message = parse_annotated("{NAAM:min} van {ORGANISATIE:de vaart} woont in {PLAATS:ede}, mail {EMAIL:a@b.nl}")
    assert message.text == "min van de vaart woont in ede, mail a@b.nl"
    assert [(message.text[s.start : s.end], s.label) for s in message.slots] == [
        ("min", "PERSON"), ("de vaart", "ORG"), ("ede", "GPE"), ("a@b.nl", UNSURE),
    ]  # fmt: skip


def test_a_loose_brace_stops_with_its_place() -> None:
    with pytest.raises(TrainingStopped, match="berichten_a.txt:7"):
        parse_annotated("{NAAM:min zit stil", "berichten_a.txt:7")


def test_the_annotated_messages_that_measure_do_not_train() -> None:
    training, development = load_annotated(), load_annotated_dev()
    assert len(training) >= 1240 and len(development) >= 390
    assert not {m.text for m in training} & {m.text for m in development}
    assert {"PERSON", "ORG", "GPE", UNSURE} == {s.label for m in development for s in m.slots}


@pytest.mark.parametrize(
    ("listed", "typed"),
    [("ali van den berg", "Ali van den Berg"), ("anne-fleur", "Anne-Fleur"), ("el amrani", "el Amrani")],
)
def test_a_listed_name_gets_its_capitals(listed: str, typed: str) -> None:
    assert capitalised(listed) == typed


def test_a_first_and_a_last_name_beside_each_other_are_one_name(written: Written) -> None:
    assert len(written.fill("gister {V} {S} gezien").slots) == 1
    assert len(written.fill("gister {V}, {V} en {N} gezien").slots) == 3
    message = written.fill("ik sprak {V} vandaag")
    (slot,) = message.slots
    assert message.text == f"ik sprak {message.text[slot.start : slot.end]} vandaag"


def test_a_place_is_learned_after_in_and_unsure_elsewhere(written: Written) -> None:
    message = written.with_unsure(Message("zij woont in Almelo, Zwolle vond ze niks en de les ook niet", ()))
    assert [(message.text[s.start : s.end], s.label) for s in message.slots] == [("Almelo", "GPE"), ("Zwolle", UNSURE)]
    assert written.with_unsure(Message("op [DATUM-1] was er niks", ())).slots == ()


def test_no_sentence_that_measures_trains(written: Written) -> None:
    held = measuring_keys()
    trained = [*written.sentences(), *written.unnamed(noisy=0.0), *load_annotated()]
    assert len(trained) > 10_000
    assert [m.text for m in trained if sentence_key(m) in held] == []
    assert sum(len(load_messages(name)) for name in MEASURING) >= len(held) > 700


def test_names_differ_every_time_and_some_messages_get_one(written: Written) -> None:
    first, second = written.named(), written.named()
    assert len(first) > 3000 and {m.text for m in first} != {m.text for m in second}
    assert all(any(s.label == "PERSON" for s in m.slots) for m in first[:200])


def test_nothing_is_learned_where_a_name_is_unsure() -> None:
    nlp = spacy.blank("nl")
    example = message_example(nlp, Message("op Bos 3 zit Ali", (Slot(3, 8, UNSURE), Slot(13, 16, "PERSON"))))
    assert example.get_aligned_ner() == ["O", None, None, "O", "U-PERSON"]


def test_favouring_names_gives_more_of_them() -> None:
    nlp: Language = spacy.blank("nl")
    ner = nlp.add_pipe("ner")
    ner.add_label("PERSON")
    random.seed(1)
    nlp.initialize()
    favour_names(nlp, 1000.0)
    assert nlp("gister zag ik iemand").ents
    favour_names(nlp, -2000.0)
    assert not nlp("gister zag ik iemand").ents
