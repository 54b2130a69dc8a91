"""Words, sentences, clauses and cues: places fit, odd input never breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.language.clauses import split_clauses
from rasa_project.language.cues import KINDS, SCOPES, Cues, reaches, same_length
from rasa_project.language.sentences import split_sentences
from rasa_project.language.tokens import Reader, forms, tokenize

CUES = Cues.build(
    {
        "ontkenning": [{"reikwijdte": "voor", "woorden": ["geen"]}, {"reikwijdte": "beide", "woorden": ["niet"]}],
        "twijfel": [{"reikwijdte": "na", "woorden": ["denk ik"]}],
        "hoorzeggen": [{"reikwijdte": "voor", "woorden": ["ik hoorde"]}],
        "ander": [{"reikwijdte": "voor", "woorden": ["volgens"]}],
        "mening": [{"reikwijdte": "beide", "woorden": ["eng"]}],
        "schijn": ["niet alleen"],
    }
)


@given(st.text(max_size=300))
def test_tokens_stand_in_order_and_within_the_text(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end <= len(text)
        assert not text[token.start : token.end].isspace()
        end = token.end


@given(st.text(max_size=300))
def test_sentences_and_clauses_stand_in_order_and_hold_every_word(text: str) -> None:
    sentences = split_sentences(text)
    assert all(low < high for low, high in sentences)
    assert all(a[1] <= b[0] for a, b in zip(sentences, sentences[1:]))
    held = "".join(text[low:high] for low, high in sentences)
    assert "".join(held.split()) == "".join(text.split())
    for low, high in sentences:
        for start, end in split_clauses(text, low, high):
            assert low <= start < end <= high


@given(st.text(max_size=200))
def test_folding_for_places_keeps_the_length(text: str) -> None:
    assert len(same_length(text)) == len(text)


def test_abbreviations_are_read_in_full_and_keep_their_place() -> None:
    reader = Reader({"ll": "leerling"}, {})
    tokens = reader.read("de ll komt")
    assert forms(tokens) == "de leerling komt"
    assert (tokens[1].start, tokens[1].end) == (3, 5)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("een moslim in de moskee", "een christen in de kerk"),
        ("hij komt uit Marokko", "hij komt uit Polen"),
        ("[NAAM-1] belde", "[NAAM-12] belde"),
        ("voor extinction rebellion", "voor de boeren"),
        ("een eritreeër in de moskeeën", "een pool in de kerken"),
    ],
)
def test_neutral_words_read_the_same(one: str, other: str) -> None:
    reader = Reader(
        {},
        {
            "gelovige": ["moslim", "christen"],
            "gebedshuis": ["moskee", "kerk"],
            "gebedshuizen": ["moskeeën", "kerken"],
            "nederlander": ["eritreeër", "pool"],
            "buitenland": ["marokko", "polen"],
            "iemand": ["[NAAM]"],
            "activisten": ["extinction rebellion", "de boeren"],
        },
    )
    assert forms(reader.read(one)) == forms(reader.read(other))


def test_a_sentence_does_not_end_at_an_abbreviation() -> None:
    text = "ik sprak dhr. X over hem. Hij is stil! nu jij?"
    assert [text[low:high] for low, high in split_sentences(text)] == [
        "ik sprak dhr. X over hem.",
        "Hij is stil!",
        "nu jij?",
    ]


def test_clauses_split_at_joining_words() -> None:
    text = "hij is stil, maar hij dreigt niet"
    assert [text[low:high] for low, high in split_clauses(text)] == ["hij is stil", "maar hij dreigt niet"]


def test_cues_know_their_kind_and_look_alikes_are_left_out() -> None:
    assert [cue.kind for cue in CUES.find("Ik hoorde dat hij geen vrienden heeft")] == ["hoorzeggen", "ontkenning"]
    assert CUES.find("hij slaat niet alleen maar schopt ook") == []
    assert {cue.kind for cue in CUES.find("geen, niet, denk ik, volgens, eng")} <= set(KINDS)
    assert {cue.scope for cue in CUES.find("geen, niet, denk ik, volgens, eng")} <= set(SCOPES)


def test_a_cue_reaches_no_further_than_its_clause() -> None:
    text = "hij heeft geen mes, wel veel boosheid"
    cue = CUES.find(text)[0]
    clauses = split_clauses(text)
    assert reaches(cue, (15, 18), clauses[0], (0, len(text)))
    assert not reaches(cue, (25, 37), clauses[1], (0, len(text)))
