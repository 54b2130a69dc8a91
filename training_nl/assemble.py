"""Put the two trained steps together into one pipeline with the shape of the official small model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
import srsly
from spacy import util

from training_nl.balance import AMOUNT, favour_names
from training_nl.harmonise import COMMON_NAME, EITHER_GENDER, NEUTER_NAME
from training_nl.words import FACTORY, Words

if TYPE_CHECKING:
    from spacy.language import Language

#: spaCy releases in which the weights give the same output; tests/nlu checks both ends.
SPACY_VERSIONS = ">=3.4.0,<3.9.0"
VERSION = "3.4.0+samenduiden.6"
PIPELINE = ("tok2vec", "morphologizer", "tagger", "parser", "lemmatizer", "ner", "attribute_ruler")
META_FILE = Path(__file__).with_name("meta.json")


def load_mean(first_dir: Path, *later_dirs: Path) -> Language:
    """Give the pipeline with the mean of the rounds for every weight; each later one weighs as much as all before it.

    A later round of the names gains on chat and loses on newspapers; the mean keeps most of both (README.md).
    """
    mean = util.load_model_from_path(first_dir)
    for folder in later_dirs:
        last = util.load_model_from_path(folder)
        for pipe in last.pipe_names:
            if not hasattr(last.get_pipe(pipe), "model"):
                continue
            pairs = zip(mean.get_pipe(pipe).model.walk(), last.get_pipe(pipe).model.walk(), strict=True)
            for one, other in pairs:
                for name in other.param_names:
                    if other.has_param(name):
                        other.set_param(name, 0.5 * (one.get_param(name) + other.get_param(name)))
        mean = last
    return mean


_LEMMATIZER = "lemmatizer"


def _change_lemmatizer(nlp: Language, factory: str) -> tuple[Any, Any]:
    """Put a lemmatizer of another kind with the same settings in the place of the one that is there; give both."""
    old = nlp.get_pipe(_LEMMATIZER)
    config = nlp.get_pipe_config(_LEMMATIZER)
    settings = {k: config[k] for k in ("backoff", "min_tree_freq", "overwrite", "top_k", "model")}
    return old, nlp.replace_pipe(_LEMMATIZER, factory, config=settings)


def add_words(nlp: Language, words: Words) -> None:
    """Let the trained lemmatizer know words (`words.py`)."""
    trained, knowing = _change_lemmatizer(nlp, FACTORY)
    knowing.take(trained, words)


def take_words_out(nlp: Language) -> None:
    """Give back the lemmatizer as it was trained, so that training can go on."""
    knowing, plain = _change_lemmatizer(nlp, "trainable_lemmatizer")
    plain.from_bytes(knowing.trees_to_bytes(), exclude=["vocab"])


def assemble(nlp: Language, names: Language, words: Words) -> Language:
    """Make the full pipeline of that of step 1, the recogniser of step 2 and the words of the treebanks."""
    add_words(nlp, words)
    # Weights only: the strings of the name training (thousands of names) must not come along.
    config = names.config["components"]["ner"]
    ner = nlp.add_pipe("ner", config={k: v for k, v in config.items() if k not in {"factory", "scorer"}})
    ner.from_bytes(names.get_pipe("ner").to_bytes(exclude=["vocab"]), exclude=["vocab"])
    favour_names(nlp, AMOUNT)
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add(patterns=[[{"IS_SPACE": True}]], attrs={"TAG": "_SP", "POS": "SPACE"})
    # The recogniser knows better than the tagger whether a name is a place; in the treebanks places are neuter.
    place = {"TAG": {"IN": [COMMON_NAME, EITHER_GENDER]}, "ENT_TYPE": "GPE"}
    ruler.add(patterns=[[place]], attrs={"TAG": NEUTER_NAME, "MORPH": "Gender=Neut|Number=Sing"})
    if tuple(nlp.pipe_names) != PIPELINE:
        raise ValueError(f"pipeline is {nlp.pipe_names}, expected {PIPELINE}")
    # Only what is needed to run: no training settings, which would ask for our readers when loading.
    for section in ("corpora", "training", "initialize", "pretraining", "paths"):
        nlp.config[section] = spacy.blank("nl").config[section]
    return nlp


def fill_meta(nlp: Language, performance: dict[str, float]) -> None:
    """Write name, version, licence, sources and measured scores into the pipeline's own meta."""
    nlp.meta.update(srsly.read_json(META_FILE))
    nlp.meta.update({"version": VERSION, "spacy_version": SPACY_VERSIONS, "performance": performance})
