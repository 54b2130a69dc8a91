"""Put the two trained steps together into one pipeline with the shape of the official small model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import spacy
import srsly
from spacy import util

from training_nl.balance import AMOUNT, favour_names

if TYPE_CHECKING:
    from spacy.language import Language

#: spaCy releases in which the weights give the same output; tests/nlu checks both ends.
SPACY_VERSIONS = ">=3.4.0,<3.9.0"
VERSION = "3.4.0+samenduiden.4"
PIPELINE = ("tok2vec", "morphologizer", "tagger", "parser", "lemmatizer", "attribute_ruler", "ner")
META_FILE = Path(__file__).with_name("meta.json")


def load_names(first_dir: Path, *later_dirs: Path) -> Language:
    """Give the recogniser with the mean of the rounds for every weight; each later one weighs as much as all before it.

    A later round gains on chat and loses on newspapers; the mean keeps most of both (README.md).
    """
    mean = util.load_model_from_path(first_dir)
    for folder in later_dirs:
        last = util.load_model_from_path(folder)
        pairs = zip(mean.get_pipe("ner").model.walk(), last.get_pipe("ner").model.walk(), strict=True)
        for one, other in pairs:
            for name in other.param_names:
                if other.has_param(name):
                    other.set_param(name, 0.5 * (one.get_param(name) + other.get_param(name)))
        mean = last
    return mean


def assemble(parse_dir: Path, names: Language) -> Language:
    """Give the full pipeline from the folder of step 1 and the recogniser of step 2."""
    nlp = util.load_model_from_path(parse_dir)
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add(patterns=[[{"IS_SPACE": True}]], attrs={"TAG": "_SP", "POS": "SPACE"})
    # Weights only: the strings of the name training (thousands of names) must not come along.
    config = names.config["components"]["ner"]
    ner = nlp.add_pipe("ner", config={k: v for k, v in config.items() if k not in {"factory", "scorer"}})
    ner.from_bytes(names.get_pipe("ner").to_bytes(exclude=["vocab"]), exclude=["vocab"])
    favour_names(nlp, AMOUNT)
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
