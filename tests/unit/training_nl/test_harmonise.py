"""The older treebank editions get today's names, tags and lemmas, or stay missing."""

from __future__ import annotations

import random

import spacy

from training_nl.compounds import compounded, first_parts
from training_nl.conllu import Sentence, read_conllu
from training_nl.harmonise import Lexicon, build_lexicon, fill, modernise
from training_nl.lemmas import MISSING, gold_labels, teach_known_lemmas
from training_nl.names import WORD_NAMES, Mix, blend, load_pool
from training_nl.reader import to_doc, unclosed_runs


def sentence(*lines: str) -> Sentence:
    """Columns of a line: form, lemma, class, tag, features, head, label; "_" is empty."""
    rows = ["\t".join([str(i), *line.split(), "_", "_"]) for i, line in enumerate(lines, 1)]
    return next(read_conllu(rows))


def today() -> Lexicon:
    noun = "NOUN N|soort|ev|basis|zijd|stan Gender=Com|Number=Sing"
    verb = "VERB WW|pv|verl|ev Tense=Past"
    return build_lexicon(
        [
            sentence(f"fractievoorzitter fractie_voorzitter {noun} 0 root"),
            sentence(f"kwam tegemoet_komen {verb} 0 root", "tegemoet tegemoet ADV BW _ 1 compound:prt"),
            sentence("springen springen VERB WW|inf|vrij|zonder VerbForm=Inf 0 root"),
            *[sentence(f"{word} {word} {noun} 0 root") for word in ("fiets", "muts", "kaars") for _ in range(10)],
            *[sentence("op op ADP VZ|fin _ 2 case", f"x x {noun} 0 root") for _ in range(3)],
            *[sentence("dan dan SCONJ VG|onder _ 2 mark", f"x x {noun} 0 root") for _ in range(6)],
            sentence("Jan Jan PROPN SPEC|deeleigen _ 0 root", "Bos Bos PROPN SPEC|deeleigen _ 1 flat"),
            sentence("Jan Jan PROPN SPEC|deeleigen _ 0 root", "Bos Bos PROPN SPEC|deeleigen _ 1 flat"),
        ]
    )


def filled(*lines: str) -> Sentence:
    new = sentence(*lines)
    fill(new, today())
    return new


def test_compounds_and_separable_verbs_get_the_split_lemma() -> None:
    assert filled("fractievoorzitter fractievoorzitter NOUN _ _ 0 root").lemmas == ["fractie_voorzitter"]
    assert filled("afspringen afspringen VERB _ _ 0 root").lemmas == ["af_springen"]
    assert (
        filled("kwam komen VERB _ _ 0 root", "tegemoet tegemoet ADV _ _ 1 compound:prt").lemmas[0] == "tegemoet_komen"
    )


def test_a_lemma_that_may_be_a_compound_becomes_missing() -> None:
    new = filled(
        "raadsvoorzitter raadsvoorzitter NOUN _ _ 0 root",
        "fiets fiets NOUN _ _ 1 nmod",
        "Ede-Zuid Ede-Zuid PROPN _ _ 1 nmod",
        "voorspringen voorspringen VERB _ _ 1 conj",
        "ging gaan VERB _ _ 1 conj",
        "na na ADP _ _ 5 compound:prt",
    )
    assert new.lemmas == ["", "fiets", "", "", "", "na"]


def test_missing_tags_are_filled_only_where_nearly_all_agree() -> None:
    noun = "NOUN _ Gender=Com|Number=Sing"
    assert filled(f"fiets fiets {noun} 0 root").tags == ["N|soort|ev|basis|zijd|stan"]
    # An unknown word goes by its ending, class, features and role.
    assert filled(f"poets poets {noun} 0 root").tags == ["N|soort|ev|basis|zijd|stan"]
    assert filled("fiets fiets VERB _ _ 0 root").tags == [""]
    assert filled("fiets fiets NOUN BESTAAND _ 0 root").tags == ["BESTAAND"]


def test_a_preposition_goes_by_its_side_and_a_single_name_is_no_part_of_one() -> None:
    assert filled("op op ADP _ _ 2 case", "x x NOUN _ _ 0 root").tags[0] == "VZ|fin"
    assert filled("x x NOUN _ _ 0 root", "op op ADP _ _ 1 case").tags[1] == ""
    assert filled("Jan Jan PROPN _ _ 0 root").tags == [""]


def test_function_words_get_the_class_they_have_today_in_that_role() -> None:
    assert filled("dan dan ADP _ _ 2 mark", "x x NOUN _ _ 0 root").pos[0] == "SCONJ"
    assert filled("dan dan ADV _ _ 2 advmod", "x x NOUN _ _ 0 root").pos[0] == "ADV"


def test_a_name_of_several_words_becomes_a_flat_name() -> None:
    new = sentence(
        "Vlaamse Vlaams ADJ ADJ|prenom Degree=Pos 0 root",
        "Raad raad NOUN N|soort Number=Sing 1 fixed",
        "voor voor ADP VZ|init _ 1 fixed",
        "Sport sport NOUN N|soort Number=Sing 1 fixed",
    )
    modernise(new)
    assert new.pos == ["PROPN", "PROPN", "", "PROPN"]
    assert new.lemmas == ["Vlaamse", "Raad", "", "Sport"]
    assert new.tags == ["SPEC|deeleigen", "SPEC|deeleigen", "", "SPEC|deeleigen"]
    assert new.deps[1:] == ["flat", "flat", "flat"] and new.feats[2] is None


def test_titles_and_fixed_expressions_keep_their_words() -> None:
    title = sentence("De De PROPN _ _ 0 root", "rode rood ADJ _ Degree=Pos 1 fixed", "Ridder ridder NOUN _ _ 1 fixed")
    modernise(title)
    assert (title.pos, title.lemmas) == (["DET", "ADJ", "NOUN"], ["de", "rood", "ridder"])
    fixed = sentence("aan aan ADP _ _ 0 root", "de de DET _ _ 1 fixed", "gang gang NOUN _ _ 1 fixed")
    modernise(fixed)
    assert fixed.deps == ["ROOT", "fixed", "fixed"] and fixed.pos == ["ADP", "DET", "NOUN"]


def test_labels_whose_rule_changed() -> None:
    new = sentence(
        "hij hij PRON _ _ 3 nsubj",
        "werd worden AUX _ _ 3 aux:pass",
        "gezien zien VERB _ _ 0 root",
        "vaak vaak ADJ _ _ 3 amod",
        "2e twee NUM _ _ 6 nummod",
        "2de twee NUM _ _ 3 nummod",
    )
    modernise(new)
    assert new.deps == ["nsubj:pass", "aux:pass", "ROOT", "advmod", "nummod", "amod"]
    assert new.pos[5] == "ADJ"


def test_new_compounds_keep_tag_and_tree_and_get_a_split_lemma() -> None:
    seen = sentence(
        "regeringsvorming regering_vorming NOUN N|x _ 0 root",
        "jongerenafdeling jong_afdeling NOUN N|x _ 1 nmod",
        "fiets fiets NOUN N|x _ 1 nmod",
    )
    parts = first_parts([seen])
    assert parts == [("regerings", "regering")]
    plain = sentence("De de DET L _ 2 det", "voorstellen voorstel NOUN N|mv Number=Plur 0 root", "Ede Ede NOUN N _ 2 x")
    new = compounded(plain, parts, random.Random(1), 1.0)
    assert new.words == ["De", "regeringsvoorstellen", "Ede"]
    assert new.lemmas[1] == "regering_voorstel" and new.tags == plain.tags and new.heads == plain.heads
    assert plain.words[1] == "voorstellen"
    assert compounded(plain, parts, random.Random(1), 0.0).words == plain.words


def test_titles_and_list_items_return_in_runs_of_their_own() -> None:
    lines = ("Bekende inwoners", "Leden", "Hij kwam .")
    parts = {"a": [sentence(*[f"{w} {w} X _ _ 0 root" for w in text.split()]) for text in lines]}
    chance = random.Random(1)
    runs = [s.text() for _ in range(20) for s in unclosed_runs(parts, chance)]
    assert runs.count("Bekende inwoners") == runs.count("Leden") == 20
    assert 0 < runs.count("Hij kwam.") < 40


def test_missing_features_reach_spacy_as_missing() -> None:
    new = sentence("Jan Jan PROPN _ _ 0 root", "voor voor ADP _ _ 1 case")
    new.blank(1)
    doc = to_doc(spacy.blank("nl").vocab, [new])
    assert doc[0].has_morph() and not doc[1].has_morph()
    assert (doc[1].pos_, doc[1].tag_, doc[1].lemma_) == ("", "", "")


def test_only_lemmas_the_lemmatizer_can_give_count() -> None:
    import numpy as np
    from spacy.training import Example

    nlp = spacy.blank("nl")
    lemmatizer = nlp.add_pipe("trainable_lemmatizer", config={"min_tree_freq": 2})

    def example(words: list[str], lemmas: list[str]) -> Example:
        return Example.from_dict(nlp.make_doc(" ".join(words)), {"words": words, "lemmas": lemmas})

    nlp.initialize(
        lambda: [example(["fietsen", "bomen"], ["fiets", "boom"]), example(["petten", "bomen"], ["pet", "boom"])]
    )
    odd = example(["bomen", "petten", "liep"], ["boom", "", "lopen"])
    labels = gold_labels(lemmatizer, odd)
    assert labels[0] != MISSING and labels[1:] == [MISSING, MISSING]
    teach_known_lemmas(lemmatizer)
    scores = [np.full((3, len(lemmatizer.cfg["labels"])), 0.5, dtype="float32")]
    loss, (gradient,) = lemmatizer.get_loss([odd], scores)
    assert loss > 0 and gradient[0, labels[0]] == -0.5
    assert not gradient[1:].any()


def test_blended_names_keep_an_ending_and_the_mix_draws_word_names() -> None:
    assert blend("Gerrit", "Hidde") == "Gerdde"
    assert blend("Jan", "Bo") == "Jan" and blend("Jan", "Jan") == "Jan"
    pool, chance = load_pool(more=True, mix=Mix(words=1.0)), random.Random(3)
    words = set(pool.first[WORD_NAMES])
    assert all(pool._first(chance, pool._origin(chance)) in words for _ in range(50))
    assert WORD_NAMES not in load_pool(more=True).first
