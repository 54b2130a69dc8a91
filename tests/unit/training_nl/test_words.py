"""What the lemmatizer looks up: known words, the parts of compounds, the particles of verbs."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from training_nl.assemble import add_words, take_words_out
from training_nl.conllu import Sentence, read_conllu
from training_nl.harmonise import COMMON_NAME, EITHER_GENDER, NEUTER_NAME, settle_gender
from training_nl.known_words import learn_words
from training_nl.reader import forget_words
from training_nl.words import Words, singular

NOUN, PLURAL, PAST = "N|soort|ev|basis|zijd|stan", "N|soort|mv|basis", "WW|pv|verl|ev"


def sentence(*lines: str) -> Sentence:
    rows = ["\t".join([str(i), *line.split(), "_", "_"]) for i, line in enumerate(lines, 1)]
    return next(read_conllu(rows))


def learned() -> Words:
    verb = f"VERB {PAST} Tense=Past"
    noun = f"NOUN {NOUN} Gender=Com|Number=Sing"
    sentences = [
        sentence(f"zag uit_zien {verb} 0 root", "uit uit ADP VZ|fin _ 1 compound:prt"),
        sentence(f"kwam tegemoet_komen {verb} 0 root", "tegemoet tegemoet ADV BW _ 1 compound:prt"),
        sentence(f"regeringsraad regering_raad {noun} 0 root", f"vorming vorming {noun} 1 nmod"),
        sentence(f"partij partij {noun} 0 root", "Amerikaanse Amerikaans ADJ ADJ|prenom _ 1 amod"),
        *[sentence(f"uitgaf uit_geven {verb} 0 root", f"gaf geven {verb} 1 conj") for _ in range(5)],
    ]
    return learn_words({"nl_alpino-ud-dev.conllu": sentences})


@pytest.mark.parametrize(
    ("form", "tag", "pos", "guess", "lemma"),
    [
        ("Partij", NOUN, "NOUN", "Partij", "partij"),
        ("regeringsvorming", NOUN, "NOUN", "regeringsvorming", "regering_vorming"),
        ("Partijvorming", NOUN, "NOUN", "Partijvorming", "partij_vorming"),
        ("NS-vorming", NOUN, "NOUN", "NS-vorming", "NS_vorming"),
        ("Noord-Amerikaanse", "ADJ|prenom", "ADJ", "x", "Noord-Amerikaans"),
        ("uitzag", PAST, "VERB", "uitzagen", "uit_zien"),
        ("aanzag", PAST, "VERB", "aanzagen", "aanzagen"),
        ("Vorming", "SPEC|deeleigen", "PROPN", "vorming", "Vorming"),
        ("pijnstiller", NOUN, "NOUN", "pijns_tiller", "pijnstiller"),
        ("aspirine", NOUN, "NOUN", "Aspirine", "aspirine"),
        ("vlaggen", PLURAL, "NOUN", "vlagg", "vlag"),
    ],
)
def test_lemmas_of_known_words_and_of_what_is_made_of_them(
    form: str, tag: str, pos: str, guess: str, lemma: str
) -> None:
    assert learned().lemma(form, tag, pos, guess, starts=False) == lemma


def test_a_plural_is_no_singular() -> None:
    assert [singular(w, w) for w in ("kastelen", "flarden", "duiven", "boeken")] == ["kasteel", "flard", "duif", "boek"]
    assert singular("tenten", "tent") == "tent"


def test_a_particle_joins_its_verb_when_the_two_go_together() -> None:
    words = learned()
    assert words.separated("zien", "uit") == "uit_zien"
    assert words.separated("lopen", "uit") == "uit_lopen"
    assert words.separated("lopen", "tegemoet") == "lopen"


def small_pipeline() -> Language:
    nlp = spacy.blank("nl")
    nlp.add_pipe("trainable_lemmatizer", name="lemmatizer", config={"min_tree_freq": 1})
    doc = Doc(nlp.vocab, words=["zag", "raad"], lemmas=["zag", "raad"])
    nlp.initialize(lambda: [spacy.training.Example(doc.copy(), doc)] * 2)
    return nlp


def test_words_are_stored_with_the_lemmatizer_and_taken_out_again(tmp_path: Path) -> None:
    nlp = small_pipeline()
    trees = nlp.get_pipe("lemmatizer").to_bytes(exclude=["vocab"])
    add_words(nlp, learned())
    nlp.to_disk(tmp_path)
    other = spacy.load(tmp_path)
    bytes_of_both = [p.get_pipe("lemmatizer").to_bytes(exclude=["vocab"]) for p in (nlp, other)]
    assert bytes_of_both[0] == bytes_of_both[1]
    assert other.get_pipe("lemmatizer").words.stored() == learned().stored()
    doc = Doc(other.vocab, words=["Partij", "zag", "uit"], pos=["NOUN", "VERB", "ADP"], tags=[NOUN, PAST, "VZ"])
    for i, (head, dep) in enumerate([(1, "nsubj"), (1, "ROOT"), (1, "compound:prt")]):
        doc[i].head, doc[i].dep_ = doc[head], dep
    assert [t.lemma_ for t in other.get_pipe("lemmatizer")(doc)][:2] == ["partij", "uit_zien"]
    take_words_out(other)
    assert other.get_pipe_meta("lemmatizer").factory == "trainable_lemmatizer"
    assert other.get_pipe("lemmatizer").to_bytes(exclude=["vocab"]) == trees


def test_rare_words_lose_their_form_and_nothing_else() -> None:
    nlp = spacy.blank("nl")
    doc = nlp.make_doc("de zeldzaam 12 " * 200)
    forget_words(doc, Counter({"de": 10**9}), 2.0, random.Random(1), most=0.6)
    changed = [t.text for t in doc if t.norm != t.lex.norm]
    assert set(changed) == {"zeldzaam"}
    assert len(changed) == pytest.approx(200 * 0.6, abs=25)
    assert {t.suffix_ for t in doc if t.text == "zeldzaam"} == {"aam"}


def test_names_of_either_gender_get_the_one_of_their_kind() -> None:
    name = f"PROPN {EITHER_GENDER} Gender=Com,Neut|Number=Sing"
    lines = ["Krott Krott {} 0 root", "in in ADP VZ _ 1 case", "Xstad Xstad {} 1 nmod", "Yoord Yoord {} 1 nmod"]
    s = sentence(*[line.format(name) for line in lines])
    settle_gender(s, frozenset({"Yoord"}))
    assert s.tags == [COMMON_NAME, "VZ", NEUTER_NAME, NEUTER_NAME]
    assert s.feats[3] == "Gender=Neut|Number=Sing"
