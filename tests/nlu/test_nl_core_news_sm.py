"""The installed `nl_core_news_sm`: shape, output and names in chat, with ours or with the official wheel.

The floors below hold for the wheel in vendor/; the official one is only asked for the shape, because it was
not made for lower-case names.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from training_nl import bench
from training_nl.outcome import outcome, stored
from training_nl.score import chat_messages, lowered_pairs, message_pairs, tally

#: Floors on the unseen chat sentences (precision, recall of PERSON); the measured scores are in vendor/scores.json.
FLOORS = {"cased": (0.92, 0.94), "lower": (0.92, 0.87)}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("nl_core_news_sm")


def ours(nlp: Language) -> bool:
    return "samenduiden" in nlp.meta["version"]


def test_components_and_labels_are_those_of_the_official_pipeline(nlp: Language) -> None:
    expected = {"tok2vec", "morphologizer", "tagger", "parser", "lemmatizer", "attribute_ruler", "ner"}
    assert expected <= set(nlp.pipe_names)
    assert {"PERSON", "GPE", "LOC", "ORG"} <= set(nlp.get_pipe("ner").labels)
    assert {"nsubj", "obj", "ROOT", "advmod"} <= set(nlp.get_pipe("parser").labels)
    assert nlp.vocab.vectors_length == 0


def test_every_layer_is_filled(nlp: Language) -> None:
    doc = nlp("De moeder van Fatima werkte gisteren. Ze maakt zich zorgen over haar kinderen.")
    for attribute in ("TAG", "POS", "MORPH", "DEP", "LEMMA", "SENT_START"):
        assert doc.has_annotation(attribute), attribute
    assert len(list(doc.sents)) == 2
    assert [t.lemma_ for t in doc if t.text in ("werkte", "maakt", "kinderen")] == ["werken", "maken", "kind"]
    assert [e.text for e in doc.ents if e.label_ == "PERSON"] == ["Fatima"]


def test_white_space_is_space(nlp: Language) -> None:
    doc = nlp("een\n\ntwee")
    assert (doc[1].pos_, doc[1].tag_) == ("SPACE", "_SP")


def test_output_equals_what_was_stored_with_the_wheel(nlp: Language) -> None:
    expected = stored()
    assert not ours(nlp) or outcome(nlp) == expected


@pytest.mark.parametrize("form", ["cased", "lower"])
def test_persons_in_unseen_chat_messages(nlp: Language, form: str) -> None:
    pairs = message_pairs(nlp, chat_messages())
    counts = tally(nlp, pairs if form == "cased" else lowered_pairs(pairs))["PERSON"]
    precision, recall, _ = counts.figures()
    floor = FLOORS[form] if ours(nlp) else (0.0, 0.0)
    assert precision >= floor[0] and recall >= floor[1], (precision, recall)


def test_the_bench_compares_with_an_empty_pipeline_in_the_same_run(tmp_path: Path) -> None:
    file = tmp_path / "taal.json"
    assert bench.main(["--json", str(file), "--rondes", "1"]) == 0
    figures = json.loads(file.read_text(encoding="utf-8"))
    for name in bench.AIMS:
        assert figures[f"{name}_keer"] == pytest.approx(figures["leeg_woorden_s"] / figures[f"{name}_woorden_s"])
        assert figures[f"{name}_keer_koud"] == pytest.approx(
            figures["leeg_koud_woorden_s"] / figures[f"{name}_woorden_s"]
        )
        assert figures[f"{name}_laden_s"] > 0


@pytest.mark.parametrize("text", ["", " ", "?", "😀", "a" * 5000, "\n\n\n"])
def test_odd_messages_do_not_break_it(nlp: Language, text: str) -> None:
    assert nlp(text).text == text
